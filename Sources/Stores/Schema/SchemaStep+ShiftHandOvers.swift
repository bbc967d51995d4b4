// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Lets the desks keep hand-overs of shifts 交接班. Neither database changes a CHECK of
  /// SQLite's in place, so the two tables are written anew; no report view reads them.
  static let shiftHandOvers = SchemaStep(
    number: 27, name: "shift hand-overs",
    statements: [
      """
      CREATE TABLE desk_file_next (
        subject TEXT NOT NULL CHECK (subject IN (
          'attendance', 'incident', 'violation', 'special', 'inspection', 'finding',
          'shiftHandOver')),
        number BIGINT NOT NULL CHECK (number >= 1),
        part BIGINT NOT NULL CHECK (part >= 0),
        version BIGINT NOT NULL CHECK (version >= 1),
        state TEXT NOT NULL CHECK (length(state) > 0),
        is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
        started BIGINT NOT NULL,
        clock BIGINT,
        body TEXT NOT NULL CHECK (length(body) > 0),
        PRIMARY KEY (subject, number, part)
      )
      """,
      "INSERT INTO desk_file_next SELECT * FROM desk_file",
      """
      CREATE TABLE desk_party_next (
        subject TEXT NOT NULL,
        number BIGINT NOT NULL,
        part BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('unit', 'officer')),
        party BIGINT NOT NULL,
        PRIMARY KEY (subject, kind, party, number, part),
        FOREIGN KEY (subject, number, part) REFERENCES desk_file_next (subject, number, part)
      )
      """,
      "INSERT INTO desk_party_next SELECT * FROM desk_party",
      "DROP TABLE desk_party",
      "DROP TABLE desk_file",
      "ALTER TABLE desk_file_next RENAME TO desk_file",
      "ALTER TABLE desk_party_next RENAME TO desk_party",
      "CREATE INDEX desk_file_by_start ON desk_file (subject, started, number, part)",
      "CREATE INDEX desk_file_open ON desk_file (subject, is_open, number, part)",
      "CREATE INDEX desk_file_by_clock ON desk_file (subject, is_open, clock)",
      "CREATE INDEX desk_party_by_file ON desk_party (subject, number, part)",
    ])
}
