// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations
public import StorePort

/// Presence in any SQL database: one row for each terminal and quarter of an hour.
public final class SQLPresenceStore: PresenceStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func due(
    before slot: PresenceSlot, after last: PresenceDue?, limit: Int
  ) async throws(TrackingError) -> [PresenceDue] {
    try await TrackingError.translated {
      let (terminal, number) = (last?.terminal.rawValue ?? 0, last?.slot.number ?? 0)
      return try await database.read { session in
        try session.rows(
          """
          SELECT terminal, slot, stamp FROM presence_due
          WHERE slot < \(slot.number)
            AND (terminal > \(terminal) OR (terminal = \(terminal) AND slot > \(number)))
          ORDER BY terminal, slot LIMIT \(limit)
          """
        ).map { (row) throws(StoreError) in
          PresenceDue(
            terminal: ID(rawValue: try row.integer(0)),
            slot: PresenceSlot(number: try row.integer(1)), stamp: try row.integer(2))
        }
      }
    }
  }

  @discardableResult
  public func settle(
    _ due: [PresenceDue], with presence: [SlotPresence]
  ) async throws(TrackingError) -> Int {
    // Everybody locks in the same order.
    let due = due.sorted { ($0.terminal, $0.slot) < ($1.terminal, $1.slot) }
    let byKey = Dictionary(
      presence.map { (PresenceKey(terminal: $0.terminal, slot: $0.slot), $0) }
    ) { first, _ in first }
    return try await TrackingError.translated {
      // Who takes the mark away writes the row, and nobody else; fixes that come meanwhile wait for it at most
      // here, and set another mark.
      try await database.writeOutOfTurn { session in
        var insertion = SQLInsertion(into: .presence, columns: SlotPresence.columns)
        var taken: [PresenceDue] = []
        for one in due {
          let count = try session.execute(
            """
            DELETE FROM presence_due WHERE terminal = \(one.terminal.rawValue)
              AND slot = \(one.slot.number) AND stamp = \(one.stamp)
            """)
          if count > 0 { taken.append(one) }
        }
        try session.executeAll(
          taken.map { one in
            "DELETE FROM presence WHERE slot = \(one.slot.number) AND terminal = \(one.terminal.rawValue)"
          })
        for one in taken {
          if let row = byKey[PresenceKey(terminal: one.terminal, slot: one.slot)] {
            insertion.append(row.row)
          }
        }
        try session.insert(insertion)
        for day in Set(taken.map(\.slot.date.day)).sorted() {
          try session.execute(
            """
            INSERT INTO presence_day (day, revision) VALUES (\(day), 1)
            ON CONFLICT (day) DO UPDATE SET revision = presence_day.revision + 1
            """)
        }
        return taken.count
      }
    }
  }

  public func finish(until slot: PresenceSlot) async throws(TrackingError) {
    try await TrackingError.translated {
      try await database.writeOutOfTurn { session in
        _ = try session.execute(
          """
          INSERT INTO presence_progress (id, until) VALUES (1, \(slot.number))
          ON CONFLICT (id) DO UPDATE SET until = excluded.until
          WHERE excluded.until > presence_progress.until
          """)
      }
    }
  }

  public func progress(
    of days: ClosedRange<CivilDate>
  ) async throws(TrackingError) -> PresenceProgress {
    try await TrackingError.translated {
      try await database.read { session in
        let until = try session.rows("SELECT until FROM presence_progress WHERE id = 1").first
        let revision = try session.rows(
          """
          SELECT coalesce(sum(revision), 0) FROM presence_day
          WHERE day >= \(days.lowerBound.day) AND day <= \(days.upperBound.day)
          """)[0]
        return PresenceProgress(
          until: try until.map { row throws(StoreError) in
            PresenceSlot(number: try row.integer(0))
          }, revision: try revision.integer(0))
      }
    }
  }

  public func presence(
    in slots: Range<PresenceSlot>
  ) async throws(TrackingError) -> [SlotPresence] {
    try await TrackingError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT \(columns: SlotPresence.columns) FROM presence
          WHERE slot >= \(slots.lowerBound.number) AND slot < \(slots.upperBound.number)
          ORDER BY slot, terminal
          """
        ).map { (row) throws(StoreError) in try SlotPresence(row: row) }
      }
    }
  }
}

/// By which a row of presence and its mark are found.
struct PresenceKey: Hashable {
  var terminal: ID<TrackedTerminal>
  var slot: PresenceSlot
}

extension SQLName {
  fileprivate static let presence: SQLName = {
    guard let name = SQLName("presence") else { preconditionFailure("No name of a table.") }
    return name
  }()
}
