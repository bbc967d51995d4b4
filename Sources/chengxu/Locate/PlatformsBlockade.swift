// SPDX-License-Identifier: Apache-2.0

import Foundation
import LocationInstances
import PlanningKernels

/// The streets, platforms and exits of the contest's city.
struct PlatformsCity {
  /// Every junction is a site and a cell.
  let streets: LocationInstance
  /// Sites of all platforms.
  let platforms: [Int]
  /// Cells of the exits of district A.
  let exits: [Int]

  init(folder: URL) throws(InstanceError) {
    let streets = try InstanceFormat.edgesCSV.read(
      folder.appending(path: "roads.csv"), nodes: folder.appending(path: "junctions.csv"))
    func junctions(_ file: String, _ column: String) throws(InstanceError) -> [Int] {
      let names = try SiteList.read(
        folder.appending(path: file), column: column, skipsBlanks: true)
      return try names.map { name throws(InstanceError) in
        guard let index = streets.sites.index(of: name) else {
          throw InstanceError(file: file, field: column, .unknown(found: name))
        }
        return index
      }
    }
    self.streets = streets
    platforms = try junctions("platforms.csv", "junction")
    exits = try junctions("exits.csv", "area_a_exit_junction")
  }

  /// The platforms of a district, or of the whole city.
  func platforms(in district: String?) -> [Int] {
    guard let district else { return platforms }
    return platforms.filter { streets.groupNames[Int(streets.siteGroups[$0])] == district }
  }
}

/// Which platforms of district A close which of its exits 围堵, so that the last exit is closed
/// soonest and, among such plans, the ways are shortest together.
struct PlatformsBlockade {
  var city: PlatformsCity

  /// The longest and the total minutes.
  func rows() throws -> [[String]] {
    let clock = ContinuousClock()
    let begin = clock.now
    let whole = try city.streets.wholeDistances()
    let costs: [[Int64?]] = city.platforms(in: "A").map { platform in
      city.exits.map { Int64(whole.distances[$0 * city.streets.siteCount + platform]) }
    }
    let table = try PlacementTable(costs: costs, strength: city.exits.map { _ in 1 })
    let result = try BottleneckAssignment(table: table).solve()
    let seconds = ((clock.now - begin) / .seconds(1)).text(places: 2)
    let perMinute = Double(whole.scale) * PlatformsExample.unitsPerMinute
    return [("longest", result.objective), ("total", result.choice.totalCost)].map { key, cost in
      [
        Texts.text("platforms.blockade-\(key)"), (Double(cost) / perMinute).text(places: 4),
        Texts.text("locate.status.\(result.status.rawValue)"), seconds,
      ]
    }
  }
}
