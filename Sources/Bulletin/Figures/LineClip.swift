// SPDX-License-Identifier: Apache-2.0

extension Box {
  func contains(_ point: Point) -> Bool {
    x <= point.x && point.x <= right && y <= point.y && point.y <= bottom
  }
}

/// Cuts polylines at a box.
///
/// Source: Liang, Barsky 1984, "A new concept and method for line clipping", doi:10.1145/357332.357333.
enum LineClip {
  /// The parts of the line inside `box`, each of at least two points.
  static func parts(of line: [Point], in box: Box) -> [[Point]] {
    var parts: [[Point]] = []
    var open: [Point] = []
    for (start, end) in zip(line, line.dropFirst()) {
      guard let piece = piece(from: start, to: end, in: box) else {
        close(&open, into: &parts)
        continue
      }
      if open.last != piece.start {
        close(&open, into: &parts)
        open = [piece.start]
      }
      open.append(piece.end)
      if piece.end != end { close(&open, into: &parts) }
    }
    close(&open, into: &parts)
    return parts
  }

  private static func close(_ open: inout [Point], into parts: inout [[Point]]) {
    if open.count > 1 { parts.append(open) }
    open = []
  }

  /// The part of one straight piece inside the box; ends inside keep their exact coordinates.
  private static func piece(
    from start: Point, to end: Point, in box: Box
  ) -> (start: Point, end: Point)? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    var enter = 0.0
    var leave = 1.0
    let edges = [
      (-dx, start.x - box.x), (dx, box.right - start.x),
      (-dy, start.y - box.y), (dy, box.bottom - start.y),
    ]
    for (step, room) in edges {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? start : Point(x: start.x + enter * dx, y: start.y + enter * dy),
      leave == 1 ? end : Point(x: start.x + leave * dx, y: start.y + leave * dy)
    )
  }
}
