// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

extension PlanningContext {
  /// By unit, by junction: seconds from station to place; an hour and the distance at walking pace
  /// where no way is known.
  func stationSeconds(_ units: [Unit], to places: [ID<Junction>]) -> [[Int64]] {
    let index = PointIndex(roads.junctions.map(\.location))
    var paths = ShortestPaths(travel)
    return units.map { unit in
      let start = index.nearest(to: unit.station, withinMetres: 20_000)
      if let start { paths.search(from: ID(rawValue: Int64(start.position))) }
      return places.map { place in
        if start != nil, let time = paths.milliseconds(to: place) { return time / 1000 }
        let metres = unit.station.distanceMillimetres(to: roads[place].location) / 1000
        return 3600 + min(metres, 1_000_000)
      }
    }
  }
}
