// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Operations
import Rostering
import Stores
import Supervision

/// Plays a campaign day by day: each day's events go into the store and, as the store numbered them,
/// into the figures; then they are let go. While one day is stored the next is being played.
struct CampaignDays {
  private let replay: DayReplay
  private let inspections: [DutyEventEntry]
  private let clock: CityClock
  private let period: CivilInterval
  private let log: SQLDutyEventLog
  private var whole: DutyFactsReader
  /// Weeks whose cases may still move, the earliest first.
  private var open: [DutyFactsReader]
  private(set) var weeks: [Scorecard] = []
  private(set) var events = 0

  init(
    _ replay: DayReplay, inspections: [DutyEventEntry], period: CivilInterval,
    into log: SQLDutyEventLog
  ) throws {
    self.replay = replay
    self.inspections = inspections
    self.period = period
    self.log = log
    clock = replay.snapshot.organization.clock
    func reader(_ period: CivilInterval) throws -> DutyFactsReader {
      try DutyFactsReader(
        plan: replay.plans, roster: replay.roster, snapshot: replay.snapshot, period: period)
    }
    whole = try reader(period)
    open = try period.calendarWeeks.map(reader)
  }

  /// - Parameter progress: told after each day, 0...1.
  mutating func run(progress: (Double) -> Void) async throws {
    let dates = (period.start.date.day...period.end.adding(minutes: -1).date.day)
      .map(CivilDate.init(day:))
    var next = played(dates[0])
    for (position, date) in dates.enumerated() {
      let outcome = try await next.value
      if position + 1 < dates.count { next = played(dates[position + 1]) }
      let midnight = clock.instant(of: CivilTime(date: date.adding(days: 1)))
      try await take(outcome.entries + inspections(on: date))
      try finishWeeks(before: midnight)
      progress(Double(position + 1) / Double(dates.count))
    }
    // What inspections of the last days led to in the week after.
    let end = clock.instant(of: period.end)
    try await take(inspections.filter { $0.instant >= end })
    try finishWeeks(before: nil)
  }

  private func played(_ date: CivilDate) -> Task<DayReplay.Outcome, any Error> {
    let replay = replay
    return Task.detached { try replay.run(on: date) }
  }

  private func inspections(on date: CivilDate) -> [DutyEventEntry] {
    let day =
      clock.instant(
        of: CivilTime(date: date))..<clock.instant(
        of: CivilTime(date: date.adding(days: 1)))
    return inspections.filter { day.contains($0.instant) }
  }

  private mutating func take(_ entries: [DutyEventEntry]) async throws {
    let stored = try await log.append(entries)
    events += stored.count
    for event in stored {
      if whole.reach.contains(event.instant) { try whole.take(event) }
      for position in open.indices where open[position].reach.contains(event.instant) {
        try open[position].take(event)
      }
    }
  }

  /// Closes the weeks that no later event can reach; all that are left without a moment.
  private mutating func finishWeeks(before instant: Instant?) throws {
    while let week = open.first, instant.map({ week.reach.upperBound <= $0 }) ?? true {
      weeks.append(Supervisor().scorecard(of: try week.facts()))
      open.removeFirst()
    }
  }

  /// The whole period's facts, once all days are played.
  func facts() throws -> DutyFacts { try whole.facts() }
}

extension CivilInterval {
  /// The period cut at each Monday's midnight.
  var calendarWeeks: [CivilInterval] {
    var weeks: [CivilInterval] = []
    var start = start
    while start < end {
      let monday = start.date.adding(days: 8 - start.date.weekday.rawValue)
      let stop = min(end, CivilTime(date: monday))
      weeks.append(CivilInterval(start: start, end: stop))
      start = stop
    }
    return weeks
  }
}
