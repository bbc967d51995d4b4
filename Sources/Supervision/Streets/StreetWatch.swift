// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations

/// What the plan promises of the streets in a period, and where police were seen.
///
/// Each day has a frame of 192 slots of 15 minutes, so that a night belongs to the day on which it
/// begins; a street's slots are bits. Memory grows with streets × days, 24 bytes each.
struct StreetWatch: Sendable {
  let snapshot: CitySnapshot
  let plan: DutyPlanSet
  let policy: SupervisionPolicy
  let places: PlaceIndex
  let period: CivilInterval
  /// Of the first frame; the others follow day by day.
  let firstDate: CivilDate
  let frames: Int
  private let countsHours: Bool
  private(set) var cells: [WatchCell] = []
  private(set) var seen: [[SlotBits]]
  private var near: NearbyStreets
  private var cellOf: [CellKey: Int] = [:]
  private let weights: [DutyMode: [Int: Int64]]

  private struct CellKey: Hashable {
    var mode: DutyMode
    var segment: Int32
  }

  init(
    plan: DutyPlanSet, snapshot: CitySnapshot, policy: SupervisionPolicy, places: PlaceIndex,
    period: CivilInterval, dimensions: Set<KPIDimension>
  ) {
    self.plan = plan
    self.snapshot = snapshot
    self.policy = policy
    self.places = places
    self.period = period
    firstDate = period.start.date
    frames = max(0, Int(period.end.adding(minutes: -1).date.day - firstDate.day) + 1)
    countsHours = dimensions.contains(.hour)
    seen = Array(repeating: [], count: frames)
    near = NearbyStreets(snapshot.roads, metres: policy.visibilityMetres)
    weights = places.weights(of: plan, incidents: snapshot.incidents)
  }

  var clock: CityClock { snapshot.organization.clock }
  var gapLimit: Int { policy.revisitLimitMinutes / 15 }

  func start(of frame: Int) -> Instant {
    clock.instant(of: CivilTime(date: firstDate.adding(days: frame)))
  }

  func seen(_ segment: Int, in frame: Int) -> SlotBits {
    seen[frame].isEmpty ? SlotBits() : seen[frame][segment]
  }

  /// - Returns: whether any of the slots is new.
  mutating func see(_ segment: Int, _ slots: SlotBits, in frame: Int) -> Bool {
    if seen[frame].isEmpty {
      seen[frame] = Array(repeating: SlotBits(), count: snapshot.roads.segments.count)
    }
    let before = seen[frame][segment]
    seen[frame][segment].formUnion(slots)
    return seen[frame][segment] != before
  }

  mutating func add(_ row: WatchRow, seen bits: SlotBits, sign: Int) {
    let measure = row.measure(bits, exposureMinutes: policy.exposureMinutes)
    cells[row.cell].add(measure, of: row, sign: sign, limit: gapLimit)
    if countsHours { cells[row.cell].addHours(of: row, seen: bits, sign: Int64(sign)) }
  }

  /// Measures every row of every day once.
  ///
  /// - Parameter reports: What terminals said of the same streets and slots; `nil` where nobody asks.
  mutating func measureAll(_ reports: StreetReports?) {
    for frame in 0..<frames {
      for row in rows(of: frame) {
        let segment = Int(cells[row.cell].segment.rawValue)
        add(row, seen: seen(segment, in: frame), sign: 1)
        if let reports { compare(row, in: frame, with: reports) }
      }
    }
  }

  private mutating func compare(_ row: WatchRow, in frame: Int, with reports: StreetReports) {
    let first = PresenceSlot(date: firstDate.adding(days: frame))
    for slot in row.wanted.runs.joined() {
      let finding = reports.finding(
        of: cells[row.cell].segment, brigade: cells[row.cell].brigade,
        in: first.advanced(by: Int64(slot)))
      switch finding {
      case .open: break
      case .unheard: cells[row.cell].unreportedSlots += 1
      case .unseen: cells[row.cell].reportedSlots += 1
      case .seen:
        cells[row.cell].reportedSlots += 1
        cells[row.cell].reportedSeen += 1
      }
    }
  }

  mutating func setScopes(_ book: inout ScopeBook) {
    for position in cells.indices {
      cells[position].scopes = book.scopes(
        of: Attribution(brigade: cells[position].brigade, mode: cells[position].mode))
    }
  }
}

extension StreetWatch {
  /// What the plan promises on one day, in order of mode and street.
  mutating func rows(of frame: Int) -> [WatchRow] {
    let date = firstDate.adding(days: frame)
    var rows: [Int: WatchRow] = [:]
    for one in plan.plans {
      for demand in one.demands {
        guard let interval = plan.interval(of: demand, on: date), period.contains(interval.start)
        else { continue }
        promise(demand, interval, from: start(of: frame), &rows)
      }
    }
    return rows.values.sorted { $0.cell < $1.cell }
  }

