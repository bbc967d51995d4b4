// SPDX-License-Identifier: Apache-2.0

/// One figure of duty: one type, one definition, one way to compute it.
///
/// There is no KPI of a person, and `KPIScope` has no case for one: fines and counts of single
/// officers are not compared (Road Traffic Safety Law, article 86, forbids quotas of fines).
public protocol KPI: Sendable {
  var definition: KPIDefinition { get }
  /// By what the figure can be broken down.
  var dimensions: Set<KPIDimension> { get }
  /// A result for each scope that the figure has a meaning for, with an explicit gap where there
  /// is nothing to count.
  func evaluate(_ facts: DutyFacts) -> [KPIResult]
  /// What one of the figure's numerator and denominator is in the whole numbers of its cases, such
  /// as 60 000 where milliseconds are added up and minutes are shown.
  var scale: (numerator: Int64, denominator: Int64) { get }
  /// What the figure of one scope rests on, case by case.
  func trace(_ scope: KPIScope, in facts: DutyFacts) -> [TracedCase]
}

/// A figure that is a sum over cases: most are. Counting the same cases once with plus and once
/// with minus leaves nothing, which is what makes it possible to keep it up to date by the event.
public protocol CountedKPI: KPI {
  /// Of a percentile, which; `nil` for all other measures.
  var percentile: Int? { get }
  func count(_ facts: DutyFacts, into tally: inout KPITally)
}

extension KPI {
  public var dimensions: Set<KPIDimension> { KPIDimension.wherePlaced }
  public var scale: (numerator: Int64, denominator: Int64) { (1, 1) }
}

extension KPIDimension {
  /// For what happens on a street: it has no squadron and belongs to no single place.
  static let wherePlaced: Set<KPIDimension> = [.detachment, .area, .brigade, .mode, .hour]
  /// For what rostered people do at a place.
  static let whereRostered = Set(KPIDimension.allCases)
}

extension CountedKPI {
  public var percentile: Int? { nil }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = KPITally(scopes: facts.scopes.count)
    count(facts, into: &tally)
    return tally.results(of: self, for: facts.scopes)
  }

  public func trace(_ scope: KPIScope, in facts: DutyFacts) -> [TracedCase] {
    guard let position = facts.scopes.firstIndex(of: scope) else { return [] }
    var tally = KPITally(scopes: facts.scopes.count, tracing: position)
    count(facts, into: &tally)
    return tally.traced
  }
}
