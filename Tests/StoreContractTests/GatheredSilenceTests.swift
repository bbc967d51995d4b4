// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Operations
import Stores
import TestSupport
import Testing

@Suite("Silence of several people at one look")
struct GatheredSilenceTests {
  /// Signs the post's three in by their phones: officers 1 and 5 of squadron 3, and 13 of office 6.
  private func signIn(_ desks: SampleDesks, at now: Instant) async throws {
    let attendance = desks.attendance
    for (duty, officer) in [(Int64(1), Int64(1)), (2, 5), (3, 13)] {
      let caller = desks.caller(officer, now)
      let fixes = [-5, 0].map { SampleDesks.fix(row: 1, column: 1, at: now.adding(seconds: $0)) }
      _ = try await desks.change(at: now) { session in
        try attendance.checkIn(
          SampleDesks.stay(duty), fixes: fixes, at: nil, by: caller, in: session)
      }
    }
  }

  private func look(_ desks: SampleDesks, at now: Instant) async throws {
    let (attendance, dispatch) = (desks.attendance, desks.dispatch)
    _ = try await desks.change(at: now) { session in
      try attendance.runClocks(at: now, isExercise: false, signs: TerminalSigns(), in: session)
        + dispatch.runClocks(at: now, isExercise: false, in: session)
    }
  }

  private func answer(_ desks: SampleDesks, _ duty: Int64, _ officer: Int64, at now: Instant)
    async throws
  {
    let (attendance, caller) = (desks.attendance, desks.caller(officer, now))
    _ = try await desks.change(at: now) { session in
      try attendance.step(.heard, of: SampleDesks.stay(duty), at: nil, by: caller, in: session)
    }
  }

  /// The open notices of silence to the leaders of a unit, or to the command centre.
  private func told(_ desks: SampleDesks, _ unit: Int64? = nil) async throws -> [DeskNotice] {
    try await desks.store.read {
      try $0.notices(of: NoticeQuery(units: nil, limit: 100)).map(\.notice)
    }.filter { $0.kind == .welfareSilent && $0.unit?.rawValue == unit }
  }

  private func silences(_ desks: SampleDesks) async throws -> [WelfarePolicy.Addressee] {
    try await desks.store.events(after: 0, limit: 1000).compactMap {
      switch $0.entry.content {
      case .attendanceNoted(_, .welfare(.silent(_, _, let told))),
        .incidentWelfare(_, _, .silent(_, _, let told)):
        told
      default: nil
      }
    }
  }

