// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import Operations
import Testing

@Suite("A finding of an inspection")
struct InspectionFindingTests {
  static let inspector = Handler(officer: 90, status: .sworn, unit: 6, isOfficeStaff: true)
  static let second = Handler(officer: 91, status: .sworn, unit: 6, isOfficeStaff: true)
  static let brigade = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)

  static func at(_ hour: Int) -> Instant { Instant(milliseconds: Int64(hour) * 3_600_000) }

  static var raised: InspectionFinding {
    InspectionFinding(
      id: 7,
      notice: .init(
        category: .handling, text: "行人闯红灯未劝导", place: .post(1), mode: .peak, unit: 2,
        by: inspector, at: at(8), replyDue: at(20)))
  }

  @Test("goes from the first word over reply, deadline and re-inspection to the sign-off")
  func whole() throws {
    var finding = Self.raised
    _ = try finding.apply(.reply("当时正处置事故", by: Self.brigade, at: Self.at(9)))
    let upheld = try finding.apply(.uphold(due: Self.at(48), by: Self.inspector, at: Self.at(10)))
    #expect(upheld == [.notify(2), .expectRectification(2, by: Self.at(48))])
    _ = try finding.apply(.reportDone(by: Self.brigade, at: Self.at(30)))
    _ = try finding.apply(
      .reinspect(isInOrder: false, nextDue: Self.at(70), by: Self.inspector, at: Self.at(32)))
    #expect(finding.failedChecks == 1 && finding.firstDue == Self.at(48))
    _ = try finding.apply(.reportDone(by: Self.brigade, at: Self.at(60)))
    _ = try finding.apply(
      .reinspect(isInOrder: true, nextDue: nil, by: Self.inspector, at: Self.at(61)))
    _ = try finding.apply(.signOff(by: Self.second, at: Self.at(62)))
    #expect(finding.state == .signedOff(at: Self.at(62)))
  }

  @Test("refuses what takes the unit's word away, or lets people judge their own work")
  func refusals() throws {
    func reason(_ finding: InspectionFinding, _ event: InspectionFinding.Event) -> TransitionRefused
      .Reason?
    {
      var copy = finding
      let refusal = #expect(throws: TransitionRefused.self) { try copy.apply(event) }
      #expect(copy == finding, "A refused step must change nothing.")
      return refusal?.reason
    }
    let raised = Self.raised
    #expect(
      reason(raised, .uphold(due: Self.at(48), by: Self.inspector, at: Self.at(10)))
        == .replyStillOpen)
    #expect(
      reason(raised, .uphold(due: Self.at(48), by: Self.brigade, at: Self.at(21))) == .ownWork)
    #expect(reason(raised, .reply(" ", by: Self.brigade, at: Self.at(9))) == .withoutReason)
    #expect(
      reason(raised, .reply("x", by: Self.inspector, at: Self.at(9))) == .notTheReceivingUnit)
    #expect(
      reason(raised, .withdraw(reason: "", by: Self.inspector, at: Self.at(9))) == .withoutReason)
    var upheld = raised
    _ = try upheld.apply(.uphold(due: Self.at(48), by: Self.inspector, at: Self.at(21)))
    #expect(
      reason(
        upheld, .reinspect(isInOrder: true, nextDue: nil, by: Self.inspector, at: Self.at(30)))
        == .clockNotDue)
    var done = upheld
    _ = try done.apply(.reportDone(by: Self.brigade, at: Self.at(30)))
    #expect(
      reason(done, .reinspect(isInOrder: true, nextDue: nil, by: Self.brigade, at: Self.at(31)))
        == .ownWork)
    var checked = done
    _ = try checked.apply(
      .reinspect(isInOrder: true, nextDue: nil, by: Self.inspector, at: Self.at(31)))
    #expect(reason(checked, .signOff(by: Self.inspector, at: Self.at(32))) == .ownWork)
    #expect(reason(checked, .reportDone(by: Self.brigade, at: Self.at(32))) == .notAllowedInState)
  }

  @Test("is never called after the statutory inspectorate")
  func name() throws {
    for list in try InspectionChecklist.standard() {
      for item in list.items { #expect(!item.question.chinese.contains("督察")) }
    }
    for state in ["raised", "upheld"] {
      let refusal = TransitionRefused(
        subject: .finding(7), state: state, event: "signOff", reason: .ownWork)
      #expect(!refusal.explanation.chinese.contains("督察"))
    }
  }
}

