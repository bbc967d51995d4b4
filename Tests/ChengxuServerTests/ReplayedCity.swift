// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Stores
import Synchronization
import TestSupport
import Testing

@testable import ChengxuServer

/// A served city that another system's file describes: its classes and posts, limits as its due dates show them,
/// a person of each role, and a clock that the test sets.
struct ReplayedCity {
  /// What came of a replay.
  struct Outcome {
    var closed = 0
    var withoutLimit = 0
  }

  /// The server's clock.
  final class SetClock: Sendable {
    private let milliseconds: Mutex<Int64>
    init(_ now: Instant) { milliseconds = Mutex(now.milliseconds) }
    var now: Instant {
      get { Instant(milliseconds: milliseconds.withLock { $0 }) }
      set { milliseconds.withLock { $0 = newValue.milliseconds } }
    }
  }

  private let door: ServedDoor
  private let clock: SetClock
  private let records: [ReplayedRecord]
  private let people: [Role: ServedOrder.Person]
  /// Of the work and of its verification, which must not be the same.
  private let photos = (after: PhotoSamples.hash(1), verified: PhotoSamples.hash(2))

  /// Accounts of this unit act for every post and department.
  private static let unit = ID<DutyModel.Unit>(rawValue: 900)

  static func test(
    _ imported: CaseImport, records: [ReplayedRecord],
    _ body: @Sendable (ReplayedCity) async throws -> Void
  ) async throws {
    let photos = FileManager.default.temporaryDirectory.appending(
      path: "photos-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: photos) }
    let directory = staffed(imported.directory)
    let deadlines = try limits(of: records, clock: directory.clock)
    let clock = SetClock(try #require(records.map(\.opened).min()))
    try await ServedDoor.test(
      preparing: { database, contents in
        contents.open311 = Open311Service(
          cases: SQLCaseStore(database, classes: directory.classes),
          reporters: SQLReporterStore(database), directory: directory, grids: GridMap([]),
          deadlines: deadlines, photos: FilePhotoStore(photos), allowsKey: { _, _ in false },
          address: "https://city.example", contact: "311", changed: clock.now,
          now: { clock.now })
      },
      { door in
        try await body(try await ReplayedCity(door, clock: clock, records: records))
      })
  }

  private init(_ door: ServedDoor, clock: SetClock, records: [ReplayedRecord]) async throws {
    self.door = door
    self.clock = clock
    self.records = records
    var people: [Role: ServedOrder.Person] = [:]
    for role in [Role.collector, .supervisionCentre, .commandCentre, .district] {
      let name = "replay.\(role.rawValue.lowercased())"
      let new = try await door.newAccount(
        [role], name: name, territory: role == .district ? .unit(Self.unit) : .detachment)
      let password = "风筝之都 2017 晴天"
      try await door.desk.changePassword(
        of: new.account, from: new.oneTimePassword, to: password, at: .now)
      let cookie = try await door.signIn(name, password).cookie
      people[role] = ServedOrder.Person(
        cookie: cookie, formSecret: try await door.formSecret(cookie))
    }
    self.people = people
    for number: UInt8 in [1, 2] {
      let answer = try await post("/api/photos", PhotoSamples.jpeg(number), as: .collector)
      try #require(answer.status == .created, "\(answer.text)")
    }
  }

  /// The file's bodies with the two centres, which it does not name.
  private static func staffed(_ directory: OrderDirectory) -> OrderDirectory {
    var staffed = directory
    for position in staffed.units.indices { staffed.units[position].unit = unit }
    for (number, kind) in [(1, OrderUnit.Kind.supervisionCentre), (2, .commandCentre)] {
      staffed.units.append(
        OrderUnit(
          id: ID(rawValue: Int64(number)), kind: kind,
          name: LocalizedName(chinese: kind.rawValue, english: kind.rawValue)))
    }
    return staffed
  }

  /// Each class of the file has one limit, in days of the calendar or hours of the clock.
  private static func limits(
    of records: [ReplayedRecord], clock: CityClock
  ) throws -> DeadlineDesk {
    var found: [ClassCode: Set<Int64>] = [:]
    for record in records {
      guard let due = record.due else { continue }
      found[record.report.code, default: []].insert(due.seconds(since: record.opened))
    }
    let rows = try found.map { code, seconds in
      try #require(seconds.count == 1, "class \(code) has several limits")
      let hours = try #require(seconds.first) / 3600
      let limit: TimeLimit = hours % 24 == 0 ? .days(Int(hours / 24)) : .hours(Int(hours))
      return DeadlineTable.Row(code: code, limit: limit, schedule: "always")
    }
    let table = DeadlineTable(
      version: "replay", name: LocalizedName(chinese: "重放", english: "Replay"),
      hours: ["always": .init(sessions: ["00:00-24:00"], worksEveryDay: true)],
      rows: rows.sorted { $0.code < $1.code },
      steps: StepLimits(
        opening: .hours(2), dispatch: .hours(2), verification: .hours(4), closing: .hours(2),
        schedule: "always"))
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "无", english: "None"), source: "none", covers: [],
      holidays: [], shiftedWorkdays: [])
    return try DeadlineDesk(table, calendar: calendar, clock: clock)
  }

