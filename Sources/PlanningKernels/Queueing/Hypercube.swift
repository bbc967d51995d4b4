// SPDX-License-Identifier: Apache-2.0

/// The hypercube queueing model: how busy each unit is, and who answers whom.
///
/// Calls come at random (Poisson), last exponentially, and take the first free units in their atom's
/// order. Exact over all 2ⁿ states of n units (Larson 1974, doi:10.1016/0305-0548(74)90076-8);
/// beyond `exactUnits` by the fixed point of Larson 1975 (doi:10.1287/opre.23.5.845), with service
/// times that differ by unit as in Jarvis 1985 (doi:10.1287/mnsc.31.2.235) and crews of several units
/// as in Chelst and Barlach 1981 (doi:10.1287/mnsc.27.12.1390).
///
/// - Complexity: exact 2ⁿ × (n + atoms with orders of their own); approximate atoms × n a pass.
public struct Hypercube: Sendable {
  public let problem: HypercubeProblem

  public init(_ problem: HypercubeProblem) { self.problem = problem }

  /// - Parameters:
  ///   - exactUnits: up to so many units all states are solved, at most 18.
  ///   - tolerance: the residual at which the search ends.
  public func solve(
    exactUnits: Int = 15, tolerance: Double = 1e-11, iterationLimit: Int = 2000
  ) -> HypercubeResult {
    problem.unitCount <= min(exactUnits, 18)
      ? HypercubeStates(problem).solve(tolerance: tolerance, sweepLimit: iterationLimit)
      : HypercubeApproximation(problem).solve(tolerance: tolerance, passLimit: iterationLimit)
  }
}
