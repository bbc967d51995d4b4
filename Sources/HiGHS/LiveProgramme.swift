// SPDX-License-Identifier: Apache-2.0

import CSolverShims

/// A linear programme that stays loaded: grow it, change it, solve it again from the last basis.
///
/// For column generation and cutting planes, where hundreds of solves differ by a few columns or
/// rows. Integer columns are refused: they would need a search of their own, see `HiGHSSolver`. Used
/// by one thread at a time. Deterministic: the same calls give the same answers.
public final class LiveProgramme {
  /// One column with its entries; a row may stand in it once.
  public struct Column: Sendable {
    public var cost: Double
    public var lower: Double
    public var upper: Double
    public var entries: [(row: Int, coefficient: Double)]

    public init(
      cost: Double, lower: Double = 0, upper: Double = .infinity,
      entries: [(row: Int, coefficient: Double)]
    ) {
      self.cost = cost
      self.lower = lower
      self.upper = upper
      self.entries = entries
    }
  }

  /// One row with its entries; a column may stand in it once.
  public struct Row: Sendable {
    public var lower: Double
    public var upper: Double
    public var entries: [(column: Int, coefficient: Double)]

    public init(
      lower: Double = -.infinity, upper: Double = .infinity,
      entries: [(column: Int, coefficient: Double)]
    ) {
      self.lower = lower
      self.upper = upper
      self.entries = entries
    }
  }

  public private(set) var columnCount: Int
  public private(set) var rowCount: Int
  private let instance: HiGHSInstance

  public init(
    library: HiGHSLibrary, model: LinearModel, options: HiGHSOptions = HiGHSOptions()
  ) throws(HiGHSError) {
    try model.check()
    try options.check(columnCount: model.columnCount)
    if model.hasIntegers { throw .invalidOption("a live programme has no integer column") }
    columnCount = model.columnCount
    rowCount = model.rowCount
    instance = HiGHSInstance(library: library)
    try instance.configure(options)
    try instance.preferPrimalSimplex()
    try instance.load(model)
  }

  /// Answers the numbers of the new columns.
  @discardableResult
  public func addColumns(_ columns: [Column]) throws(HiGHSError) -> Range<Int> {
    let first = columnCount
    for (offset, column) in columns.enumerated() {
      try checkCost(column.cost, first + offset)
      try check(.columnBounds, first + offset, column.lower, column.upper)
    }
    try checkEntries(columns, first)
    let (starts, indices, coefficients) = Self.flat(
      columns.map { $0.entries.map { ($0.row, $0.coefficient) } })
    let status = csolver_highs_add_columns(
      instance.library.handle, instance.pointer, Int32(columns.count), columns.map(\.cost),
      columns.map(\.lower), columns.map(\.upper), Int32(indices.count), starts, indices,
      coefficients)
    if status == -1 { throw instance.refusal(of: "add columns") }
    columnCount += columns.count
    return first..<columnCount
  }

  /// Answers the numbers of the new rows.
  @discardableResult
  public func addRows(_ rows: [Row]) throws(HiGHSError) -> Range<Int> {
    let first = rowCount
    for (offset, row) in rows.enumerated() {
      try check(.rowBounds, first + offset, row.lower, row.upper)
    }
    try checkEntries(rows, first)
    let (starts, indices, coefficients) = Self.flat(
      rows.map { $0.entries.map { ($0.column, $0.coefficient) } })
    let status = csolver_highs_add_rows(
      instance.library.handle, instance.pointer, Int32(rows.count), rows.map(\.lower),
      rows.map(\.upper), Int32(indices.count), starts, indices, coefficients)
    if status == -1 { throw instance.refusal(of: "add rows") }
    rowCount += rows.count
    return first..<rowCount
  }

  public func setBounds(column: Int, lower: Double, upper: Double) throws(HiGHSError) {
    try check(.columnBounds, column, lower, upper)
    guard (0..<columnCount).contains(column) else {
      throw .notThere(what: .columnBounds, index: column, count: columnCount)
    }
    let status = csolver_highs_change_column_bounds(
      instance.library.handle, instance.pointer, Int32(column), lower, upper)
    if status == -1 { throw instance.refusal(of: "change a column's bounds") }
  }

  public func setBounds(row: Int, lower: Double, upper: Double) throws(HiGHSError) {
    try check(.rowBounds, row, lower, upper)
    guard (0..<rowCount).contains(row) else {
      throw .notThere(what: .rowBounds, index: row, count: rowCount)
    }
    let status = csolver_highs_change_row_bounds(
      instance.library.handle, instance.pointer, Int32(row), lower, upper)
    if status == -1 { throw instance.refusal(of: "change a row's bounds") }
  }