  // MARK: Doing

  /// Every step of every record at its moment, one after the other as time goes.
  func replay() async throws -> Outcome {
    enum Step { case arrival, closing }
    var steps: [(at: Instant, step: Step, record: Int)] = []
    for (number, record) in records.enumerated() {
      steps.append((record.opened, .arrival, number))
      if record.due != nil, let closed = record.closed { steps.append((closed, .closing, number)) }
    }
    // A case may be closed in the second in which it came.
    steps.sort {
      ($0.at, $0.record, $0.step == .arrival ? 0 : 1) < (
        $1.at, $1.record, $1.step == .arrival ? 0 : 1
      )
    }
    var (outcome, cases) = (Outcome(), [Int: CaseBody]())
    for (at, step, number) in steps {
      clock.now = at
      switch step {
      case .arrival:
        let one = try await arrive(records[number])
        cases[number] = one
        if one.state == "opened" { outcome.withoutLimit += 1 }
      case .closing:
        try await close(try #require(cases.removeValue(forKey: number)))
        outcome.closed += 1
      }
    }
    return outcome
  }

  private func arrive(_ record: ReplayedRecord) async throws -> CaseBody {
    var fields: [String: Any] = [
      "code": record.report.code.description, "description": record.row.area,
    ]
    if let place = record.report.place {
      fields["latitude"] = place.latitude
      fields["longitude"] = place.longitude
    } else {
      fields["address"] = record.row.area
    }
    let filed = try await post(
      "/api/cases", JSONSerialization.data(withJSONObject: fields), as: .collector)
    try #require(filed.status == .created, "\(filed.text)")
    var one = try filed.decoded(CaseTimelineBody.self).case
    one = try await act("open", on: one, as: .supervisionCentre)
    let unit = try #require(record.unit?.rawValue)
    let basis = DispatchBasis.coordination.rawValue
    let dispatched = try await answer(
      "dispatch", on: one, [.unit(unit), .basis(basis)], as: .commandCentre)
    guard record.due != nil else {
      #expect(dispatched.status == .conflict, "\(dispatched.text)")
      return one
    }
    try #require(dispatched.status == .ok, "\(dispatched.text)")
    return try await act(
      "accept", on: dispatched.decoded(CaseTimelineBody.self).case, as: .district)
  }

  private func close(_ one: CaseBody) async throws {
    let finished = try await act("finish", on: one, [.photos([photos.after])], as: .district)
    let verified = try await act(
      "verify", on: finished, [.passed(true), .photos([photos.verified])], as: .collector)
    try await act("close", on: verified, as: .supervisionCentre)
  }

  @discardableResult
  private func act(
    _ action: String, on one: CaseBody, _ fields: [ActionField] = [], as role: Role
  ) async throws -> CaseBody {
    let answer = try await answer(action, on: one, fields, as: role)
    try #require(answer.status == .ok, "\(action): \(answer.text)")
    return try answer.decoded(CaseTimelineBody.self).case
  }

  private func answer(
    _ action: String, on one: CaseBody, _ fields: [ActionField], as role: Role
  ) async throws -> TestResponse {
    var body = CaseActionBody(version: one.version)
    for field in fields { field.write(to: &body) }
    return try await post("/api/cases/\(one.id)/\(action)", JSONEncoder().encode(body), as: role)
  }

  private func post(
    _ address: String, _ body: some Sequence<UInt8>, as role: Role
  ) async throws -> TestResponse {
    let person = try #require(people[role])
    var headers = HTTPFields()
    headers[.cookie] = person.cookie
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = person.formSecret }
    return try await door.client.execute(
      uri: address, method: .post, headers: headers, body: ByteBuffer(bytes: Array(body))
    ) { $0 }
  }

  // MARK: Reading

  /// By body, in days `from` until before `until`.
  func evaluation(from: String, until: String) async throws -> CaseEvaluationBody {
    try await value("/api/cases/evaluation?from=\(from)&until=\(until)&by=unit")
  }

  func queue(of unit: ID<OrderUnit>) async throws -> [(id: Int64, due: Instant)] {
    let body: CaseListBody = try await value("/api/cases?turn=\(unit)&limit=500")
    return try body.cases.map { one in
      (
        one.id,
        try #require(
          one.due.flatMap { Open311Time.instant($0, on: CityClock(minutesEastOfUTC: -300)) })
      )
    }
  }

  private func value<Value: Decodable & Sendable>(_ address: String) async throws -> Value {
    try await door.value(address, cookie: try #require(people[.supervisionCentre]).cookie)
  }
}
