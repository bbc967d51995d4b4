// SPDX-License-Identifier: Apache-2.0

/// Why HiGHS gave no answer.
public enum HiGHSError: Error, Hashable, CustomStringConvertible {
  public enum Place: Hashable, Sendable, CustomStringConvertible {
    case offset, cost, columnBounds, rowBounds, startSolution
    case coefficient(row: Int)

    public var description: String {
      switch self {
      case .offset: "The offset"
      case .cost: "The cost of column"
      case .columnBounds: "The bounds of column"
      case .rowBounds: "The bounds of row"
      case .startSolution: "The start solution in column"
      case .coefficient(let row): "In row \(row), the coefficient of column"
      }
    }
  }

  /// A number is infinite or not a number at all.
  case notFinite(what: Place, index: Int)
  case badBounds(what: Place, index: Int, lower: Double, upper: Double)
  case noSuchColumn(Int, row: Int?, columnCount: Int)
  case repeatedColumn(Int, row: Int)
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
    case .invalidOption(let text): "A solver option is not valid: \(text)."
    case .refused(let step, let status):
      "HiGHS could not \(step) (model status \(status)). "
        + "Maybe the numbers of the model differ too much in size."
    }
  }
}
