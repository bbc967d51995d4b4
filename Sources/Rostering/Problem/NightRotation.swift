// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 统一排班、轮流负责: which squadron of a brigade has the night.
///
/// The turn depends on the date alone, so that it runs on over the borders of weeks and rosters.
public struct NightRotation: Hashable, Codable, Sendable {
  /// Nights in a row that one squadron has, at least 1; more than 3 breaks a hard rule.
  public var nightsInTurn: Int

  public init(nightsInTurn: Int = 2) {
    precondition(nightsInTurn > 0, "A squadron has \(nightsInTurn) nights in turn, expected 1 up.")
    self.nightsInTurn = nightsInTurn
  }

  /// The squadron among `squadrons` (in a fixed order) that has the night beginning on `date`.
  ///
  /// - Returns: `nil` if there is none to choose from.
  public func squadron(on date: CivilDate, among squadrons: [ID<Unit>]) -> ID<Unit>? {
    guard !squadrons.isEmpty else { return nil }
    // 1970-01-05 was a Monday; days before it count backwards.
    let turn = Int((Double(date.day - 4) / Double(nightsInTurn)).rounded(.down))
    let index = turn % squadrons.count
    return squadrons[index < 0 ? index + squadrons.count : index]
  }
}
