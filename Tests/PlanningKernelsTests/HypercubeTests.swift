// SPDX-License-Identifier: Apache-2.0

import Foundation
import PlanningKernels
import Testing

@Suite("Hypercube queueing model")
struct HypercubeTests {
  @Test("Three units of Larson and Odoni, with a waiting line: every published figure")
  func published() throws {
    let vectors = try ThreeUnits.load()
    let result = Hypercube(try vectors.problem(.waiting)).solve()
    #expect(result.method == .exact && result.isConverged && result.residual <= 1e-11)
    expect(result.workload, near: vectors.published.rho_exact, within: 0.00005)
    #expect(abs(result.allBusy - vectors.published.all_busy) < 0.000005)
    expect(result.workload, near: vectors.recomputed.exact_infinite_line.rho, within: 1e-9)
    expect(
      byUnit(result.dispatchShares), near: vectors.recomputed.exact_infinite_line.f.flatMap { $0 },
      within: 1e-9)
    #expect(
      abs(result.interdistrictShare - vectors.recomputed.interresponse_fraction) < 1e-9)
  }

  @Test("The same units where calls that find nobody free are lost")
  func lost() throws {
    let vectors = try ThreeUnits.load()
    let result = Hypercube(try vectors.problem(.lost)).solve()
    expect(result.workload, near: vectors.recomputed.exact_zero_line.rho, within: 1e-9)
    #expect(abs(result.lostShare - vectors.recomputed.exact_zero_line.all_busy) < 1e-9)
    expect(
      byUnit(result.dispatchShares), near: vectors.recomputed.exact_zero_line.f.flatMap { $0 },
      within: 1e-9)
  }

  @Test("The approximation takes Larson's steps: first, third and last pass")
  func passes() throws {
    let vectors = try ThreeUnits.load()
    let model = Hypercube(try vectors.problem(.waiting))
    let recomputed = vectors.recomputed
    for pass in [1, 3] {
      let result = model.solve(exactUnits: 0, iterationLimit: pass)
      #expect(result.method == .approximate && !result.isConverged)
      expect(result.workload, near: recomputed.approx_iterations[pass - 1], within: 0.00006)
    }
    let last = model.solve(exactUnits: 0)
    #expect(last.isConverged)
    expect(last.workload, near: recomputed.approx_converged, within: 1e-9)
    expect(last.workload, near: recomputed.exact_infinite_line.rho, within: 0.006)
  }

  @Test("Units that share everything evenly are a plain queue: Erlang's B and C")
  func erlang() throws {
    let order: [Int32] = [0, 1, 2, 1, 2, 0, 2, 0, 1]
    func result(_ line: HypercubeProblem.Line) throws -> HypercubeResult {
      Hypercube(
        try HypercubeProblem(
          arrivals: [1, 1, 1], serviceMinutes: [20, 20, 20],
          travelMinutes: [1, 2, 3, 3, 1, 2, 2, 3, 1], order: order, line: line)
      ).solve()
    }
    // One call in service time and three units: B = (1/6) / (8/3) = 1/16, C = 1/11.
    #expect(abs(try result(.lost).lostShare - 1.0 / 16) < 1e-9)
    let waiting = try result(.waiting)
    #expect(abs(waiting.waitingShare - 1.0 / 11) < 1e-9)
    #expect(waiting.workload.allSatisfy { abs($0 - 1.0 / 3) < 1e-9 })
    // A waiting call waits 60 / (9 - 3) = 10 minutes.
    #expect(abs(waiting.response.meanWaitMinutes - 10) < 1e-9)
  }

  @Test("One unit: response is its way, coverage a step, and waiting adds its exponential tail")
  func response() throws {
    let lost = Hypercube(
      try HypercubeProblem(
        arrivals: [3, 1], serviceMinutes: [6], travelMinutes: [2, 10])
    ).solve()
    #expect(abs(lost.response.meanMinutes - 4) < 1e-9)
    #expect(lost.response.minutes(reaching: 0.75) == 2)
    #expect(lost.response.minutes(reaching: 0.9) == 10)
    #expect(abs(lost.response.share(within: 9.9) - 0.75) < 1e-9)
    #expect(lost.interdistrictShare == 0)
    let line = Hypercube(
      try HypercubeProblem(
        arrivals: [3, 1], serviceMinutes: [6], travelMinutes: [2, 10], line: .waiting)
    ).solve()
    // Workload 0.4; four in ten wait 60 / (10 - 4) = 10 minutes.
    #expect(abs(line.response.meanMinutes - (4 + 0.4 * 10)) < 1e-9)
    let within12 =
      0.6 + 0.4 * (0.75 * (1 - exp(-1)) + 0.25 * (1 - exp(-0.2)))
    #expect(abs(line.response.share(within: 12) - within12) < 1e-9)
    let ninety = line.response.minutes(reaching: 0.9)
    #expect(abs(line.response.share(within: ninety) - 0.9) < 1e-3)
  }

  @Test("Random cities equal a dense solve of their balance equations", arguments: 1...60)
  func fuzz(seed: UInt64) throws {
    let problem = try RandomCity.problem(seed: seed, units: 1...4, line: seed % 3 == 0)
    let result = Hypercube(problem).solve()
    let twin = DenseHypercube(problem)
    #expect(result.isConverged, "seed \(seed)")
    expect(result.workload, near: twin.workload, within: 1e-8)
    expect(result.dispatchShares, near: twin.dispatchShares, within: 1e-8)
    #expect(abs(result.allBusy - twin.allBusy) < 1e-8, "seed \(seed)")
    #expect(abs(result.busyCount.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
  }

  @Test("The approximation stays near the exact answer on random cities", arguments: 1...20)
  func approximation(seed: UInt64) throws {
    let problem = try RandomCity.problem(seed: seed, units: 6...8, line: seed % 3 == 0)
    let exact = Hypercube(problem).solve()
    let near = Hypercube(problem).solve(exactUnits: 0)
    #expect(near.isConverged, "seed \(seed)")
    expect(near.workload, near: exact.workload, within: 0.04)
    #expect(
      abs(near.response.meanMinutes - exact.response.meanMinutes)
        < 0.05 * exact.response.meanMinutes, "seed \(seed)")
  }

  @Test("Fifteen units are solved exactly, eighty approximately, both to their residual")
  func large() throws {
    let exact = Hypercube(try RandomCity.problem(seed: 5, units: 15...15, line: false)).solve()
    #expect(exact.method == .exact && exact.isConverged)
    let many = Hypercube(try RandomCity.problem(seed: 6, units: 80...80, line: false)).solve()
    #expect(many.method == .approximate && many.isConverged && many.residual <= 1e-11)
    #expect(many.workload.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("What cannot be is refused with its numbers")
  func refusals() {
    func problem(
      arrivals: [Double] = [1], service: [Double] = [60, 60], travel: [Double] = [1, 2],
      order: [Int32]? = nil, crew: [Int]? = nil, line: HypercubeProblem.Line = .lost
    ) throws(QueueingError) {
      _ = try HypercubeProblem(
        arrivals: arrivals, serviceMinutes: service, travelMinutes: travel, order: order,
        crew: crew, line: line)
    }
    #expect(throws: QueueingError.noUnits) { try problem(service: [], travel: []) }
    #expect(throws: QueueingError.noArrivals) { try problem(arrivals: [0]) }
    #expect(throws: QueueingError.length(table: "travelMinutes", expected: 2, found: 1)) {
      try problem(travel: [1])
    }
    #expect(throws: QueueingError.self) { try problem(arrivals: [-1]) }
    #expect(throws: QueueingError.self) { try problem(travel: [1, .infinity]) }
    #expect(throws: QueueingError.self) { try problem(service: [60, 0]) }
    #expect(throws: QueueingError.notAnOrder(atom: 0)) { try problem(order: [0, 0]) }
    #expect(throws: QueueingError.crew(atom: 0, needed: 3, units: 2)) { try problem(crew: [3]) }
    #expect(throws: QueueingError.crewInLine(atom: 0, needed: 2)) {
      try problem(crew: [2], line: .waiting)
    }
    #expect(throws: QueueingError.saturated(load: 2, units: 2)) {
      try problem(arrivals: [2], line: .waiting)
    }
  }

  private func byUnit(_ shares: [Double]) -> [Double] {
    (0..<3).flatMap { unit in (0..<4).map { shares[$0 * 3 + unit] } }
  }

  private func expect(
    _ found: [Double], near expected: [Double], within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    for (left, right) in zip(found, expected) {
      #expect(abs(left - right) <= tolerance, sourceLocation: sourceLocation)
    }
  }
}

