// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import IncidentAnalysis

/// Which streets each of some junctions answers for: those whose middle is within reach on foot.
struct PlaceReach {
  let junctions: [ID<Junction>]
  /// By junction, streets with the distance to their middle, by segment position.
  let streets: [[StreetDistances.Reach]]

  init(_ roads: RoadNetwork, junctions: [ID<Junction>], metres: Int) {
    var distances = StreetDistances(roads)
    self.junctions = junctions
    streets = junctions.map { junction in
      distances.streets(from: junction, limitMillimetres: Int64(metres) * 1000)
        .sorted { $0.segment < $1.segment }
    }
  }

  init(junctions: [ID<Junction>], streets: [[StreetDistances.Reach]]) {
    self.junctions = junctions
    self.streets = streets
  }

  /// Only some of the places, in the given order of positions.
  func chosen(_ positions: [Int]) -> PlaceReach {
    PlaceReach(
      junctions: positions.map { junctions[$0] }, streets: positions.map { streets[$0] })
  }

  /// Each street within anybody's reach goes to the nearest place, ties to the first.
  ///
  /// - Returns: by place, segment positions in ascending order.
  func nearestStreets() -> [[Int]] {
    var nearest: [Int: (millimetres: Int64, place: Int)] = [:]
    for (place, reaches) in streets.enumerated() {
      for reach in reaches {
        if let known = nearest[reach.segment],
          (known.millimetres, known.place) <= (reach.millimetres, place)
        {
          continue
        }
        nearest[reach.segment] = (reach.millimetres, place)
      }
    }
    var result = Array(repeating: [Int](), count: junctions.count)
    for (segment, owner) in nearest { result[owner.place].append(segment) }
    return result.map { $0.sorted() }
  }

  /// Segment positions within reach of any place.
  var covered: Set<Int> { Set(streets.joined().map(\.segment)) }
}
