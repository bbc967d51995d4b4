// SPDX-License-Identifier: Apache-2.0

public import HiGHS

/// The solver library that places are proven with.
public struct PlanningSolvers: Sendable {
  public var highs: HiGHSSolver

  public init(highs: HiGHSSolver) { self.highs = highs }

  /// - Parameter highsPath: the file `libhighs.so`.
  public init(highsPath: String) throws(PlanningError) {
    do {
      highs = HiGHSSolver(library: try HiGHSLibrary(path: highsPath))
    } catch { throw .solverMissing(reason: error.description) }
  }
}
