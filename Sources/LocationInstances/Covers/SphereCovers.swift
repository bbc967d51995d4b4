// SPDX-License-Identifier: Apache-2.0

/// Cover sets of points on a sphere: only sites within a band of latitudes are compared.
struct SphereCovers {
  private let sites: SpherePoints
  private let reach: Double
  private let radius: Double
  /// Sites from south to north, and their latitudes in that order.
  private let order: [Int]
  private let latitudes: [Double]

  init(sites: Points, reach: Double, radius: Double) {
    let places = SpherePoints(sites)
    self.sites = places
    self.reach = reach
    self.radius = radius
    order = (0..<sites.count).sorted { places.latitude[$0] < places.latitude[$1] }
    latitudes = order.map { places.latitude[$0] }
  }

  /// By cell, the sites that cover it, ascending.
  func coverers(of cells: Points) -> [[Int32]] {
    let points = SpherePoints(cells)
    // A degree of latitude is never shorter than the great circle that it belongs to.
    let band = reach / radius * 1.000001 + 1e-12
    return (0..<cells.count).map { cell in
      var cover: [Int32] = []
      var index = firstIndex(from: points.latitude[cell] - band)
      while index < order.count && latitudes[index] <= points.latitude[cell] + band {
        let site = order[index]
        if points.distance(cell, to: sites, site, radius: radius) <= reach {
          cover.append(Int32(site))
        }
        index += 1
      }
      return cover.sorted()
    }
  }

  private func firstIndex(from latitude: Double) -> Int {
    var (low, high) = (0, latitudes.count)
    while low < high {
      let middle = (low + high) / 2
      if latitudes[middle] < latitude { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
