// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import StorePort

extension JudgedFix {
  static let columns: SQLColumns = """
    terminal, instant, latitude, longitude, datum, received, verdict, altitude, speed, course, \
    accuracy, is_positioned, is_mock, alarms, status, details
    """

  /// Ten-millionths of a degree: finer than any terminal, and whole numbers compare exactly.
  private static let scale = 1e7

  /// In the order of `columns`.
  var row: [SQLValue] {
    [
      fix.terminal.rawValue.sqlValue, fix.instant.milliseconds.sqlValue,
      Int64((fix.place.latitude * Self.scale).rounded()).sqlValue,
      Int64((fix.place.longitude * Self.scale).rounded()).sqlValue,
      fix.place.system.rawValue.sqlValue, fix.received.milliseconds.sqlValue,
      verdict.rawValue.sqlValue, fix.altitude.sqlValue, fix.speed.sqlValue, fix.course.sqlValue,
      fix.accuracy.sqlValue, fix.isPositioned.sqlValue, fix.isMock.sqlValue, fix.alarms.sqlValue,
      fix.status.sqlValue, fix.details.sqlValue,
    ]
  }

  /// - Parameter row: `columns`.
  init(row: SQLRow) throws(StoreError) {
    func optional(_ column: Int) throws(StoreError) -> Int? {
      row.isNull(column) ? nil : Int(try row.integer(column))
    }
    guard let system = CoordinateSystem(rawValue: try row.text(4)),
      let verdict = FixVerdict(rawValue: try row.text(6))
    else {
      throw StoreError(.corrupt, "A stored position has a datum or verdict that is none.")
    }
    let place = TaggedCoordinate(
      latitude: Double(try row.integer(2)) / Self.scale,
      longitude: Double(try row.integer(3)) / Self.scale, system: system)
    self.init(
      fix: Fix(
        terminal: ID(rawValue: try row.integer(0)),
        instant: Instant(milliseconds: try row.integer(1)),
        received: Instant(milliseconds: try row.integer(5)), place: place,
        altitude: try optional(7), speed: try optional(8), course: try optional(9),
        accuracy: try optional(10), isPositioned: try row.integer(11) == 1,
        isMock: try row.integer(12) == 1, alarms: try row.integer(13),
        status: try row.integer(14), details: try row.text(15)),
      verdict: verdict)
  }
}
