// SPDX-License-Identifier: Apache-2.0

import CSolverShims

#if canImport(Glibc)
import Glibc
#endif

/// One environment of the C interface; it serves one solve and no more.
// Only `stop` is called from other threads, and SolveCpStopSearch sets an atomic flag. Whoever calls
// `stop` holds this object, so the environment is not freed meanwhile.
final class SolverEnvironment: @unchecked Sendable {
  private let library: CPSATLibrary
  private let pointer: UnsafeMutableRawPointer?
  private var listener: ProgressListener?

  init(library: CPSATLibrary) {
    self.library = library
    pointer = csolver_cpsat_new_environment(library.handle)
  }

  deinit { csolver_cpsat_free_environment(library.handle, pointer) }

  func stop() { csolver_cpsat_stop(library.handle, pointer) }

  /// To be called before `solve`.
  func attach(_ listener: ProgressListener) {
    guard library.reportsProgress else { return }
    self.listener = listener
    let context = Unmanaged.passUnretained(listener).toOpaque()
    _ = csolver_cpsat_on_solution(
      library.handle, pointer,
      { context, bytes, count in
        guard let context, let bytes else { return }
        let listener = Unmanaged<ProgressListener>.fromOpaque(context).takeUnretainedValue()
        listener.solution(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
      }, context)
    _ = csolver_cpsat_on_bound(
      library.handle, pointer,
      { context, bound in
        guard let context else { return }
        Unmanaged<ProgressListener>.fromOpaque(context).takeUnretainedValue().bound(bound)
      }, context)
  }

  /// The bytes of the response. `model` and `parameters` must parse: see `WireShape`.
  func solve(model: [UInt8], parameters: [UInt8]) -> [UInt8] {
    var response: UnsafeMutableRawPointer?
    var count: Int32 = 0
    defer { free(response) }
    model.withUnsafeBytes { model in
      parameters.withUnsafeBytes { parameters in
        csolver_cpsat_solve(
          library.handle, pointer, model.baseAddress, Int32(model.count), parameters.baseAddress,
          Int32(parameters.count), &response, &count)
      }
    }
    return Array(UnsafeRawBufferPointer(start: response, count: Int(count)))
  }
}

/// Turns what the library reports into `CPProgress`. Called on solver threads.
final class ProgressListener: Sendable {
  private let model: CPModel
  private let report: @Sendable (CPProgress) -> Void

  init(model: CPModel, report: @escaping @Sendable (CPProgress) -> Void) {
    self.model = model
    self.report = report
  }

  func solution(_ bytes: [UInt8]) {
    guard let response = CPResponse(bytes), let assignment = model.assignment(of: response)
    else { return }
    report(
      .solution(
        assignment, objective: model.objectiveValue(of: assignment),
        bound: model.objectiveBound(response.bound), seconds: response.wallTime))
  }

  func bound(_ value: Double) {
    if let bound = model.objectiveBound(value) { report(.bound(bound)) }
  }
}
