// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyPlanning
import Rostering
import DutyModel
import Operations
import SQLiteDriver
import Stores
import Supervision

@testable import ChengxuServer

/// The sample's Wednesday with a log: one of two officers was late at the post and, as a leader
/// confirmed, away without a reason; one incident was called in and answered.
enum ServedFigures {
  static let late = AssignmentID(duty: 2, task: 0)

  static func prepare(_ database: SQLiteDriver, _ contents: inout ServerContents) async throws {
    let log = SQLDutyEventLog(database)
    let clock = contents.snapshot.organization.clock
    try await log.append(entries(clock))
    let (snapshot, plans, roster) = (contents.snapshot, contents.plans, contents.roster)
    contents.scorecard = try await log.fold(
      in: reader(snapshot, plans, roster, contents.scorecard.period).reach,
      into: reader(snapshot, plans, roster, contents.scorecard.period)
    ) { try $0.take($1) }.scorecard()
    contents.archive = FigureArchive(
      read: { question in
        let reader = try DutyFactsReader(
          plan: plans, roster: roster, snapshot: snapshot, period: question.period,
          policy: question.policy, dimensions: question.dimensions)
        let (facts, events) = try await log.fold(in: reader.reach, into: (reader, EventIndex())) {
          try $0.0.take($1)
          $0.1.add($1)
        }
        return FigureArchive.Period(facts: try facts.facts(), events: events)
      },
      readEvents: { numbers in
        try await log.events(numbers).map { event in
          NumberedEvent(
            number: event.id, isSimulated: event.entry.isSimulated,
            event: LoggedEvent(
              time: event.instant, kind: event.kind.rawValue, place: nil, officer: 2,
              incident: nil, text: LocalizedName(chinese: "事件", english: "event")))
        }
      })
  }

  private static func reader(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, _ roster: Roster, _ period: CivilInterval
  ) throws -> DutyFactsReader {
    try DutyFactsReader(plan: plans, roster: roster, snapshot: snapshot, period: period)
  }

  private static func entries(_ clock: CityClock) -> [DutyEventEntry] {
    func at(_ hour: Int, _ minute: Int) -> Instant {
      clock.instant(of: CivilTime(date: SampleContents.day, minuteOfDay: hour * 60 + minute))
    }
    func entry(_ instant: Instant, _ content: DutyEventEntry.Content) -> DutyEventEntry {
      DutyEventEntry(
        instant: instant, recorded: instant, actor: .system, isSimulated: true, content: content)
    }
    func stay(_ assignment: AssignmentID, _ event: AttendanceRecord.Event) -> DutyEventEntry {
      entry(event.at, .attendance(assignment: assignment, event: event))
    }
    let first = AssignmentID(duty: 1, task: 0)
    return [
      stay(first, .confirm(.twoFixes, at: at(6, 58))),
      stay(late, .confirm(.twoFixes, at: at(7, 40))),
      stay(late, .leave(.unexplained, at: at(7, 50))),
      entry(
        at(8, 0),
        .incidentReported(incident: 3, place: StreetPlace(segment: 5), severity: .damage)),
      stay(late, .comeBack(at: at(8, 20))), stay(late, .review(isOffPost: true, at: at(8, 30))),
      stay(first, .finish(at: at(9, 0))), stay(late, .finish(at: at(9, 0))),
    ]
  }
}

extension DutyFactsReader {
  func scorecard() throws -> Scorecard { Supervisor().scorecard(of: try facts()) }
}
