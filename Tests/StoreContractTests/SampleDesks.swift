// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import Rostering
import StorePort
import Stores
import Synchronization
import TestSupport
import Testing

/// The three desks over a fresh database of one kind, on the grid city's working Wednesday.
struct SampleDesks {
  let database: any SQLDatabase
  let store: SQLDeskStore
  let log: SQLDutyEventLog
  let book: DutyBook
  let attendance: AttendanceDesk
  let dispatch: DispatchDesk
  let violations: ViolationDesk

  /// - Parameter database: Already brought up to date.
  init(_ database: any SQLDatabase, roster: Roster = GridDay.roster()) throws {
    book = try DutyBook(
      snapshot: GridCity.snapshot(incidents: GridDay.incidents), plans: GridDay.plans,
      roster: roster)
    self.database = database
    store = SQLDeskStore(database)
    log = SQLDutyEventLog(database)
    attendance = AttendanceDesk(book)
    dispatch = DispatchDesk(book)
    violations = ViolationDesk(book, codes: try ViolationCodeList.standard())
  }

  static func test(_ body: @escaping (SampleDesks) async throws -> Void) async throws {
    for backend in Backend.databases {
      try await backend.withStore { database async throws in
        try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
        let desks = try SampleDesks(database)
        try await body(desks)
        #expect(try await desks.log.verifyChain().isIntact)
      }
    }
  }

  /// Officers 1 to 4 are sworn and 5, 6 auxiliaries of brigade 2; 7 to 10 and 11, 12 of brigade 4;
  /// 13 to 16 sit in the office.
  func caller(_ officer: Int64?, _ now: Instant, reach: Set<ID<DutyModel.Unit>>? = nil)
    -> DeskCaller
  {
    DeskCaller(
      handler: officer.flatMap { book.handler(of: ID(rawValue: $0)) }, account: "test",
      reach: reach,
      now: now)
  }

  func change<Answer: Codable & Sendable>(
    at now: Instant, request: DeskRequest? = nil,
    _ body: @escaping @Sendable (any DeskSession) throws -> Answer
  ) async throws(DeskError) -> Answer {
    try await store.change(request, at: now, body)
  }

  /// A moment of the day by the city's clock.
  func at(_ hour: Int, _ minute: Int, second: Int64 = 0) -> Instant {
    book.clock.instant(of: CivilTime(date: GridDay.date, minuteOfDay: hour * 60 + minute))
      .adding(seconds: second)
  }

  static func fix(
    row: Double, column: Double, at instant: Instant, accuracy: Double = 10, isMock: Bool = false
  ) -> AttendanceDesk.PhoneFix {
    let place = GridCity.location(row: row, column: column)
    return AttendanceDesk.PhoneFix(
      place: TaggedCoordinate(
        latitude: place.latitude, longitude: place.longitude, system: .wgs84), accuracy: accuracy,
      at: instant, isMock: isMock)
  }

  static func place(row: Double, column: Double) -> TaggedCoordinate {
    let place = GridCity.location(row: row, column: column)
    return TaggedCoordinate(latitude: place.latitude, longitude: place.longitude, system: .wgs84)
  }

  static func stay(_ duty: Int64) -> AssignmentID {
    AssignmentID(duty: ID(rawValue: duty), task: 0)
  }

  /// Signs somebody in by a leader of the detachment's word.
  func confirm(_ duty: Int64, at now: Instant) async throws {
    let (attendance, leader) = (attendance, caller(nil, now))
    _ = try await change(at: now) { session in
      try attendance.lead(
        .confirm, of: Self.stay(duty), version: nil, by: leader, in: session)
    }
  }

  func kinds() async throws -> [DutyEvent.Kind] {
    try await store.events(after: 0, limit: 1000).map(\.kind)
  }

  func notices(_ units: Set<ID<DutyModel.Unit>> = [], officer: Int64 = 0) async throws
    -> [DeskNotice]
  {
    try await store.read { session in
      try session.notices(
        of: NoticeQuery(units: units, officer: ID(rawValue: officer), limit: 100))
    }.map(\.notice)
  }
}

/// Which refusal a step must meet.
func expectRefused(
  _ reason: TransitionRefused.Reason, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async {
  do {
    try await body()
    Issue.record("nothing was refused", sourceLocation: sourceLocation)
  } catch DeskError.refused(let refusal) {
    #expect(refusal.reason == reason, sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
  }
}
