// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Another system's cases as events of ours: reported, opened, dispatched to their post, and closed
/// with the moments that the file has.
///
/// A case whose status is the ordinary closing goes through every step; any other ended case is
/// closed with the file's own word. Where a row names no post, its department gets the case.
public struct CaseImport: Sendable {
  public let directory: OrderDirectory
  /// The events of each case, in the order of the file.
  public let cases: [[CaseEvent]]
  public let refused: [RefusedRow]
  public let rowsRead: Int
  /// Rows kept although something is missing, by what.
  public let kept: Kept

  public struct Kept: Hashable, Codable, Sendable {
    public var withoutGrid = 0
    public var withoutDeadline = 0
  }

  /// - Parameters:
  ///   - bytes: A CSV file, or one packed with gzip.
  ///   - skipsBadRows: Otherwise one row that cannot be a case stops the import.
  public init(
    _ bytes: [UInt8], file: String, mapping: CaseMapping, skipsBadRows: Bool = false
  ) throws(CaseImportError) {
    let read = try CaseRecordFile(bytes, file: file, mapping: mapping)
    guard read.refused.isEmpty || skipsBadRows && !read.records.isEmpty else {
      throw .refusedRows(
        file: file, examples: Array(read.refused.prefix(10)), count: read.refused.count,
        rowsRead: read.rowsRead)
    }
    let numbers = try CaseNumbers(read.records, file: file, mapping: mapping)
    directory = numbers.directory
    cases = read.records.map { numbers.events(of: $0, closedStatus: mapping.closedStatus) }
    refused = read.refused
    rowsRead = read.rowsRead
    kept = Kept(
      withoutGrid: read.records.count { $0.grid == nil },
      withoutDeadline: read.records.count { $0.due == nil })
  }
}

/// Gives the file's words numbers, in the order of the words.
private struct CaseNumbers {
  let directory: OrderDirectory
  private let file: String
  private let codes: [String: ClassCode]
  private let areas: [String: ID<Area>]
  private let departments: [String: ID<OrderUnit>]
  private let posts: [GridCode: ID<OrderUnit>]

  private static let importer = CaseActor(person: nil, role: .importer, unit: nil)

  init(
    _ records: [CaseRecord], file: String, mapping: CaseMapping
  ) throws(CaseImportError) {
    self.file = file
    let categories = Set(records.map(\.category)).sorted()
    var codes: [String: ClassCode] = [:]
    for (position, category) in categories.enumerated() {
      let number = String(position + 1)
      let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
      guard let code = ClassCode(mapping.codePrefix + padded) else {
        throw .badMapping("codePrefix \"\(mapping.codePrefix)\" makes no class code.")
      }
      codes[category] = code
    }
    areas = Self.numbered(records.map(\.area), from: 1)
    departments = Self.numbered(records.map(\.agency), from: 1001)
    let grids = Set(records.compactMap(\.grid)).sorted()
    posts = Dictionary(
      uniqueKeysWithValues: grids.enumerated().map { ($1, ID(rawValue: 2001 + Int64($0))) })
    self.codes = codes
    directory = try Self.directory(
      codes, areas, departments, posts, mapping: mapping, file: file)
  }

  private static func numbered<Entity>(
    _ names: [String], from first: Int64
  ) -> [String: ID<Entity>] {
    let sorted = Set(names).subtracting([""]).sorted()
    return Dictionary(
      uniqueKeysWithValues: sorted.enumerated().map { ($1, ID(rawValue: first + Int64($0))) })
  }

  private static func directory(
    _ codes: [String: ClassCode], _ areas: [String: ID<Area>],
    _ departments: [String: ID<OrderUnit>], _ posts: [GridCode: ID<OrderUnit>],
    mapping: CaseMapping, file: String
  ) throws(CaseImportError) -> OrderDirectory {
    func same(_ text: String) -> LocalizedName { LocalizedName(chinese: text, english: text) }
    let classes = codes.sorted { $0.value < $1.value }.map { category, code in
      CaseClass(
        code: code, kind: .event, major: mapping.name, name: same(category))
    }
    let units =
      departments.sorted { $0.value < $1.value }
      .map { OrderUnit(id: $0.value, kind: .department, name: same($0.key)) }
      + posts.sorted { $0.value < $1.value }
      .map { OrderUnit(id: $0.value, kind: .community, name: same("\($0.key)")) }
    do {
      return OrderDirectory(
        name: mapping.name, clock: CityClock(minutesEastOfUTC: mapping.minutesEastOfUTC),
        classes: try ClassList(version: file, source: file, classes: classes), units: units,
        areas: areas.sorted { $0.value < $1.value }
          .map { Area(id: $0.value, name: same($0.key)) })
    } catch {
      throw .badMapping(error.explanation.english)
    }
  }

  func events(of record: CaseRecord, closedStatus: String) -> [CaseEvent] {
    guard let code = codes[record.category] else { return [] }
    let report = CaseReport(
      source: .imported, code: code, place: record.place, grid: record.grid,
      area: areas[record.area], address: record.address)
    func event(_ at: Instant, _ action: CaseEvent.Action) -> CaseEvent {
      CaseEvent(by: Self.importer, at: at, action)
    }
    var events = [
      event(record.opened, .report(report, deadline: nil)),
      event(record.opened, .open(code, deadline: nil)),
    ]
    if let unit = record.grid.flatMap({ posts[$0] }) ?? departments[record.agency] {
      let deadline = record.due.map { Deadline(given: $0, from: record.opened) }
      events.append(
        event(record.opened, .dispatch(to: unit, basis: .classOwner, deadline: deadline)))
      events.append(event(record.opened, .accept))
    }
    guard let closed = record.closed else { return events }
    let evidence = CaseEvidence.record(source: file, line: record.line)
    guard record.status == closedStatus, events.count == 4 else {
      return events + [event(closed, .closeAsRecorded(status: record.status, evidence))]
    }
    return events + [
      event(closed, .finish([evidence], note: "", verification: nil)),
      event(closed, .verify(passed: true, evidence, resumed: nil)),
      event(closed, .close(note: record.status)),
    ]
  }
}
