// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Stores
import Testing

@Suite("The violation desk")
struct ViolationDeskTests {
  private func report(
    _ desks: SampleDesks, by officer: Int64, _ code: String,
    _ intervention: ViolationCase.Intervention, at now: Instant
  ) async throws -> ViolationFile {
    let (violations, caller) = (desks.violations, desks.caller(officer, now))
    let report = ViolationDesk.Report(
      code: try #require(ViolationCode(code)), intervention: intervention,
      place: SampleDesks.place(row: 1, column: 1.2))
    return try await desks.change(at: now) { session in
      try violations.report(report, at: nil, by: caller, in: session)
    }
  }

  private func step(
    _ desks: SampleDesks, _ step: ViolationDesk.Step, _ file: ViolationFile, by officer: Int64,
    at now: Instant, reach: Set<ID<DutyModel.Unit>>? = nil, version: Int? = nil
  ) async throws -> ViolationFile {
    let (violations, caller) = (desks.violations, desks.caller(officer, now, reach: reach))
    return try await desks.change(at: now) { session in
      try violations.step(
        step, of: file.id, at: nil, version: version, by: caller, in: session)
    }
  }

  private func runClocks(_ desks: SampleDesks, at now: Instant) async throws -> Int {
    let violations = desks.violations
    return try await desks.change(at: now) { session in
      try violations.runClocks(at: now, isExercise: false, in: session)
    }
  }

  @Test("takes a dissuasion down as done, in one step")
  func dissuasion() async throws {
    try await SampleDesks.test { desks async throws in
      let file = try await report(desks, by: 5, "2004", .dissuasion, at: desks.at(7, 30))
      #expect(file.stateKey == "closed")
      #expect(file.violation.observation.roadUser == .nonMotor)
      #expect(file.violation.observation.mode == .peak)
      #expect(file.flags.isEmpty)
      #expect(try await desks.kinds() == [.violationObserved, .violationMoved])
    }
  }

  @Test("flags what ends with a word although the law asks for more")
  func release() async throws {
    try await SampleDesks.test { desks async throws in
      let file = try await report(desks, by: 1, "1712", .verbalWarning, at: desks.at(7, 30))
      #expect(file.flags == [.unexplainedRelease])
    }
  }

  @Test("hands what an office officer secures to the brigade of the place, which decides it")
  func handOver() async throws {
    try await SampleDesks.test { desks async throws in
      let found = try await report(
        desks, by: 13, "1625", .evidenceToBeProcessed, at: desks.at(7, 30))
      #expect(found.stateKey == "handedOver" && found.owner == 2)
      #expect(try await desks.notices([2]).map(\.kind) == [.handedOver])
      await expectRefused(.notTheReceivingUnit) {
        _ = try await step(desks, .accept, found, by: 8, at: desks.at(7, 40))
      }
      await expectRefused(.auxiliaryMayNotDecide) {
        _ = try await step(desks, .accept, found, by: 5, at: desks.at(7, 40))
      }
      let accepted = try await step(desks, .accept, found, by: 1, at: desks.at(7, 40))
      let document = try #require(DocumentNumber("3707052018000123"))
      await expectRefused(.auxiliaryMayNotDecide) {
        _ = try await step(
          desks, .decide(.warned, document: document), accepted, by: 5, at: desks.at(8, 0))
      }
      let decided = try await step(
        desks, .decide(.fined(cents: 20_000), document: document), accepted, by: 1,
        at: desks.at(8, 0))
      let closed = try await step(desks, .close, decided, by: 1, at: desks.at(8, 5))
      #expect(closed.stateKey == "closed" && !closed.isOpen)
    }
  }