@Suite("Where an inspection goes")
struct InspectionDrawTests {
  static let monday = CivilDate(day: 17_651)
  static let window = DutyWindow(
    name: "morning-peak", mode: .peak, weekdays: Set(Weekday.allCases), startMinute: 420,
    endMinute: 540)

  static func candidates(_ weeks: (Int) -> Int = { _ in 3 }) -> [InspectionDraw.Candidate] {
    (1...40).map {
      InspectionDraw.Candidate(
        place: .post(ID(rawValue: Int64($0))), mode: .peak, windows: [window],
        weeksSinceVisit: weeks($0))
    }
  }

  @Test("is drawn again the same from the seed, and otherwise from another one")
  func seeded() {
    let draw = InspectionDraw(visits: 12)
    let plan = draw.plan(Self.candidates(), monday: Self.monday, seed: 5)
    #expect(plan == draw.plan(Self.candidates(), monday: Self.monday, seed: 5))
    #expect(plan != draw.plan(Self.candidates(), monday: Self.monday, seed: 6))
    #expect(plan.commitment == InspectionDraw.commitment(seed: 5, monday: Self.monday))
    #expect(plan.commitment != InspectionDraw.commitment(seed: 6, monday: Self.monday))
  }

  @Test("visits no place twice, only in its windows, and the team is never in two places")
  func possible() {
    for seed in UInt64(1)...20 {
      let plan = InspectionDraw(visits: 12).plan(
        Self.candidates(), monday: Self.monday, seed: seed)
      #expect(plan.visits.count == 12, "seed \(seed)")
      #expect(Set(plan.visits.map(\.place)).count == 12, "seed \(seed)")
      for visit in plan.visits {
        #expect((420..<540).contains(visit.at.minuteOfDay), "seed \(seed)")
      }
      for (earlier, later) in zip(plan.visits, plan.visits.dropFirst()) {
        #expect(later.at.minutes - earlier.at.minutes >= 30, "seed \(seed)")
      }
    }
  }

  @Test("visits nobody on a holiday, when nobody is there")
  func holiday() throws {
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "假日", english: "Holidays"), source: "test",
      covers: [Self.monday...Self.monday.adding(days: 6)],
      holidays: [HolidayPeriod(days: Self.monday...Self.monday.adding(days: 4))],
      shiftedWorkdays: [])
    let workdays = Self.candidates().map { candidate in
      var candidate = candidate
      candidate.windows[0].weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]
      return candidate
    }
    let draw = InspectionDraw(visits: 12)
    #expect(draw.plan(workdays, monday: Self.monday, seed: 5).visits.count == 12)
    #expect(
      draw.plan(workdays, monday: Self.monday, calendar: calendar, seed: 5).visits.isEmpty)
  }

  @Test("leaves no place safe, and favours those not seen for long")
  func chances() {
    var visits = [Int](repeating: 0, count: 41)
    let candidates = Self.candidates { $0 <= 20 ? 0 : 3 }
    for seed in UInt64(1)...400 {
      let plan = InspectionDraw(visits: 8).plan(candidates, monday: Self.monday, seed: seed)
      for visit in plan.visits { visits[Int(visit.place.number)] += 1 }
    }
    #expect(visits[1...].allSatisfy { $0 > 0 })
    let (seen, unseen) = (visits[1...20].reduce(0, +), visits[21...40].reduce(0, +))
    // Weights 1 and 4: the second half is drawn more than twice as often.
    #expect(unseen > 2 * seen)
  }
}

