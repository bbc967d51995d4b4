// SPDX-License-Identifier: Apache-2.0

/// What the plan would have done on days it was not made from.
public struct PlanEvaluation: Hashable, Codable, Sendable {
  public var heldOutIncidents: Int
  /// Of those, how many happened on a street that the plan covers in its windows.
  public var coveredIncidents: Int
  /// The same for as many places chosen by last year's count alone.
  public var coveredByCountBaseline: Int
  /// Expected yearly incidents covered with 10 fewer, 5 fewer, … 10 more places.
  public var marginal: [MarginalPoint]
  /// How fast somebody would be there; `nil` in files of before.
  public var response: ResponseEvaluation?
  /// What every grid may count on; `nil` in files of before and for a special order.
  public var floor: ServiceFloor?

  public init(
    heldOutIncidents: Int, coveredIncidents: Int, coveredByCountBaseline: Int,
    marginal: [MarginalPoint], response: ResponseEvaluation? = nil, floor: ServiceFloor? = nil
  ) {
    self.heldOutIncidents = heldOutIncidents
    self.coveredIncidents = coveredIncidents
    self.coveredByCountBaseline = coveredByCountBaseline
    self.marginal = marginal
    self.response = response
    self.floor = floor
  }

  public struct MarginalPoint: Hashable, Codable, Sendable {
    public var places: Int
    public var expectedPerYear: Double
    /// People at so many places, as many each as in the plan; `nil` where places differ too much.
    public var people: Int?
    /// No choice of so many places covers more; `nil` where places were not chosen by covering alone.
    public var bound: Double?

    public init(places: Int, expectedPerYear: Double, people: Int? = nil, bound: Double? = nil) {
      self.places = places
      self.expectedPerYear = expectedPerYear
      self.people = people
      self.bound = bound
    }
  }
}
