// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

/// A roster beside its problem, arranged as the rules ask for it. Made from the roster's rows alone.
public struct RosterView: Sendable {
  public struct Entry: Hashable, Sendable {
    public var duty: RosteredDuty
    public var span: DutySpan
    public var date: CivilDate
    /// Worked before the roster; rules look at it but never blame it.
    public var isHistory: Bool
  }

  public struct Person: Sendable {
    public var officer: Officer
    public var pool: RosterPool.Key
    /// In order of start.
    public var entries: [Entry]

    public func workedMinutes(in period: CivilInterval) -> Int {
      entries.reduce(0) { $0 + $1.span.workedMinutes(in: period) }
    }

    public var rostered: [Entry] { entries.filter { !$0.isHistory } }
  }

  public struct Holder: Sendable {
    public var officer: Officer
    public var duty: RosteredDuty
  }

  public let problem: RosterProblem
  public let roster: Roster
  /// Everyone of the problem, in order of pool, then of number.
  public let people: [Person]
  /// Duties of people whom the problem does not know.
  public let strangers: [RosteredDuty]
  /// Who is at each demand and when.
  public let holders: [DemandOccurrence.Key: [Holder]]
  /// Reckoned by whoever looks at a part of the problem, of which they do not follow.
  let shares: FairShares?

  public init(problem: RosterProblem, roster: Roster) {
    self.init(problem: problem, roster: roster, shares: nil)
  }

  init(problem: RosterProblem, roster: Roster, shares: FairShares?) {
    self.problem = problem
    self.shares = shares
    self.roster = roster
    let past = Dictionary(grouping: problem.history, by: \.officer)
    let present = Dictionary(grouping: roster.duties, by: \.officer)
    let breaks = Self.breaks(of: problem)
    people = problem.pools.flatMap { pool in
      pool.members.map { officer in
        let entries =
          (past[officer.id] ?? []).map { Self.entry($0, breaks, isHistory: true) }
          + (present[officer.id] ?? []).map { Self.entry($0, breaks, isHistory: false) }
        return Person(
          officer: officer, pool: pool.key,
          entries: entries.sorted {
            ($0.span.interval.start, $0.duty.id) < ($1.span.interval.start, $1.duty.id)
          })
      }
    }
    let known = Dictionary(
      problem.members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    strangers = roster.duties.filter { known[$0.officer] == nil }
    holders = Self.holders(of: roster, known: known)
  }

  public subscript(officer: ID<Officer>) -> Person? { people.first { $0.officer.id == officer } }

  private static func entry(
    _ duty: RosteredDuty, _ breaks: [String: Int], isHistory: Bool
  ) -> Entry {
    Entry(
      duty: duty,
      span: DutySpan(
        interval: duty.interval, isSpecial: duty.shift.hasPrefix(ShiftTemplate.specialKey),
        isStationOnly: duty.tasks.allSatisfy { $0.demand == nil },
        breakMinutes: breaks[duty.shift] ?? 0),
      date: duty.interval.start.date, isHistory: isHistory)
  }

  private static func breaks(of problem: RosterProblem) -> [String: Int] {
    Dictionary(
      problem.pools.flatMap(\.slots).map { ($0.shift, $0.breakMinutes) }, uniquingKeysWith: max)
  }

  private static func holders(
    of roster: Roster, known: [ID<Officer>: Officer]
  ) -> [DemandOccurrence.Key: [Holder]] {
    var holders: [DemandOccurrence.Key: [Holder]] = [:]
    for duty in roster.duties {
      guard let officer = known[duty.officer] else { continue }
      for task in duty.tasks {
        guard let demand = task.demand else { continue }
        holders[.init(demand: demand, interval: task.interval), default: []]
          .append(Holder(officer: officer, duty: duty))
      }
    }
    return holders
  }
}
