// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel

/// A photo that was looked through from end to end and freed of everything but its picture.
///
/// Where it was taken, by which device and when is not in it any more: EXIF, XMP, comments and text
/// are left out; what the picture needs to look right (colour profile, transparency, the turn that a
/// camera noted) stays. Its name is the SHA-256 of what is left.
///
/// Source: ITU-T T.81 annex B (JPEG), W3C PNG third edition, RFC 9649 (WebP), CIPA DC-008 (EXIF).
public struct InspectedPhoto: Hashable, Sendable {
  public static let largest = 20 << 20

  public let format: PhotoFormat
  public let width: Int
  public let height: Int
  public let bytes: [UInt8]
  public let hash: PhotoHash
  /// Where the camera was, as the original noted it; not in `bytes` any more.
  public let place: Coordinate?

  public init(_ original: [UInt8]) throws(PhotoRefused) {
    guard original.count <= Self.largest else {
      throw .tooLarge(bytes: original.count, limit: Self.largest)
    }
    guard let format = PhotoFormat(original) else { throw .notAPhoto }
    let cleaned =
      switch format {
      case .jpeg: try JPEGCleaner(original).cleaned()
      case .png: try PNGCleaner(original).cleaned()
      case .webp: try WebPCleaner(original).cleaned()
      }
    guard cleaned.width > 0, cleaned.height > 0 else { throw .noPixels(format) }
    self.format = format
    place = cleaned.place
    width = cleaned.width
    height = cleaned.height
    bytes = cleaned.bytes
    let digest = SHA256.hash(data: cleaned.bytes)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    guard let hash = PhotoHash(digest) else { throw .notAPhoto }
    self.hash = hash
  }
}

/// What a format's reader leaves of a file.
struct CleanedPhoto {
  var bytes: [UInt8]
  var width = 0
  var height = 0
  var place: Coordinate?
}

extension [UInt8] {
  /// An unsigned number of `count` bytes, the most significant first; `nil` past the end.
  func bigEndian(at position: Int, count: Int) -> Int? {
    guard position >= 0, position + count <= self.count else { return nil }
    return self[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The same, the least significant first.
  func littleEndian(at position: Int, count: Int) -> Int? {
    guard position >= 0, position + count <= self.count else { return nil }
    return self[position..<position + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
