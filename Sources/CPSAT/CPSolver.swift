// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Solves models with CP-SAT. Solves may run side by side; each has an environment of its own.
public struct CPSolver: Sendable {
  public let library: CPSATLibrary

  public init(library: CPSATLibrary) { self.library = library }

  /// Solves on a thread of its own, so that a long search does not hold one of the few threads on
  /// which tasks run. Cancelling the task stops the search; the answer is then the best so far.
  ///
  /// - Parameter progress: called on solver threads, perhaps at the same time from several; never
  ///   if `library.reportsProgress` is false.
  public func solve(
    _ model: CPModel, parameters: CPParameters = CPParameters(), stop: CPStop = CPStop(),
    progress: (@Sendable (CPProgress) -> Void)? = nil
  ) async throws(CPSATError) -> CPSolution {
    let cancellation = CPStop()
    let link = stop.onStop { cancellation.stop() }
    defer { stop.remove(link) }
    let outcome = await withTaskCancellationHandler {
      await Self.onOwnThread { () -> Result<CPSolution, CPSATError> in
        Result { () throws(CPSATError) in
          try solveBlocking(
            model, parameters: parameters, stop: cancellation, progress: progress)
        }
      }
    } onCancel: {
      cancellation.stop()
    }
    return try outcome.get()
  }

  /// Solves on the calling thread and returns when the search has ended. Not to be called from a
  /// task: it would hold the thread on which other tasks wait to run.
  public func solveBlocking(
    _ model: CPModel, parameters: CPParameters = CPParameters(), stop: CPStop = CPStop(),
    progress: (@Sendable (CPProgress) -> Void)? = nil
  ) throws(CPSATError) -> CPSolution {
    try parameters.check()
    do { try model.check() } catch { throw .invalidModel(error) }
    let response = try run(model, parameters, stop, progress)
    if response.status == CPResponse.modelInvalid { throw .refused(response.information) }
    guard let solution = model.solution(of: response) else {
      throw .unreadableResponse(version: library.version)
    }
    return solution
  }

  private func run(
    _ model: CPModel, _ parameters: CPParameters, _ stop: CPStop,
    _ progress: (@Sendable (CPProgress) -> Void)?
  ) throws(CPSATError) -> CPResponse {
    let modelBytes = model.encoded()
    let parameterBytes = parameters.encoded()
    guard modelBytes.count <= Int32.max else { throw .tooLarge(bytes: modelBytes.count) }
    guard WireShape.accepts(modelBytes[...], as: WireShape.model),
      WireShape.accepts(parameterBytes[...], as: WireShape.parameters)
    else { throw .badEncoding }
    let environment = SolverEnvironment(library: library)
    let listener = progress.map { ProgressListener(model: model, report: $0) }
    if let listener { environment.attach(listener) }
    let key = stop.onStop { environment.stop() }
    defer { stop.remove(key) }
    let bytes = environment.solve(model: modelBytes, parameters: parameterBytes)
    guard let response = CPResponse(bytes) else {
      throw .unreadableResponse(version: library.version)
    }
    return response
  }

  private static func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      thread.name = "cp-sat"
      thread.stackSize = 16 << 20  // presolve recurses deeply on large models
      thread.start()
    }
  }
}