  @Test("never lets an auxiliary warn or fine, nor an office officer fine")
  func whoDecides() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(7, 30)
      for intervention in [
        ViolationCase.Intervention.verbalWarning, .summaryDecision, .coerciveMeasure,
      ] {
        await expectRefused(.auxiliaryMayNotDecide) {
          _ = try await report(desks, by: 5, "1039", intervention, at: now)
        }
      }
      await expectRefused(.officeMustHandOver) {
        _ = try await report(desks, by: 13, "1039", .summaryDecision, at: now)
      }
      #expect(try await desks.kinds().isEmpty, "nothing of it was stored")
    }
  }

  @Test("reminds at 50 and 80 percent, goes up at 100, each once, and the brigade may still accept")
  func clocks() async throws {
    try await SampleDesks.test { desks async throws in
      // Without a stay of its own at that hour the case is due after 30 minutes.
      let found = try await report(
        desks, by: 14, "1625", .evidenceToBeProcessed, at: desks.at(10, 0))
      let changes = [
        (14, 59, 0), (15, 0, 1), (20, 0, 0), (24, 0, 1), (29, 59, 0), (30, 0, 1), (40, 0, 0),
      ]
      for (minute, second, expected) in changes {
        let changed = try await runClocks(desks, at: desks.at(10, minute, second: Int64(second)))
        #expect(changed == expected, "at minute \(minute):\(second)")
      }
      let notices = try await desks.notices([1, 2])
      #expect(notices.filter { $0.kind == .reminder }.compactMap(\.percent).sorted() == [50, 80])
      let up = notices.filter { $0.kind == .escalation }
      #expect(Set(up.compactMap(\.unit)) == [1, 2], "the brigade and the detachment")
      let accepted = try await step(desks, .accept, found, by: 1, at: desks.at(10, 50))
      #expect(accepted.flags == [.acceptanceOverdue])
    }
  }

  @Test("returns a case once with a reason; the second time it stays, is flagged and goes up")
  func returnedTwice() async throws {
    try await SampleDesks.test { desks async throws in
      let reason = try #require(ReturnReason("不在本辖区"))
      #expect(ReturnReason("  ") == nil)
      let found = try await report(
        desks, by: 13, "1625", .evidenceToBeProcessed, at: desks.at(7, 30))
      let back = try await step(
        desks, .giveBack(reason: reason), found, by: 1, at: desks.at(7, 40))
      #expect(back.stateKey == "returned" && back.owner == 6)
      #expect(try await desks.notices(officer: 13).map(\.kind) == [.returned])
      let again = try await step(
        desks, .handOver(to: nil), back, by: 13, at: desks.at(7, 45))
      let kept = try await step(
        desks, .giveBack(reason: reason), again, by: 1, at: desks.at(7, 50))
      #expect(kept.stateKey == "handedOver" && kept.flags == [.buckPassing])
      #expect(try await desks.kinds().last == .violationRefused)
      #expect(try await desks.notices([1]).contains { $0.detail == "returnedTwice" })
    }
  }

  @Test("releases only with a ground in law, and by a sworn officer of the owner")
  func legalGround() async throws {
    try await SampleDesks.test { desks async throws in
      let found = try await report(
        desks, by: 13, "1625", .evidenceToBeProcessed, at: desks.at(7, 30))
      let accepted = try await step(desks, .accept, found, by: 1, at: desks.at(7, 40))
      #expect(LegalGround(paragraph: " ") == nil)
      let ground = try #require(LegalGround(paragraph: "处理程序规定第二十二条：执行紧急任务"))
      await expectRefused(.notTheReceivingUnit) {
        _ = try await step(desks, .release(ground: ground), accepted, by: 8, at: desks.at(8, 0))
      }
      let released = try await step(
        desks, .release(ground: ground), accepted, by: 1, at: desks.at(8, 0))
      #expect(released.stateKey == "processed")
    }
  }

  @Test("shows the second of two editors the conflict, and keeps a foreign brigade out")
  func conflict() async throws {
    try await SampleDesks.test { desks async throws in
      let found = try await report(
        desks, by: 13, "1625", .evidenceToBeProcessed, at: desks.at(7, 30))
      _ = try await step(
        desks, .accept, found, by: 1, at: desks.at(7, 40), version: found.version)
      await #expect(
        throws: DeskError.conflict(.violation, found.key, version: found.version + 1)
      ) {
        _ = try await step(
          desks, .accept, found, by: 2, at: desks.at(7, 41), version: found.version)
      }
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await step(desks, .close, found, by: 8, at: desks.at(7, 41), reach: [4, 5])
      }
    }
  }

  @Test("runs the law's clocks: a measure is reported within a day, a decision filed within two")
  func lawfulClocks() async throws {
    try await SampleDesks.test { desks async throws in
      let measure = try await report(
        desks, by: 1, "1712", .coerciveMeasure, at: desks.at(7, 30))
      #expect(Set(measure.clocks.map(\.kind)) == [.measureReport, .appearance])
      let reported = try await step(
        desks, .meet(.measureReport), measure, by: 1, at: desks.at(9, 0))
      #expect(reported.clocks.map(\.kind) == [.appearance])
      let handler = try #require(desks.book.handler(of: 1))
      #expect(
        try await desks.store.events(after: 0, limit: 1000).last?.entry.content
          == .violationClock(
            violation: measure.id, event: .met(.measureReport, by: handler, at: desks.at(9, 0))))
      await expectRefused(.clockNotDue) {
        _ = try await step(desks, .meet(.filing), reported, by: 1, at: desks.at(9, 0))
      }
      let summary = try await report(
        desks, by: 1, "1344", .summaryDecision, at: desks.at(7, 31))
      #expect(summary.clocks.map(\.due) == [desks.at(7, 31).adding(seconds: 48 * 3600)])
      await #expect(throws: DeskError.self) {
        let document = try #require(DocumentNumber("3707052018000124"))
        _ = try await step(
          desks, .decide(.fined(cents: 20_100), document: document), summary, by: 1,
          at: desks.at(7, 40))
      }
    }
  }

  @Test("records each reminder of a legal clock in the log, and when it goes up")
  func recordedReminders() async throws {
    try await SampleDesks.test { desks async throws in
      let measure = try await report(
        desks, by: 1, "1712", .coerciveMeasure, at: desks.at(0, 30))
      let hours = [(12, 50), (20, 80), (24, 100)]
      for (hour, _) in hours {
        _ = try await runClocks(desks, at: desks.at(0, 30).adding(seconds: Int64(hour) * 3600))
      }
      let recorded = try await desks.store.events(after: 0, limit: 1000).compactMap { event in
        if case .violationClock(measure.id, .reminded(.measureReport, let percent, let at)) =
          event.entry.content
        {
          #expect(event.entry.actor == .system && at == event.instant)
          return percent
        }
        return Int?.none
      }
      #expect(recorded == hours.map(\.1))
    }
  }

  @Test("finds files by unit, person, state and page")
  func queries() async throws {
    try await SampleDesks.test { desks async throws in
      for minute in 0..<5 {
        _ = try await report(
          desks, by: minute == 4 ? 1 : 13, "1625", .evidenceToBeProcessed,
          at: desks.at(7, 30 + minute))
      }
      func numbers(_ query: DeskQuery) async throws -> [Int64] {
        try await desks.store.read { try $0.files(ViolationFile.self, query) }.map(\.id.rawValue)
      }
      #expect(try await numbers(DeskQuery(limit: 9)) == [5, 4, 3, 2, 1])
      #expect(try await numbers(DeskQuery(limit: 2)) == [5, 4])
      #expect(try await numbers(DeskQuery(before: 4, limit: 2)) == [3, 2])
      #expect(try await numbers(DeskQuery(person: 1, limit: 9)) == [5])
      #expect(try await numbers(DeskQuery(units: [6], limit: 9)) == [4, 3, 2, 1])
      #expect(try await numbers(DeskQuery(units: [4], limit: 9)).isEmpty)
      #expect(try await numbers(DeskQuery(isOpen: false, limit: 9)).isEmpty)
      let span = desks.at(7, 31)..<desks.at(7, 33)
      #expect(try await numbers(DeskQuery(started: span, limit: 9)) == [3, 2])
    }
  }
}
