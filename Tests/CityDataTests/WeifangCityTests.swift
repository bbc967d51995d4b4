// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import Testing

@Suite("The synthetic city of Weifang")
struct WeifangCityTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Data/weifang-2017")

  @Test("Is demo data through and through, with three areas, six brigades and 174 office officers")
  func organization() throws {
    let city = try CityImporter.load(folder: Self.folder, seed: 2017)
    let organization = city.organization
    #expect(organization.isDemoData)
    #expect(city.name.chinese.contains("演示数据"))
    #expect(organization.name.chinese.contains("演示数据"))
    #expect(city.sources.compactMap(\.attribution).allSatisfy { $0.contains("演示数据") })
    #expect(organization.vehicles.allSatisfy { $0.plate.hasPrefix("DEMO-") })
    #expect(organization.areas.map(\.name.chinese) == ["高新+寒亭", "奎文+坊子", "潍城+经济"])
    let brigades = organization.units.filter { $0.kind == .brigade }
    #expect(brigades.count == 6)
    let offices = Set(organization.units.filter { $0.kind == .office }.map(\.id))
    #expect(organization.officers.count { offices.contains($0.unit) } == 174)
    #expect(Set(city.brigadeOfSegment) == Set(brigades.map(\.id)))
  }

  @Test("Its main roads cross where Weifang's do, and almost every incident lies on a street")
  func streets() throws {
    let city = try CityImporter.load(folder: Self.folder, seed: 2017)
    var roads: [ID<Junction>: Set<String>] = [:]
    for segment in city.roads.segments {
      guard let name = city.roads.streetName(of: segment) else { continue }
      for end in [segment.from, segment.to] { roads[end, default: []].insert(name) }
    }
    let crossings = [
      ["东风东街", "四平路"], ["东风西街", "向阳路"], ["福寿东街", "鸢飞路"], ["胜利东街", "新华路"],
      ["健康东街", "北海路"], ["胜利西街", "青年路"], ["樱前街", "虞河路"],
    ]
    for crossing in crossings {
      #expect(roads.values.contains { $0.isSuperset(of: crossing) }, "\(crossing)")
    }
    let signals = city.roads.junctions.filter(\.hasSignals)
    #expect(signals.count >= 55 * 2)
    #expect(city.incidents.last?.incident.time.date == CivilDate(year: 2017, month: 6, day: 28))
    #expect(city.report.rowsKept * 100 > city.report.rowsRead * 99)
  }
}
