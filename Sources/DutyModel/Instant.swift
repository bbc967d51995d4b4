// SPDX-License-Identifier: Apache-2.0

/// A moment, in milliseconds since 1970-01-01T00:00Z. Live events carry these.
public struct Instant: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

  public func adding(seconds: Int64) -> Self { .init(milliseconds: milliseconds + seconds * 1000) }

  /// Seconds from `earlier` to this moment, rounded toward zero.
  public func seconds(since earlier: Self) -> Int64 {
    (milliseconds - earlier.milliseconds) / 1000
  }
}

extension Instant: Codable {
  public init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
