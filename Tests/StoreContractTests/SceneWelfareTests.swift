// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import Stores
import TestSupport
import Testing

@Suite("The welfare timer of a unit on the scene")
struct SceneWelfareTests {
  /// An incident that the patrol of duty 5 has reached at 10:05.
  private func arrived(_ desks: SampleDesks) async throws -> IncidentFile {
    try await desks.confirm(5, at: desks.at(10, 0))
    let (dispatch, caller) = (desks.dispatch, desks.caller(nil, desks.at(10, 0)))
    let report = IncidentReport(
      source: .operator, severity: .slight, kind: "collision", words: "",
      place: GridCity.location(row: 3, column: 1), at: desks.at(10, 0))
    let file = try await desks.change(at: desks.at(10, 0)) { session in
      try dispatch.report(report, by: caller, in: session)
    }
    _ = try await desks.change(at: desks.at(10, 0)) { session in
      try dispatch.send(
        5, to: file.id, reason: nil, version: nil, from: Whereabouts(), by: caller, in: session)
    }
    for (minute, step) in [(1, DispatchDesk.UnitStep.acknowledge), (2, .setOut), (5, .arrive)] {
      let officer = desks.caller(7, desks.at(10, minute))
      _ = try await desks.change(at: officer.now) { session in
        try dispatch.step(
          step, of: file.id, unit: nil, at: nil, version: nil, by: officer, in: session)
      }
    }
    return file
  }

  private func look(_ desks: SampleDesks, at now: Instant) async throws -> Int {
    let dispatch = desks.dispatch
    return try await desks.change(at: now) { session in
      try dispatch.runClocks(at: now, isExercise: false, in: session)
    }
  }

  private func notes(_ desks: SampleDesks) async throws -> [WelfareNote] {
    try await desks.store.events(after: 0, limit: 1000).compactMap {
      if case .incidentWelfare(_, 5, let note) = $0.entry.content { note } else { nil }
    }
  }

  @Test(
    "asks it twenty minutes after it arrived, tells its leader, then the command centre, each once")
  func stages() async throws {
    try await SampleDesks.test { desks async throws in
      _ = try await arrived(desks)
      for (minute, changed) in [(24, 0), (25, 1), (26, 0), (30, 1), (35, 1), (59, 0)] {
        #expect(try await look(desks, at: desks.at(10, minute)) == changed, "10:\(minute)")
      }
      #expect(
        try await notes(desks) == [
          .silent(since: desks.at(10, 5), stage: 1, told: .officer),
          .silent(since: desks.at(10, 5), stage: 2, told: .leader),
          .silent(since: desks.at(10, 5), stage: 3, told: .dispatcher),
        ])
      #expect(try await desks.notices(officer: 7).map(\.kind).contains(.welfareAsked))
      #expect(try await desks.notices([5]).map(\.kind).contains(.welfareSilent))
    }
  }

  @Test("begins anew with each answer, and ends with the incident")
  func answers() async throws {
    try await SampleDesks.test { desks async throws in
      let file = try await arrived(desks)
      let dispatch = desks.dispatch
      _ = try await look(desks, at: desks.at(10, 25))
      let officer = desks.caller(7, desks.at(10, 27))
      let heard = try await desks.change(at: officer.now) { session in
        try dispatch.heard(
          of: file.id, unit: nil, words: nil, at: nil, by: officer, in: session)
      }
      #expect(heard.scene?.first?.silence == nil && heard.nextClock == desks.at(10, 47))
      #expect(
        try await notes(desks).last == .heard(by: .ownStep, afterSeconds: 22 * 60, words: ""))
      #expect(try await !desks.notices(officer: 7).map(\.kind).contains(.welfareAsked))
      #expect(try await look(desks, at: desks.at(10, 46)) == 0)
      #expect(try await look(desks, at: desks.at(10, 47)) == 1)
      let end = desks.caller(7, desks.at(10, 50))
      let cleared = try await desks.change(at: end.now) { session in
        try dispatch.step(
          .clear, of: file.id, unit: nil, at: nil, version: nil, by: end, in: session)
      }
      #expect(cleared.scene == nil && cleared.nextClock == nil)
      #expect(
        try await notes(desks).last == .heard(by: .ownStep, afterSeconds: 23 * 60, words: ""))
      #expect(try await look(desks, at: desks.at(11, 30)) == 0)
    }
  }

  @Test("takes a dispatcher's word by radio with a reason, and no word of whoever is not there")
  func radio() async throws {
    try await SampleDesks.test { desks async throws in
      let file = try await arrived(desks)
      let dispatch = desks.dispatch
      func spoke(_ caller: DeskCaller, _ unit: ResponseUnit.Key?, _ words: String?) async throws {
        _ = try await desks.change(at: caller.now) { session in
          try dispatch.heard(
            of: file.id, unit: unit, words: words, at: nil, by: caller, in: session)
        }
      }
      let now = desks.at(10, 26)
      await #expect(throws: DeskError.self) { try await spoke(desks.caller(nil, now), 5, nil) }
      await #expect(throws: DeskError.outsideTerritory) {
        try await spoke(desks.caller(1, now, reach: [3]), 5, "电台")
      }
      await expectRefused(.ownWork) { try await spoke(desks.caller(7, now), 5, "电台") }
      await expectRefused(.notAllowedInState) {
        try await spoke(desks.caller(nil, now), 4, "电台")
      }
      await expectRefused(.notAllowedInState) { try await spoke(desks.caller(1, now), nil, nil) }
      try await spoke(desks.caller(nil, now), 5, "电台已联系")
      #expect(
        try await notes(desks)
          == [.heard(by: .radio, afterSeconds: 21 * 60, words: "电台已联系")])
    }
  }
}
