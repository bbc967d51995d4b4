// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How far a new plan should go from the current one.
public enum ChangeRule: Hashable, Codable, Sendable {
  /// At most so many of the current posts are given up.
  case limit(Int)
  /// A post is given up only if that covers at least so many more incidents a year.
  case penalty(Double)
}

/// The current plan beside the new one, and what each further move of a post would bring.
public struct PlanComparison: Hashable, Codable, Sendable {
  /// Of the set of plans that is in force.
  public var current: Version
  public var currentPlaces: Int
  /// Expected incidents a year that the current places cover under the present risk.
  public var currentObjective: Double
  /// From the least change that obeys today's rules to the best plan of all.
  public var steps: [ChangeStep]
  /// Posts of the current plan that this plan gives up.
  public var moves: Int
  public var rule: ChangeRule?
  /// How fast the people of the plan in force would be there, reckoned like the new plan's.
  public var currentResponse: ResponseEvaluation?

  init(
    current: Version, currentPlaces: Int, currentObjective: Double, steps: [ChangeStep],
    moves: Int, rule: ChangeRule?
  ) {
    self.current = current
    self.currentPlaces = currentPlaces
    self.currentObjective = currentObjective
    self.steps = steps
    self.moves = moves
    self.rule = rule
  }
}

/// The best plan found that gives up at most `moves` of the current posts.
public struct ChangeStep: Hashable, Codable, Sendable {
  public var moves: Int
  public var objective: Double
  /// No plan that gives up at most so many covers more.
  public var bound: Double
  /// Incidents a year for each post kept, at which this plan is the best; `nil` if it was found by
  /// exchange between two such plans.
  public var penalty: Double?
  public var left: [LocalizedName]
  public var joined: [LocalizedName]

  init(
    moves: Int, objective: Double, bound: Double, penalty: Double?, left: [LocalizedName],
    joined: [LocalizedName]
  ) {
    self.moves = moves
    self.objective = objective
    self.bound = bound
    self.penalty = penalty
    self.left = left
    self.joined = joined
  }
}
