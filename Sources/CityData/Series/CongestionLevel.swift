// SPDX-License-Identifier: Apache-2.0

public import Geography

/// How freely traffic moves, in the five levels that Chinese cities publish.
public enum CongestionLevel: Int, CaseIterable, Comparable, Codable, Sendable {
  /// 畅通
  case free = 1
  /// 基本畅通
  case mostlyFree
  /// 轻度拥堵
  case light
  /// 中度拥堵
  case moderate
  /// 严重拥堵
  case severe

  /// The level of a mean speed, by the street's rank; a speed on a bound has the worse level.
  ///
  /// Source of the bounds: Beijing DB11/T 785, as a published study has them. GA/T 115-2020 may set
  /// others; a city that follows it delivers levels instead of speeds.
  public init(kilometresPerHour speed: Double, on roadClass: RoadClass) {
    let bounds = Self.upperBounds(roadClass)
    self =
      Self.allCases.reversed().first { level in
        level == .free || speed <= bounds[level.rawValue - 2]
      } ?? .free
  }

  /// Of `mostlyFree`, `light`, `moderate`, `severe`, in kilometres per hour.
  private static func upperBounds(_ roadClass: RoadClass) -> [Double] {
    switch roadClass {
    case .expressway: [65, 50, 35, 20]
    case .arterial: [40, 30, 20, 15]
    case .collector, .local: [35, 25, 15, 10]
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