  @Test("is one notice a unit and step, which names all; the log has an event for each of them")
  func gathered() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(7, 0))
      try await look(desks, at: desks.at(7, 15))
      for officer: Int64 in [1, 5, 13] {
        #expect(try await desks.notices(officer: officer).map(\.kind) == [.welfareAsked])
      }
      try await look(desks, at: desks.at(7, 20))
      let leaders = try await told(desks, 3)
      #expect(leaders.count == 1)
      #expect(leaders[0].gathered?.unit == 3)
      #expect(leaders[0].gathered?.silent.map(\.officer) == [1, 5])
      #expect(leaders[0].key == DeskKey(number: 1), "the first one's")
      let alone = try await told(desks, 6)
      #expect(alone.map(\.gathered) == [nil], "a single one is as it was")
      try await look(desks, at: desks.at(7, 25))
      let centre = try await told(desks)
      #expect(
        Set(centre.map(\.gathered?.unit)) == [2, nil], "by brigade, and the office's one alone")
      #expect(centre.compactMap(\.gathered).flatMap(\.silent).map(\.officer) == [1, 5])
      let silences = try await silences(desks)
      for told in WelfarePolicy.Addressee.allCases {
        #expect(silences.count { $0 == told } == 3, "\(told)")
      }
    }
  }

  @Test("is answered when the last of them was heard, also where the first is silent anew by then")
  func answered() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(7, 0))
      for minute in [15, 20, 25] { try await look(desks, at: desks.at(7, minute)) }
      try await answer(desks, 1, 1, at: desks.at(7, 26))
      #expect(try await told(desks, 3).count == 1, "officer 5 is still silent")
      #expect(try await told(desks).count == 2)
      #expect(try await desks.notices(officer: 1).isEmpty)
      try await look(desks, at: desks.at(7, 41))
      #expect(try await desks.notices(officer: 1).map(\.kind) == [.welfareAsked])
      try await answer(desks, 2, 5, at: desks.at(7, 42))
      #expect(try await told(desks, 3).isEmpty)
      #expect(try await told(desks).count == 1, "of officer 13 alone")
      try await look(desks, at: desks.at(7, 46))
      let anew = try await told(desks, 3)
      #expect(anew.map(\.gathered) == [nil] && anew.map(\.key.number) == [1])
    }
  }

  @Test("is gathered on the scene too, and ends with an incident that is over for all of them")
  func scene() async throws {
    try await SampleDesks.test { desks async throws in
      for duty in [Int64(6), 7] { try await desks.confirm(duty, at: desks.at(22, 0)) }
      // The checkpoint may be left by both.
      let dispatch = DispatchDesk(
        desks.book,
        dispatcher: Dispatcher(
          longestWalkSeconds: 480, walkingFactor: 6, fewestOnPost: 0, leavingPostSeconds: 120))
      let caller = desks.caller(nil, desks.at(22, 1))
      let report = IncidentReport(
        source: .operator, severity: .slight, kind: "collision", words: "",
        place: GridCity.location(row: 2, column: 2), at: caller.now)
      let file = try await desks.change(at: caller.now) { session in
        try dispatch.report(report, by: caller, in: session)
      }
      for _ in 0..<2 {
        _ = try await desks.change(at: caller.now) { session in
          try dispatch.send(
            nil, to: file.id, reason: nil, version: nil, from: Whereabouts(), by: caller,
            in: session)
        }
      }
      for (officer, seconds) in [(Int64(9), Int64(0)), (8, 2)] {
        for step in [DispatchDesk.UnitStep.acknowledge, .setOut, .arrive] {
          let own = desks.caller(officer, desks.at(22, 5, second: seconds))
          _ = try await desks.change(at: own.now) { session in
            try dispatch.step(
              step, of: file.id, unit: nil, at: nil, version: nil, by: own, in: session)
          }
        }
      }
      for minute in [26, 31, 36] {
        let now = desks.at(22, minute)
        _ = try await desks.change(at: now) { session in
          try dispatch.runClocks(at: now, isExercise: false, in: session)
        }
      }
      let leaders = try await told(desks, 5)
      #expect(leaders.count == 1 && leaders[0].subject == .incident)
      #expect(leaders[0].gathered?.silent.map(\.officer) == [9, 8], "the longest silent first")
      #expect(try await told(desks).compactMap(\.gathered?.unit) == [4])
      #expect(try await silences(desks).count == 6)
      let leader = desks.caller(nil, desks.at(22, 40))
      for unit: ResponseUnit.Key in [6, 7] {
        #expect(try await told(desks, 5).count == 1)
        _ = try await desks.change(at: leader.now) { session in
          try dispatch.step(
            .clear, of: file.id, unit: unit, at: nil, version: nil, by: leader, in: session)
        }
      }
      #expect(try await told(desks, 5).isEmpty)
      #expect(try await told(desks).isEmpty)
    }
  }

  @Test("reads a notice that was stored before any was gathered")
  func stored() throws {
    let old = """
      {"at":1525216800000,"detail":"20","key":{"number":1,"part":0},"kind":"welfareSilent",\
      "subject":"attendance","unit":3}
      """
    let notice = try JSONDecoder().decode(DeskNotice.self, from: Data(old.utf8))
    #expect(notice.gathered == nil && notice.kind == .welfareSilent)
  }
}
