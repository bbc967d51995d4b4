// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Solves linear and mixed-integer programmes. Solves may run side by side.
public struct HiGHSSolver: Sendable {
  public let library: HiGHSLibrary

  public init(library: HiGHSLibrary) { self.library = library }

  /// Solves on a thread of its own, so that a long search does not hold one of the few threads on
  /// which tasks run. Cancelling the task stops the search; the answer is then the best so far.
  ///
  /// - Parameter progress: called on solver threads.
  public func solve(
    _ model: LinearModel, options: HiGHSOptions = HiGHSOptions(), stop: HiGHSStop = HiGHSStop(),
    progress: (@Sendable (HiGHSProgress) -> Void)? = nil
  ) async throws(HiGHSError) -> HiGHSSolution {
    let cancellation = HiGHSStop()
    let outcome = await withTaskCancellationHandler {
      await Self.onOwnThread { () -> Result<HiGHSSolution, HiGHSError> in
        Result { () throws(HiGHSError) in
          try run(model, options, stops: [stop, cancellation], progress)
        }
      }
    } onCancel: {
      cancellation.stop()
    }
    return try outcome.get()
  }

  /// Solves on the calling thread. Not to be called from a task with a model that takes long: it
  /// would hold the thread on which other tasks wait to run.
  public func solveBlocking(
    _ model: LinearModel, options: HiGHSOptions = HiGHSOptions(), stop: HiGHSStop = HiGHSStop(),
    progress: (@Sendable (HiGHSProgress) -> Void)? = nil
  ) throws(HiGHSError) -> HiGHSSolution {
    try run(model, options, stops: [stop], progress)
  }

  private func run(
    _ model: LinearModel, _ options: HiGHSOptions, stops: [HiGHSStop],
    _ progress: (@Sendable (HiGHSProgress) -> Void)?
  ) throws(HiGHSError) -> HiGHSSolution {
    try model.check()
    try options.check(columnCount: model.columnCount)
    if model.columnCount == 0 { return Self.solutionWithoutColumns(model) }
    let instance = HiGHSInstance(library: library)
    try instance.configure(options)
    try instance.load(model)
    if !options.startSolution.isEmpty { try instance.start(from: options.startSolution) }
    let clock = ContinuousClock()
    let begin = clock.now
    let listener = ProgressListener(stops: stops, report: progress)
    try instance.run(listener)
    return try instance.solution(of: model, listener: listener) {
      (clock.now - begin) / .seconds(1)
    }
  }

  /// HiGHS calls such a model "empty" whatever its rows say, so the rows are looked at here.
  private static func solutionWithoutColumns(_ model: LinearModel) -> HiGHSSolution {
    let isFeasible = zip(model.rowLower, model.rowUpper).allSatisfy { $0 <= 0 && 0 <= $1 }
    return HiGHSSolution(
      status: isFeasible ? .optimal : .infeasible, values: isFeasible ? [] : nil,
      objective: isFeasible ? model.offset : nil, bound: isFeasible ? model.offset : nil,
      rowDuals: isFeasible ? model.rowLower.map { _ in 0 } : nil,
      reducedCosts: isFeasible ? [] : nil, nodes: 0, seconds: 0)
  }

  private static func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      thread.name = "highs"
      thread.stackSize = 16 << 20
      thread.start()
    }
  }
}