/// Larson and Odoni, Urban Operations Research, sections 5.4.3 to 5.5.3: see the file's own note.
private struct ThreeUnits: Decodable {
  struct Published: Decodable {
    var rho_exact: [Double]
    var all_busy: Double
  }
  struct Solution: Decodable {
    var rho: [Double]
    var all_busy: Double
    var f: [[Double]]
  }
  struct Recomputed: Decodable {
    var exact_infinite_line: Solution
    var exact_zero_line: Solution
    var approx_converged: [Double]
    var approx_iterations: [[Double]]
    var interresponse_fraction: Double
  }

  var lambda_by_preference_class: [Double]
  var dispatch_preference_units_from_0: [[Int32]]
  var published: Published
  var recomputed: Recomputed

  static func load() throws -> ThreeUnits {
    let url = try #require(
      Bundle.module.url(
        forResource: "hypercube-three-units", withExtension: "json", subdirectory: "Resources"))
    return try JSONDecoder().decode(ThreeUnits.self, from: Data(contentsOf: url))
  }

  func problem(_ line: HypercubeProblem.Line) throws -> HypercubeProblem {
    try HypercubeProblem(
      arrivals: lambda_by_preference_class, serviceMinutes: [60, 60, 60],
      travelMinutes: Array(repeating: 1, count: 12),
      order: dispatch_preference_units_from_0.flatMap { $0 }, line: line)
  }
}

