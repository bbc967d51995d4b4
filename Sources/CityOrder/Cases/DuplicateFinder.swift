// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// Suggests which open cases a new report may repeat: same class, near, recent.
///
/// A suggestion only: a person marks the duplicate, and it closes with its parent.
public struct DuplicateFinder: Sendable {
  /// How near in space and time a repetition lies; per class, because a pothole stays where it is
  /// and a street vendor does not.
  public struct Reach: Hashable, Codable, Sendable {
    public var metres: Int
    public var days: Int

    public init(metres: Int, days: Int) {
      self.metres = metres
      self.days = days
    }

    /// 50 m and 14 days for things, 30 m and 2 days for happenings: our defaults.
    public static func standard(for kind: CaseClass.Kind) -> Self {
      switch kind {
      case .component: Self(metres: 50, days: 14)
      case .event: Self(metres: 30, days: 2)
      }
    }
  }

  public struct Suggestion: Hashable, Sendable {
    public var id: ID<CityCase>
    public var metres: Double
    public var secondsBefore: Int64
  }

  /// Those with a place.
  private let cases: [CityCase]
  private let index: PointIndex

  /// - Parameter cases: Those not ended; ended ones and duplicates are passed over.
  public init(_ cases: [CityCase]) {
    self.cases = cases.filter { one in
      if case .duplicate = one.state { return false }
      return !one.isEnded && one.report.place != nil
    }
    index = PointIndex(self.cases.compactMap(\.report.place), cellMetres: 100)
  }

  /// The nearest first, at most `limit`.
  public func suggestions(
    for report: CaseReport, at now: Instant, within reach: Reach, limit: Int = 5
  ) -> [Suggestion] {
    guard let place = report.place else { return [] }
    let seconds = Int64(reach.days) * 86_400
    return index.matches(near: place, withinMetres: Double(reach.metres)).lazy
      .filter { match in
        let other = self.cases[match.position]
        return other.code == report.code && abs(now.seconds(since: other.receivedAt)) <= seconds
      }
      .prefix(limit)
      .map { match in
        let other = self.cases[match.position]
        return Suggestion(
          id: other.id, metres: Double(match.distanceMillimetres) / 1000,
          secondsBefore: now.seconds(since: other.receivedAt))
      }
  }
}
