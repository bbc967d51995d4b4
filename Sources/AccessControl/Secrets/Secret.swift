// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Random bytes that open a door. Shown once to whoever is to have them; only the digest is kept.
public struct Secret: Hashable, Sendable {
  /// In the alphabet of base64url, without padding (RFC 4648 §5).
  public let text: String

  /// 256 random bits of the system.
  public static func random() -> Secret {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    return Secret(text: base64URL(bytes))
  }

  public init(text: String) { self.text = text }

  /// SHA-256 in hexadecimal digits. Enough for 256 random bits; passwords need `PasswordHash`.
  public var digest: String {
    SHA256.hash(data: Data(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible {
  /// A secret never reaches a log by mistake.
  public var description: String { "Secret(…)" }
  public var debugDescription: String { description }
}
