// SPDX-License-Identifier: Apache-2.0

/// Why HiGHS gave no answer.
public enum HiGHSError: Error, Hashable, CustomStringConvertible {
  public enum Place: Hashable, Sendable, CustomStringConvertible {
    case offset, cost, columnBounds, rowBounds, startSolution
    case columnCoefficient(row: Int)
    case coefficient(row: Int)

    public var description: String {
      switch self {
      case .offset: "The offset"
      case .cost: "The cost of column"
      case .columnBounds: "The bounds of column"
      case .rowBounds: "The bounds of row"
      case .startSolution: "The start solution in column"
      case .columnCoefficient(let row): "The coefficient in row \(row) of column"
      case .coefficient(let row): "In row \(row), the coefficient of column"
      }
    }
  }

  /// A number is infinite or not a number at all.
  case notFinite(what: Place, index: Int)
  case badBounds(what: Place, index: Int, lower: Double, upper: Double)
  case noSuchColumn(Int, row: Int?, columnCount: Int)
  case repeatedColumn(Int, row: Int)
  /// A column that is added names a row that is not there, or one row twice.
  case noSuchRow(Int, column: Int, rowCount: Int)
  case repeatedRow(Int, column: Int)
  /// A change of a live programme names a row or column that is not there.
  case notThere(what: Place, index: Int, count: Int)
  case invalidOption(String)
  /// HiGHS itself reported an error in the step named.
  case refused(step: String, modelStatus: Int)

  public var description: String {
    switch self {
    case .notFinite(let what, let index):
      "\(what) \(index) is not a finite number. Maybe an empty table was divided by its total."
    case .badBounds(let what, let index, let lower, let upper):
      "\(what) \(index) are \(lower) and \(upper), expected numbers, the lower below +infinity "
        + "and the upper above -infinity."
    case .noSuchColumn(let column, let row, let count):
      "\(row.map { "Row \($0)" } ?? "The start solution") names column \(column), "
        + "expected 0 to \(count - 1)."
    case .repeatedColumn(let column, let row):
      "Row \(row) names column \(column) twice. Maybe add the two coefficients."
    case .noSuchRow(let row, let column, let count):
      "Column \(column) names row \(row), expected 0 to \(count - 1)."
    case .repeatedRow(let row, let column):
      "Column \(column) names row \(row) twice. Maybe add the two coefficients."
    case .notThere(let what, let index, let count):
      "\(what) \(index) cannot be changed, expected 0 to \(count - 1)."
    case .invalidOption(let text): "A solver option is not valid: \(text)."
    case .refused(let step, let status):
      "HiGHS could not \(step) (model status \(status)). "
        + "Maybe the numbers of the model differ too much in size."
    }
  }
}
