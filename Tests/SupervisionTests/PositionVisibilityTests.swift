// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Supervision
import TestSupport
import Testing

@Suite("见警率 from positions")
struct PositionVisibilityTests {
  private static let seven = PresenceSlot(date: SmallDay.date, position: 28)

  private static func row(
    _ slot: Int64, terminal: Int64 = 1, unit: ID<Unit>? = 2, heard: Int = 900,
    _ seconds: [Int64: Int] = [:]
  ) -> SlotPresence {
    SlotPresence(
      slot: seven.advanced(by: slot), terminal: ID(rawValue: terminal), unit: unit,
      carrier: .vehicle, heardSeconds: heard,
      seconds: Dictionary(
        uniqueKeysWithValues: seconds.map { (.road(ID(rawValue: $0.key)), $0.value) }))
  }

  /// The day's figures, with what terminals say or without.
  private func card(_ reports: StreetReports?) throws -> Scorecard {
    var reader = try DutyFactsReader(
      plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
      period: SmallDay.period, policy: ScorecardTests.near)
    let confirmed = SmallDay.attendance(1, .confirm(.twoFixes, at: SmallDay.at(7)))
    for event in try SmallDay.events([confirmed]) { try reader.take(event) }
    return Supervisor(policy: ScorecardTests.near).scorecard(of: try reader.facts(reports))
  }

  private func reports(_ rows: [SlotPresence], until slot: Int64?) -> StreetReports {
    StreetReports(
      rows, until: slot.map { Self.seven.advanced(by: $0) }, plan: SmallDay.plans,
      snapshot: SmallDay.snapshot, policy: ScorecardTests.near)
  }

  private func result(
    _ card: Scorecard, _ scope: KPIScope = .detachment
  ) throws -> KPIResult { try #require(card.result("visibility-rate-positions", for: scope)) }

  @Test("counts the post's eight cells by what terminals say of them, as by hand")
  func byHand() throws {
    let brigade = try #require(
      Set([0, 12].map { SmallDay.snapshot.brigadeOfSegment[$0] }).first)
    let rows = [
      // 07:00: one street long enough, the other a second short; two terminals' seconds do not add up.
      Self.row(0, unit: brigade, [0: 180, 12: 179]),
      Self.row(0, terminal: 2, unit: brigade, [12: 100]),
      // 07:15: heard, and somewhere else. 07:30: heard for too short to have been seen.
      Self.row(1, unit: brigade), Self.row(2, unit: brigade, heard: 179),
      // 07:45: seen, but not counted to its end.
      Self.row(3, unit: brigade, [0: 900, 12: 900]),
    ]
    let peak = try result(card(reports(rows, until: 3)), .mode(.peak))
    #expect((peak.numerator, peak.denominator, peak.excluded) == (1, 4, 2))
    let whole = try result(card(reports(rows, until: 4)))
    #expect((whole.numerator, whole.denominator, whole.excluded) == (3, 6, 2))
    #expect(whole.interval == nil && whole.gap == .tooFewCases)
  }

  @Test("is no figure where no terminal reports, and never nothing of something")
  func silent() throws {
    for reports in [nil, reports([], until: 96), reports([Self.row(0, [0: 900])], until: nil)] {
      let result = try result(card(reports))
      #expect(result.gap == .noDenominator && result.value == nil && result.denominator == 0)
    }
    // All sixteen cells are over and unheard: they are told as left out.
    #expect(try result(card(reports([], until: 96))).excluded == 16)
    #expect(try result(card(nil)).excluded == 0)
  }

  @Test("another brigade's terminal says nothing of these streets unless it is there")
  func foreign() throws {
    let ours = SmallDay.snapshot.brigadeOfSegment[0]
    let other = try #require(SmallDay.snapshot.brigadeOfSegment.first { $0 != ours })
    let rows = [Self.row(0, unit: other), Self.row(1, unit: nil, [0: 300])]
    let peak = try result(card(reports(rows, until: 4)), .mode(.peak))
    #expect((peak.numerator, peak.denominator, peak.excluded) == (1, 1, 7))
  }

  @Test("has the cells of 见警率 once all are over and everybody reports, and changes no other figure")
  func sameCells() throws {
    let brigades = Set(SmallDay.snapshot.brigadeOfSegment)
    let rows = brigades.flatMap { brigade in
      (0..<20).map { Self.row($0, terminal: brigade.rawValue, unit: brigade) }
    }
    let (heard, silent) = (try card(reports(rows, until: 96)), try card(nil))
    for scope in [KPIScope.detachment, .mode(.peak), .mode(.offPeak), .area(1), .brigade(4)] {
      let from = try result(heard, scope)
      #expect(from.denominator == heard.result("visibility-rate", for: scope)?.denominator)
      #expect(from.numerator == 0 && from.excluded == 0)
    }
    let others = { (card: Scorecard) in
      card.results.filter { $0.definition.id != "visibility-rate-positions" }
    }
    #expect(others(heard) == others(silent))
  }
}