  public func setCost(column: Int, cost: Double) throws(HiGHSError) {
    try checkCost(cost, column)
    guard (0..<columnCount).contains(column) else {
      throw .notThere(what: .cost, index: column, count: columnCount)
    }
    let status = csolver_highs_change_costs(
      instance.library.handle, instance.pointer, Int32(column), Int32(column), [cost])
    if status == -1 { throw instance.refusal(of: "change a cost") }
  }

  /// Solves from the last basis, on the calling thread; the status is `stopped` if the stop or the
  /// deadline comes first.
  public func solve(
    stop: HiGHSStop = HiGHSStop(), deadline: ContinuousClock.Instant? = nil
  ) throws(HiGHSError) -> HiGHSSolution {
    // HiGHS calls such a programme "empty" whatever its rows say.
    if columnCount == 0 { throw .invalidOption("a live programme needs a column to be solved") }
    let clock = ContinuousClock()
    let begin = clock.now
    try instance.run(ProgressListener(stops: [stop], deadline: deadline, report: nil))
    let seconds = (clock.now - begin) / .seconds(1)
    switch instance.modelStatus {
    case ModelStatus.optimal: return answer(.optimal, seconds)
    case ModelStatus.infeasible: return answer(.infeasible, seconds)
    case ModelStatus.unbounded: return answer(.unbounded, seconds)
    case ModelStatus.limits: return answer(.stopped, seconds)
    default: throw instance.refusal(of: "solve the programme")
    }
  }

  private func answer(_ status: HiGHSSolution.Status, _ seconds: Double) -> HiGHSSolution {
    let isOptimal = status == .optimal
    let vectors = isOptimal ? instance.vectors(columns: columnCount, rows: rowCount) : nil
    let objective = isOptimal ? instance.objective : nil
    return HiGHSSolution(
      status: status, values: vectors?.values, objective: objective, bound: objective,
      rowDuals: vectors?.duals, reducedCosts: vectors?.reduced, nodes: 0, seconds: seconds)
  }
}

extension LiveProgramme {
  private func checkCost(_ cost: Double, _ column: Int) throws(HiGHSError) {
    if !cost.isFinite { throw .notFinite(what: .cost, index: column) }
  }

  private func check(
    _ what: HiGHSError.Place, _ index: Int, _ lower: Double, _ upper: Double
  ) throws(HiGHSError) {
    if !LinearModel.isRange(lower, upper) {
      throw .badBounds(what: what, index: index, lower: lower, upper: upper)
    }
  }

  private func checkEntries(_ columns: [Column], _ first: Int) throws(HiGHSError) {
    var last = [Int](repeating: -1, count: rowCount)
    for (number, column) in zip(first..., columns) {
      for entry in column.entries {
        guard last.indices.contains(entry.row) else {
          throw .noSuchRow(entry.row, column: number, rowCount: rowCount)
        }
        if last[entry.row] == number { throw .repeatedRow(entry.row, column: number) }
        last[entry.row] = number
        if !entry.coefficient.isFinite {
          throw .notFinite(what: .columnCoefficient(row: entry.row), index: number)
        }
      }
    }
  }

  private func checkEntries(_ rows: [Row], _ first: Int) throws(HiGHSError) {
    var last = [Int](repeating: -1, count: columnCount)
    for (number, row) in zip(first..., rows) {
      for entry in row.entries {
        guard last.indices.contains(entry.column) else {
          throw .noSuchColumn(entry.column, row: number, columnCount: columnCount)
        }
        if last[entry.column] == number { throw .repeatedColumn(entry.column, row: number) }
        last[entry.column] = number
        if !entry.coefficient.isFinite {
          throw .notFinite(what: .coefficient(row: number), index: entry.column)
        }
      }
    }
  }

  /// Vectors one after the other: where each begins, and its indices and coefficients.
  private static func flat(
    _ vectors: [[(index: Int, coefficient: Double)]]
  ) -> (starts: [Int32], indices: [Int32], coefficients: [Double]) {
    var starts: [Int32] = []
    var size: Int32 = 0
    for vector in vectors {
      starts.append(size)
      size += Int32(vector.count)
    }
    let entries = vectors.joined()
    return (starts, entries.map { Int32($0.index) }, entries.map(\.coefficient))
  }
}
