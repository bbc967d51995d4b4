// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography

/// Beats walked and patrol stops stood at.
extension ReplayRun {
  static let quarterSeconds: Int64 = 900

  mutating func planStops(_ position: Int, _ patrol: Patrol) {
    let assignment = world.assignments[position]
    for (number, stop) in patrol.stops.enumerated() {
      let from = assignment.start.adding(seconds: Int64(stop.arrivalMinute) * 60)
      let until = from.adding(seconds: Int64(stop.dwellMinutes) * 60)
      guard until <= assignment.end, from < until else { continue }
      agenda.plan(.stop(position, number: number, from: from), at: until)
    }
  }

  mutating func standAtStop(_ position: Int, number: Int, from: Instant, until: Instant) {
    guard case .patrol(let patrol) = world.assignments[position].place else { return }
    let wasThere = presence(position, from: from, until: until)
    positions[position] = patrol.stops[number].junction
    guard let first = wasThere.first, let last = wasThere.last,
      wasThere.reduce(0, { $0 + $1.milliseconds }) > 0, world.assignments[position].isRecorded
    else { return }
    record(
      .stop(
        assignment: world.assignments[position].id, junction: patrol.stops[number].junction,
        from: first.lowerBound, until: last.upperBound),
      by: actor(position), at: until)
  }

  mutating func startWalk(_ position: Int, _ beat: Beat) {
    let id = world.assignments[position].id
    var dice = ReplayDice(seed: seed, .walk, id.duty.rawValue, id.task)
    walks[position] = BeatWalk(beat, on: roads, &dice)
  }

  /// Plans the account of the quarter of an hour that `instant` lies in.
  mutating func planWalk(_ position: Int, from instant: Instant) {
    let quarter = Self.quarterSeconds * 1000
    let next = (instant.milliseconds / quarter + 1) * quarter
    let end = min(Instant(milliseconds: next), world.assignments[position].end)
    guard end > instant else { return }
    agenda.plan(.walk(position, from: instant), at: end)
  }

  mutating func walk(_ position: Int, from: Instant, until: Instant) {
    let assignment = world.assignments[position]
    let milliseconds = presence(position, from: from, until: until)
      .reduce(0) { $0 + $1.milliseconds }
    if milliseconds >= 1000, var walk = walks[position] {
      let visits = walk.advance(
        seconds: Int(milliseconds / 1000), metresPerHour: settings.beatMetresPerHour, on: roads)
      walks[position] = walk
      if let last = visits.last { positions[position] = roads[last.segment].to }
      if !visits.isEmpty, assignment.isRecorded {
        record(
          .beatWalk(assignment: assignment.id, from: from, visits: visits), by: actor(position),
          at: until)
      }
    }
    if until < assignment.end { planWalk(position, from: until) }
  }

  /// When the officer was there in this span, as far as the record knows at its end.
  private func presence(_ position: Int, from: Instant, until: Instant) -> [Range<Instant>] {
    records[position].presence(until: until).compactMap { span in
      let start = max(span.lowerBound, from)
      let end = min(span.upperBound, until)
      return start < end ? start..<end : nil
    }
  }
}
