// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Makes a detachment sized like Weifang's for a city that has given no staff file.
///
/// Everything comes from the streets, the incidents and a seed, and is marked as demo data.
/// `docs/models/demo-organization.md` lists the sizes and how jurisdictions are drawn.
struct DemoOrganization {
  static let areaCount = 3
  static let brigadesPerArea = 2
  static let squadronsPerBrigade = 3
  /// A city with fewer segments cannot give every squadron a station of its own.
  static let segmentsNeeded = areaCount * brigadesPerArea * squadronsPerBrigade

  private let roads: RoadNetwork
  private let workload: SegmentWorkload
  private let division: TerritoryDivision
  private let junctions: PointIndex
  private var areas: [Area] = []
  private var units: [Unit] = []
  private var staff: DemoStaff
  private var brigadeOfSegment: [ID<Unit>]
  private var areaBoundaries: [AreaBoundary] = []
  private var brigadeBoundaries: [BrigadeBoundary] = []

  /// - Parameter leaveAround: The day around which approved leave falls.
  static func make(
    for roads: RoadNetwork, incidents: [LocatedIncident], city: LocalizedName, clock: CityClock,
    seed: UInt64, leaveAround day: CivilDate
  ) -> (organization: Organization, territory: Territory) {
    var demo = DemoOrganization(roads, incidents, seed: seed, leaveAround: day)
    demo.addTop(city)
    demo.addAreas()
    demo.addSpecialSquadrons()
    demo.addOffices()
    let organization = Organization(
      isDemoData: true,
      name: LocalizedName(
        chinese: "\(city.chinese)交警支队（演示数据）",
        english: "\(city.english) Traffic Police Detachment (demo data)"),
      clock: clock, areas: demo.areas, units: demo.units, officers: demo.staff.officers,
      vehicles: demo.staff.vehicles)
    let boundaries = TerritoryBoundaries(
      areas: demo.areaBoundaries, brigades: demo.brigadeBoundaries)
    return (
      organization, Territory(brigadeOfSegment: demo.brigadeOfSegment, boundaries: boundaries)
    )
  }

  private init(
    _ roads: RoadNetwork, _ incidents: [LocatedIncident], seed: UInt64, leaveAround: CivilDate
  ) {
    self.roads = roads
    workload = SegmentWorkload(roads, incidents: incidents)
    division = TerritoryDivision(workload)
    junctions = PointIndex(roads.junctions.map(\.location))
    staff = DemoStaff(seed: seed, leaveAround: leaveAround)
    brigadeOfSegment = Array(repeating: 0, count: roads.segments.count)
  }

  private var whole: TerritoryDivision.Part { division.whole(roads) }
  private var detachment: ID<Unit> { 1 }

  private mutating func addTop(_ city: LocalizedName) {
    let station = station(of: whole.segments)
    addUnit(
      .detachment, "\(city.chinese)交警支队", "\(city.english) Traffic Police Detachment",
      parent: nil, area: nil, station: station)
    let command = addUnit(
      .command, "支队领导", "Detachment Command", parent: detachment, area: nil, station: station,
      minimum: 1)
    staff.addCommand(of: command)
  }

  private mutating func addAreas() {
    let parts = division.divide(whole, into: Self.areaCount)
    let names = CompassNames.areas(
      at: parts.map { workload.centre(of: $0.segments) },
      around: workload.centre(of: whole.segments))
    for (name, part) in zip(names, parts) {
      let area = Area(id: ID(rawValue: Int64(areas.count + 1)), name: name)
      areas.append(area)
      areaBoundaries.append(AreaBoundary(area: area.id, outlines: [outline(part)]))
      for half in division.divide(part, into: Self.brigadesPerArea) {
        addBrigade(half, in: area.id)
      }
    }
  }

  private mutating func addBrigade(_ part: TerritoryDivision.Part, in area: ID<Area>) {
    let number = brigadeBoundaries.count + 1
    let numeral = DemoNames.numeral(number)
    let brigade = addUnit(
      .brigade, "勤务\(numeral)大队", "Brigade \(number)", parent: detachment, area: area,
      station: station(of: part.segments))
    brigadeBoundaries.append(BrigadeBoundary(brigade: brigade, outlines: [outline(part)]))
    for segment in part.segments { brigadeOfSegment[segment] = brigade }
    let stations = division.divide(part, into: Self.squadronsPerBrigade)
    for (index, piece) in stations.enumerated() {
      let squadron = addUnit(
        .squadron, "\(numeral)大队\(DemoNames.numeral(index + 1))中队",
        "Brigade \(number), Squadron \(index + 1)", parent: brigade, area: area,
        station: station(of: piece.segments), minimum: 1)
      staff.addSquadron(squadron)
    }
  }

  private mutating func addSpecialSquadrons() {
    for (index, half) in division.divide(whole, into: 2).enumerated() {
      let squadron = addUnit(
        .specialServiceSquadron, "特勤\(DemoNames.numeral(index + 1))中队（铁骑）",
        "Special Service Squadron \(index + 1) (motor patrol)", parent: detachment, area: nil,
        station: station(of: half.segments), minimum: 1)
      staff.addSpecialSquadron(squadron)
    }
  }

  private mutating func addOffices() {
    let station = station(of: whole.segments)
    for (index, name) in DemoStaff.offices.enumerated() {
      let office = addUnit(
        .office, name.chinese, name.english, parent: detachment, area: nil, station: station)
      staff.addOffice(office, position: index)
    }
  }

  @discardableResult
  private mutating func addUnit(
    _ kind: Unit.Kind, _ chinese: String, _ english: String, parent: ID<Unit>?, area: ID<Area>?,
    station: Coordinate, minimum: Int = 0
  ) -> ID<Unit> {
    let id = ID<Unit>(rawValue: Int64(units.count + 1))
    units.append(
      Unit(
        id: id, kind: kind, name: LocalizedName(chinese: chinese, english: english),
        parent: parent, area: area, station: station, stationMinimum: minimum))
    return id
  }

  /// The junction nearest to where the work of some segments lies.
  private func station(of segments: [Int]) -> Coordinate {
    let centre = workload.projection.coordinate(workload.centre(of: segments))
    let nearest = junctions.nearest(to: centre, withinMetres: 1_000_000)
    return nearest.map { roads.junctions[$0.position].location } ?? centre
  }

  private func outline(_ part: TerritoryDivision.Part) -> [Coordinate] {
    part.outline.map { CoordinateColumns.rounded(workload.projection.coordinate($0)) }
  }
}
