// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Files of Cordeau, Furini and Ljubic (EJOR 275, 2019): `sites customers`, then a line
/// `F number x y cost` for each site and `C number x y demand` for each customer, numbers from 0.
public struct CordeauReader {
  public let sites: Points
  /// By site, what it costs to open it.
  public let costs: [Int]
  public let customerCount: Int
  private var scanner: NumberScanner

  /// Reads the head and the sites.
  public init(_ url: URL) throws(InstanceError) {
    scanner = try NumberScanner(url)
    let siteCount = try scanner.count("sites")
    customerCount = try scanner.count("customers")
    if siteCount == 0 || siteCount > 100_000 {
      throw scanner.error(
        "sites", .outOfRange(found: "\(siteCount)", least: "1", most: "100000"))
    }
    var sites = Points()
    var costs: [Int] = []
    for number in 0..<siteCount {
      try scanner.readHead("F", number)
      sites.x.append(try scanner.number("x"))
      sites.y.append(try scanner.number("y"))
      costs.append(try scanner.count("cost"))
    }
    self.sites = sites
    self.costs = costs
  }

  /// Reads the customers one by one, holding none of them.
  ///
  /// - Parameter body: takes x, y and demand.
  public mutating func forEachCustomer(
    _ body: (Double, Double, Int64) -> Void
  ) throws(InstanceError) {
    var total: Int64 = 0
    for number in 0..<customerCount {
      try scanner.readHead("C", number)
      let x = try scanner.number("x")
      let y = try scanner.number("y")
      let demand = Int64(try scanner.count("demand"))
      total += demand
      if total > 1 << 53 { throw scanner.error("demand", .tooLarge(most: "2^53")) }
      body(x, y, demand)
    }
    if try scanner.hasMore() {
      let rest = try scanner.text("end of file")
      throw scanner.error(
        "end of file",
        .malformed(found: rest, expected: "nothing after \(customerCount) customers"))
    }
  }

  /// All points, for problems that need every distance.
  public static func read(_ url: URL) throws(InstanceError) -> LocationInstance {
    var reader = try CordeauReader(url)
    var cells = Points()
    var demand: [Int64] = []
    try reader.forEachCustomer { x, y, amount in
      cells.x.append(x)
      cells.y.append(y)
      demand.append(amount)
    }
    return LocationInstance(
      file: url.lastPathComponent, sites: .numbered(from: 0, count: reader.sites.count),
      cells: .numbered(from: 0, count: demand.count), demand: demand,
      geometry: .plane(sites: reader.sites, cells: cells))
  }

  /// The cover sets alone, in one pass that keeps no point: memory grows with the number of different
  /// sets.
  public static func readCovers(
    _ url: URL, radius: Double, weighing: CoverWeight
  ) throws(InstanceError) -> CoverInstance {
    var reader = try CordeauReader(url)
    var covers = PlaneCovers(
      sites: reader.sites, radius: radius, cellCount: reader.customerCount)
    try reader.forEachCustomer { x, y, demand in
      covers.add(x, y, demand: weighing == .demand ? demand : 1)
    }
    return try covers.sets.instance(
      file: url.lastPathComponent, sites: .numbered(from: 0, count: reader.sites.count),
      cells: .numbered(from: 0, count: reader.customerCount))
  }
}

extension NumberScanner {
  /// `F 7` or `C 7`: the letter and the number that is next.
  fileprivate mutating func readHead(_ letter: StaticString, _ number: Int) throws(InstanceError) {
    try expect(letter)
    let found = try integer("number")
    if found != number {
      throw error("number", .malformed(found: "\(found)", expected: "\(number)"))
    }
  }
}
