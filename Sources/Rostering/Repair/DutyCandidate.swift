// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Someone who might take over one duty, with what speaks for and against it.
///
/// The order follows the rules' visible points and working time. Penalties written and fines have
/// no part in it.
public struct DutyCandidate: Hashable, Codable, Sendable {
  public enum Readiness: String, Codable, Sendable {
    /// On the same shift with nothing but standby: changes places, not hours.
    case standby
    /// Free at the time; called in.
    case free
    /// Only if a named person sets the rules aside that it breaks.
    case needsOverride
    case impossible
  }

  public var officer: ID<Officer>
  public var badgeNumber: String
  public var name: LocalizedName
  public var readiness: Readiness
  /// Soft-rule points that the duty adds; negative where it takes some away.
  public var points: Int
  /// Working time of the week with the duty.
  public var weekMinutes: Int
  /// In words, what decides the place in the order.
  public var reasons: [LocalizedName]
  /// Hard rules that it would break.
  public var violations: [HardRuleViolation]
  /// The standby row that is given up for it.
  var standby: RosteredDuty?

  private enum CodingKeys: String, CodingKey {
    case officer, badgeNumber, name, readiness, points, weekMinutes, reasons, violations
  }

  /// Standby first, then the free, then those who need an override; within each the fewest points,
  /// the shortest week, the number.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    (left.readiness.rank, left.violations.count, left.points, left.weekMinutes, left.officer)
      < (
        right.readiness.rank, right.violations.count, right.points, right.weekMinutes, right.officer
      )
  }
}

extension DutyCandidate.Readiness {
  fileprivate var rank: Int {
    switch self {
    case .standby: 0
    case .free: 1
    case .needsOverride: 2
    case .impossible: 3
    }
  }
}
