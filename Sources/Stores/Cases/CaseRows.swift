// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Geography
import Operations
import StorePort

extension SQLSession {
  func cityCase(_ id: ID<CityCase>) throws -> CityCase {
    guard let row = try rows("SELECT body FROM city_case WHERE id = \(id.rawValue)").first else {
      throw CaseStoreError.missing(id)
    }
    return try CaseText.decode(CityCase.self, from: row.text(0))
  }

  func lastCase() throws -> Int64 {
    try rows("SELECT COALESCE(MAX(id), 0) FROM city_case")[0].integer(0)
  }

  /// Files one case under the number after `last`, or finds the one that the same request filed.
  func file(
    _ events: [CaseEvent], after last: inout Int64, _ classes: ClassList
  ) throws -> (cityCase: CityCase, isNew: Bool) {
    if let known = try reported(like: events) { return (try cityCase(known), false) }
    last += 1
    let id = ID<CityCase>(rawValue: last)
    let one = try CityCase(id: id, replaying: events)
    try insert(one, classes)
    for (number, event) in events.enumerated() {
      try insert(event, number: number + 1, of: id)
    }
    try remember(events, as: id)
    return (one, true)
  }

  func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int, _ classes: ClassList
  ) throws -> CaseAnswer {
    var one = try cityCase(id)
    guard one.version == version else { throw CaseStoreError.conflict(id) }
    var effects: [CaseEffect] = []
    for event in events {
      effects += try one.apply(event)
      try insert(event, number: one.version, of: id)
    }
    try update(one, from: version, classes)
    let closed = try effects.contains(.closeDuplicates) ? closeDuplicates(of: one, classes) : []
    return CaseAnswer(cityCase: one, effects: effects, closedDuplicates: closed)
  }

  /// The cases of a statement that selects their bodies.
  func cases(_ statement: SQLText) throws -> [CityCase] {
    try rows(statement).map { try CaseText.decode(CityCase.self, from: $0.text(0)) }
  }

  func insert(_ event: CaseEvent, number: Int, of id: ID<CityCase>) throws {
    try execute(
      """
      INSERT INTO case_event (case_id, number, instant, kind, body)
      VALUES (\(id.rawValue), \(number), \(event.at.milliseconds), \(event.action.key),
        \(try CaseText.encode(event)))
      """)
    let isEvidence = !event.action.evidence.isEmpty
    for photo in Set(event.action.photos) {
      try execute(
        """
        INSERT INTO case_photo (hash, case_id, is_evidence)
        VALUES (\(photo.hexadecimal), \(id.rawValue), \(isEvidence))
        ON CONFLICT DO NOTHING
        """)
    }
  }

  func insert(_ one: CityCase, _ classes: ClassList) throws {
    let row = try CaseRow(one, classes)
    let place = one.report.place.map(PlaceColumns.position)
    try execute(
      """
      INSERT INTO city_case (
        id, version, state, is_open, is_public, code, kind, role, area, unit, grid, latitude_row,
        latitude, longitude, received, opened, due, completed, closed, updated, flags, turn,
        turn_due, next_alert, rung, parent, body
      ) VALUES (
        \(one.id.rawValue), \(one.version), \(one.state.key), \(!one.isEnded),
        \(one.report.isPublic), \(one.code.text), \(row.kind), \(one.reportedBy.role.rawValue),
        \(row.area), \(row.unit), \(row.grid),
        \((place?.row).sqlValue), \((place?.latitude).sqlValue), \((place?.longitude).sqlValue), \(one.receivedAt.milliseconds),
        \(row.opened), \(row.due), \(row.completed), \(row.closed), \(one.lastChange.milliseconds),
        \(row.flags), \(row.turn), \(row.turnDue), \(row.nextAlert), \(one.rung.number), \(row.parent), \(row.body)
      )
      """)
  }

  /// Everything that events may change; where and when it was reported stays.
  func update(_ one: CityCase, from version: Int, _ classes: ClassList) throws {
    let row = try CaseRow(one, classes)
    let changed = try execute(
      """
      UPDATE city_case SET
        version = \(one.version), state = \(one.state.key), is_open = \(!one.isEnded),
        code = \(one.code.text), kind = \(row.kind), unit = \(row.unit),
        opened = \(row.opened), due = \(row.due), completed = \(row.completed),
        closed = \(row.closed), updated = \(one.lastChange.milliseconds), flags = \(row.flags),
        turn = \(row.turn), turn_due = \(row.turnDue), next_alert = \(row.nextAlert),
        rung = \(one.rung.number), parent = \(row.parent), body = \(row.body)
      WHERE id = \(one.id.rawValue) AND version = \(version)
      """)
    guard changed == 1 else { throw CaseStoreError.conflict(one.id) }
  }

  /// Closes the open duplicates of a case that just ended, and theirs.
  func closeDuplicates(of parent: CityCase, _ classes: ClassList) throws -> [ID<CityCase>] {
    let children = try cases(
      """
      SELECT body FROM city_case WHERE parent = \(parent.id.rawValue) AND is_open = 1 ORDER BY id
      """)
    var closed: [ID<CityCase>] = []
    for var child in children {
      let before = child.version
      let event = CaseEvent(
        by: .system, at: max(parent.lastChange, child.lastChange), .closeWithParent(parent.id))
      _ = try child.apply(event)
      try insert(event, number: child.version, of: child.id)
      try update(child, from: before, classes)
      closed += [child.id] + (try closeDuplicates(of: child, classes))
    }
    return closed
  }
}

