// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
import DutyPlanning
public import Geography
import Operations

/// How often one street was to be seen in one mode, and how often it was.
public struct VisibilityCell: Hashable, Sendable {
  public var mode: DutyMode
  public var segment: ID<RoadSegment>
  public var brigade: ID<Unit>?
  /// Incidents that the plan's places answer on the street in this mode.
  public var weight: Int64
  /// Slots of 15 minutes in which the plan wants it seen.
  public var slots: Int64
  public var seen: Int64
}

/// Counts seen streets day by day: a bit for every street and quarter of an hour, so that memory
/// does not grow with the period.
struct VisibilityCount {
  static let slotMilliseconds: Int64 = 900_000
  /// A window may run past midnight, up to the end of the next day.
  static let slotsADay = 192

  let snapshot: CitySnapshot
  let plan: DutyPlanSet
  let policy: SupervisionPolicy
  let places: PlaceIndex
  var near: NearbyStreets
  let segmentCount: Int
  private var required: [DutyMode: [Int64]] = [:]
  private var seenOfMode: [DutyMode: [Int64]] = [:]

  init(plan: DutyPlanSet, snapshot: CitySnapshot, policy: SupervisionPolicy) {
    self.plan = plan
    self.snapshot = snapshot
    self.policy = policy
    places = PlaceIndex(plan: plan, snapshot: snapshot)
    near = NearbyStreets(snapshot.roads, metres: policy.visibilityMetres)
    segmentCount = snapshot.roads.segments.count
  }

  mutating func cells(
    stays: [StayFact], stops: [StopFact], walks: [WalkFact], period: CivilInterval,
    until asOf: Instant
  ) -> [VisibilityCell] {
    var date = period.start.date
    while CivilTime(date: date) < period.end {
      var seen = [UInt8](repeating: 0, count: Self.slotsADay * segmentCount)
      let start = snapshot.organization.clock.instant(of: CivilTime(date: date))
      mark(&seen, stays: stays, from: start, until: asOf)
      mark(&seen, stops: stops, from: start)
      mark(&seen, walks: walks, from: start)
      for one in plan.plans { count(one, on: date, period: period, from: start, seen) }
      date = date.adding(days: 1)
    }
    return collected()
  }

  private mutating func count(
    _ one: DutyPlan, on date: CivilDate, period: CivilInterval, from start: Instant,
    _ seen: [UInt8]
  ) {
    var wanted = [UInt8](repeating: 0, count: seen.count)
    for demand in one.demands where demand.date == nil || demand.date == date {
      guard let interval = demand.window.interval(on: date), period.contains(interval.start)
      else { continue }
      want(demand, interval, from: start, &wanted)
    }
    var slots = required[one.mode] ?? Array(repeating: 0, count: segmentCount)
    var found = seenOfMode[one.mode] ?? Array(repeating: 0, count: segmentCount)
    for row in stride(from: 0, to: wanted.count, by: max(1, segmentCount)) {
      for segment in 0..<segmentCount where wanted[row + segment] == 1 {
        slots[segment] += 1
        found[segment] += Int64(seen[row + segment])
      }
    }
    required[one.mode] = slots
    seenOfMode[one.mode] = found
  }

  /// The cells that one demand promises.
  private mutating func want(
    _ demand: DutyDemand, _ interval: CivilInterval, from start: Instant, _ wanted: inout [UInt8]
  ) {
    let clock = snapshot.organization.clock
    let span = clock.instant(of: interval.start)..<clock.instant(of: interval.end)
    let key = PlaceIndex.Key(place: demand.place, mode: demand.mode)
    switch demand.place {
    case .post, .checkpoint:
      guard let location = places.location(of: demand.place, in: demand.mode) else { return }
      set(&wanted, near.segments(around: location), slots(in: span, from: start, atLeast: nil))
    case .beat:
      let segments = (places.beats[key]?.segments ?? []).map { Int32($0.rawValue) }
      set(&wanted, segments, slots(in: span, from: start, atLeast: nil))
    case .patrol:
      for stop in places.patrols[key]?.stops ?? [] {
        let arrival = span.lowerBound.adding(seconds: Int64(stop.arrivalMinute) * 60)
        let stay = arrival..<arrival.adding(seconds: Int64(stop.dwellMinutes) * 60)
        let promised = slots(in: stay, from: start, atLeast: policy.visibilitySeconds)
        set(&wanted, near.segments(around: stop.location), promised)
      }
    }
  }

  /// Slots wholly within the span, or those that share at least `atLeast` seconds with it.
  func slots(
    in span: Range<Instant>, from start: Instant, atLeast seconds: Int?
  ) -> Range<Int> {
    let slot = Self.slotMilliseconds
    let slack = seconds.map { slot - Int64($0) * 1000 } ?? 0
    let low = span.lowerBound.milliseconds - start.milliseconds - slack
    let high = span.upperBound.milliseconds - start.milliseconds + slack
    if let seconds, span.milliseconds < Int64(seconds) * 1000 { return 0..<0 }
    let first = max(0, Int((low + slot - 1).flooredQuotient(slot)))
    let end = min(Self.slotsADay, Int(high.flooredQuotient(slot)))
    return first < end ? first..<end : 0..<0
  }

  func set(_ cells: inout [UInt8], _ segments: [Int32], _ slots: Range<Int>) {
    for slot in slots {
      for segment in segments { cells[slot * segmentCount + Int(segment)] = 1 }
    }
  }

  private func collected() -> [VisibilityCell] {
    let weights = weights()
    return DutyMode.allCases.flatMap { mode -> [VisibilityCell] in
      guard let slots = required[mode], let seen = seenOfMode[mode] else { return [] }
      return slots.indices.filter { slots[$0] > 0 }.map { segment in
        VisibilityCell(
          mode: mode, segment: ID(rawValue: Int64(segment)),
          brigade: snapshot.brigadeOfSegment[segment], weight: weights[mode]?[segment] ?? 0,
          slots: slots[segment], seen: seen[segment])
      }
    }
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
