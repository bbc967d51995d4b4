// SPDX-License-Identifier: Apache-2.0

extension LinearModel {
  /// Throws the first number that HiGHS could not take, with its place.
  public func check() throws(HiGHSError) {
    if !offset.isFinite { throw .notFinite(what: .offset, index: 0) }
    for column in 0..<columnCount {
      if !cost[column].isFinite { throw .notFinite(what: .cost, index: column) }
      if !Self.isRange(columnLower[column], columnUpper[column]) {
        throw .badBounds(
          what: .columnBounds, index: column, lower: columnLower[column],
          upper: columnUpper[column])
      }
    }
    for row in 0..<rowCount where !Self.isRange(rowLower[row], rowUpper[row]) {
      throw .badBounds(
        what: .rowBounds, index: row, lower: rowLower[row], upper: rowUpper[row])
    }
    try checkEntries()
  }

  private func checkEntries() throws(HiGHSError) {
    var lastRow = [Int](repeating: -1, count: columnCount)
    for row in 0..<rowCount {
      let end = row + 1 < rowCount ? Int(rowStart[row + 1]) : entryCount
      for entry in Int(rowStart[row])..<end {
        let column = Int(entryColumn[entry])
        guard lastRow.indices.contains(column) else {
          throw .noSuchColumn(column, row: row, columnCount: columnCount)
        }
        if lastRow[column] == row { throw .repeatedColumn(column, row: row) }
        lastRow[column] = row
        if !entryCoefficient[entry].isFinite {
          throw .notFinite(what: .coefficient(row: row), index: column)
        }
      }
    }
  }

  /// An empty range (lower above upper) is allowed: it makes the model infeasible.
  static func isRange(_ lower: Double, _ upper: Double) -> Bool {
    !lower.isNaN && !upper.isNaN && lower < .infinity && upper > -.infinity
  }
}
