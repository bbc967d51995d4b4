// SPDX-License-Identifier: Apache-2.0

/// A linear programme, with integer columns if wanted:
/// minimise or maximise `offset + cost · x`
/// with `rowLower <= A x <= rowUpper` and `columnLower <= x <= columnUpper`.
///
/// A is kept by rows in flat arrays. Bounds may be infinite; everything else is finite.
public struct LinearModel: Sendable, Hashable {
  public enum Sense: Sendable, Hashable { case minimize, maximize }

  public var sense: Sense
  public var offset: Double
  public private(set) var cost: [Double] = []
  public private(set) var columnLower: [Double] = []
  public private(set) var columnUpper: [Double] = []
  public private(set) var isInteger: [Bool] = []
  public private(set) var rowLower: [Double] = []
  public private(set) var rowUpper: [Double] = []
  /// The first entry of each row; the row ends where the next begins.
  private(set) var rowStart: [Int32] = []
  private(set) var entryColumn: [Int32] = []
  private(set) var entryCoefficient: [Double] = []

  public init(_ sense: Sense, offset: Double = 0) {
    self.sense = sense
    self.offset = offset
  }

  public var columnCount: Int { cost.count }
  public var rowCount: Int { rowLower.count }
  public var entryCount: Int { entryColumn.count }
  public var hasIntegers: Bool { isInteger.contains(true) }

  /// Answers the index of the new column.
  @discardableResult
  public mutating func addColumn(
    cost: Double, lower: Double = 0, upper: Double = .infinity, isInteger: Bool = false
  ) -> Int {
    self.cost.append(cost)
    columnLower.append(lower)
    columnUpper.append(upper)
    self.isInteger.append(isInteger)
    return self.cost.count - 1
  }

  /// A column of value 0 or 1.
  @discardableResult
  public mutating func addBinary(cost: Double) -> Int {
    addColumn(cost: cost, lower: 0, upper: 1, isInteger: true)
  }

  /// Answers the index of the new row. A column may stand in it once.
  @discardableResult
  public mutating func addRow(
    _ entries: [(column: Int, coefficient: Double)],
    lower: Double = -.infinity, upper: Double = .infinity
  ) -> Int {
    rowStart.append(Int32(entryColumn.count))
    for entry in entries {
      entryColumn.append(Int32(truncatingIfNeeded: entry.column))
      entryCoefficient.append(entry.coefficient)
    }
    rowLower.append(lower)
    rowUpper.append(upper)
    return rowLower.count - 1
  }

  /// A row whose coefficients are all 1.
  @discardableResult
  public mutating func addSumRow(
    _ columns: some Sequence<Int>, lower: Double = -.infinity, upper: Double = .infinity
  ) -> Int {
    addRow(columns.map { (column: $0, coefficient: 1) }, lower: lower, upper: upper)
  }

  /// Fixes or frees a column, so that one model can be solved again with other bounds.
  public mutating func setBounds(column: Int, lower: Double, upper: Double) {
    columnLower[column] = lower
    columnUpper[column] = upper
  }

  /// The entries of a row, as they were added.
  public func entries(ofRow row: Int) -> [(column: Int, coefficient: Double)] {
    let end = row + 1 < rowStart.count ? Int(rowStart[row + 1]) : entryColumn.count
    return (Int(rowStart[row])..<end).map { (Int(entryColumn[$0]), entryCoefficient[$0]) }
  }
}
