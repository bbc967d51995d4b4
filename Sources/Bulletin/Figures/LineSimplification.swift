// SPDX-License-Identifier: Apache-2.0

/// Drops the bends of a polyline that nobody would see.
///
/// Source: Douglas, Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
enum LineSimplification {
  /// The ends stay; no dropped point is further than `tolerance` from the line that remains.
  static func simplified(_ line: [Point], tolerance: Double) -> [Point] {
    guard line.count > 2 else { return line }
    var keeps = [Bool](repeating: false, count: line.count)
    keeps[0] = true
    keeps[line.count - 1] = true
    // A stack instead of recursion: a street may have thousands of points.
    var open = [(first: 0, last: line.count - 1)]
    while let (first, last) = open.popLast() {
      let (farthest, square) = farthestPoint(of: line, between: first, and: last)
      guard square > tolerance * tolerance else { continue }
      keeps[farthest] = true
      open.append((first, farthest))
      open.append((farthest, last))
    }
    return zip(line, keeps).compactMap { $1 ? $0 : nil }
  }

  static func length(_ line: [Point]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { sum, pair in
      sum + distanceSquare(pair.0, pair.1).squareRoot()
    }
  }

  private static func farthestPoint(
    of line: [Point], between first: Int, and last: Int
  ) -> (index: Int, square: Double) {
    var best = (index: first, square: 0.0)
    guard last > first + 1 else { return best }
    for index in (first + 1)..<last {
      let square = distanceSquare(from: line[index], toSegment: line[first], line[last])
      if square > best.square { best = (index, square) }
    }
    return best
  }

  private static func distanceSquare(_ one: Point, _ other: Point) -> Double {
    (one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)
  }

  private static func distanceSquare(
    from point: Point, toSegment start: Point, _ end: Point
  ) -> Double {
    let length = distanceSquare(start, end)
    guard length > 0 else { return distanceSquare(point, start) }
    let along = ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y))
    let part = min(1, max(0, along / length))
    return distanceSquare(
      point,
      Point(x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y)))
  }
}

/// Path data in tenths of a unit, each point relative to the one before: a third of the bytes.
struct RelativePath {
  private(set) var data = ""
  private var last = (x: 0, y: 0)

  mutating func append(_ line: [Point]) {
    let places = line.map { (x: Int(($0.x * 10).rounded()), y: Int(($0.y * 10).rounded())) }
    guard let first = places.first, places.contains(where: { $0 != first }) else { return }
    data += "M\(Self.tenths(first.x)) \(Self.tenths(first.y))l"
    last = first
    var isFirst = true
    for place in places.dropFirst() where place != last {
      let dx = place.x - last.x
      let dy = place.y - last.y
      // A minus sign separates as well as a blank.
      data += (isFirst || dx < 0 ? "" : " ") + Self.tenths(dx)
      data += (dy < 0 ? "" : " ") + Self.tenths(dy)
      last = place
      isFirst = false
    }
  }

  private static func tenths(_ value: Int) -> String {
    let sign = value < 0 ? "-" : ""
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
