// SPDX-License-Identifier: Apache-2.0

import Geography

/// Corners of outlines, each once, found by place.
struct CornerTable {
  private(set) var points: [PlanePoint] = []
  private let tolerance: Double
  /// Side of the cells in metres; most edges of a unit grid touch one or two.
  private let cell = 50.0
  private var cells: [Cell: [Int]] = [:]

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  init(tolerance: Double) { self.tolerance = tolerance }

  /// The corner at a point, or a new one.
  mutating func number(of point: PlanePoint) -> Int {
    let near = PlanePoint(x: tolerance, y: tolerance)
    for cell in cells(
      PlanePoint(x: point.x - near.x, y: point.y - near.y),
      PlanePoint(x: point.x + near.x, y: point.y + near.y))
    {
      for corner in cells[cell] ?? []
      where points[corner].squaredDistance(to: point) <= tolerance * tolerance {
        return corner
      }
    }
    points.append(point)
    for cell in cells(point, point) { cells[cell, default: []].append(points.count - 1) }
    return points.count - 1
  }

  /// Corners that lie on the straight line between two others, in order.
  func between(_ start: Int, _ end: Int) -> [Int] {
    let (from, to) = (points[start], points[end])
    var found: [(fraction: Double, corner: Int)] = []
    for cell in cells(from, to, margin: tolerance) {
      for corner in cells[cell] ?? [] where corner != start && corner != end {
        let foot = points[corner].nearest(on: from, to)
        guard foot.squaredDistance <= tolerance * tolerance, foot.fraction > 0, foot.fraction < 1
        else { continue }
        found.append((foot.fraction, corner))
      }
    }
    return found.sorted { ($0.fraction, $0.corner) < ($1.fraction, $1.corner) }.map(\.corner)
  }

  /// Pairs of edges that cross between their ends, with the crossing.
  func crossings(of edges: [(from: Int, to: Int)]) -> [(Int, Int, PlanePoint)] {
    var byCell: [Cell: [Int]] = [:]
    for (number, edge) in edges.enumerated() {
      for cell in cells(points[edge.from], points[edge.to]) {
        byCell[cell, default: []].append(number)
      }
    }
    var found: [[Int]: PlanePoint] = [:]
    for group in byCell.values {
      for (position, one) in group.enumerated() {
        for other in group[(position + 1)...] where found[[one, other]] == nil {
          if let point = crossing(edges[one], edges[other]) { found[[one, other]] = point }
        }
      }
    }
    return found.map { ($0.key[0], $0.key[1], $0.value) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  private func crossing(_ one: (from: Int, to: Int), _ other: (from: Int, to: Int)) -> PlanePoint? {
    guard Set([one.from, one.to, other.from, other.to]).count == 4 else { return nil }
    let (a, b, c, d) = (points[one.from], points[one.to], points[other.from], points[other.to])
    let (sideC, sideD) = (side(a, b, c), side(a, b, d))
    let (sideA, sideB) = (side(c, d, a), side(c, d, b))
    guard sideC * sideD < 0, sideA * sideB < 0 else { return nil }
    let fraction = sideA / (sideA - sideB)
    return PlanePoint(x: a.x + fraction * (b.x - a.x), y: a.y + fraction * (b.y - a.y))
  }

  private func side(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  private func cells(_ one: PlanePoint, _ other: PlanePoint, margin: Double = 0) -> [Cell] {
    func number(_ metres: Double) -> Int { Int((metres / cell).rounded(.down)) }
    let columns =
      number(min(one.x, other.x) - margin)...number(max(one.x, other.x) + margin)
    let rows = number(min(one.y, other.y) - margin)...number(max(one.y, other.y) + margin)
    return columns.flatMap { column in rows.map { Cell(column: column, row: $0) } }
  }
}
