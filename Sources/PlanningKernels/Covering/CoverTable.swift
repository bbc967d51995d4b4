// SPDX-License-Identifier: Apache-2.0

/// Which sites cover which cells, and how much demand lies in each cell.
///
/// Flat columns: the cells of site `s` are `cells[offsets[s]..<offsets[s + 1]]`. Checked once when
/// made, so that kernels index freely.
public struct CoverTable: Sendable, Hashable {
  /// By cell, each 0 or more, together 2^53 at most.
  public let demand: [Int64]
  /// One more than there are sites, ascending from 0.
  public let offsets: [Int32]
  /// Each cell at most once for a site.
  public let cells: [Int32]

  public var siteCount: Int { offsets.count - 1 }
  public var cellCount: Int { demand.count }

  public init(demand: [Int64], offsets: [Int32], cells: [Int32]) throws(KernelError) {
    try checkDemand(demand)
    guard offsets.first == 0, let last = offsets.last, Int(last) == cells.count else {
      throw .length(table: "cells", expected: Int(offsets.last ?? 0), found: cells.count)
    }
    for index in offsets.indices.dropFirst() where offsets[index] < offsets[index - 1] {
      throw .negative(
        table: "offsets (step)", position: index,
        value: Int64(offsets[index] - offsets[index - 1]))
    }
    var lastSite = [Int](repeating: -1, count: demand.count)
    for site in 0..<(offsets.count - 1) {
      for index in Int(offsets[site])..<Int(offsets[site + 1]) {
        let cell = Int(cells[index])
        guard demand.indices.contains(cell) else {
          throw .outOfRange(
            table: "cells", position: index, value: cell, limit: demand.count)
        }
        if lastSite[cell] == site { throw .duplicate(table: "cells of site \(site)", value: cell) }
        lastSite[cell] = site
      }
    }
    self.demand = demand
    self.offsets = offsets
    self.cells = cells
  }

  /// - Parameter covers: by site, the cells it covers.
  public init(demand: [Int64], covers: [[Int]]) throws(KernelError) {
    var offsets: [Int32] = [0]
    var cells: [Int32] = []
    for cover in covers {
      cells += cover.map { Int32(clamping: $0) }
      offsets.append(Int32(cells.count))
    }
    try self.init(demand: demand, offsets: offsets, cells: cells)
  }

  /// The cells that `site` covers.
  public func cells(of site: Int) -> ArraySlice<Int32> {
    cells[Int(offsets[site])..<Int(offsets[site + 1])]
  }

  /// The demand that `sites` cover together, each cell counted once.
  public func coveredDemand(by sites: some Sequence<Int>) -> Int64 {
    var isCovered = [Bool](repeating: false, count: cellCount)
    var sum: Int64 = 0
    for site in sites {
      for cell in cells(of: site) where !isCovered[Int(cell)] {
        isCovered[Int(cell)] = true
        sum += demand[Int(cell)]
      }
    }
    return sum
  }
}

private func checkDemand(_ demand: [Int64]) throws(KernelError) {
  var sum: Int64 = 0
  for (cell, value) in demand.enumerated() {
    if value < 0 { throw .negative(table: "demand", position: cell, value: value) }
    let (total, overflow) = sum.addingReportingOverflow(value)
    if overflow || total > 1 << 53 { throw .tooLarge(table: "demand") }
    sum = total
  }
}