/// The columns of a case that are derived from it.
private struct CaseRow {
  var kind: String
  var area: SQLValue
  var unit: SQLValue
  var grid: SQLValue
  var opened: SQLValue
  var due: SQLValue
  var completed: SQLValue
  var closed: SQLValue
  var flags: Int64
  var turn: SQLValue
  /// The largest number where no clock runs, so that both databases sort it last.
  var turnDue: Int64
  var nextAlert: SQLValue
  var parent = SQLValue.null
  var body: String

  init(_ one: CityCase, _ classes: ClassList) throws {
    kind = classes[one.code]?.kind.rawValue ?? ""
    let facts = CaseFacts(one, kind: kind)
    area = (facts.area?.rawValue).sqlValue
    unit = (facts.unit?.rawValue).sqlValue
    grid = (facts.grid?.digits).sqlValue
    opened = (facts.opened?.milliseconds).sqlValue
    due = (facts.due?.milliseconds).sqlValue
    completed = (facts.completed?.milliseconds).sqlValue
    closed = (facts.closed?.milliseconds).sqlValue
    flags = CaseFlag.bits(of: facts)
    turn = one.turn.number.sqlValue
    turnDue = one.clock?.due.milliseconds ?? .max
    nextAlert = (one.nextAlert?.milliseconds).sqlValue
    if case .duplicate(let other) = one.state { parent = other.rawValue.sqlValue }
    body = try CaseText.encode(one)
  }
}

/// What a case went through, one bit each, so that one index holds all that evaluation counts.
enum CaseFlag: Int64 {
  case onLedger = 1
  case reworked = 2
  case extended = 4
  case returned = 8
  case buckPassed = 16
  case reopened = 32

  static func bits(of facts: CaseFacts) -> Int64 {
    let flags: [(CaseFlag, Bool)] = [
      (.onLedger, facts.isOnLedger), (.reworked, facts.wasReworked),
      (.extended, facts.wasExtended), (.returned, facts.wasReturned),
      (.buckPassed, facts.wasBuckPassed), (.reopened, facts.wasReopened),
    ]
    return flags.reduce(0) { $0 | ($1.1 ? $1.0.rawValue : 0) }
  }
}

extension CaseTurn {
  /// The unit's number, or one below zero for the centres; `nil` when it is nobody's turn.
  var number: Int64? {
    switch self {
    case .supervisionCentre: -1
    case .commandCentre: -2
    case .unit(let id): id.rawValue
    case .nobody: nil
    }
  }
}

extension CaseRung {
  /// As the store sorts them.
  var number: Int64 {
    switch self {
    case .none: 0
    case .holder: 1
    case .supervisor: 2
    case .leader: 3
    }
  }
}

/// Places as whole numbers of 1e-7 degrees, in rows of 0.005 degrees (about 550 m).
struct PlaceColumns {
  var rows: ClosedRange<Int64>
  var latitudes: ClosedRange<Int64>
  var longitudes: ClosedRange<Int64>

  init(_ box: GeographicBox) {
    let south = Self.position(of: Coordinate(latitude: box.south, longitude: box.west))
    let north = Self.position(of: Coordinate(latitude: box.north, longitude: box.east))
    latitudes = south.latitude...max(south.latitude, north.latitude)
    longitudes = south.longitude...max(south.longitude, north.longitude)
    rows = south.row...max(south.row, north.row)
  }

  static func position(
    of place: Coordinate
  ) -> (row: Int64, latitude: Int64, longitude: Int64) {
    let latitude = Int64((place.latitude * 1e7).rounded())
    let longitude = Int64((place.longitude * 1e7).rounded())
    // Shifted to the south pole, so that the division rounds one way.
    return ((latitude + 900_000_000) / 50_000, latitude, longitude)
  }
}

/// Cases and events as JSON text.
enum CaseText {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw StoreError(.corrupt, "A stored case or event cannot be read.", cause: error)
    }
  }
}
