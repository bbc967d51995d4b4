// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import Operations
import StorePort
import Stores
import TestSupport
import Testing

@Suite("The desk of inspections")
struct InspectionDeskTests {
  /// The Monday of the grid day's week.
  private static let monday = GridDay.date.adding(days: -2)

  private static func desk(_ desks: SampleDesks) throws -> InspectionDesk {
    InspectionDesk(desks.book, checklists: try InspectionChecklist.standard())
  }

  private static func row(_ observed: Int, _ compliant: Int, _ handled: Int) -> RoadSample.Row {
    .init(roadUser: .motor, observed: observed, compliant: compliant, handled: handled)
  }

  @Test("Draws a week once, and tells the seed only when the week is over")
  func drawn() async throws {
    try await SampleDesks.test { desks in
      let desk = try Self.desk(desks)
      let inspector = desks.caller(13, desks.at(6, 0))
      let week = try await desks.change(at: inspector.now) { session in
        try desk.draw(monday: Self.monday, visits: 3, seed: 7, by: inspector, in: session)
      }
      #expect(week.plan.visits.count == 3 && week.isOpen)
      let drawnAgain = InspectionDraw(visits: 3).plan(
        InspectionDraw.candidates(GridDay.plans), monday: Self.monday, seed: 7)
      #expect(week.plan == drawnAgain)
      #expect(week.seed(at: inspector.now) == nil)
      #expect(week.seed(at: inspector.now.adding(seconds: 7 * 86_400)) == 7)
      let log = try await desks.store.events(after: 0, limit: 10).map(\.entry.content)
      #expect(
        log == [
          .inspection(
            entry: .drawn(monday: Self.monday, commitment: week.plan.commitment, visits: 3))
        ], "the log keeps the commitment and no place")
      await #expect(throws: DeskError.conflict(.inspection, week.key, version: 1)) {
        _ = try await desks.change(at: inspector.now) { session in
          try desk.draw(monday: Self.monday, visits: 3, seed: 8, by: inspector, in: session)
        }
      }
    }
  }

  @Test(
    "Refuses a day that is no Monday, a week long over, no visit, and a team of one area",
    arguments: [(1, 3, nil), (-7, 3, nil), (0, 0, nil), (0, 3, 2)] as [(Int, Int, Int64?)])
  func badDraw(days: Int, visits: Int, unit: Int64?) async throws {
    try await SampleDesks.test { desks in
      let desk = try Self.desk(desks)
      let reach: Set<ID<DutyModel.Unit>>? = unit.map { [ID(rawValue: $0)] }
      let caller = desks.caller(13, desks.at(6, 0), reach: reach)
      await #expect(throws: DeskError.self) {
        _ = try await desks.change(at: caller.now) { session in
          try desk.draw(
            monday: Self.monday.adding(days: days), visits: visits, seed: 1, by: caller,
            in: session)
        }
      }
    }
  }

  @Test("Takes a checklist in once, with every item; a second editor is told of the first")
  func visited() async throws {
    try await SampleDesks.test { desks in
      let desk = try Self.desk(desks)
      let inspector = desks.caller(13, desks.at(8, 0))
      let week = try await desks.change(at: inspector.now) { session in
        try desk.draw(monday: Self.monday, visits: 4, seed: 7, by: inspector, in: session)
      }
      let mode = week.plan.visits[0].mode
      let items = try #require(desk.checklist(mode)).items
      let answers = items.map { InspectionVisit.Answer(item: $0.key, mark: .met) }
      func report(
        _ answers: [InspectionVisit.Answer], _ visit: Int, version: Int
      ) async throws -> InspectionWeek {
        try await desks.change(at: inspector.now) { session in
          try desk.report(
            answers, of: visit, on: Self.monday, at: nil, version: version, by: inspector,
            in: session)
        }
      }
      await #expect(throws: DeskError.self) {
        try await report(Array(answers.dropLast()), 0, version: 1)
      }
      await #expect(throws: DeskError.self) {
        try await report(answers + [answers[0]], 0, version: 1)
      }
      await #expect(throws: DeskError.self) { try await report(answers, 9, version: 1) }
      let seen = try await report(answers, 0, version: 1)
      #expect(seen.version == 2 && seen.reports[0].visit?.checklist == "\(mode.rawValue)-1")
      await #expect(throws: DeskError.conflict(.inspection, week.key, version: 2)) {
        try await report(answers, 1, version: 1)
      }
      await #expect(throws: DeskError.self) { try await report(answers, 0, version: 2) }

      let sampled = try await desks.change(at: inspector.now) { session in
        try desk.sample(
          [Self.row(40, 36, 3)], of: 0, on: Self.monday, from: desks.at(7, 40), minutes: 15,
          isFromVideo: false, version: 2, by: inspector, in: session)
      }
      #expect(sampled.reports[0].samples.map(\.minutes) == [15])
      for (row, start) in [
        (Self.row(40, 36, 5), desks.at(7, 40)), (Self.row(4, 3, 1), desks.at(7, 59)),
      ] {
        await #expect(throws: DeskError.self, "more handled than seen; not over yet") {
          _ = try await desks.change(at: inspector.now) { session in
            try desk.sample(
              [row], of: 0, on: Self.monday, from: start, minutes: 15, isFromVideo: false,
              version: 3, by: inspector, in: session)
          }
        }
      }
      let entries = try await desks.store.events(after: 0, limit: 10).map(\.entry.content)
      #expect(entries.count == 3)
      guard case .inspection(.sample(let sample)) = entries[2] else {
        return #expect(Bool(false), "the sample is not in the log")
      }
      #expect(sample.rows == [Self.row(40, 36, 3)] && sample.place == week.plan.visits[0].place)
    }
  }

  @Test("A finding is answered, upheld, put right, looked at again and signed off by five hands")
  func finding() async throws {
    try await SampleDesks.test { desks in
      let desk = try Self.desk(desks)
      let observation = InspectionDesk.Observation(
        category: .equipment, words: "执法记录仪未开启", place: .post(1), mode: .peak, photos: [])
      let inspector = desks.caller(13, desks.at(8, 0))
      let raised = try await desks.change(at: inspector.now) { session in
        try desk.raise(observation, at: nil, by: inspector, in: session)
      }
      #expect(raised.units == [2] && raised.isOpen && raised.key.number == 1)
      #expect(try await desks.notices([2]).map(\.kind) == [.findingRaised])

      func judge(
        _ judgement: InspectionDesk.Judgement, by officer: Int64, _ version: Int, hour: Int
      ) async throws -> FindingFile {
        let caller = desks.caller(officer, desks.at(hour, 0))
        return try await desks.change(at: caller.now) { session in
          try desk.judge(judgement, of: 1, version: version, by: caller, in: session)
        }
      }
      func answer(
        _ answer: InspectionDesk.Answer, by officer: Int64, _ version: Int, hour: Int,
        reach: Set<ID<DutyModel.Unit>>
      ) async throws -> FindingFile {
        let caller = desks.caller(officer, desks.at(hour, 0), reach: reach)
        return try await desks.change(at: caller.now) { session in
          try desk.answer(answer, to: 1, version: version, by: caller, in: session)
        }
      }
      let due = desks.at(12, 0)
      await expectRefused(.replyStillOpen) {
        _ = try await judge(.uphold(due: due), by: 13, 1, hour: 8)
      }
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await answer(.reply("不是我们"), by: 7, 1, hour: 9, reach: [4])
      }
      _ = try await answer(.reply("设备送修"), by: 1, 1, hour: 9, reach: [2])
      await #expect(throws: DeskError.conflict(.finding, raised.key, version: 2)) {
        _ = try await judge(.uphold(due: due), by: 13, 1, hour: 10)
      }
      _ = try await judge(.uphold(due: due), by: 13, 2, hour: 10)

      // Nobody reported until the deadline: both sides are told, once.
      for ticks in [1, 0] {
        let changed = try await desks.change(at: due) { session in
          try desk.runClocks(at: due, isExercise: false, in: session)
        }
        #expect(changed == ticks)
      }
      #expect(try await desks.notices(officer: 13).map(\.kind) == [.findingDue, .findingAnswered])
      _ = try await answer(.reportDone, by: 1, 4, hour: 13, reach: [2])
      await expectRefused(.ownWork) {
        _ = try await judge(.reinspect(isInOrder: true, nextDue: nil), by: 2, 5, hour: 14)
      }
      _ = try await judge(.reinspect(isInOrder: true, nextDue: nil), by: 14, 5, hour: 14)
      await expectRefused(.ownWork) { _ = try await judge(.signOff, by: 14, 6, hour: 15) }
      let done = try await judge(.signOff, by: 15, 6, hour: 15)
      #expect(!done.isOpen && done.finding.foundInOrderAt == desks.at(14, 0))
      let told = done.lines.map(\.step)
      #expect(
        told == ["raise", "reply", "uphold", "due", "reportDone", "reinspect", "signOff"])
    }
  }

  @Test("No unit judges its own ground, and a place that is in no plan has no finding")
  func refusedFindings() async throws {
    try await SampleDesks.test { desks in
      let desk = try Self.desk(desks)
      var observation = InspectionDesk.Observation(
        category: .presence, words: "脱岗", place: .post(1), mode: .peak, photos: [])
      let own = desks.caller(1, desks.at(8, 0))
      let first = observation
      await expectRefused(.ownWork) {
        _ = try await desks.change(at: own.now) { session in
          try desk.raise(first, at: nil, by: own, in: session)
        }
      }
      observation.mode = .night
      let elsewhere = observation
      let inspector = desks.caller(13, desks.at(8, 0))
      await #expect(throws: DeskError.self) {
        _ = try await desks.change(at: inspector.now) { session in
          try desk.raise(elsewhere, at: nil, by: inspector, in: session)
        }
      }
      #expect(try await desks.kinds().isEmpty)
    }
  }
}
