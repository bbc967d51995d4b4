// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import Geography

/// A city of four by four junctions, 100 m apart, small enough to reckon with by hand.
///
/// Junction 4 r + c lies in row r (from the south) and column c (from the west). The twelve
/// segments 3 r + c run east from junction (r, c); the twelve segments 12 + 4 r + c run north.
/// All streets are two-way, local, 36 km/h: each of the 24 segments takes 10 s, give or take the
/// rounding of its length. Area 1 with brigade 2 owns the streets whose middle lies south of the
/// middle of the town, area 2 with brigade 4 the others.
public enum GridCity {
  public static let side = 4
  public static let origin = Coordinate(latitude: 36.7, longitude: 119.1)

  public static func junction(row: Int, column: Int) -> ID<Junction> {
    ID(rawValue: Int64(row * side + column))
  }

  public static func location(row: Double, column: Double) -> Coordinate {
    let projection = LocalProjection(centre: origin)
    return CoordinateColumns.rounded(
      projection.coordinate(PlanePoint(x: column * 100, y: row * 100)))
  }

  public static var roads: RoadNetwork {
    var network = RoadNetwork(
      junctions: [], segments: [], shapePoints: [], streetNames: ["东风街", "新华路"])
    for number in 0..<side * side {
      let (row, column) = number.quotientAndRemainder(dividingBy: side)
      let ends = [row > 0, row < side - 1, column > 0, column < side - 1].count { $0 }
      network.junctions.append(
        Junction(
          id: ID(rawValue: Int64(number)),
          location: location(row: Double(row), column: Double(column)), degree: ends,
          hasSignals: number == 5))
    }
    for row in 0..<side {
      for column in 0..<side - 1 {
        connect((row, column), (row, column + 1), name: row == 1 ? 0 : nil, in: &network)
      }
    }
    for row in 0..<side - 1 {
      for column in 0..<side {
        connect((row, column), (row + 1, column), name: column == 1 ? 1 : nil, in: &network)
      }
    }
    return network
  }

  private static func connect(
    _ from: (row: Int, column: Int), _ to: (row: Int, column: Int), name: Int?,
    in network: inout RoadNetwork
  ) {
    let ends = [from, to].map { location(row: Double($0.row), column: Double($0.column)) }
    let start = network.shapePoints.count
    network.shapePoints += ends
    network.segments.append(
      RoadSegment(
        id: ID(rawValue: Int64(network.segments.count)),
        from: junction(row: from.row, column: from.column),
        to: junction(row: to.row, column: to.column), roadClass: .local, streetName: name,
        lengthMillimetres: ends.polylineMillimetres, speed: 36, allowsForward: true,
        allowsBackward: true, shape: start..<start + 2))
  }

  /// An incident in the middle of a segment.
  public static func incident(
    _ id: Int64, on segment: Int, at time: CivilTime, severity: Incident.Severity = .damage
  ) -> LocatedIncident {
    let street = roads.segments[segment]
    let ends = roads.shape(of: street)
    let middle = Coordinate(
      latitude: (ends[street.shape.lowerBound].latitude + ends[street.shape.upperBound - 1].latitude)
        / 2,
      longitude: (ends[street.shape.lowerBound].longitude
        + ends[street.shape.upperBound - 1].longitude) / 2)
    return LocatedIncident(
      incident: Incident(
        id: ID(rawValue: id), time: time, location: CoordinateColumns.rounded(middle),
        kind: "collision", severity: severity),
      segment: street.id, distanceMillimetres: 0, offsetMillimetres: street.lengthMillimetres / 2)
  }
}
