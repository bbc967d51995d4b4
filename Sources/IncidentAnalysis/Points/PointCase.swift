// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A congestion or disorder point on its way from candidate to sign-off 销号.
///
/// 候选 candidate → 现场核实 verified → 挂账 listed (owner, measure, deadline) → 治理 treated → 复核
/// rechecked → 销号 signed off; back onto the ledger when it relapses within 60 days. A pure machine:
/// an event comes in with a person, a time and a reason; it is applied and kept, or refused and
/// nothing changes.
public struct PointCase: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<PointCase>
  public let kind: PointKind
  public let measure: PointMeasure
  public let place: String
  public let location: Coordinate?
  /// What brought it in, with numerator and denominator.
  public let reason: LocalizedName
  /// What the place had to reach to become a candidate; leaving is measured against it.
  public private(set) var entryThreshold: Double
  public private(set) var state: State
  /// One value a week, the oldest first.
  public private(set) var weeks: [Week] = []
  /// Everything that was applied, the oldest first.
  public private(set) var history: [Entry]

  public enum State: Hashable, Codable, Sendable {
    case candidate
    /// Seen on site; not yet anybody's.
    case verified
    /// Looked at on site and found to be none.
    case dismissed
    case listed(Commitment)
    case treated(Commitment)
    case rechecked(Commitment)
    case signedOff(CivilTime)
    /// Back within 60 days of its sign-off; waits for a new owner, measure and deadline.
    case reopened
  }

  /// Who does what until when.
  public struct Commitment: Hashable, Codable, Sendable {
    public var owner: DutyModel.ID<Officer>
    public var measure: String
    public var deadline: CivilDate

    public init(owner: DutyModel.ID<Officer>, measure: String, deadline: CivilDate) {
      self.owner = owner
      self.measure = measure
      self.deadline = deadline
    }
  }

  public struct Week: Hashable, Codable, Sendable {
    /// The week's last day.
    public var ending: CivilDate
    public var value: Double
  }

  public struct Entry: Hashable, Codable, Sendable {
    public var event: Event
    public var signature: Signature
    public var time: CivilTime
  }

  /// Opens a candidate.
  public init(
    id: DutyModel.ID<PointCase>, finding: PointFinding, by signature: Signature, at time: CivilTime
  ) {
    self.id = id
    kind = finding.kind
    measure = finding.measure
    place = finding.place
    location = finding.location
    reason = finding.reason
    entryThreshold = finding.threshold
    state = .candidate
    history = [Entry(event: .found(value: finding.value), signature: signature, time: time)]
  }

  /// Signed off and dismissed cases ask for nothing any more.
  public var isOpen: Bool {
    switch state {
    case .signedOff, .dismissed: false
    default: true
    }
  }

  public var commitment: Commitment? {
    switch state {
    case .listed(let commitment), .treated(let commitment), .rechecked(let commitment): commitment
    default: nil
    }
  }

  /// Whether the measure is not done and its deadline has passed.
  public func isOverdue(on date: CivilDate) -> Bool {
    if case .listed(let commitment) = state { return date > commitment.deadline }
    return false
  }
}

extension PointCase {
  /// How many of the latest weeks in a row stayed below 70 % of the entry threshold; a week without
  /// a value, fourteen days or more from one to the next, breaks the row.
  public func quietWeeks(at date: CivilDate) -> Int {
    var next = date
    var count = 0
    for week in weeks.reversed() {
      guard week.value < PointRules.exitShare * entryThreshold, next.day - week.ending.day < 14
      else { break }
      count += 1
      next = week.ending
    }
    return count
  }

  /// Applies an event, or refuses it and stays as it was.
  public mutating func apply(
    _ event: Event, by signature: Signature, at time: CivilTime
  ) throws(PointRefusal) {
    if let last = history.last?.time, time < last {
      throw PointRefusal(case: id, reason: .beforeLastEntry(last))
    }
    let next = try state(after: event, by: signature, at: time)
    if case .measured(let ending, let value) = event {
      weeks.append(Week(ending: ending, value: value))
    }
    if case .relapsed(_, let threshold) = event { entryThreshold = threshold }
    state = next
    history.append(Entry(event: event, signature: signature, time: time))
  }

  private func state(
    after event: Event, by signature: Signature, at time: CivilTime
  ) throws(PointRefusal) -> State {
    switch (state, event) {
    case (.candidate, .verify): return .verified
    case (.candidate, .dismiss), (.verified, .dismiss): return .dismissed
    case (.verified, .list(let commitment)), (.reopened, .list(let commitment)),
      // A new owner, measure or deadline: signed like any other change.
      (.listed, .list(let commitment)):
      return .listed(try checked(commitment, at: time))
    case (.listed(let commitment), .treat): return .treated(commitment)
    case (.treated(let commitment), .recheck(.passed)):
      try refuseOwner(of: commitment, signature)
      return .rechecked(commitment)
    case (.treated(let commitment), .recheck(.failed(let deadline))):
      try refuseOwner(of: commitment, signature)
      var again = commitment
      again.deadline = deadline
      return .listed(try checked(again, at: time))
    case (.rechecked(let commitment), .signOff):
      try refuseOwner(of: commitment, signature)
      let quiet = quietWeeks(at: time.date)
      guard quiet >= PointRules.quietWeeks else {
        throw PointRefusal(case: id, reason: .notQuiet(weeks: quiet, needed: PointRules.quietWeeks))
      }
      return .signedOff(time)
    case (.signedOff(let since), .relapsed(let value, let threshold)):
      return try relapse(since: since, value: value, threshold: threshold, at: time)
    case (.dismissed, .measured): break
    case (_, .measured(let ending, _)):
      if let last = weeks.last, ending.day < last.ending.day + 7 {
        throw PointRefusal(case: id, reason: .weekKnown(last.ending))
      }
      return state
    default: break
    }
    throw PointRefusal(case: id, reason: .notAllowed(state: state.name, event: event.name))
  }

  private func checked(
    _ commitment: Commitment, at time: CivilTime
  ) throws(PointRefusal) -> Commitment {
    guard commitment.measure.contains(where: { !$0.isWhitespace }) else {
      throw PointRefusal(case: id, reason: .noMeasure)
    }
    guard commitment.deadline > time.date else {
      throw PointRefusal(case: id, reason: .deadlinePassed(commitment.deadline))
    }
    return commitment
  }

  /// Nobody passes judgement on their own measure.
  private func refuseOwner(of commitment: Commitment, _ signature: Signature) throws(PointRefusal) {
    guard signature.officer != commitment.owner else {
      throw PointRefusal(case: id, reason: .ownJudge(commitment.owner))
    }
  }

  private func relapse(
    since: CivilTime, value: Double, threshold: Double, at time: CivilTime
  ) throws(PointRefusal) -> State {
    let days = Int(time.date.day - since.date.day)
    guard days <= PointRules.relapseDays else {
      throw PointRefusal(
        case: id, reason: .relapseTooLate(days: days, limit: PointRules.relapseDays))
    }
    guard value >= threshold else {
      throw PointRefusal(case: id, reason: .belowEntry(value: value, threshold: threshold))
    }
    return .reopened
  }
}
