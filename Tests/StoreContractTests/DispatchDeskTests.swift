// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import Stores
import Testing

@Suite("The dispatch desk")
struct DispatchDeskTests {
  private func report(
    _ desks: SampleDesks, at now: Instant, row: Double = 0, column: Double = 0.5,
    severity: Incident.Severity? = .slight
  ) async throws -> IncidentFile {
    let (dispatch, caller) = (desks.dispatch, desks.caller(nil, now))
    let report = IncidentReport(
      source: .operator, severity: severity, kind: "collision", words: "两车相撞",
      place: SampleDesks.place(row: row, column: column).wgs84, at: now)
    return try await desks.change(at: now) { session in
      try dispatch.report(report, by: caller, in: session)
    }
  }

  private func send(
    _ desks: SampleDesks, _ file: IncidentFile, at now: Instant, unit: Int64? = nil,
    reason: String? = nil
  ) async throws -> IncidentFile {
    let (dispatch, caller) = (desks.dispatch, desks.caller(nil, now))
    return try await desks.change(at: now) { session in
      try dispatch.send(
        unit.map { ID(rawValue: $0) }, to: file.id, reason: reason, version: file.version,
        from: Whereabouts(), by: caller, in: session)
    }
  }

  private func step(
    _ desks: SampleDesks, _ step: DispatchDesk.UnitStep, _ file: IncidentFile, officer: Int64,
    at now: Instant
  ) async throws -> IncidentFile {
    let (dispatch, caller) = (desks.dispatch, desks.caller(officer, now))
    return try await desks.change(at: now) { session in
      try dispatch.step(
        step, of: file.id, unit: nil, at: nil, version: nil, by: caller, in: session)
    }
  }

