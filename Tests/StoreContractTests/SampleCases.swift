// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations
import StorePort
import Stores
import Testing

extension Backend {
  /// An empty store of cases of this kind.
  @discardableResult
  func withCases<Value>(
    _ body: (any CaseStore) async throws -> Value
  ) async throws -> Value {
    let classes = try SampleCases.classes()
    switch self {
    case .memory: return try await body(MemoryCaseStore(classes: classes))
    case .sqlite, .postgresql:
      return try await withStore { database async throws in
        try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
        return try await body(SQLCaseStore(database, classes: classes))
      }
    }
  }
}

/// Actors, reports and whole lives of cases, for every store alike.
enum SampleCases {
  static let collector = CaseActor(person: 1, role: .collector, unit: 100)
  static let verifier = CaseActor(person: 2, role: .collector, unit: 100)
  static let supervisor = CaseActor(person: 10, role: .supervisor, unit: 100)
  static let dispatcher = CaseActor(person: 20, role: .dispatcher, unit: 200)
  static let leader = CaseActor(person: 40, role: .leader, unit: 200)

  static func handler(_ unit: ID<OrderUnit>) -> CaseActor {
    CaseActor(person: 30, role: .handler, unit: unit)
  }

  static func classes() throws -> ClassList {
    func one(_ code: String, _ kind: CaseClass.Kind) throws -> CaseClass {
      let name = LocalizedName(chinese: code, english: code)
      return CaseClass(
        code: try #require(ClassCode(code)), kind: kind, major: name, name: name)
    }
    return try ClassList(
      version: "1", source: "test", classes: [one("E0102", .event), one("C0101", .component)])
  }

  static func at(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  static func report(
    _ number: Int64 = 0, code: String = "E0102", isPublic: Bool = true
  ) throws -> CaseReport {
    CaseReport(
      source: .collector, code: try #require(ClassCode(code)),
      place: Coordinate(
        latitude: 36.70 + Double(number % 20) * 0.001,
        longitude: 119.10 + Double(number / 20) * 0.001),
      grid: GridCode("3707050010020\(10 + number % 7)"), area: ID(rawValue: 1 + number % 3),
      address: "东风街'); DROP TABLE city_case;--", description: "<b>赟喆㐂</b>", isPublic: isPublic)
  }

  static func photo(_ digit: Character) throws -> CaseEvidence {
    .photo(try #require(PhotoHash(String(repeating: digit, count: 64))))
  }

  static func filing(
    _ number: Int64 = 0, at minute: Int64 = 0, code: String = "E0102", isPublic: Bool = true
  ) throws -> CaseEvent {
    CaseEvent(
      by: collector, at: at(minute),
      .report(
        try report(number, code: code, isPublic: isPublic),
        deadline: Deadline(given: at(minute + 60), from: at(minute))))
  }

  /// A case as far as a seed takes it: opened, dispatched, returned, done, reworked, closed …
  static func life(_ number: Int64, _ generator: inout SeededGenerator) throws -> [CaseEvent] {
    var minute = Int64.random(in: 0...5000, using: &generator)
    let code = number.isMultiple(of: 4) ? "C0101" : "E0102"
    let classCode = try #require(ClassCode(code))
    let unit = ID<OrderUnit>(rawValue: 301 + number % 4)
    let reason = try #require(CaseReason("下雨"))
    func later(_ most: Int64) -> Instant {
      minute += Int64.random(in: 1...most, using: &generator)
      return at(minute)
    }
    func deadline(_ length: Int64) -> Deadline {
      Deadline(given: at(minute + length), from: at(minute))
    }
    var events = [try filing(number, at: minute, code: code, isPublic: !number.isMultiple(of: 5))]
    let plan: [CaseEvent] = [
      CaseEvent(by: supervisor, at: later(50), .open(classCode, deadline: deadline(60))),
      CaseEvent(
        by: dispatcher, at: later(50),
        .dispatch(to: unit, basis: .classOwner, deadline: deadline(400))),
      CaseEvent(by: handler(unit), at: later(50), .giveBack(reason)),
      CaseEvent(
        by: dispatcher, at: later(50),
        .dispatch(to: unit, basis: .coordination, deadline: deadline(300))),
      CaseEvent(by: handler(unit), at: later(50), .noteBuckPassing(reason)),
      CaseEvent(by: handler(unit), at: later(50), .accept),
      CaseEvent(by: handler(unit), at: later(20), .requestExtension(.days(1), reason)),
      CaseEvent(by: leader, at: later(20), .decideExtension(extended: deadline(800), reason)),
      CaseEvent(by: leader, at: later(20), .putOnLedger(reason, review: CivilDate(day: 1))),
      CaseEvent(by: leader, at: later(20), .takeOffLedger(deadline: deadline(500))),
      CaseEvent(
        by: handler(unit), at: later(600),
        .finish([try photo("a")], note: "", verification: deadline(200))),
      CaseEvent(
        by: verifier, at: later(100),
        .verify(
          passed: !number.isMultiple(of: 3), try photo("b"), resumed: deadline(300),
          closing: number.isMultiple(of: 2) ? deadline(90) : nil)),
      CaseEvent(by: supervisor, at: later(100), .close(note: "")),
    ]
    var one = try CityCase(id: 1, replaying: events)
    // Some steps are left out by chance; what the case then refuses does not happen.
    for event in plan where Int.random(in: 0..<8, using: &generator) > 0 {
      if (try? one.apply(event)) != nil { events.append(event) }
    }
    return events
  }
}