@Suite("The forms of an inspection")
struct InspectionFormTests {
  static func row(_ observed: Int, _ compliant: Int, _ handled: Int) -> RoadSample.Row {
    RoadSample.Row(
      roadUser: .pedestrian, observed: observed, compliant: compliant, handled: handled)
  }

  static func sample(_ minutes: Int, _ rows: [RoadSample.Row]) throws(SampleError) -> RoadSample {
    try RoadSample(
      place: .post(1), mode: .peak, from: Instant(milliseconds: 0), minutes: minutes, rows: rows)
  }

  @Test("refuse numbers that cannot be, with a remedy")
  func refused() {
    func error(_ minutes: Int, _ rows: [RoadSample.Row]) -> SampleError? {
      #expect(throws: SampleError.self) { try Self.sample(minutes, rows) }
    }
    #expect(error(0, [Self.row(1, 1, 0)]) == .minutes(0))
    #expect(error(15, []) == .noRow)
    #expect(error(15, [Self.row(1, 1, 0), Self.row(1, 1, 0)]) == .repeated(.pedestrian))
    #expect(error(15, [Self.row(5, 6, 0)]) == .moreCompliantThanObserved(.pedestrian, 6, of: 5))
    #expect(error(15, [Self.row(5, 3, 3)]) == .moreHandledThanSeen(.pedestrian, 3, of: 2))
    #expect(
      throws: SampleError.survey(saw: 4, of: 3),
      performing: {
        try StreetSurvey(
          mode: .peak, at: Instant(milliseconds: 0), brigade: nil, respondents: 3, sawPolice: 4)
      })
  }

  @Test("cannot be brought in by a file that the form would refuse")
  func coded() throws {
    let good = try Self.sample(15, [Self.row(5, 3, 2)])
    let data = try JSONEncoder().encode(good)
    #expect(try JSONDecoder().decode(RoadSample.self, from: data) == good)
    let bad = String(decoding: data, as: UTF8.self).replacing(
      "\"handled\":2", with: "\"handled\":9")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RoadSample.self, from: Data(bad.utf8))
    }
  }

  @Test("have a checklist for each mode, and tell what a visit left open")
  func checklists() throws {
    let lists = try InspectionChecklist.standard()
    #expect(Set(lists.map(\.mode)) == Set(DutyMode.allCases))
    let peak = try #require(lists.first { $0.mode == .peak })
    let visit = InspectionVisit(
      place: .post(1), mode: .peak, at: Instant(milliseconds: 0),
      by: InspectionFindingTests.inspector, checklist: peak.name,
      answers: [.init(item: "on-post", mark: .met), .init(item: "shoes", mark: .notMet)])
    let gaps = peak.gaps(in: visit)
    #expect(gaps.unknown == ["shoes"] && gaps.unanswered.count == peak.items.count - 1)
    let twice = Data(
      #"[{"mode":"peak","version":1,"items":[{"key":"a","category":"records","question":{"zh":"a","en":"a"}},{"key":"a","category":"records","question":{"zh":"a","en":"a"}}]}]"#
        .utf8)
    #expect(throws: ChecklistError.repeatedKey("a", list: "peak-1")) {
      try InspectionChecklist.read(twice)
    }
  }

  @Test("know a jam from its first alarm until traffic is light")
  func jam() throws {
    var jam = JamEpisode(
      id: 1, place: StreetPlace(segment: 0), level: .severe, at: Instant(milliseconds: 0))
    try jam.change(to: .medium, at: Instant(milliseconds: 60_000))
    #expect(jam.clearedAt == nil)
    try jam.change(to: .light, at: Instant(milliseconds: 120_000))
    #expect(jam.clearedAt == Instant(milliseconds: 120_000))
    #expect(throws: TransitionRefused.self) {
      try jam.change(to: .severe, at: Instant(milliseconds: 180_000))
    }
  }
}
