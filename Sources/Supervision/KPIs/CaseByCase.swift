// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a case is judged by besides itself.
public struct CountingContext: Sendable {
  public var policy: SupervisionPolicy
  /// Until when the log tells.
  public var asOf: Instant
}

/// A figure that looks at one stay after the other.
public protocol StayKPI: CountedKPI {
  func count(_ stay: StayFact, _ context: CountingContext, into tally: inout KPITally)
}

/// A figure that looks at one incident after the other; those withdrawn are no cases.
public protocol IncidentKPI: CountedKPI {
  func count(_ incident: IncidentFact, _ context: CountingContext, into tally: inout KPITally)
}

/// A figure that looks at one violation after the other.
public protocol ViolationKPI: CountedKPI {
  func count(_ violation: ViolationFact, _ context: CountingContext, into tally: inout KPITally)
}

/// A figure that looks at one street in one mode after the other.
public protocol StreetKPI: CountedKPI {
  func count(_ street: WatchCell, into tally: inout KPITally)
  /// One street's hours; most figures have none.
  func count(_ street: WatchCell, hour: Int, _ scopes: [Int], into tally: inout KPITally)
}

extension DutyFacts {
  var context: CountingContext { CountingContext(policy: policy, asOf: asOf) }
}

extension StayKPI {
  public var dimensions: Set<KPIDimension> { KPIDimension.whereRostered }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for stay in facts.stays { count(stay, facts.context, into: &tally) }
  }
}

extension IncidentKPI {
  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for incident in facts.incidents { count(incident, facts.context, into: &tally) }
  }
}

extension ViolationKPI {
  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for violation in facts.violations {
      tally.weight = violation.times
      count(violation, facts.context, into: &tally)
    }
    tally.weight = 1
  }
}

extension StreetKPI {
  public func count(
    _ street: WatchCell, hour: Int, _ scopes: [Int], into tally: inout KPITally
  ) {}

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    count(facts.streets, facts.book, into: &tally)
  }

  func count(_ streets: [WatchCell], _ book: ScopeBook, into tally: inout KPITally) {
    let hours = (0..<24).map { hour in book.scopes.firstIndex(of: .hour(hour)).map { [$0] } ?? [] }
    for street in streets {
      count(street, into: &tally)
      for hour in street.slotsOfHour.indices where street.slotsOfHour[hour] > 0 {
        count(street, hour: hour, hours[hour], into: &tally)
      }
    }
  }
}
