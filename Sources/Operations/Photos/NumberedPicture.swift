// SPDX-License-Identifier: Apache-2.0

/// Copies of one drawn picture that look alike and yet are different files, as two photos of one place are.
///
/// The picture is a PNG with a palette whose last colour no pixel uses; a copy's number stands there. For
/// demonstrations: a picture that serves twice is an anomaly of city order, and rightly so.
public struct NumberedPicture: Sendable {
  private let bytes: [UInt8]
  /// Of the last colour in the file.
  private let colour: Int
  private let chunk: Range<Int>

  /// - Returns: `nil` unless the picture has a palette.
  public init?(_ bytes: [UInt8]) {
    var position = 8
    while let length = bytes.bigEndian(at: position, count: 4),
      position + 12 + length <= bytes.count
    {
      let body = position + 4..<position + 8 + length
      if bytes[body].starts(with: "PLTE".utf8) && length >= 3 {
        self.bytes = bytes
        chunk = body
        colour = body.upperBound - 3
        return
      }
      position = body.upperBound + 4
    }
    return nil
  }

  /// - Parameter number: its last 24 bits tell copies apart.
  public func copy(_ number: Int) -> [UInt8] {
    var copy = bytes
    for place in 0..<3 { copy[colour + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    let checksum = PNGCleaner.checksum(copy[chunk])
    for place in 0..<4 {
      copy[chunk.upperBound + place] = UInt8(truncatingIfNeeded: checksum >> UInt32(24 - 8 * place))
    }
    return copy
  }
}
