// SPDX-License-Identifier: Apache-2.0

/// SHA-256 of a stored photo, lower-case hexadecimal.
public struct PhotoHash: Hashable, Sendable {
  public let hexadecimal: String

  /// - Returns: `nil` unless `text` has 64 lower-case hexadecimal digits.
  public init?(_ text: String) {
    guard text.count == 64, text.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
    hexadecimal = text
  }
}

extension PhotoHash: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hash = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A photo's hash has 64 hexadecimal digits.")
    }
    self = hash
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}

extension EventDigest {
  /// Both are digests of the same kind, so none is lost.
  init(_ photo: PhotoHash) { hexadecimal = photo.hexadecimal }
}
