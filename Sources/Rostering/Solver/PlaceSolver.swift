// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// The second level: puts the people of each shift on their posts, beats, checkpoints and patrols,
/// one window after the other, each by an exact assignment of least cost.
///
/// Slots are handed in in order of time, because fair peaks count what came before.
struct PlaceSolver {
  let frame: PoolFrame
  private let homes: [ID<Unit>: Coordinate]
  private let peakShare: [Officer.Status: Int]
  private var peaks: [ID<Officer>: Int] = [:]
  private var stationTurns: [ID<Officer>: Int] = [:]

  private let travel: [TravelFromHome]
  private let continuity: Int
  private let fairPeaks: Int
  private let keeping: Int
  /// What people had in the shift that is dealt out, where a draft is solved anew.
  private var known: [ID<Officer>: RosteredDuty] = [:]

  init(frame: PoolFrame) {
    self.frame = frame
    let pool = frame.pool
    let problem = frame.problem
    homes = Dictionary(
      pool.teams.map { ($0.id, $0.station) }, uniquingKeysWith: { first, _ in first })
    peakShare = Dictionary(
      uniqueKeysWithValues: Officer.Status.allCases.map {
        ($0, problem.fairShare(of: .peaks, in: pool, status: $0))
      })
    for (officer, duties) in zip(pool.members, frame.pastDuties) {
      peaks[officer.id] = duties.reduce(0) { $0 + SharedBurden.peaks.count(in: $1) }
    }
    travel = problem.rules.soft(TravelFromHome.self)
    continuity = problem.rules.soft(BeatContinuity.self).reduce(0) { $0 + $1.weight }
    keeping = problem.rules.soft(KeptDuties.self).reduce(0) { $0 + $1.weight }
    fairPeaks = problem.rules.soft(FairBurden.self).filter { $0.burden == .peaks }
      .reduce(0) { $0 + $1.weight }
  }

  /// What one person does in a shift.
  struct Stay {
    var officer: Officer
    var seats: [Seat] = []
  }

  /// - Returns: one stay for each of `people` in their order, or the moment whose skills cannot be
  ///   met, however they are dealt out.
  mutating func place(_ people: [Officer], in slot: ShiftSlot) -> Result<[Stay], Unplaceable> {
    known = [:]
    for officer in people { known[officer.id] = frame.problem.kept?.row(of: officer.id, in: slot) }
    let before = self
    var result = attempt(people, in: slot, .together)
    for dealing in [Seat.Dealing.apart, .fromLast] {
      guard case .failure = result else { break }
      self = before
      result = attempt(people, in: slot, dealing)
    }
    return result
  }

  private mutating func attempt(
    _ people: [Officer], in slot: ShiftSlot, _ dealing: Seat.Dealing
  ) -> Result<[Stay], Unplaceable> {
    var stays = people.map { Stay(officer: $0) }
    let windows = Dictionary(grouping: slot.occurrences, by: \.interval)
      .sorted { ($0.key.start, $0.key.end) < ($1.key.start, $1.key.end) }
    let seats = windows.map { $0.value.flatMap { Seat.seats(of: $0, dealing) } }
    guard let inside = stationed(people, slot, busiest: seats.max { $0.count < $1.count } ?? [])
    else { return .failure(Unplaceable(moment: slot.interval.start)) }
    for index in inside { stationTurns[people[index].id, default: 0] += 1 }
    let outside = people.indices.filter {
      !inside.contains($0) && !people[$0].exemptions.contains(.noOutdoorDuty)
    }
    for seats in seats {
      let free = outside.filter { person in
        stays[person].seats.allSatisfy {
          !$0.occurrence.interval.overlaps(seats[0].occurrence.interval)
        }
      }
      guard let chosen = assign(seats, to: free.map { stays[$0] }, people) else {
        return .failure(Unplaceable(moment: seats[0].occurrence.interval.start))
      }
      for (seat, choice) in zip(seats, chosen) { sit(seat, &stays[free[choice]]) }
    }
    return .success(stays)
  }

  /// When nobody fits any more.
  struct Unplaceable: Error { var moment: CivilTime }

  private mutating func sit(_ seat: Seat, _ stay: inout Stay) {
    stay.seats.append(seat)
    if seat.occurrence.demand.mode == .peak { peaks[stay.officer.id, default: 0] += 1 }
  }

