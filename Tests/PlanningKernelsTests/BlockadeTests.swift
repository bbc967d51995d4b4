// SPDX-License-Identifier: Apache-2.0

import Foundation
import PlanningKernels
import Testing

@Suite("Blockade")
struct BlockadeTests {
  @Test("Two exits that only one unit reaches quickly are the proof that it cannot be quicker")
  func byHand() throws {
    let table = try PlacementTable(
      costs: [[2, 3, 9], [8, 7, 1], [9, 9, 2]], strength: [1, 1, 1])
    let blockade = BottleneckAssignment(table: table)
    let result = try blockade.solve()
    #expect(result.objective == 7 && result.choice.totalCost == 2 + 7 + 2)
    let witness = try #require(blockade.witness(below: 7))
    #expect(witness.places == [0, 1] && witness.people == [0])
    #expect(blockade.witness(below: 8) == nil)
  }

  @Test("Every random blockade comes with a witness that anyone can count", arguments: 1...150)
  func witnesses(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let places = source.int(1...8)
    let people = places + source.int(0...4)
    let costs: [[Int64?]] = (0..<people).map { _ in
      (0..<places).map { _ in source.int(0...9) == 0 ? nil : Int64(source.int(0...30)) }
    }
    let strength = (0..<places).map { _ in source.int(1...2) }
    let capacity = (0..<people).map { _ in source.int(1...2) }
    let table = try PlacementTable(costs: costs, strength: strength, capacity: capacity)
    let blockade = BottleneckAssignment(table: table)
    guard let result = try? blockade.solve() else { return }
    let witness = try #require(blockade.witness(below: result.objective), "seed \(seed)")
    let reaching = (0..<people).filter { person in
      witness.places.contains { place in
        costs[person][place].map { $0 < result.objective } ?? false
      }
    }
    #expect(witness.people == reaching, "seed \(seed)")
    #expect(
      witness.places.reduce(0) { $0 + strength[$1] }
        > reaching.reduce(0) { $0 + capacity[$1] }, "seed \(seed)")
  }

  /// 20 platforms of the inner district of a Chinese city, 13 roads out of it; a patrol car drives a
  /// kilometre a minute. Reference: a bottleneck of 8.0155 minutes, 46.1885 in all.
  @Test(
    "The thirteen exits of the 2011 contest's city are closed in 8.0155 minutes",
    .enabled(if: SharedCity.folder != nil, "CHENGXU_SHARED_DATA is not set: skipped"))
  func contestCity() throws {
    let city = try SharedCity(folder: #require(SharedCity.folder))
    let platforms = city.platforms.filter { city.area[$0] == "A" }
    let costs = platforms.map { platform -> [Int64?] in
      let metres = city.millimetres(from: platform)
      return city.exits.map { metres[$0] }
    }
    let table = try PlacementTable(costs: costs, strength: city.exits.map { _ in 1 })
    let blockade = BottleneckAssignment(table: table)
    let result = try blockade.solve()
    #expect(platforms.count == 20 && city.exits.count == 13)
    #expect(result.status == .optimal)
    #expect(minutes(result.objective) == "8.0155")
    #expect(minutes(result.choice.totalCost) == "46.1885")
    let witness = try #require(blockade.witness(below: result.objective))
    #expect(witness.places.count > witness.people.count)
  }

  private func minutes(_ millimetres: Int64) -> String {
    String(format: "%.4f", Double(millimetres) / 1_000_000)
  }
}

/// Streets of the contest city: a map unit is 100 metres.
struct SharedCity {
  let area: [String]
  /// By junction, incidents in tenths.
  let incidents: [Int64]
  let platforms: [Int]
  let exits: [Int]
  private let ways: [[(to: Int, millimetres: Int64)]]

  static let folder: URL? = ProcessInfo.processInfo.environment["CHENGXU_SHARED_DATA"].flatMap {
    let folder = URL(filePath: $0).appending(path: "cumcm2011b")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  init(folder: URL) throws {
    func rows(_ name: String) throws -> [[String]] {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
    let junctions = try rows("junctions.csv")
    let places = junctions.map { SIMD2(Double($0[1]) ?? .nan, Double($0[2]) ?? .nan) }
    area = junctions.map { $0[3] }
    incidents = junctions.map { Int64(((Double($0[4]) ?? .nan) * 10).rounded()) }
    platforms = try rows("platforms.csv").compactMap { Int($0[1]) }.map { $0 - 1 }
    exits = try rows("exits.csv").compactMap { Int($0[2]) }.map { $0 - 1 }
    var ways = places.map { _ in [(to: Int, millimetres: Int64)]() }
    for road in try rows("roads.csv") {
      let ends = road.compactMap { Int($0) }.map { $0 - 1 }
      let step = places[ends[0]] - places[ends[1]]
      let length = Int64(((step * step).sum().squareRoot() * 100_000).rounded())
      ways[ends[0]].append((ends[1], length))
      ways[ends[1]].append((ends[0], length))
    }
    self.ways = ways
  }

  /// Shortest ways to all junctions, by relaxing until nothing changes.
  func millimetres(from start: Int) -> [Int64] {
    var distance = ways.map { _ in Int64.max / 2 }
    distance[start] = 0
    var open = [start]
    while let here = open.popLast() {
      for way in ways[here] where distance[here] + way.millimetres < distance[way.to] {
        distance[way.to] = distance[here] + way.millimetres
        open.insert(way.to, at: 0)
      }
    }
    return distance
  }
}
