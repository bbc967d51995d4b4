// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations
public import StorePort
import Synchronization

/// Fixes in any SQL database: one table a day, so that forgetting a day costs nothing.
///
/// A fix lies in the table of its own day by the city's clock; one older than `retentionDays` lies
/// in `position_history`, since a terminal with a wrong clock must not make a table for each day
/// that ever was. Several servers may write at once.
public final class SQLPositionStore: PositionStore {
  private let database: any SQLDatabase
  private let clock: CityClock
  private let retentionDays: Int
  /// Days whose table is there for sure.
  private let known = Mutex<Set<CivilDate>>([])
  private let marks: PresenceMarks
  private let now: (@Sendable () -> Instant)?

  /// - Parameters:
  ///   - database: Already brought up to date by `SchemaUpgrade`.
  ///   - now: The system's clock; `nil` marks what presence is due of with each batch anew.
  public init(
    _ database: any SQLDatabase, clock: CityClock, retentionDays: Int = 90,
    presence: PresencePolicy = PresencePolicy(), now: (@Sendable () -> Instant)? = nil
  ) {
    self.now = now
    self.database = database
    self.clock = clock
    self.retentionDays = retentionDays
    marks = PresenceMarks(policy: presence, clock: clock)
  }

  @discardableResult
  public func append(_ fixes: [JudgedFix]) async throws(TrackingError) -> Int {
    guard !fixes.isEmpty else { return 0 }
    return try await TrackingError.translated {
      let byDay = Dictionary(grouping: fixes, by: day(of:))
      let missing = known.withLock { known in
        byDay.keys.compactMap { $0 }.filter { !known.contains($0) }
      }
      let now = now?()
      // Of what is older than the days that are kept nothing is counted any more.
      let due = marks.missing(for: fixes.filter { day(of: $0) != nil }, at: now)
      let added = try await database.write { session in
        for day in missing { try session.makeTable(of: day) }
        var added = 0
        for (day, fixes) in byDay {
          var insertion = SQLInsertion(into: try SQLName(day: day), columns: JudgedFix.columns)
          insertion.reserveCapacity(fixes.count)
          for fix in fixes { insertion.append(fix.row) }
          added += try session.insert(insertion)
        }
        try session.mark(due)
        return added
      }
      known.withLock { $0.formUnion(missing) }
      marks.remember(due, at: now)
      return added
    }
  }

  /// `nil` for the table of what is older than the days that are kept.
  private func day(of judged: JudgedFix) -> CivilDate? {
    let today = clock.civilTime(of: judged.fix.received).date
    // A clock that is ahead must not make tables for days to come.
    guard judged.verdict != .future else { return today }
    let day = clock.civilTime(of: judged.fix.instant).date
    return day < today.adding(days: -retentionDays) ? nil : day
  }

  public func quarantine(_ reports: [QuarantinedReport]) async throws(TrackingError) {
    try await TrackingError.translated {
      try await database.write { session in
        var id = try session.rows("SELECT coalesce(max(id), 0) FROM quarantined_report")[0].integer(
          0)
        try session.executeAll(
          reports.map { report in
            id += 1
            return """
              INSERT INTO quarantined_report (id, kind, name, received, reason, content)
              VALUES (\(id), \(report.kind.rawValue), \(report.name),
                \(report.received.milliseconds), \(report.reason.rawValue), \(report.content))
              """
          })
      }
    }
  }

  public func way(
    of terminal: ID<TrackedTerminal>, in interval: Range<Instant>, verdicts: [FixVerdict],
    limit: Int
  ) async throws(TrackingError) -> TrackedWay {
    try await TrackingError.translated {
      let (first, last) = (
        clock.civilTime(of: interval.lowerBound).date, clock.civilTime(of: interval.upperBound).date
      )
      return try await database.read { session in
        let days = try session.days().filter { $0 >= first && $0 <= last }
        var way = TrackedWay(fixes: [], counts: [:])
        for day in [nil] + days.map(Optional.some) {
          try session.add(
            terminal, in: interval, of: try SQLName(day: day), verdicts, to: &way, limit: limit)
        }
        way.fixes.sort {
          ($0.fix.instant, $0.fix.received) < ($1.fix.instant, $1.fix.received)
        }
        way.fixes.removeLast(max(0, way.fixes.count - limit))
        return way
      }
    }
  }

  public func newest(on day: CivilDate) async throws(TrackingError) -> [Fix] {
    try await TrackingError.translated {
      try await database.read { session in
        var newest: [ID<TrackedTerminal>: Fix] = [:]
        let wanted = day.adding(days: -1)...day
        for held in try session.days() where wanted.contains(held) {
          let table = try SQLName(day: held)
          for terminal in try session.terminals(in: table) {
            guard let fix = try session.newest(of: terminal, in: table) else { continue }
            if newest[fix.terminal].map({ $0.instant < fix.instant }) ?? true {
              newest[fix.terminal] = fix
            }
          }
        }
        return newest.values.sorted { $0.terminal < $1.terminal }
      }
    }
  }

  public func accepted(_ keys: [FixKey]) async throws(TrackingError) -> [Fix] {
    try await TrackingError.translated {
      let byDay = Dictionary(grouping: keys) { clock.civilTime(of: $0.instant).date }
      return try await database.read { session in
        var fixes: [Fix] = []
        for day in try session.days() {
          guard let keys = byDay[day] else { continue }
          fixes += try session.accepted(keys, in: try SQLName(day: day))
        }
        return fixes
      }
    }
  }