  private mutating func promise(
    _ demand: DutyDemand, _ interval: CivilInterval, from start: Instant,
    _ rows: inout [Int: WatchRow]
  ) {
    let span = clock.instant(of: interval.start)..<clock.instant(of: interval.end)
    let whole = slots(in: span, from: start, atLeast: nil)
    let key = PlaceIndex.Key(place: demand.place, mode: demand.mode)
    func want(_ segments: [Int32], _ slots: Range<Int>, isFixed: Bool, _ watch: inout StreetWatch) {
      for segment in segments {
        let cell = watch.cell(demand.mode, segment)
        rows[cell, default: WatchRow(cell: cell)].wanted.insert(slots)
        rows[cell, default: WatchRow(cell: cell)].watched.insert(whole)
        if isFixed { rows[cell]?.isFixed = true }
      }
    }
    switch demand.place {
    case .post, .checkpoint:
      guard let location = places.location(of: demand.place, in: demand.mode) else { return }
      want(near.segments(around: location), whole, isFixed: true, &self)
    case .beat:
      let segments = (places.beats[key]?.segments ?? []).map { Int32($0.rawValue) }
      want(segments, whole, isFixed: false, &self)
    case .patrol:
      for stop in places.patrols[key]?.stops ?? [] {
        let arrival = span.lowerBound.adding(seconds: Int64(stop.arrivalMinute) * 60)
        let stay = arrival..<arrival.adding(seconds: Int64(stop.dwellMinutes) * 60)
        let promised = slots(in: stay, from: start, atLeast: policy.visibilitySeconds)
        // A stop too short to be seen in any slot promises nothing.
        guard !promised.isEmpty else { continue }
        want(near.segments(around: stop.location), promised, isFixed: false, &self)
      }
    }
  }

  private mutating func cell(_ mode: DutyMode, _ segment: Int32) -> Int {
    let key = CellKey(mode: mode, segment: segment)
    if let known = cellOf[key] { return known }
    cellOf[key] = cells.count
    cells.append(
      WatchCell(
        mode: mode, segment: Int(segment), brigade: snapshot.brigadeOfSegment[Int(segment)],
        weight: weights[mode]?[Int(segment)] ?? 0))
    return cells.count - 1
  }

  /// Slots wholly within the span, or those that share at least `atLeast` seconds with it.
  func slots(
    in span: Range<Instant>, from start: Instant, atLeast seconds: Int?
  ) -> Range<Int> {
    let slot: Int64 = 900_000
    let slack = seconds.map { slot - Int64($0) * 1000 } ?? 0
    let low = span.lowerBound.milliseconds - start.milliseconds - slack
    let high = span.upperBound.milliseconds - start.milliseconds + slack
    if let seconds, span.milliseconds < Int64(seconds) * 1000 { return 0..<0 }
    let first = max(0, Int((low + slot - 1).flooredQuotient(slot)))
    let end = min(SlotBits.count, Int(high.flooredQuotient(slot)))
    return first < end ? first..<end : 0..<0
  }
}

extension StreetWatch {
  /// Where and when police were seen: streets, and in each day's frame the slots.
  struct Sighting {
    var frame: Int
    var slots: SlotBits
    var segments: [Int32]
  }

  /// Somebody stood at a place.
  mutating func sightings(of span: Range<Instant>, at location: Coordinate) -> [Sighting] {
    guard !span.isEmpty else { return [] }
    return frames(of: span).compactMap { frame in
      let found = slots(in: span, from: start(of: frame), atLeast: policy.visibilitySeconds)
      guard !found.isEmpty else { return nil }
      var bits = SlotBits()
      bits.insert(found)
      return Sighting(frame: frame, slots: bits, segments: near.segments(around: location))
    }
  }

  mutating func sightings(of sighting: SightingFact) -> [Sighting] {
    switch sighting {
    case .stop(let stop): sightings(of: stop)
    case .walk(let walk): sightings(of: walk)
    }
  }

  private mutating func sightings(of stop: StopFact) -> [Sighting] {
    guard snapshot.roads.junctions.indices.contains(stop.junction), stop.from < stop.until else {
      return []
    }
    let location = snapshot.roads.junctions[stop.junction].location
    return sightings(of: stop.from..<stop.until, at: location)
  }

  /// A walk passes many streets; each street near it is seen for the sum of the time spent there.
  private mutating func sightings(of walk: WalkFact) -> [Sighting] {
    var seconds: [Int32: Int] = [:]
    for visit in walk.visits {
      for segment in near.segments(aroundSegment: Int(visit.segment.rawValue)) {
        seconds[segment, default: 0] += visit.seconds
      }
    }
    let segments = seconds.filter { $0.value >= policy.visibilitySeconds }.map(\.key)
    guard !segments.isEmpty else { return [] }
    return frames(of: walk.from..<walk.from.adding(seconds: 1)).compactMap { frame in
      let offset = walk.from.milliseconds - start(of: frame).milliseconds
      let slot = Int(offset / 900_000)
      guard offset >= 0, slot < SlotBits.count else { return nil }
      var bits = SlotBits()
      bits.insert(slot..<slot + 1)
      return Sighting(frame: frame, slots: bits, segments: segments)
    }
  }

  /// The frames that a span can lie in: its own days and the day before.
  private func frames(of span: Range<Instant>) -> Range<Int> {
    let first = Int(clock.civilTime(of: span.lowerBound).date.day - firstDate.day) - 1
    let last = Int(clock.civilTime(of: span.upperBound).date.day - firstDate.day)
    let from = max(0, first)
    return from..<max(from, min(frames, last + 1))
  }
}

extension Int64 {
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