  /// Who keeps the stations: chosen together with the busiest window, so that it stays possible.
  private func stationed(
    _ people: [Officer], _ slot: ShiftSlot, busiest: [Seat]
  ) -> Set<Int>? {
    let posts = slot.station.sorted { $0.key < $1.key }
      .flatMap { Array(repeating: $0.key, count: $0.value) }
    guard !posts.isEmpty else { return [] }
    var costs: [[Int?]] = posts.map { team in people.map { stationCost($0, team, slot) } }
    costs += busiest.map { seat in
      people.map { officer in
        officer.exemptions.contains(.noOutdoorDuty)
          ? nil : cost(of: seat, for: Stay(officer: officer), people)
      }
    }
    return SeatAssignment.solve(costs).map { Set($0.prefix(posts.count)) }
  }

  /// People who work indoors first, then those who had the station least often, then the leader of
  /// the squadron and those with few skills.
  private func stationCost(_ officer: Officer, _ team: ID<Unit>, _ slot: ShiftSlot) -> Int? {
    guard officer.unit == team, officer.status == .sworn else { return nil }
    if officer.exemptions.contains(.noOutdoorDuty) { return -10_000 }
    var change = 0
    if let row = known[officer.id] {
      let hasPlaces = row.tasks.contains { $0.demand != nil }
      if hasPlaces && isPinned(row) { return nil }
      change = (hasPlaces ? 1 : -1) * keeping * 10
    }
    let ownsBeat = slot.occurrences.contains { isOwner(officer, of: $0) }
    return change + (stationTurns[officer.id] ?? 0) * 4 + officer.skills.count
      - (officer.isLeader ? 2 : 0)
      + (ownsBeat ? continuity * 10 : 0)
  }

  private func assign(
    _ seats: [Seat], to free: [Stay], _ people: [Officer]
  ) -> [Int]? {
    SeatAssignment.solve(seats.map { seat in free.map { cost(of: seat, for: $0, people) } })
  }

  /// Points of the rules of place, in tenths, so that ties are broken below them.
  private func cost(of seat: Seat, for stay: Stay, _ people: [Officer]) -> Int? {
    let officer = stay.officer
    let vehicle = seat.vehicle == nil ? nil : stay.seats.compactMap(\.vehicle).first
    // A duty has one vehicle: who has a motorcycle does not change to a car.
    guard seat.fits(officer), vehicle == nil || vehicle == seat.vehicle else { return nil }
    var points = 0
    if let row = known[officer.id] {
      let isKept = row.tasks.contains { task in
        task.demand == seat.occurrence.demand.id && task.interval == seat.occurrence.interval
      }
      if isPinned(row) { return isKept ? -1_000_000 : nil }
      if !isKept { points += keeping }
    }
    if let home = homes[officer.unit] {
      let place = seat.occurrence.demand.location
      points += travel.reduce(0) { $0 + $1.penalty(from: home, to: place) }
    }
    if isBeatOfSomebodyElse(seat, officer, people) { points += continuity }
    let count = peaks[officer.id] ?? 0
    let isPeak = seat.occurrence.demand.mode == .peak
    if isPeak && count >= (peakShare[officer.status] ?? 0) { points += fairPeaks }
    return points * 10 + (isPeak ? min(count, 9) : 0) - (vehicle == nil ? 0 : 5)
      + (!seat.needsSworn && officer.status == .sworn ? 500 : 0)
  }

  private func isPinned(_ row: RosteredDuty) -> Bool { frame.problem.kept?.isPinned(row) ?? false }

  private func isOwner(_ officer: Officer, of occurrence: DemandOccurrence) -> Bool {
    guard case .beat(let beat) = occurrence.demand.place else { return false }
    return frame.problem.beatOwners[beat] == officer.id
  }

  /// Whether the seat is on a beat whose owner is on this shift, and `officer` is not he.
  private func isBeatOfSomebodyElse(_ seat: Seat, _ officer: Officer, _ people: [Officer]) -> Bool {
    guard case .beat(let beat) = seat.occurrence.demand.place,
      let owner = frame.problem.beatOwners[beat], owner != officer.id
    else { return false }
    return people.contains { $0.id == owner }
  }
}
