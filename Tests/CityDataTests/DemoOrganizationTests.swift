// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import TestSupport
import Testing

@Suite("The demo organisation")
struct DemoOrganizationTests {
  private func count(_ kind: DutyModel.Unit.Kind, in organization: Organization) -> Int {
    organization.units.count { $0.kind == kind }
  }

  @Test("It is marked as demo data and has the agreed sizes")
  func sizes() throws {
    let organization = try SampleCity.snapshot().organization
    #expect(organization.isDemoData)
    #expect(organization.name.chinese.hasSuffix("（演示数据）"))
    #expect(organization.areas.count == 3)
    #expect(count(.brigade, in: organization) == 6)
    #expect(count(.squadron, in: organization) == 18)
    #expect(count(.specialServiceSquadron, in: organization) == 2)
    #expect(count(.office, in: organization) == 8)
    #expect(organization.officers.count == 623)
    let kinds = Dictionary(uniqueKeysWithValues: organization.units.map { ($0.id, $0.kind) })
    let sworn = organization.officers.filter { $0.status == .sworn }
    #expect(sworn.count { kinds[$0.unit] == .office } == 174)
    #expect(sworn.count { kinds[$0.unit] == .squadron } == 18 * 11)
    #expect(organization.officers.count { kinds[$0.unit] == .command } == 9)
    #expect(organization.vehicles.count { $0.kind == .patrolMotorcycle } == 90)
  }

  @Test("Numbers and badges are unique, squadrons have one leader, areas different names")
  func unique() throws {
    let organization = try SampleCity.snapshot().organization
    #expect(Set(organization.officers.map(\.badgeNumber)).count == organization.officers.count)
    #expect(Set(organization.officers.map(\.id)).count == organization.officers.count)
    #expect(Set(organization.vehicles.map(\.plate)).count == organization.vehicles.count)
    #expect(Set(organization.areas.map(\.name)).count == 3)
    for unit in organization.units where unit.kind == .squadron {
      #expect(organization.officers.count { $0.unit == unit.id && $0.isLeader } == 1)
      #expect(unit.stationMinimum == 1 && unit.area != nil)
    }
    #expect(
      organization.officers.filter { $0.status == .sworn }
        .allSatisfy { $0.badgeNumber.count == 6 && $0.badgeNumber.allSatisfy(\.isNumber) })
  }

  @Test("Every street belongs to a brigade, and the brigades share the work about equally")
  func jurisdictions() throws {
    let city = try SampleCity.snapshot()
    let brigades = Set(city.organization.units.filter { $0.kind == .brigade }.map(\.id))
    #expect(Set(city.brigadeOfSegment) == brigades)
    let total = city.incidents.count
    let length = city.roads.segments.reduce(0) { $0 + $1.lengthMillimetres }
    for brigade in brigades {
      let incidents = city.incidents.count {
        city.brigadeOfSegment[Int($0.segment.rawValue)] == brigade
      }
      let metres = city.roads.segments.reduce(0) {
        $0 + (city.brigadeOfSegment[Int($1.id.rawValue)] == brigade ? $1.lengthMillimetres : 0)
      }
      let share = (Double(incidents) / Double(total) + Double(metres) / Double(length)) / 2
      #expect(abs(share - 1.0 / 6) < 0.02, "brigade \(brigade): \(share)")
    }
  }

  @Test("Outlines hold the middles of their streets, and areas their brigades")
  func boundaries() throws {
    let city = try SampleCity.snapshot()
    #expect(city.boundaries.areas.count == 3 && city.boundaries.brigades.count == 6)
    for (number, segment) in city.roads.segments.enumerated() {
      let shape = city.roads.shape(of: segment)
      let middle = shape[(shape.startIndex + shape.endIndex - 1) / 2]
      let outline = try #require(
        city.boundaries.brigades.first { $0.brigade == city.brigadeOfSegment[number] }?.outlines
          .first)
      #expect(isInside(middle, of: outline), "segment \(number)")
    }
  }

  /// To the left of every side, with five centimetres of leeway for rounding.
  private func isInside(_ place: Coordinate, of outline: [Coordinate]) -> Bool {
    let projection = LocalProjection(centre: place)
    let points = outline.map(projection.point)
    return zip(points, points.dropFirst() + points.prefix(1)).allSatisfy { start, end in
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      // Twice the area of the triangle with the place: not negative to the left of the side.
      return dy * start.x - dx * start.y >= -0.05 * max(1, (dx * dx + dy * dy).squareRoot())
    }
  }

  @Test("Stations are junctions of the city")
  func stations() throws {
    let city = try SampleCity.snapshot()
    let junctions = Set(city.roads.junctions.map(\.location))
    #expect(city.organization.units.allSatisfy { junctions.contains($0.station) })
  }
}
