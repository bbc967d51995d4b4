// SPDX-License-Identifier: Apache-2.0

/// Units that answer calls from atoms (streets, crossings), each atom in an order of its own.
///
/// Flat columns: what belongs to atom `a` and unit `u` stands at `a * unitCount + u`. Checked once
/// when made.
public struct HypercubeProblem: Sendable, Hashable {
  /// What happens to a call that finds every unit busy.
  public enum Line: String, Codable, Sendable {
    /// Others answer it; the call is lost to these units.
    case lost
    /// It waits, first come, first served; whoever is free next takes it.
    case waiting
  }

  public let unitCount: Int
  /// By atom, calls an hour.
  public let arrivals: [Double]
  /// By atom, how many units one call takes at once. If fewer are free, all that are go.
  public let crew: [Int]
  /// By unit, minutes from dispatch until free again.
  public let serviceMinutes: [Double]
  /// By atom, all units in order of dispatch.
  public let order: [Int32]
  /// By atom and unit, minutes on the way.
  public let travelMinutes: [Double]
  public let line: Line

  public var atomCount: Int { arrivals.count }

  /// - Parameters:
  ///   - order: `nil` to send the nearest first, ties to the lower number.
  ///   - crew: `nil` for one unit a call.
  public init(
    arrivals: [Double], serviceMinutes: [Double], travelMinutes: [Double],
    order: [Int32]? = nil, crew: [Int]? = nil, line: Line = .lost
  ) throws(QueueingError) {
    let units = serviceMinutes.count
    self.unitCount = units
    self.arrivals = arrivals
    self.crew = crew ?? arrivals.map { _ in 1 }
    self.serviceMinutes = serviceMinutes
    self.travelMinutes = travelMinutes
    self.line = line
    guard units > 0 else { throw .noUnits }
    try Self.check(travelMinutes, "travelMinutes", count: arrivals.count * units)
    self.order = order ?? Self.nearestFirst(travelMinutes, atoms: arrivals.count, units: units)
    try checkRates()
    try checkOrder()
    try checkCrew()
    let load = offeredLoad
    if line == .waiting, load >= Double(units) * (1 - 1e-9) {
      throw .saturated(load: load, units: units)
    }
  }

  /// Minutes on the way from `unit` to `atom`.
  @inline(__always)
  public func travel(_ atom: Int, _ unit: Int) -> Double {
    travelMinutes[atom * unitCount + unit]
  }

  public var totalArrivals: Double { arrivals.reduce(0, +) }

  /// By unit, calls it could finish in an hour.
  var serviceRates: [Double] { serviceMinutes.map { 60 / $0 } }

  var isEvenlyFast: Bool { serviceMinutes.allSatisfy { $0 == serviceMinutes[0] } }

  /// Hours of work that come in every hour, spread over units in proportion to their speed.
  private var offeredLoad: Double {
    Double(unitCount) * totalArrivals / serviceRates.reduce(0, +)
  }

  private static func nearestFirst(_ travel: [Double], atoms: Int, units: Int) -> [Int32] {
    (0..<atoms).flatMap { atom in
      (0..<Int32(units)).sorted {
        let (left, right) = (travel[atom * units + Int($0)], travel[atom * units + Int($1)])
        return left == right ? $0 < $1 : left < right
      }
    }
  }

  private static func check(
    _ values: [Double], _ table: String, count: Int
  ) throws(QueueingError) {
    guard values.count == count else {
      throw .length(table: table, expected: count, found: values.count)
    }
    for (position, value) in values.enumerated() where !value.isFinite || value < 0 {
      throw .invalid(table: table, position: position, value: value, expected: "0 or more")
    }
  }

  private func checkRates() throws(QueueingError) {
    try Self.check(arrivals, "arrivals", count: arrivals.count)
    guard totalArrivals > 0, totalArrivals.isFinite else { throw .noArrivals }
    for (position, value) in serviceMinutes.enumerated() where !value.isFinite || value <= 0 {
      throw .invalid(
        table: "serviceMinutes", position: position, value: value, expected: "more than 0")
    }
  }

  private func checkOrder() throws(QueueingError) {
    guard order.count == atomCount * unitCount else {
      throw .length(table: "order", expected: atomCount * unitCount, found: order.count)
    }
    var seenBy = [Int](repeating: -1, count: unitCount)
    for (position, unit) in order.enumerated() {
      let atom = position / unitCount
      guard seenBy.indices.contains(Int(unit)), seenBy[Int(unit)] != atom else {
        throw .notAnOrder(atom: atom)
      }
      seenBy[Int(unit)] = atom
    }
  }

  private func checkCrew() throws(QueueingError) {
    guard crew.count == atomCount else {
      throw .length(table: "crew", expected: atomCount, found: crew.count)
    }
    for (atom, needed) in crew.enumerated() {
      guard (1...unitCount).contains(needed) else {
        throw .crew(atom: atom, needed: needed, units: unitCount)
      }
      if line == .waiting, needed > 1 { throw .crewInLine(atom: atom, needed: needed) }
    }
  }
}
