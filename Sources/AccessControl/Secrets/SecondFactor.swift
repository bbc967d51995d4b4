// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel
import Foundation

/// Six digits that change every thirty seconds (TOTP, RFC 6238), from a key that an authenticator
/// on the person's phone holds too.
public struct SecondFactor: Hashable, Codable, Sendable {
  /// 160 bits, as RFC 4226 §4 asks for.
  public let key: [UInt8]
  /// The last thirty seconds whose digits were used: no digits open the door twice.
  public private(set) var lastStep: Int64

  static let period: Int64 = 30
  /// How many periods a phone's clock may be off, either way.
  static let tolerance: Int64 = 1

  public init(key: [UInt8], lastStep: Int64 = -1) {
    self.key = key
    self.lastStep = lastStep
  }

  public static func random() -> SecondFactor {
    SecondFactor(key: SymmetricKey(size: .init(bitCount: 160)).withUnsafeBytes { Array($0) })
  }

  /// Takes the digits, or refuses them and changes nothing.
  public mutating func accept(_ digits: String, at now: Instant) -> Bool {
    let current = now.milliseconds / 1000 / Self.period
    for step in (current - Self.tolerance)...(current + Self.tolerance)
    where step > lastStep && Self.digits(key: key, step: step, count: 6) == digits {
      lastStep = step
      return true
    }
    return false
  }

  /// The digits of one period, with leading zeros (RFC 4226 §5.3).
  static func digits(key: [UInt8], step: Int64, count: Int) -> String {
    let message = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
    let code = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    let offset = Int(code[19] & 15)
    let number = code[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<count).reduce(UInt32(1)) { power, _ in power * 10 }
    let text = String(number % modulus)
    return String(repeating: "0", count: count - text.count) + text
  }

  /// What an authenticator scans or is typed: the key in base 32 (RFC 4648 §6), and the address.
  public func enrolment(account: AccountName, issuer: String) -> (key: String, address: String) {
    let text = Base32.encode(key)
    var components = URLComponents()
    components.scheme = "otpauth"
    components.host = "totp"
    components.path = "/\(issuer):\(account)"
    components.queryItems = [
      URLQueryItem(name: "secret", value: text), URLQueryItem(name: "issuer", value: issuer),
    ]
    return (text, components.string ?? "")
  }
}

/// RFC 4648 §6, without padding.
enum Base32 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  static func encode(_ bytes: [UInt8]) -> String {
    var text = ""
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
      }
    }
    if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
    return text
  }
}
