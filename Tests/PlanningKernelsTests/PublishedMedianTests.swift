// SPDX-License-Identifier: Apache-2.0

import Foundation
import PlanningKernels
import Testing

/// The OR-Library's p-median problems (Beasley 1985) and the contest city, with their proven optima.
/// Skipped without CHENGXU_SHARED_DATA.
@Suite("Published p-medians and p-centers")
struct PublishedMedianTests {
  /// By problem, the p-median cost and the p-center radius.
  private static let optima: [Int: (cost: Int64, radius: Int64)] = [
    1: (5819, 127), 2: (4093, 98), 3: (4250, 93), 4: (3034, 74), 5: (1355, 48),
    6: (7824, 84), 7: (5631, 64), 8: (4445, 55), 9: (2734, 37), 10: (1255, 20),
  ]

  @Test(
    "The OR-Library's first ten are solved to their known optimum, with proof",
    .enabled(if: LibraryProblem.folder != nil, "CHENGXU_SHARED_DATA is not set: skipped"),
    arguments: 1...10)
  func library(number: Int) throws {
    let problem = try LibraryProblem(number)
    let known = try #require(Self.optima[number])
    let median = try PMedian(table: problem.table, limit: problem.limit).solve()
    #expect(median.objective == known.cost && median.status == .optimal)
    #expect(problem.table.weightedDistance(to: median.sites) == known.cost)
    #expect(median.sites.count <= problem.limit)
    let center = try PCenter(table: problem.table, limit: problem.limit).solve()
    #expect(center.objective == known.radius && center.status == .optimal)
    #expect(problem.table.radius(of: center.sites).map(Int64.init) == known.radius)
  }

  /// Lengths in millimetres, a tenth of an incident as the unit of weight; at 60 km/h a minute is
  /// 10^6 millimetres.
  @Test(
    "The contest city: the proven values for area A and for the whole city",
    .enabled(if: SharedCity.folder != nil, "CHENGXU_SHARED_DATA is not set: skipped"))
  func contestCity() throws {
    let city = try SharedCity(folder: try #require(SharedCity.folder))
    let everywhere = Array(city.area.indices)
    let areaA = try Self.table(city, everywhere.filter { city.area[$0] == "A" })
    let median = try PMedian(table: areaA, limit: 20).solve()
    #expect(median.status == .optimal)
    #expect(Self.minutes(median.objective, perUnit: 10) == "92.4507")
    let center = try PCenter(table: areaA, limit: 20).solve()
    #expect(Self.minutes(center.objective) == "1.8349" && center.status == .optimal)
    let whole = try PCenter(table: Self.table(city, everywhere), limit: 80).solve()
    #expect(Self.minutes(whole.objective) == "3.3494" && whole.status == .optimal)
    let kept = try PMedian(
      table: Self.table(city, everywhere), limit: 80, rules: SiteRules(kept: city.platforms)
    ).solve()
    #expect(Self.minutes(kept.objective, perUnit: 10) == "1123.6515")
  }

  private static func table(_ city: SharedCity, _ junctions: [Int]) throws -> DistanceTable {
    let distances = junctions.flatMap { junction -> [Int32] in
      let lengths = city.millimetres(from: junction)
      return junctions.map { Int32(clamping: lengths[$0]) }
    }
    return try DistanceTable(
      siteCount: junctions.count, distances: distances,
      weights: junctions.map { city.incidents[$0] })
  }

  private static func minutes(_ millimetres: Int64, perUnit weight: Double = 1) -> String {
    String(format: "%.4f", Double(millimetres) / 1_000_000 / weight)
  }
}

private struct LibraryProblem {
  let table: DistanceTable
  let limit: Int

  static let folder: URL? = ProcessInfo.processInfo.environment["CHENGXU_SHARED_DATA"].flatMap {
    let folder = URL(filePath: $0).appending(path: "location/pmed")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// Nodes, edges and limit, then the edges; the last length of a repeated edge counts.
  init(_ number: Int) throws {
    let file = try #require(Self.folder).appending(path: "pmed\(number).txt")
    let numbers = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    let (count, edges) = (numbers[0], numbers[1])
    limit = numbers[2]
    var lengths = [Int](repeating: Int(Int32.max), count: count * count)
    for node in 0..<count { lengths[node * count + node] = 0 }
    for edge in 0..<edges {
      let (here, there) = (numbers[3 + 3 * edge] - 1, numbers[4 + 3 * edge] - 1)
      lengths[here * count + there] = numbers[5 + 3 * edge]
      lengths[there * count + here] = numbers[5 + 3 * edge]
    }
    for middle in 0..<count {
      for from in 0..<count {
        let half = lengths[from * count + middle]
        for to in 0..<count {
          let whole = half + lengths[middle * count + to]
          if whole < lengths[from * count + to] { lengths[from * count + to] = whole }
        }
      }
    }
    table = try DistanceTable(siteCount: count, distances: lengths.map { Int32(clamping: $0) })
  }
}
