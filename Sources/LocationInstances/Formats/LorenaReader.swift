// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Files of Lorena and Pereira (São José dos Campos): `coordNNN.txt` with a head line whose first number
/// counts the points, then `x y` for each; beside it `demandaNNN.txt` with a demand for each.
///
/// Every point is a site and a cell, numbered from 1; distances are straight lines.
public enum LorenaReader {
  public static func read(_ url: URL) throws(InstanceError) -> LocationInstance {
    var scanner = try NumberScanner(url)
    let count = try scanner.count("number of points")
    if count == 0 {
      throw scanner.error("number of points", .outOfRange(found: "0", least: "1", most: "100000"))
    }
    while try scanner.hasMoreInLine() { _ = try scanner.number("head line") }
    var points = Points()
    while try scanner.hasMore() {
      points.x.append(try scanner.number("x"))
      points.y.append(try scanner.number("y"))
    }
    if points.count != count {
      throw scanner.error("points", .wrongCount(found: points.count, expected: count))
    }
    let demand = try readDemand(try sibling(of: url), count: count)
    let labels = Labels.numbered(from: 1, count: count)
    return LocationInstance(
      file: scanner.file, sites: labels, cells: labels, demand: demand.values,
      demandScale: demand.scale, geometry: .plane(sites: points, cells: points))
  }

  private static func sibling(of url: URL) throws(InstanceError) -> URL {
    let name = url.lastPathComponent
    guard name.hasPrefix("coord") else {
      throw InstanceError(
        file: name, field: "file name", .malformed(found: name, expected: "coordNNN.txt"))
    }
    return url.deletingLastPathComponent().appending(path: "demanda" + name.dropFirst(5))
  }

  private static func readDemand(_ url: URL, count: Int) throws(InstanceError) -> WholeDemand {
    var scanner = try NumberScanner(url)
    var numbers: [Double] = []
    while try scanner.hasMore() {
      let value = try scanner.number("demand")
      if value < 0 { throw scanner.error("demand", .negative(found: "\(value)")) }
      numbers.append(value)
    }
    if numbers.count != count {
      throw scanner.error("demand", .wrongCount(found: numbers.count, expected: count))
    }
    return try WholeDemand(numbers, file: scanner.file)
  }
}
