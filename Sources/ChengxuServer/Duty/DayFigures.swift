// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Rostering
import Supervision

/// The figures of running days, kept by reading on where the log was left: who asks again pays for
/// the events since, not for the day.
actor DayFigures {
  private struct Day: Sendable {
    /// The roster that the figures are of; another one is read from the beginning.
    var roster: Version
    var reader: DutyFactsReader
    /// Everything up to this event was read.
    var last: DutyModel.ID<DutyEvent>
    var card: Scorecard?
    /// What terminals say of the day's streets, as of the progress that it was read at.
    var reports: StreetReports?
    var progress: PresenceProgress?
    /// Which events are about which case.
    var events = EventIndex()

    mutating func take(_ event: DutyEvent) throws(SupervisionError) {
      last = max(last, event.id)
      guard reader.reach.contains(event.instant) else { return }
      try reader.take(event)
      events.add(event)
      card = nil
    }
  }

  private var days: [CivilDate: Day] = [:]
  /// Where presence is kept; `nil` where none is counted.
  private let presence: (any PresenceStore)?
  private static let batch = 2000
  /// Today, and a few days that somebody looks back at.
  private static let mostDays = 4

  init(presence: (any PresenceStore)? = nil) { self.presence = presence }

  /// - Throws: `SupervisionError.noEvents` for a day of which nothing was recorded.
  func card(of date: CivilDate, _ desks: DutyDesks) async throws -> Scorecard {
    var day = try await read(date, desks)
    let card = try day.card ?? Supervisor().scorecard(of: day.reader.facts(day.reports))
    day.card = card
    keep(day, of: date)
    return card
  }

  /// The day's cases with the events that are about each, by the parts that its figures have.
  func period(of date: CivilDate, _ desks: DutyDesks) async throws -> FigureArchive.Period {
    let day = try await read(date, desks)
    keep(day, of: date)
    return FigureArchive.Period(
      facts: try day.reader.facts(day.reports), events: day.events)
  }

  private func read(_ date: CivilDate, _ desks: DutyDesks) async throws -> Day {
    var day: Day
    if let known = days[date], known.roster == desks.book.roster.version {
      day = known
    } else {
      day = try await firstReading(of: date, desks)
    }
    day = try await readOn(day, desks)
    return try await hear(day, of: date, desks)
  }

  /// Takes over what terminals say of the day, where it is not what is known.
  ///
  /// An exercise has a day of its own, and terminals keep the real one: they say nothing of it.
  private func hear(_ day: Day, of date: CivilDate, _ desks: DutyDesks) async throws -> Day {
    guard let presence, !desks.live.clock.isExercise else { return day }
    // A night that begins on the day ends on the next.
    let dates = date...date.adding(days: 1)
    let progress = try await presence.progress(of: dates)
    guard day.progress != progress else { return day }
    let slots = PresenceSlot(date: date)..<PresenceSlot(date: date.adding(days: 2))
    var heard = day
    heard.reports = StreetReports(
      try await presence.presence(in: slots), until: progress.until, plan: desks.book.plans,
      snapshot: desks.book.snapshot)
    (heard.progress, heard.card) = (progress, nil)
    return heard
  }

  /// Somebody else may have read further meanwhile.
  private func keep(_ day: Day, of date: CivilDate) {
    if days[date].map({ $0.roster != day.roster || $0.last <= day.last }) ?? true {
      if days[date] == nil, days.count >= Self.mostDays { days = [:] }
      days[date] = day
    }
  }

  private func firstReading(of date: CivilDate, _ desks: DutyDesks) async throws -> Day {
    let book = desks.book
    let reader = try DutyFactsReader(
      plan: book.plans, roster: book.roster, snapshot: book.snapshot,
      period: CivilInterval(
        start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1))))
    // Asked before the events: what is recorded in between is read once, now or next time.
    let end = try await desks.live.log.last()?.id ?? 0
    return try await desks.live.log.fold(
      in: reader.reach, into: Day(roster: book.roster.version, reader: reader, last: end)
    ) { try $0.take($1) }
  }

  private func readOn(_ day: Day, _ desks: DutyDesks) async throws -> Day {
    var day = day
    while true {
      let events = try await desks.live.store.events(after: day.last, limit: Self.batch)
      for event in events { try day.take(event) }
      if events.count < Self.batch { return day }
    }
  }
}
