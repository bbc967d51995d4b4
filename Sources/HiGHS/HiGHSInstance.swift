// SPDX-License-Identifier: Apache-2.0

import CSolverShims

/// One instance of the C interface, used by one thread from `init` to `deinit`.
final class HiGHSInstance {
  let library: HiGHSLibrary
  let pointer: UnsafeMutableRawPointer?

  init(library: HiGHSLibrary) {
    self.library = library
    pointer = csolver_highs_create(library.handle)
  }

  deinit {
    csolver_highs_destroy(library.handle, pointer)
    // The workers belong to this thread and would keep their number for the next solve on it.
    csolver_highs_end_workers(library.handle)
  }

  func configure(_ options: HiGHSOptions) throws(HiGHSError) {
    var worst = csolver_highs_set_bool(library.handle, pointer, "output_flag", 0)
    worst = min(worst, csolver_highs_set_int(library.handle, pointer, "threads", options.threads))
    worst = min(worst, csolver_highs_set_int(library.handle, pointer, "random_seed", options.seed))
    worst = min(
      worst, csolver_highs_set_double(library.handle, pointer, "mip_rel_gap", options.relativeGap))
    worst = min(worst, csolver_highs_set_double(library.handle, pointer, "mip_abs_gap", 1e-6))
    if let limit = options.timeLimit {
      let seconds = limit / .seconds(1)
      worst = min(worst, csolver_highs_set_double(library.handle, pointer, "time_limit", seconds))
    }
    if worst == -1 { throw .invalidOption("HiGHS refused one of \(options)") }
  }

  /// After columns are added the last basis is still feasible, and the primal method goes on from it.
  func preferPrimalSimplex() throws(HiGHSError) {
    let primal: Int32 = 4  // kHighsSimplexStrategyPrimal
    if csolver_highs_set_int(library.handle, pointer, "simplex_strategy", primal) == -1 {
      throw .invalidOption("HiGHS refused the primal simplex method")
    }
  }

  func load(_ model: LinearModel) throws(HiGHSError) {
    let status = csolver_highs_pass(
      library.handle, pointer, Int32(model.columnCount), Int32(model.rowCount),
      Int32(model.entryCount), model.sense == .maximize ? 1 : 0, model.offset, model.cost,
      model.columnLower, model.columnUpper, model.rowLower, model.rowUpper, model.rowStart,
      model.entryColumn, model.entryCoefficient, model.hasIntegers ? 1 : 0,
      model.isInteger.map { $0 ? 1 : 0 })
    if status == -1 { throw refusal(of: "take the model") }
  }

  func start(from values: [Int: Double]) throws(HiGHSError) {
    let ordered = values.sorted { $0.key < $1.key }
    let columns = ordered.map { Int32($0.key) }
    let status = csolver_highs_start_solution(
      library.handle, pointer, Int32(columns.count), columns, ordered.map(\.value))
    if status == -1 { throw refusal(of: "take the start solution") }
  }

  func run(_ listener: ProgressListener) throws(HiGHSError) {
    let status = withExtendedLifetime(listener) {
      csolver_highs_run(
        library.handle, pointer,
        { context, progress in
          guard let context, let progress else { return 0 }
          let listener = Unmanaged<ProgressListener>.fromOpaque(context).takeUnretainedValue()
          return listener.take(progress.pointee) ? 1 : 0
        }, Unmanaged.passUnretained(listener).toOpaque())
    }
    if status == -1 { throw refusal(of: "solve the model") }
  }

  /// Drops the costs, so that the next run only asks whether there is a solution.
  func dropCosts(_ count: Int) throws(HiGHSError) {
    let zeros = [Double](repeating: 0, count: count)
    let status = csolver_highs_change_costs(
      library.handle, pointer, 0, Int32(count - 1), zeros)
    if status == -1 { throw refusal(of: "change the costs") }
  }

  var modelStatus: Int { Int(csolver_highs_model_status(library.handle, pointer)) }
  var objective: Double { csolver_highs_objective(library.handle, pointer) }

  func integer(_ name: String) -> Int {
    var value: Int32 = 0
    _ = csolver_highs_info_int(library.handle, pointer, name, &value)
    return Int(value)
  }

  func largeInteger(_ name: String) -> Int {
    var value: Int64 = 0
    _ = csolver_highs_info_int64(library.handle, pointer, name, &value)
    return Int(value)
  }

  func double(_ name: String) -> Double? {
    var value = 0.0
    let status = csolver_highs_info_double(library.handle, pointer, name, &value)
    return status != -1 && value.isFinite ? value : nil
  }

  func vectors(
    columns: Int, rows: Int
  ) -> (values: [Double], reduced: [Double], duals: [Double]) {
    var values = [Double](repeating: 0, count: columns)
    var reduced = values
    var duals = [Double](repeating: 0, count: rows)
    _ = csolver_highs_solution(library.handle, pointer, &values, &reduced, nil, &duals)
    return (values, reduced, duals)
  }

  func refusal(of step: String) -> HiGHSError { .refused(step: step, modelStatus: modelStatus) }
}