  @discardableResult
  public func forget(
    before day: CivilDate, onlyCounted: Bool
  ) async throws(TrackingError) -> ForgottenDays {
    try await TrackingError.translated {
      let start = clock.instant(of: CivilTime(date: day)).milliseconds
      let forgotten = try await database.write { session in
        let old = try session.days().filter { $0 < day }
        let awaiting = onlyCounted ? try session.daysAwaitingPresence(before: day) : []
        let gone = old.filter { !awaiting.contains($0) }
        for day in gone {
          try session.execute("DROP TABLE \(table: try SQLName(day: day))")
          try session.execute("DELETE FROM position_day WHERE day = \(day.day)")
          try session.forgetWhosePresence(on: day)
        }
        if !onlyCounted {
          let end = PresenceSlot(date: day).number
          try session.execute("DELETE FROM presence_due WHERE slot < \(end)")
        }
        try session.execute("DELETE FROM position_history WHERE received < \(start)")
        try session.execute("DELETE FROM quarantined_report WHERE received < \(start)")
        return ForgottenDays(gone: gone, waiting: old.filter { awaiting.contains($0) })
      }
      known.withLock { $0.subtract(forgotten.gone) }
      return forgotten
    }
  }
}

extension SQLSession {
  fileprivate func days() throws(StoreError) -> [CivilDate] {
    var days: [CivilDate] = []
    for row in try rows("SELECT day FROM position_day ORDER BY day") {
      days.append(CivilDate(day: try row.integer(0)))
    }
    return days
  }

  /// Adds what one table knows of a way: the oldest fixes of it, and the counts of all.
  fileprivate func add(
    _ terminal: ID<TrackedTerminal>, in interval: Range<Instant>, of table: SQLName,
    _ verdicts: [FixVerdict], to way: inout TrackedWay, limit: Int
  ) throws(StoreError) {
    let (start, end) = (interval.lowerBound.milliseconds, interval.upperBound.milliseconds)
    for row in try rows(
      """
      SELECT verdict, count(*) FROM \(table: table)
      WHERE terminal = \(terminal.rawValue) AND instant >= \(start) AND instant < \(end)
      GROUP BY verdict
      """)
    {
      guard let verdict = FixVerdict(rawValue: try row.text(0)) else {
        throw StoreError(.corrupt, "A stored position has a verdict that is none.")
      }
      way.counts[verdict, default: 0] += Int(try row.integer(1))
    }
    for row in try rows(
      """
      SELECT \(columns: JudgedFix.columns) FROM \(table: table)
      WHERE terminal = \(terminal.rawValue) AND instant >= \(start) AND instant < \(end)
        AND verdict IN \(anyOf: verdicts.map(\.rawValue))
      ORDER BY instant, received LIMIT \(limit)
      """)
    { way.fixes.append(try JudgedFix(row: row)) }
  }

  /// One look-up by the key for each, however long the day's table is: DISTINCT would read all of it.
  ///
  /// Source of method: PostgreSQL wiki, "Loose indexscan".
  fileprivate func terminals(in table: SQLName) throws(StoreError) -> [Int64] {
    try rows(
      """
      WITH RECURSIVE heard (terminal) AS (
        SELECT min(terminal) FROM \(table: table)
        UNION ALL
        SELECT (SELECT min(later.terminal) FROM \(table: table) later
          WHERE later.terminal > heard.terminal)
        FROM heard WHERE heard.terminal IS NOT NULL
      )
      SELECT terminal FROM heard WHERE terminal IS NOT NULL
      """
    ).map { (row) throws(StoreError) in try row.integer(0) }
  }

  /// One look-up by the key, however long the day's table is.
  fileprivate func newest(of terminal: Int64, in table: SQLName) throws(StoreError) -> Fix? {
    let rows = try rows(
      """
      SELECT \(columns: JudgedFix.columns) FROM \(table: table)
      WHERE terminal = \(terminal) AND verdict = \(FixVerdict.accepted.rawValue)
      ORDER BY instant DESC LIMIT 1
      """)
    guard let row = rows.first else { return nil }
    return try JudgedFix(row: row).fix
  }

  /// One look-up by the key for each, many to a statement. The number of keys in one is a power of two, so
  /// that a table knows few texts, whatever is asked.
  fileprivate func accepted(_ keys: [FixKey], in table: SQLName) throws(StoreError) -> [Fix] {
    var (fixes, next, share) = ([Fix](), 0, 32)
    while next < keys.count {
      while share > keys.count - next { share /= 2 }
      let wanted = keys[next..<next + share].map { key -> SQLText in
        "terminal = \(key.terminal.rawValue) AND instant = \(key.instant.milliseconds)"
      }
      next += share
      for row in try rows(
        """
        SELECT \(columns: JudgedFix.columns) FROM \(table: table)
        WHERE \(any: wanted) AND verdict = \(FixVerdict.accepted.rawValue)
        """)
      { fixes.append(try JudgedFix(row: row).fix) }
    }
    return fixes
  }

  fileprivate func makeTable(of day: CivilDate) throws(StoreError) {
    try execute(
      "CREATE TABLE IF NOT EXISTS \(table: try SQLName(day: day)) \(columns: SchemaStep.positionColumns)"
    )
    try execute("INSERT INTO position_day (day) VALUES (\(day.day)) ON CONFLICT DO NOTHING")
  }
}

extension SQLName {
  /// The table of a day, or of what is older.
  fileprivate init(day: CivilDate?) throws(StoreError) {
    let text =
      day.map { "position_" + $0.description.replacing("-", with: "") } ?? "position_history"
    guard let name = SQLName(text) else {
      throw StoreError(.constraint, "There is no table for the day \(text).")
    }
    self = name
  }
}