  @Test(
    "sends the patrol that is there, tells it directly, informs the brigade, and keeps five stamps")
  func fiveStamps() async throws {
    try await SampleDesks.test { desks async throws in
      let start = desks.at(10, 0)
      let reported = try await report(desks, at: start)
      #expect(reported.id.rawValue == 3, "above the numbers of the city's history")
      #expect(reported.brigade == 2)
      let nobody = try await send(desks, reported, at: start)
      #expect(nobody.stateKey == "waiting", "a name on a roster answers no call")
      // Duty 5: officer 7 of brigade 4 with a car, on brigade 2's ground.
      try await desks.confirm(5, at: start)
      let now = desks.at(10, 1)
      let sent = try await send(desks, nobody, at: now)
      #expect(sent.response.unit == 5)
      #expect(sent.response.stamps.dispatched == now)
      #expect(try await desks.notices(officer: 7).contains { $0.kind == .assigned })
      #expect(try await desks.notices([2]).contains { $0.kind == .sentDirectly })
      var file = try await step(desks, .acknowledge, sent, officer: 7, at: desks.at(10, 2))
      file = try await step(desks, .setOut, file, officer: 7, at: desks.at(10, 3))
      file = try await step(desks, .arrive, file, officer: 7, at: desks.at(10, 6))
      let stay = try await sheet(desks, 5)
      #expect(stay.record.state == .away(.dispatched(file.id), since: now))
      file = try await step(desks, .clear, file, officer: 7, at: desks.at(10, 20))
      let stamps = file.response.stamps
      #expect(
        [stamps.dispatched, stamps.acknowledged, stamps.enRoute, stamps.onScene, stamps.cleared]
          == [now, desks.at(10, 2), desks.at(10, 3), desks.at(10, 6), desks.at(10, 20)])
      #expect(try await sheet(desks, 5).record.state == .present(since: desks.at(10, 20)))
      #expect(!file.isOpen)
    }
  }

  private func sheet(_ desks: SampleDesks, _ duty: Int64) async throws -> AttendanceSheet {
    let found = try await desks.store.read { session in
      try session.file(AttendanceSheet.self, DeskKey(number: duty))
    }
    return try #require(found)
  }

  @Test("lets nobody but the unit that was sent report its way")
  func foreign() async throws {
    try await SampleDesks.test { desks async throws in
      try await desks.confirm(5, at: desks.at(10, 0))
      let sent = try await send(
        desks, try await report(desks, at: desks.at(10, 0)), at: desks.at(10, 1))
      await #expect(throws: DeskError.missing(.incident, sent.key)) {
        _ = try await step(desks, .acknowledge, sent, officer: 2, at: desks.at(10, 2))
      }
    }
  }

  @Test(
    "measures the way from where a terminal was just now, and says so; off the streets from the roster"
  )
  func live() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(10, 0)
      try await desks.confirm(5, at: now)
      let file = try await report(desks, at: now)
      func best(near row: Double, _ column: Double) async throws -> DispatchCandidate {
        let officer = try #require(desks.book.officer(7))
        let terminal = TrackedTerminal(
          id: 1, kind: .owntracks, name: "phone", holder: officer.badgeNumber)
        let whereabouts = Whereabouts(
          [
            Fix(
              terminal: 1, instant: now.adding(seconds: -40), received: now,
              place: SampleDesks.place(row: row, column: column))
          ], of: [terminal], at: now)
        let dispatch = desks.dispatch
        let found = try await desks.store.read { session in
          try dispatch.candidates(for: file, at: now, from: whereabouts, in: session)
        }
        return try #require(found.decision?.candidates.first)
      }
      // The patrol's first stop is in row 3, the incident in row 0.
      let rostered = try await best(near: 900, 900)
      #expect(rostered.fixAgeSeconds == nil && rostered.reason.chinese.contains("按勤务位置"))
      let near = try await best(near: 0.1, 0)
      #expect(near.fixAgeSeconds == 40 && near.travelSeconds < rostered.travelSeconds)
      #expect(near.reason.chinese.hasSuffix("按 40 秒前的定位"))
      let far = try await best(near: 3, 3)
      #expect(far.fixAgeSeconds == 40 && far.travelSeconds > near.travelSeconds)
    }
  }

  @Test("sends whoever was heard before somebody in lost contact, until they are heard again")
  func lostContact() async throws {
    try await SampleDesks.test { desks async throws in
      try await desks.confirm(5, at: desks.at(10, 0))
      let now = desks.at(11, 1)
      try await desks.confirm(8, at: now)
      let file = try await report(desks, at: now)
      func found() async throws -> [DispatchCandidate] {
        let dispatch = desks.dispatch
        let found = try await desks.store.read { session in
          try dispatch.candidates(for: file, at: now, from: Whereabouts(), in: session)
        }
        return try #require(found.decision).candidates
      }
      #expect(try await found().allSatisfy { $0.silentSeconds == nil })
      let attendance = desks.attendance
      _ = try await desks.change(at: now) { session in
        try attendance.runClocks(
          at: now, isExercise: false, signs: TerminalSigns(), in: session)
      }
      let after = try await found()
      #expect(after.last?.unit == 5 && after.last?.silentSeconds == 3_660)
      #expect(after.last?.reason.chinese.hasSuffix("，失联 61 分钟，可能不应答") == true)
      #expect(after.dropLast().allSatisfy { $0.silentSeconds == nil })
    }
  }

  @Test("asks for a reason where another unit than the nearest is wanted")
  func override() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(10, 0)
      for duty in [Int64(4), 5, 8] { try await desks.confirm(duty, at: now) }
      let file = try await report(desks, at: now)
      let dispatch = desks.dispatch
      let found = try await desks.store.read { session in
        try dispatch.candidates(for: file, at: now, from: Whereabouts(), in: session)
      }
      let order = try #require(found.decision).candidates
      #expect(order.count >= 2 && order.count <= 3)
      #expect(order.allSatisfy { $0.travelSeconds >= 0 })
      let other = order[1].unit.rawValue
      await #expect(throws: DeskError.self) {
        _ = try await send(desks, file, at: now, unit: other)
      }
      let sent = try await send(desks, file, at: now, unit: other, reason: "熟悉该路段")
      #expect(sent.response.unit?.rawValue == other)
      #expect(sent.lines.last?.words == "熟悉该路段")
    }
  }

  @Test("sends a further unit with stamps of its own, and the incident ends when all are done")
  func support() async throws {
    try await SampleDesks.test { desks async throws in
      for duty in [Int64(4), 5] { try await desks.confirm(duty, at: desks.at(10, 0)) }
      let file = try await report(desks, at: desks.at(10, 0))
      let first = try await send(desks, file, at: desks.at(10, 1), unit: 5, reason: "x")
      let both = try await send(desks, first, at: desks.at(10, 2), unit: 4, reason: "x")
      #expect(both.supports.map(\.unit) == [4])
      #expect(both.units == [2, 4])
      for (officer, minute) in [(Int64(7), 3), (2, 4)] {
        for (offset, each) in [
          DispatchDesk.UnitStep.acknowledge, .setOut, .arrive, .clear,
        ].enumerated() {
          let now = desks.at(10, minute + offset * 3)
          let after = try await step(desks, each, both, officer: officer, at: now)
          #expect(after.isOpen == !(officer == 2 && each == .clear))
        }
      }
      #expect(try await desks.kinds().count(where: { $0 == .incidentJoined }) == 5)
    }
  }

  @Test("forgets a further unit that declines: the incident ends with those who went")
  func declinedSupport() async throws {
    try await SampleDesks.test { desks async throws in
      for duty in [Int64(4), 5] { try await desks.confirm(duty, at: desks.at(10, 0)) }
      let file = try await report(desks, at: desks.at(10, 0))
      let first = try await send(desks, file, at: desks.at(10, 1), unit: 5, reason: "x")
      let both = try await send(desks, first, at: desks.at(10, 2), unit: 4, reason: "x")
      let alone = try await step(
        desks, .decline(.vehicleBreakdown), both, officer: 2, at: desks.at(10, 3))
      #expect(alone.supports.isEmpty && alone.engaged == [5])
      let event = IncidentResponse.Event.decline(.vehicleBreakdown, at: desks.at(10, 3))
      let contents = try await desks.store.events(after: 0, limit: 1000).map(\.entry.content)
      #expect(contents.contains(.incidentJoined(incident: file.id, unit: 4, event: event)))
      for (minute, each) in [
        DispatchDesk.UnitStep.acknowledge, .setOut, .arrive, .clear,
      ].enumerated() {
        let now = desks.at(10, 4 + minute)
        #expect(try await step(desks, each, both, officer: 7, at: now).isOpen == (each != .clear))
      }
    }
  }

  @Test("puts a second call together with the first, and its unit goes free")
  func merge() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(10, 0)
      try await desks.confirm(5, at: now)
      let first = try await report(desks, at: now)
      let second = try await report(
        desks, at: desks.at(10, 2), column: 0.7, severity: .serious)
      let far = try await report(desks, at: desks.at(10, 2), row: 3, column: 2.5)
      let dispatch = desks.dispatch
      let similar = try await desks.store.read { session in
        try dispatch.possibleDuplicates(of: second, in: session)
      }
      #expect(similar.map(\.id) == [first.id] && far.id != first.id)
      let sent = try await send(desks, second, at: desks.at(10, 3))
      let caller = desks.caller(nil, desks.at(10, 4))
      let merged = try await desks.change(at: caller.now) { session in
        try dispatch.merge(
          second.id, into: first.id, version: sent.version, by: caller, in: session)
      }
      #expect(merged.duplicates == [second.id])
      #expect(merged.priority == .life, "the graver report decides")
      #expect(try await sheet(desks, 5).record.state == .present(since: desks.at(10, 4)))
      await expectRefused(.notAllowedInState) {
        _ = try await desks.change(at: caller.now) { session in
          try dispatch.merge(
            first.id, into: second.id, version: nil, by: caller, in: session)
        }
      }
    }
  }

  @Test("keeps the second of two dispatchers from sending a second first unit")
  func conflict() async throws {
    try await SampleDesks.test { desks async throws in
      for duty in [Int64(4), 5] { try await desks.confirm(duty, at: desks.at(10, 0)) }
      let file = try await report(desks, at: desks.at(10, 0))
      let sent = try await send(desks, file, at: desks.at(10, 1))
      await #expect(throws: DeskError.conflict(.incident, file.key, version: sent.version)) {
        _ = try await send(desks, file, at: desks.at(10, 1))
      }
    }
  }

  @Test("tells once that a unit has not answered within a minute")
  func unanswered() async throws {
    try await SampleDesks.test { desks async throws in
      try await desks.confirm(5, at: desks.at(10, 0))
      let sent = try await send(
        desks, try await report(desks, at: desks.at(10, 0)), at: desks.at(10, 1))
      let dispatch = desks.dispatch
      for (second, expected) in [(Int64(59), 0), (60, 1), (120, 0)] {
        let now = desks.at(10, 1, second: second)
        let told = try await desks.change(at: now) { session in
          try dispatch.runClocks(at: now, isExercise: false, in: session)
        }
        #expect(told == expected, "after \(second) s")
      }
      let contents = try await desks.store.events(after: 0, limit: 1000).map(\.entry.content)
      #expect(contents.count { $0 == .incidentUnanswered(incident: sent.id, unit: 5) } == 1)
    }
  }

  @Test("sends somebody to look after an officer as what is no crash, and never merges it with one")
  func lookingAfter() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(10, 0)
      try await desks.confirm(5, at: now)
      let crash = try await report(desks, at: now)
      let look = try await report(desks, at: now, severity: nil)
      #expect(look.report.matter == .lostContact && crash.report.matter == .crash)
      #expect(look.priority == .life, "nobody knows what happened")
      let events = try await desks.store.events(after: 0, limit: 100)
      let reported = events.compactMap { event -> Incident.Severity?? in
        if case .incidentReported(_, _, let severity) = event.entry.content {
          severity
        } else {
          nil
        }
      }
      #expect(reported == [.slight, nil])
      let dispatch = desks.dispatch
      let similar = try await desks.store.read { session in
        try dispatch.possibleDuplicates(of: look, in: session)
      }
      #expect(similar.isEmpty)
      for (one, other) in [(crash, look), (look, crash)] {
        await #expect(throws: DeskError.self) {
          _ = try await desks.change(at: now) { session in
            try dispatch.merge(
              one.id, into: other.id, version: nil, by: desks.caller(nil, now), in: session)
          }
        }
      }
      let sent = try await send(desks, look, at: desks.at(10, 1))
      #expect(sent.response.unit == 5 && sent.report.severity == nil)
      let second = try await report(desks, at: now, severity: nil)
      let again = try await desks.store.read { session in
        try dispatch.possibleDuplicates(of: second, in: session)
      }
      #expect(again.map(\.id) == [look.id])
    }
  }
}