/// Units and calls at drawn places of a square.
private enum RandomCity {
  static func problem(
    seed: UInt64, units range: ClosedRange<Int>, line isWaiting: Bool
  ) throws -> HypercubeProblem {
    var source = Seeded(state: seed)
    let units = source.int(range)
    let atoms = source.int(units...(units + 25))
    func place() -> SIMD2<Double> {
      SIMD2(Double(source.int(0...200)), Double(source.int(0...200)))
    }
    let posts = (0..<units).map { _ in place() }
    let calls = (0..<atoms).map { _ in place() }
    let raw = calls.map { _ in Double(source.int(1...9)) }
    let load = Double(source.int(1...8)) / 10
    let service = posts.map { _ in isWaiting ? 30 : Double(source.int(20...40)) }
    let rate = load * Double(units) * 2 / raw.reduce(0, +)
    return try HypercubeProblem(
      arrivals: raw.map { $0 * rate }, serviceMinutes: service,
      travelMinutes: calls.flatMap { call in
        posts.map { post in (abs(call.x - post.x) + abs(call.y - post.y)) / 10 }
      },
      crew: calls.map { _ in isWaiting ? 1 : source.int(1...min(2, units)) },
      line: isWaiting ? .waiting : .lost)
  }
}

/// The balance equations of all states written out and solved by elimination.
private struct DenseHypercube {
  let workload: [Double]
  let allBusy: Double
  let dispatchShares: [Double]

  init(_ problem: HypercubeProblem) {
    let (units, states) = (problem.unitCount, 1 << problem.unitCount)
    let mu = problem.serviceMinutes.map { 60 / $0 }
    var matrix = Array(repeating: [Double](repeating: 0, count: states + 1), count: states)
    func sent(_ atom: Int, _ state: Int) -> [Int] {
      let order = (0..<units).map { Int(problem.order[atom * units + $0]) }
      return Array(order.filter { state >> $0 & 1 == 0 }.prefix(problem.crew[atom]))
    }
    func flow(_ from: Int, _ to: Int, _ rate: Double) {
      matrix[from][from] -= rate
      matrix[to][from] += rate
    }
    for state in 0..<states {
      for unit in 0..<units where state >> unit & 1 == 1 {
        flow(state, state - (1 << unit), mu[unit])
      }
      for atom in problem.arrivals.indices where state < states - 1 {
        let next = sent(atom, state).reduce(state) { $0 | 1 << $1 }
        flow(state, next, problem.arrivals[atom])
      }
    }
    matrix[states - 1] = [Double](repeating: 1, count: states + 1)
    var chance = Self.eliminated(matrix)
    var tail = 0.0
    if problem.line == .waiting {
      let ratio = problem.totalArrivals / mu.reduce(0, +)
      tail = chance[states - 1] * ratio / (1 - ratio)
      chance = chance.map { $0 / (1 + tail) }
      tail /= 1 + tail
    }
    allBusy = chance[states - 1] + tail
    workload = (0..<units).map { unit in
      tail + chance.indices.filter { $0 >> unit & 1 == 1 }.reduce(0) { $0 + chance[$1] }
    }
    var rates = [Double](repeating: 0, count: problem.atomCount * units)
    for atom in problem.arrivals.indices {
      for state in 0..<(states - 1) {
        for unit in sent(atom, state) {
          rates[atom * units + unit] += problem.arrivals[atom] * chance[state]
        }
      }
      for unit in 0..<units where problem.line == .waiting {
        rates[atom * units + unit] +=
          problem.arrivals[atom] * allBusy * mu[unit] / mu.reduce(0, +)
      }
    }
    let sum = rates.reduce(0, +)
    dispatchShares = rates.map { $0 / sum }
  }

  private static func eliminated(_ given: [[Double]]) -> [Double] {
    var rows = given
    for column in rows.indices {
      let pivot = rows.indices[column...].max { abs(rows[$0][column]) < abs(rows[$1][column]) }
      rows.swapAt(column, pivot ?? column)
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        for entry in column...rows.count { rows[row][entry] -= factor * rows[column][entry] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }
}
