// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
import Foundation

/// Where and when a team goes in a week: drawn by chance, so that nobody can know it before.
///
/// The plan is made from a secret seed whose digest (`commitment`) is published before the week,
/// and the seed afterwards: anyone can then draw again and see that nobody chose by hand.
public struct InspectionPlan: Hashable, Codable, Sendable {
  public struct Visit: Hashable, Codable, Sendable {
    public var place: DutyPlace
    public var mode: DutyMode
    public var at: CivilTime
  }

  public var monday: CivilDate
  /// SHA-256 of the seed and the Monday.
  public var commitment: EventDigest
  /// In order of time.
  public var visits: [Visit]
}

/// Draws places without replacement, each with a chance that grows with the weeks since its last
/// visit, so that none is ever safe and none is forgotten.
///
/// Method: the places with the largest ln(u)/w, u uniform and w the weight (Efraimidis, Spirakis
/// 2006, doi:10.1016/j.ipl.2005.11.003).
public struct InspectionDraw: Sendable {
  /// A place that can be visited, and the windows in which somebody must be there.
  public struct Candidate: Hashable, Sendable {
    public var place: DutyPlace
    public var mode: DutyMode
    public var windows: [DutyWindow]
    /// 0 if it was visited in the week before; large if never.
    public var weeksSinceVisit: Int

    public init(
      place: DutyPlace, mode: DutyMode, windows: [DutyWindow], weeksSinceVisit: Int
    ) {
      self.place = place
      self.mode = mode
      self.windows = windows
      self.weeksSinceVisit = weeksSinceVisit
    }
  }

  public var visits: Int
  /// Minutes from one visit of the team to the next, at least.
  public var minutesBetween: Int

  public init(visits: Int, minutesBetween: Int = 30) {
    self.visits = visits
    self.minutesBetween = minutesBetween
  }

  /// Every fixed place and beat of the plans, as if never visited.
  public static func candidates(_ plans: DutyPlanSet) -> [Candidate] {
    plans.plans.flatMap { plan in
      let byPlace = Dictionary(grouping: plan.demands, by: \.place)
      return byPlace.map { place, demands in
        Candidate(
          place: place, mode: plan.mode, windows: Array(Set(demands.map(\.window))).sorted(),
          weeksSinceVisit: 52)
      }
    }.sorted { ($0.mode.rawValue, $0.place.sortKey) < ($1.mode.rawValue, $1.place.sortKey) }
  }

  /// The same candidates, seed, Monday and calendar give the same plan.
  ///
  /// - Parameter calendar: holidays and shifted working days; `nil` for the plain week.
  public func plan(
    _ candidates: [Candidate], monday: CivilDate, calendar: WorkingCalendar? = nil, seed: UInt64
  ) -> InspectionPlan {
    var generator = SeededGenerator(seed: seed ^ UInt64(bitPattern: monday.day) &* 0x9E37_79B9)
    let keyed = candidates.map { candidate in
      let weight = Double(min(52, max(0, candidate.weeksSinceVisit)) + 1)
      let chance = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)
      return (key: log(chance) / weight, candidate: candidate)
    }.sorted { $0.key > $1.key }
    var plan = InspectionPlan(
      monday: monday, commitment: Self.commitment(seed: seed, monday: monday), visits: [])
    for (_, candidate) in keyed where plan.visits.count < visits {
      guard let time = time(for: candidate, monday, calendar, taken: plan.visits, &generator) else {
        continue
      }
      plan.visits.append(.init(place: candidate.place, mode: candidate.mode, at: time))
    }
    plan.visits.sort { ($0.at, $0.place.sortKey) < ($1.at, $1.place.sortKey) }
    return plan
  }

  public static func commitment(seed: UInt64, monday: CivilDate) -> EventDigest {
    EventChain.digest(after: .start, id: 0, body: "\(seed) \(monday)")
  }

  /// A moment on five minutes in one of the windows, away from the team's other visits; `nil` if
  /// twenty tries found none.
  private func time(
    for candidate: Candidate, _ monday: CivilDate, _ calendar: WorkingCalendar?,
    taken: [InspectionPlan.Visit],
    _ generator: inout SeededGenerator
  ) -> CivilTime? {
    let spans = (0..<7).flatMap { day in
      candidate.windows.compactMap { $0.interval(on: monday.adding(days: day), calendar: calendar) }
    }
    guard !spans.isEmpty else { return nil }
    for _ in 0..<20 {
      let span = spans[Int.random(in: 0..<spans.count, using: &generator)]
      let steps = max(1, span.minutes / 5)
      let time = span.start.adding(minutes: 5 * Int.random(in: 0..<steps, using: &generator))
      if taken.allSatisfy({ abs($0.at.minutes - time.minutes) >= Int64(minutesBetween) }) {
        return time
      }
    }
    return nil
  }
}

extension DutyPlace {
  /// The number within its form.
  public var number: Int64 {
    switch self {
    case .post(let id): id.rawValue
    case .beat(let id): id.rawValue
    case .patrol(let id): id.rawValue
    case .checkpoint(let id): id.rawValue
    }
  }

  /// Puts places in one order for ever: by form, then by number.
  public var sortKey: String {
    let digits = String(number)
    return form.rawValue + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
}

extension [DutyWindow] {
  fileprivate func sorted() -> [DutyWindow] {
    sorted { ($0.startMinute, $0.endMinute, $0.name) < ($1.startMinute, $1.endMinute, $1.name) }
  }
}
