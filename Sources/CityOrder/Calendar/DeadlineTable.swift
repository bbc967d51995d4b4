// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 件件有时限表: how long each class of case may take, and by whose working hours it is counted.
public struct DeadlineTable: Hashable, Codable, Sendable {
  /// One service's working hours, written like `["08:30-12:00", "13:30-17:30"]`.
  public struct Hours: Hashable, Codable, Sendable {
    public var sessions: [String]
    public var worksEveryDay: Bool

    public init(sessions: [String], worksEveryDay: Bool = false) {
      self.sessions = sessions
      self.worksEveryDay = worksEveryDay
    }
  }

  /// The limit of a class, everywhere or in one area only.
  public struct Row: Hashable, Codable, Sendable {
    public var code: ClassCode
    /// `nil` for every area without a row of its own.
    public var area: DutyModel.ID<Area>?
    public var limit: TimeLimit
    public var schedule: String

    public init(
      code: ClassCode, area: DutyModel.ID<Area>? = nil, limit: TimeLimit, schedule: String
    ) {
      self.code = code
      self.area = area
      self.limit = limit
      self.schedule = schedule
    }
  }

  public var version: String
  public var name: LocalizedName
  public var hours: [String: Hours]
  public var rows: [Row]
  /// Of the steps in the two centres.
  public var steps: StepLimits

  public init(
    version: String, name: LocalizedName, hours: [String: Hours], rows: [Row], steps: StepLimits
  ) {
    self.version = version
    self.name = name
    self.hours = hours
    self.rows = rows
    self.steps = steps
  }
}

/// How long the centres have for their own steps, and by which working hours.
public struct StepLimits: Hashable, Codable, Sendable {
  public var opening: TimeLimit
  public var dispatch: TimeLimit
  public var verification: TimeLimit
  /// 结案, from the verification that passed. `nil` in tables that set none: a verified case then
  /// waits without a clock, and its page says why.
  public var closing: TimeLimit?
  public var schedule: String

  public init(
    opening: TimeLimit, dispatch: TimeLimit, verification: TimeLimit, closing: TimeLimit?,
    schedule: String
  ) {
    self.opening = opening
    self.dispatch = dispatch
    self.verification = verification
    self.closing = closing
    self.schedule = schedule
  }
}

/// A `DeadlineTable` on a city's calendar and clock, ready to answer.
public struct DeadlineDesk: Sendable {
  public let table: DeadlineTable
  let schedules: [String: WorkSchedule]
  private let rows: [Key: DeadlineTable.Row]

  private struct Key: Hashable {
    var code: ClassCode
    var area: DutyModel.ID<Area>?
  }

  /// - Throws: `CalendarError` for hours that cannot be read and rows that name no schedule.
  public init(
    _ table: DeadlineTable, calendar: WorkingCalendar, clock: CityClock
  ) throws(CalendarError) {
    var schedules: [String: WorkSchedule] = [:]
    for (name, hours) in table.hours {
      var sessions: [Range<Int>] = []
      for text in hours.sessions {
        guard let session = Self.session(text) else { throw .badSessions(schedule: name) }
        sessions.append(session)
      }
      schedules[name] = try WorkSchedule(
        name: name, sessions: sessions, worksEveryDay: hours.worksEveryDay, calendar: calendar,
        clock: clock)
    }
    for name in table.rows.map(\.schedule) + [table.steps.schedule] where schedules[name] == nil {
      throw .unknownSchedule(name)
    }
    self.table = table
    self.schedules = schedules
    rows = Dictionary(
      table.rows.map { (Key(code: $0.code, area: $0.area), $0) }, uniquingKeysWith: { $1 })
  }

  /// The handling deadline of a class in an area; `nil` if the table has no row for the class.
  public func handling(
    of code: ClassCode, in area: DutyModel.ID<Area>?, from start: Instant
  ) throws(CalendarError) -> Deadline? {
    guard let row = rows[Key(code: code, area: area)] ?? rows[Key(code: code, area: nil)] else {
      return nil
    }
    return try schedule(row.schedule).deadline(of: row.limit, from: start)
  }

  /// Whether the table has a row for a class in an area.
  public func hasLimit(for code: ClassCode, in area: DutyModel.ID<Area>?) -> Bool {
    (rows[Key(code: code, area: area)] ?? rows[Key(code: code, area: nil)]) != nil
  }

  public func opening(from start: Instant) throws(CalendarError) -> Deadline {
    try schedule(table.steps.schedule).deadline(of: table.steps.opening, from: start)
  }

  public func dispatch(from start: Instant) throws(CalendarError) -> Deadline {
    try schedule(table.steps.schedule).deadline(of: table.steps.dispatch, from: start)
  }

  public func verification(from start: Instant) throws(CalendarError) -> Deadline {
    try schedule(table.steps.schedule).deadline(of: table.steps.verification, from: start)
  }

  /// The deadline of closing a case that is verified now; `nil` if the table sets none.
  public func closing(from start: Instant) throws(CalendarError) -> Deadline? {
    guard let limit = table.steps.closing else { return nil }
    return try schedule(table.steps.schedule).deadline(of: limit, from: start)
  }

  /// The working hours that a deadline was counted by; the centres' own for time of the clock.
  public func schedule(of deadline: Deadline) throws(CalendarError) -> WorkSchedule {
    try schedule(deadline.schedule ?? table.steps.schedule)
  }

  private func schedule(_ name: String) throws(CalendarError) -> WorkSchedule {
    guard let schedule = schedules[name] else { throw .unknownSchedule(name) }
    return schedule
  }

  /// `08:30-12:00` as minutes of the day; `24:00` ends the day.
  private static func session(_ text: String) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else { return nil }
    return start..<end
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...59).contains(minute),
      (0...1440).contains(hour * 60 + minute), hour >= 0
    else { return nil }
    return hour * 60 + minute
  }
}
