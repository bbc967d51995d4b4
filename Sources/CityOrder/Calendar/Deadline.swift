// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Until when something must be done, with all that is needed to pause, extend and warn.
///
/// Made by a `WorkSchedule` and then only a value: a case that carries it does not change when next
/// year's calendar comes.
public struct Deadline: Hashable, Codable, Sendable {
  /// `nil` where another system set the deadline.
  public var limit: TimeLimit?
  /// The name of the `WorkSchedule` that counted it; `nil` for time of the clock.
  public var schedule: String?
  /// When the clock first ran.
  public var start: Instant
  public var due: Instant
  /// All the time allowed, in milliseconds of what is counted.
  public var budget: Int64
  /// Moments at which 50, 80 and 100 percent of the budget have passed.
  public var alerts: [Alert]

  public struct Alert: Hashable, Codable, Sendable {
    public var percent: Int
    public var at: Instant
  }

  /// A deadline that the given moment is, counted by the clock on the wall.
  public init(given due: Instant, from start: Instant) {
    limit = nil
    schedule = nil
    self.start = start
    self.due = due
    let budget = max(0, due.milliseconds - start.milliseconds)
    self.budget = budget
    alerts = Self.percentages.map { percent in
      Alert(
        percent: percent, at: Instant(milliseconds: start.milliseconds + budget * percent / 100))
    }
  }

  init(
    limit: TimeLimit, schedule: String?, start: Instant, due: Instant, budget: Int64,
    alerts: [Alert]
  ) {
    self.limit = limit
    self.schedule = schedule
    self.start = start
    self.due = due
    self.budget = budget
    self.alerts = alerts
  }

  static let percentages: [Int64] = [50, 80, 100]
}

extension Deadline.Alert {
  init(percent: Int64, at: Instant) { self.init(percent: Int(percent), at: at) }
}

extension WorkSchedule {
  /// When something that starts now is due.
  public func deadline(
    of limit: TimeLimit, from start: Instant
  ) throws(CalendarError) -> Deadline {
    switch limit {
    case .workingHours(let hours):
      try counted(limit, start: start, budget: Int64(hours) * 3_600_000)
    case .workingDays(let days):
      try counted(
        limit, start: start,
        budget: workingMilliseconds(from: start, to: endOfWorkingDay(days, after: start)))
    case .hours(let hours):
      plain(limit, start: start, budget: Int64(hours) * 3_600_000)
    case .days(let days):
      plain(limit, start: start, budget: Int64(days) * 86_400_000)
    }
  }

  /// The deadline of a clock that stood still from `pause` until `resumption`.
  ///
  /// What was left at the pause is left at the resumption.
  public func resumed(
    _ deadline: Deadline, pausedAt pause: Instant, at resumption: Instant
  ) throws(CalendarError) -> Deadline {
    let left = max(0, try remaining(of: deadline, at: pause))
    return try rescheduled(deadline, budget: deadline.budget, left: left, from: resumption)
  }

  /// The deadline with more time after the old one.
  public func extended(
    _ deadline: Deadline, by limit: TimeLimit, at now: Instant
  ) throws(CalendarError) -> Deadline {
    let added =
      switch (limit, deadline.schedule) {
      case (.workingHours, nil), (.workingDays, nil):
        // Counted by the clock so far: the added working time becomes time of the clock.
        try self.deadline(of: limit, from: deadline.due).due.milliseconds
          - deadline.due.milliseconds
      case (_, nil): plain(limit, start: deadline.due, budget: limit.clockMilliseconds).budget
      case (.hours, _), (.days, _):
        try workingMilliseconds(
          from: deadline.due,
          to: Instant(milliseconds: deadline.due.milliseconds + limit.clockMilliseconds))
      default: try self.deadline(of: limit, from: deadline.due).budget
      }
    // What is late already is extended from its deadline, not from today.
    let anchor = min(now, deadline.due)
    let left = try remaining(of: deadline, at: anchor) + added
    return try rescheduled(
      deadline, budget: deadline.budget + added, left: left, from: anchor)
  }

  /// Time left at a moment, in milliseconds of what the deadline counts; negative when it is over.
  public func remaining(of deadline: Deadline, at moment: Instant) throws(CalendarError) -> Int64 {
    guard deadline.schedule != nil else {
      return deadline.due.milliseconds - moment.milliseconds
    }
    return try workingMilliseconds(from: moment, to: deadline.due)
      - workingMilliseconds(from: deadline.due, to: moment)
  }

  private func counted(
    _ limit: TimeLimit, start: Instant, budget: Int64
  ) throws(CalendarError) -> Deadline {
    var alerts: [Deadline.Alert] = []
    for percent in Deadline.percentages {
      alerts.append(
        .init(percent: percent, at: try instant(after: budget * percent / 100, from: start)))
    }
    return Deadline(
      limit: limit, schedule: name, start: start, due: alerts.last?.at ?? start, budget: budget,
      alerts: alerts)
  }

  private func plain(_ limit: TimeLimit, start: Instant, budget: Int64) -> Deadline {
    var deadline = Deadline(
      given: Instant(milliseconds: start.milliseconds + budget), from: start)
    deadline.limit = limit
    return deadline
  }

  /// The same clock running on from a moment with that much left of its budget. Alerts that passed
  /// before keep their moments.
  private func rescheduled(
    _ deadline: Deadline, budget: Int64, left: Int64, from moment: Instant
  ) throws(CalendarError) -> Deadline {
    let used = budget - left
    var result = deadline
    result.budget = budget
    for position in result.alerts.indices {
      let wait = budget * Int64(result.alerts[position].percent) / 100 - used
      if wait <= 0 {
        result.alerts[position].at = min(result.alerts[position].at, moment)
      } else if deadline.schedule == nil {
        result.alerts[position].at = Instant(milliseconds: moment.milliseconds + wait)
      } else {
        result.alerts[position].at = try instant(after: wait, from: moment)
      }
    }
    result.due = result.alerts.last?.at ?? moment
    return result
  }
}

extension TimeLimit {
  /// Of the limits that the wall clock counts; 0 for the others.
  fileprivate var clockMilliseconds: Int64 {
    switch self {
    case .hours(let hours): Int64(hours) * 3_600_000
    case .days(let days): Int64(days) * 86_400_000
    case .workingHours, .workingDays: 0
    }
  }
}
