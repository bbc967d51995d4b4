// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Operations
import StorePort
import Stores
import Synchronization
import TestSupport
import Testing

/// City order's example of bodies and deadlines beside the grid city's working Wednesday, in a fresh
/// database of one kind.
struct SampleReferral {
  let duty: SampleDesks
  let cases: SQLCaseStore
  let directory: OrderDirectory
  let deadlines: DeadlineDesk
  let violations: ViolationDesk
  let referral: BrigadeReferral
  let clock: TestClock

  /// What time it is for both clocks.
  final class TestClock: Sendable {
    private let minutes = Mutex<Int64>(0)
    let start: Instant
    init(_ start: Instant) { self.start = start }
    var now: Instant { start.adding(seconds: minutes.withLock { $0 } * 60) }
    func pass(_ more: Int64 = 1) { minutes.withLock { $0 += more } }
  }

  static let supervisor = CaseActor(person: 10, role: .supervisor, unit: 1)
  static let dispatcher = CaseActor(person: 20, role: .dispatcher, unit: 2)
  static let collector = CaseActor(person: 5, role: .collector, unit: 1)
  static let verifier = CaseActor(person: 6, role: .collector, unit: 1)

  static func test(_ body: @escaping (SampleReferral) async throws -> Void) async throws {
    for backend in Backend.databases {
      try await backend.withStore { database async throws in
        try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
        let desks = try SampleDesks(database)
        try await body(try SampleReferral(desks, database))
        #expect(try await desks.log.verifyChain().isIntact)
      }
    }
  }

  private init(_ duty: SampleDesks, _ database: any SQLDatabase) throws {
    func example<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
      let file = TestTools.packageFolder.appending(path: "Data/city-order/\(name).json")
      return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }
    self.duty = duty
    var directory = try example(OrderDirectory.self, "example-district")
    for position in directory.units.indices where directory.units[position].id == 31 {
      directory.units[position].unit = 2
    }
    self.directory = directory
    deadlines = try DeadlineDesk(
      example(DeadlineTable.self, "example-deadlines"),
      calendar: example(WorkingCalendar.self, "calendar-china"), clock: directory.clock)
    cases = SQLCaseStore(database, classes: directory.classes)
    let clock = TestClock(duty.at(9, 0))
    self.clock = clock
    violations = ViolationDesk(
      duty.book, codes: try .standard(),
      referrer: CaseReferrer(
        directory: directory, deadlines: deadlines, now: { clock.now }))
    referral = try BrigadeReferral(
      rules: .standard(.standard()), directory: directory, book: duty.book)
  }

  /// The desk of cases at this moment.
  var desk: CaseDesk {
    CaseDesk(
      cases: cases, directory: directory, grids: GridMap([]), deadlines: deadlines, photos: nil,
      referral: ReferralDesk(
        referral, store: duty.store, violations: violations, classes: directory.classes,
        at: clock.now, isExercise: false))
  }

  /// On the street of brigade 2, or half-way between streets.
  static func place(onStreet: Bool = true) -> Coordinate {
    GridCity.location(row: onStreet ? 1 : 0.5, column: 0.5)
  }

  func report(
    _ source: CaseReport.Source, code: String = "E0505", at place: Coordinate? = Self.place()
  ) throws -> CaseReport {
    CaseReport(
      source: source, code: try #require(ClassCode(code)), place: place, grid: nil,
      address: "东风街 1 号", description: "占道停车")
  }

  /// A citizen's report that the supervision centre has opened.
  func opened(_ report: CaseReport) async throws -> CityCase {
    let citizen = CaseActor(person: nil, role: .citizen, unit: nil)
    let one = try await desk.file(report, by: citizen, key: nil, at: clock.now)
    return try await perform(.open(nil), on: one, by: Self.supervisor)
  }

  @discardableResult
  func perform(
    _ command: CaseCommand, on one: CityCase, by actor: CaseActor, key: String? = nil
  ) async throws -> CityCase {
    clock.pass()
    return try await desk.perform(
      command, on: one.id, version: one.version, by: actor, key: key.flatMap(RequestKey.init),
      at: clock.now)
  }

  /// One that is at brigade 2 with its violation.
  func referred() async throws -> CityCase {
    try await perform(
      .dispatch(to: 11, basis: .classOwner), on: opened(report(.citizen)), by: Self.dispatcher)
  }

  func file(_ number: Int64 = 1) async throws -> ViolationFile {
    let found = try await duty.store.read { session in
      try session.file(ViolationFile.self, DeskKey(number: number))
    }
    return try #require(found)
  }

  func violationCount() async throws -> Int {
    try await duty.store.read { session in
      try session.files(ViolationFile.self, DeskQuery(limit: 100)).count
    }
  }

  /// - Parameter officer: 1 to 4 are sworn officers of brigade 2, 5 is an auxiliary.
  @discardableResult
  func step(
    _ step: ViolationDesk.Step, of number: Int64 = 1, by officer: Int64 = 1,
    with desk: ViolationDesk? = nil
  ) async throws -> ViolationFile {
    clock.pass()
    let (violations, now) = (desk ?? violations, clock.now)
    var caller = duty.caller(officer, now)
    caller.accountNumber = 7000 + officer
    return try await duty.change(at: now) { [caller] session in
      try violations.step(
        step, of: ID(rawValue: number), at: nil, version: nil, by: caller, in: session)
    }
  }
}
