// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// A set of rules with their parameters and weights.
public struct RosterRules: Sendable {
  public var hard: [any HardRule]
  public var soft: [any SoftRule]

  public init(hard: [any HardRule], soft: [any SoftRule]) {
    self.hard = hard
    self.soft = soft
  }

  /// What every department's planner expects, whatever its country. Holidays and wishes cost nothing
  /// until a calendar or a wish is known. Mixed pairs are there to be switched on: they pull against
  /// beats that keep their people (定人定岗), and which of the two a department wants is its own choice.
  public static let standard = RosterRules(
    hard: [
      NoDoubleBooking(), MinimumRest(), RestAfterNight(), MaximumConsecutiveDuties(),
      MaximumConsecutiveNights(), MaximumContinuousDuty(), ApprovedLeave(), NightExemption(),
      OvertimeExemption(), OutdoorExemption(), HourWithinDuty(), WeeklyHoursLimit(),
      WeeklyRestDay(), OwnDuty(),
      NightTurn(), SwornAuxiliaryMix(), RequiredSkills(), StationMinimum(), VehicleBooking(),
    ],
    soft: [
      FairBurden.nights, FairBurden.weekends, FairBurden.holidays, FairBurden.peaks,
      ForwardRotation(), FreeAfterNights(), WeeklyTarget(), BeatContinuity(), TravelFromHome(),
      Preferences(), PairingMix(weight: 0),
    ])

  /// All rules of one shape or type, in order.
  func hard<Rule>(_ type: Rule.Type) -> [Rule] { hard.compactMap { $0 as? Rule } }
  func soft<Rule>(_ type: Rule.Type) -> [Rule] { soft.compactMap { $0 as? Rule } }

  /// The same rules, by which the rest that is owed is repaid first.
  public func repaying(_ debts: [RestDebt]) -> RosterRules {
    guard debts.contains(where: { $0.owedMinutes > 0 }) else { return self }
    let own = soft(RestDebtFirst.self).first ?? RestDebtFirst()
    var rules = self
    rules.soft.removeAll { $0 is RestDebtFirst }
    rules.soft.append(
      RestDebtFirst(weight: own.weight, weeklyHours: own.weeklyHours, debts: debts))
    return rules
  }

  /// Whether no rule about a single duty refuses it.
  func allows(_ duty: DutySpan, for officer: Officer) -> Bool {
    hard((any DutyRule).self).allSatisfy { $0.refusal(of: duty, by: officer) == nil }
  }

  /// Whether no rule refuses that `second` follows `first`.
  func allows(_ second: DutySpan, after first: DutySpan) -> Bool {
    hard((any SequenceRule).self).allSatisfy { $0.refusal(of: second, after: first) == nil }
  }
}
