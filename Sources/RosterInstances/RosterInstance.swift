// SPDX-License-Identifier: Apache-2.0

public import PlanningKernels

/// A published roster problem: names, and the table that the search takes.
public struct RosterInstance: Sendable {
  /// The file's last path component.
  public var file: String
  public var shiftNames: [String]
  public var personNames: [String]
  /// Days of the table before the first one asked for; they are pinned.
  public var historyDays = 0
  public var table: RosterTable

  /// One line a person in the file's order, days separated by tabs, a shift's name or nothing.
  public func text(of rows: ShiftRows) -> String {
    personNames.indices.map { person in
      (historyDays..<table.dayCount)
        .map { day in rows[person, day].map { shiftNames[$0] } ?? "" }
        .joined(separator: "\t") + "\n"
    }
    .joined()
  }
}
