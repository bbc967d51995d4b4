// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
import Geography

extension GridCity {
  /// The grid with the given incidents and a handful of people.
  ///
  /// Units: 1 detachment, 2 and 4 brigades, 3 and 5 their squadrons, 6 an office. Each squadron has
  /// four sworn officers (the first its leader) and two auxiliaries, the office four sworn officers.
  public static func snapshot(incidents: [LocatedIncident] = []) -> CitySnapshot {
    let network = roads
    let middle = location(row: 1.5, column: 1.5).latitude
    let owners = network.segments.map { segment -> ID<DutyModel.Unit> in
      let shape = network.shape(of: segment)
      let latitude = shape.reduce(0) { $0 + $1.latitude } / Double(shape.count)
      return latitude < middle ? 2 : 4
    }
    return CitySnapshot(
      version: Version(stage: "city", digest: "0123456789ab"),
      name: LocalizedName(chinese: "方格市", english: "Grid City"), sources: [], roads: network,
      incidents: incidents.sorted {
        ($0.incident.time, $0.incident.id) < ($1.incident.time, $1.incident.id)
      },
      organization: organization, brigadeOfSegment: owners, boundaries: boundaries,
      report: ImportReport(
        rowsRead: incidents.count, rowsKept: incidents.count, omissions: []))
  }

  public static var organization: Organization {
    Organization(
      isDemoData: true, name: LocalizedName(chinese: "方格支队", english: "Grid Detachment"),
      clock: CityClock(minutesEastOfUTC: 480),
      areas: [
        Area(id: 1, name: LocalizedName(chinese: "南部片区", english: "South area")),
        Area(id: 2, name: LocalizedName(chinese: "北部片区", english: "North area")),
      ],
      units: units, officers: officers,
      vehicles: [
        Vehicle(id: 1, kind: .patrolCar, plate: "DEMO-C0001", unit: 3),
        Vehicle(id: 2, kind: .patrolCar, plate: "DEMO-C0002", unit: 5),
      ])
  }

  private static var units: [DutyModel.Unit] {
    let centre = location(row: 1, column: 1)
    let rows: [(DutyModel.Unit.Kind, String, ID<DutyModel.Unit>?, ID<Area>?, Int)] = [
      (.detachment, "支队", nil, nil, 0), (.brigade, "一大队", 1, 1, 0),
      (.squadron, "一中队", 2, 1, 1), (.brigade, "二大队", 1, 2, 0),
      (.squadron, "二中队", 4, 2, 1), (.office, "办公室", 1, nil, 0),
    ]
    return rows.enumerated().map { position, row in
      DutyModel.Unit(
        id: ID(rawValue: Int64(position + 1)), kind: row.0,
        name: LocalizedName(chinese: row.1, english: "Unit \(position + 1)"), parent: row.2,
        area: row.3, station: row.3 == 2 ? location(row: 2, column: 2) : centre,
        stationMinimum: row.4)
    }
  }

  private static var officers: [Officer] {
    let places: [(unit: ID<DutyModel.Unit>, sworn: Int, auxiliary: Int)] = [
      (3, 4, 2), (5, 4, 2), (6, 4, 0),
    ]
    var officers: [Officer] = []
    for place in places {
      for number in 0..<place.sworn + place.auxiliary {
        let id = Int64(officers.count + 1)
        officers.append(
          Officer(
            id: ID(rawValue: id), badgeNumber: String(100_000 + id),
            name: LocalizedName(chinese: "警员\(id)", english: "Officer \(id)"),
            status: number < place.sworn ? .sworn : .auxiliary, unit: place.unit,
            isLeader: number == 0, skills: [.patrolCarDriver]))
      }
    }
    return officers
  }

  private static var boundaries: TerritoryBoundaries {
    func band(_ rows: ClosedRange<Double>) -> [Coordinate] {
      [
        location(row: rows.lowerBound, column: 0), location(row: rows.lowerBound, column: 3),
        location(row: rows.upperBound, column: 3), location(row: rows.upperBound, column: 0),
      ]
    }
    let (south, north) = (band(0...1.5), band(1.5...3))
    return TerritoryBoundaries(
      areas: [
        AreaBoundary(area: 1, outlines: [south]), AreaBoundary(area: 2, outlines: [north]),
      ],
      brigades: [
        BrigadeBoundary(brigade: 2, outlines: [south]),
        BrigadeBoundary(brigade: 4, outlines: [north]),
      ])
  }
}
