// SPDX-License-Identifier: Apache-2.0

/// How a solver came to its answer: shown beside every optimised plan or roster.
public struct SolveRecord: Hashable, Codable, Sendable {
  public enum Status: String, Codable, Sendable {
    /// Proven best: the bound equals the objective.
    case optimal
    /// A solution, and a bound that leaves a gap.
    case feasible
    /// Proven to have no solution.
    case infeasible
    /// Stopped before any solution was found.
    case stopped
  }

  /// The kernel or model, such as `mclp` or `roster-week`.
  public var problem: String
  /// The library and version that solved it.
  public var solver: String
  public var status: Status
  public var objective: Double
  /// The best value any solution could have.
  public var bound: Double
  public var seconds: Double
  public var seed: UInt64

  public init(
    problem: String, solver: String, status: Status, objective: Double, bound: Double,
    seconds: Double, seed: UInt64
  ) {
    self.problem = problem
    self.solver = solver
    self.status = status
    self.objective = objective
    self.bound = bound
    self.seconds = seconds
    self.seed = seed
  }

  /// |bound − objective| / max(1, |objective|); 0 when proven.
  public var gap: Double { abs(bound - objective) / max(1, abs(objective)) }

  private enum CodingKeys: String, CodingKey {
    case problem, solver, status, objective, bound, gap, seconds, seed
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    problem = try values.decode(String.self, forKey: .problem)
    solver = try values.decode(String.self, forKey: .solver)
    status = try values.decode(Status.self, forKey: .status)
    objective = try values.decode(Double.self, forKey: .objective)
    bound = try values.decode(Double.self, forKey: .bound)
    seconds = try values.decode(Double.self, forKey: .seconds)
    seed = try values.decode(UInt64.self, forKey: .seed)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(problem, forKey: .problem)
    try values.encode(solver, forKey: .solver)
    try values.encode(status, forKey: .status)
    try values.encode(objective, forKey: .objective)
    try values.encode(bound, forKey: .bound)
    try values.encode(gap, forKey: .gap)
    try values.encode(seconds, forKey: .seconds)
    try values.encode(seed, forKey: .seed)
  }
}
