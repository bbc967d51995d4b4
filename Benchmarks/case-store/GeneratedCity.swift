// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography

/// Cases of two years in a city of 20 by 20 kilometres: 40 bodies, 8 areas, 400 grids, one case in
/// ten still open.
struct GeneratedCity {
  let cases: Int

  private static let minutes: Int64 = 2 * 365 * 1440

  func classes() throws -> ClassList {
    let name = LocalizedName(chinese: "类", english: "class")
    let classes = (0..<40).compactMap { number in
      ClassCode("E\(100 + number)").map {
        CaseClass(
          code: $0, kind: number.isMultiple(of: 3) ? .component : .event, major: name, name: name)
      }
    }
    return try ClassList(version: "1", source: "generated", classes: classes)
  }

  /// The directory that a server reads beside the cases.
  func directory() throws -> OrderDirectory {
    OrderDirectory(
      name: LocalizedName(chinese: "测试城市", english: "Generated city"),
      clock: CityClock(minutesEastOfUTC: 480), classes: try classes(), units: [], areas: [])
  }

  func anyUnit(_ generator: inout SeededGenerator) -> ID<OrderUnit> {
    ID(rawValue: Int64.random(in: 301...340, using: &generator))
  }

  func anyBox(_ generator: inout SeededGenerator) -> GeographicBox {
    let south = Double.random(in: 36.60...36.76, using: &generator)
    let west = Double.random(in: 119.00...119.20, using: &generator)
    return GeographicBox(south: south, west: west, north: south + 0.018, east: west + 0.022)
  }

  func anyMonth(_ generator: inout SeededGenerator) -> Range<Instant> {
    let start = Int64.random(in: 0..<23, using: &generator) * 30 * 1440
    return Self.at(start)..<Self.at(start + 30 * 1440)
  }

  func life(_ number: Int, _ generator: inout SeededGenerator) throws -> [CaseEvent] {
    let start = Self.minutes * Int64(number) / Int64(cases)
    let importer = CaseActor(person: nil, role: .importer, unit: nil)
    let unit = anyUnit(&generator)
    let cell = Int.random(in: 100..<500, using: &generator)
    guard let code = ClassCode("E\(100 + Int.random(in: 0..<40, using: &generator))"),
      let grid = GridCode("370705001001\(cell)")
    else { return [] }
    let report = CaseReport(
      source: .imported, code: code,
      place: Coordinate(
        latitude: Double.random(in: 36.60...36.78, using: &generator),
        longitude: Double.random(in: 119.00...119.22, using: &generator)),
      grid: grid, area: ID(rawValue: Int64(cell % 8)), address: "东风街 \(number) 号",
      description: "门前有暴露垃圾")
    let due = start + Int64.random(in: 240...7200, using: &generator)
    let end = start + Int64.random(in: 30...9000, using: &generator)
    func event(_ minute: Int64, _ action: CaseEvent.Action) -> CaseEvent {
      CaseEvent(by: importer, at: Self.at(minute), action)
    }
    let begun = [
      event(start, .report(report, deadline: nil)), event(start, .open(code, deadline: nil)),
      event(
        start,
        .dispatch(
          to: unit, basis: .classOwner,
          deadline: Deadline(given: Self.at(due), from: Self.at(start)))),
      event(start, .accept),
    ]
    guard Int.random(in: 0..<10, using: &generator) > 0 else { return begun }
    let evidence = CaseEvidence.record(source: "generated", line: number)
    return begun + [
      event(end, .finish([evidence], note: "", verification: nil)),
      event(end, .verify(passed: true, evidence, resumed: nil)), event(end, .close(note: "")),
    ]
  }

  private static func at(_ minute: Int64) -> Instant {
    Instant(milliseconds: 1_483_200_000_000 + minute * 60_000)
  }
}
