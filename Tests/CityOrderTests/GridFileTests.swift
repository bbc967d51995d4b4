// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Testing

@Suite("Files of unit grids")
struct GridFileTests {
  private static func directory() throws -> OrderDirectory {
    func name(_ text: String) -> LocalizedName { LocalizedName(chinese: text, english: "E\(text)") }
    return OrderDirectory(
      name: name("市"), clock: CityClock(minutesEastOfUTC: 480),
      classes: try ClassList(version: "1", source: "test", classes: []),
      units: [OrderUnit(id: 21, kind: .subdistrict, name: name("东关街道"))], areas: [])
  }

  private static func feature(
    _ code: String, _ west: Double, owners: String = "[]", name: String = "一号"
  ) -> String {
    let east = west + 0.001
    return """
      {"type":"Feature","properties":{"code":"\(code)","name":"\(name)","owners":\(owners)},
       "geometry":{"type":"Polygon","coordinates":[[[\(west),36.7],[\(east),36.7],[\(east),36.701],
       [\(west),36.701],[\(west),36.7]]]}}
      """
  }

  private static func read(_ text: String, owners: String? = nil) throws -> [UnitGrid] {
    try GridFile(
      Array(text.utf8), file: "grids", ownerTable: owners.map { (Array($0.utf8), "owners.csv") },
      directory: directory()
    ).grids
  }

  private static func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  @Test("of GeoJSON give grids with owners by name, codes of 14 digits padded")
  func geoJSON() throws {
    let owner = """
      [{"role":"街道领导包社区","name":"张三","unit":"东关街道","from":"2017-01-01"},
       {"role":"courtyardSponsor","name":"李四","unit":21,"from":"2017-01-01","until":"2017-06-30"}]
      """
    let grids = try Self.read(
      Self.collection(Self.feature("37070500100101", 119.1, owners: owner)))
    let grid = try #require(grids.first)
    #expect(grid.code.digits == "370705001001001" && grid.rings[0].count == 4)
    #expect(grid.rings[0][0] == Coordinate(latitude: 36.7, longitude: 119.1))
    #expect(grid.owners.map(\.role) == [.communitySponsor, .courtyardSponsor])
    #expect(grid.owners.map(\.name) == ["张三", "李四"] && grid.owners.allSatisfy { $0.unit == 21 })
    #expect(grid.owners[1].until == CivilDate("2017-06-30"))
  }

  @Test("of CSV give the same, holes and several parts too, with a table of owners")
  func csv() throws {
    let text = """
      code,name,outline
      370705001001001,一号,"POLYGON ((119.1 36.7, 119.2 36.7, 119.2 36.8, 119.1 36.7),\
      (119.11 36.71, 119.12 36.71, 119.12 36.72))"
      370705001001002,二号,"MULTIPOLYGON(((1 1,2 1,2 2,1 1)),((3 3,4 3,4 4,3 3)))"

      """
    let owners = """
      code,role,name,unit,from,until
      37070500100102,党员干部包楼院,王五,东关街道,2017-01-01,

      """
    let grids = try Self.read(text, owners: owners)
    #expect(grids.map { $0.rings.map(\.count) } == [[3, 3], [3, 3]])
    #expect(grids[0].owners.isEmpty && grids[1].owners.map(\.name) == ["王五"])
    #expect(grids[1].owners.first?.role == .courtyardSponsor)
  }

  @Test("name each record that is refused by number, field and what was expected")
  func refusals() throws {
    let bad = Self.collection(
      Self.feature("123", 119.1), Self.feature("370705001001001", 119.1),
      Self.feature("370705001001001", 119.2), Self.feature("370705001001003", 200),
      Self.feature("370705001001004", 119.3, name: " "),
      Self.feature(
        "370705001001005", 119.4,
        owners: #"[{"role":"boss","name":"张","unit":21,"from":"2017-01-01"}]"#))
    let error = #expect(throws: GridImportError.self) { try Self.read(bad) }
    guard case .refused("grids", let examples, 5, 6) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(examples.map(\.record) == [1, 3, 4, 5, 6])
    #expect(examples.map(\.field) == ["code", "code", "geometry", "name", "role"])
    #expect(examples.map(\.reason) == [.code, .duplicateCode, .outline, .name, .role])
    #expect(error?.explanation.english.contains("record 1, code: \"123\"") == true)
  }

  @Test("of owners are refused by line and field")
  func badOwners() throws {
    let owners = """
      code,role,name,unit,from,until
      370705001001009,collector,张,21,2017-01-01,
      370705001001001,collector,张,西关,2017-01-01,
      370705001001001,collector,张,21,2017-02-29,
      370705001001001,collector,张,21,2017-02-02,2017-02-01
      370705001001001,collector

      """
    let grids = Self.collection(Self.feature("370705001001001", 119.1))
    let error = #expect(throws: GridImportError.self) { try Self.read(grids, owners: owners) }
    guard case .refused("owners.csv", let examples, 5, 5) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(examples.map(\.record) == [2, 3, 4, 5, 6])
    #expect(examples.map(\.reason) == [.unknownGrid, .unit, .day, .dayOrder, .fieldCount])
  }

  @Test(
    "that are none say what is wrong with the whole",
    arguments: [
      "", "{}", "{\"type\":\"FeatureCollection\"", #"{"type":"FeatureCollection","features":[]}"#,
      "code,name\n1,2\n", "code,name,outline\n", "a\"b,c\n",
    ])
  func noGrids(text: String) {
    let error = #expect(throws: GridImportError.self) { try Self.read(text) }
    if case .refused = error { Issue.record("\(text) has no records") }
  }

  @Test("report overlaps with their area and place")
  func overlaps() throws {
    let one = try GridTests.square(1, 0, 0, side: 2)
    let other = try GridTests.square(2, 1, 1, side: 2)
    let overlap = try #require(GridTopology([one, other]).overlaps.first)
    // One unit is about 98 m wide and 100 m high.
    #expect((9_400...10_200).contains(overlap.squareMetres), "\(overlap.squareMetres)")
    let text = GridImportError.unsound(file: "a.csv", GridTopology([one, other])).explanation
    #expect(text.english.contains("m²") && text.english.contains("\(one.code) / \(other.code)"))
  }

  @Test("count the ground that a hole leaves out once")
  func hole() throws {
    let ring = try GridTests.grid(
      1, [(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (2, 1), (2, 2), (1, 2)])
    let inner = try GridTests.square(2, 1, 1)
    #expect(GridTopology([ring, inner]).isSound)
    let across = try GridTests.grid(3, [(0.5, 0.5), (2.5, 0.5), (2.5, 2.5), (0.5, 2.5)])
    let overlap = try #require(GridTopology([ring, across]).overlaps.first)
    // 4 units of the square less the one of the hole.
    let unit = try #require(GridTopology([inner, try GridTests.square(4, 1, 0.5)]).overlaps.first)
    #expect(abs(overlap.squareMetres / unit.squareMetres - 6) < 0.01)
  }
}
