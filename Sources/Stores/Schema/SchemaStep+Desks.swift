// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// The files of the desks, whom they concern, what was told to whom, and the requests that were
  /// carried out. The body is the value as JSON; what is searched for stands beside it as columns.
  static let desks = SchemaStep(
    number: 5, name: "duty desks",
    statements: [
      """
      CREATE TABLE desk_file (
        subject TEXT NOT NULL CHECK (subject IN ('attendance', 'incident', 'violation')),
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
      "CREATE INDEX desk_file_by_start ON desk_file (subject, started, number, part)",
      "CREATE INDEX desk_file_open ON desk_file (subject, is_open, number, part)",
      "CREATE INDEX desk_file_by_clock ON desk_file (subject, is_open, clock)",
      """
      CREATE TABLE desk_party (
        subject TEXT NOT NULL,
        number BIGINT NOT NULL,
        part BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('unit', 'officer')),
        party BIGINT NOT NULL,
        PRIMARY KEY (subject, kind, party, number, part),
        FOREIGN KEY (subject, number, part) REFERENCES desk_file (subject, number, part)
      )
      """,
      "CREATE INDEX desk_party_by_file ON desk_party (subject, number, part)",
      """
      CREATE TABLE desk_notice (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        unit BIGINT,
        officer BIGINT,
        instant BIGINT NOT NULL,
        acknowledged_by TEXT,
        acknowledged BIGINT,
        body TEXT NOT NULL CHECK (length(body) > 0),
        CHECK ((acknowledged_by IS NULL) = (acknowledged IS NULL))
      )
      """,
      "CREATE INDEX desk_notice_by_unit ON desk_notice (unit, id)",
      "CREATE INDEX desk_notice_by_officer ON desk_notice (officer, id)",
      """
      CREATE TABLE desk_request (
        sender BIGINT NOT NULL,
        key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
        received BIGINT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (sender, key)
      )
      """,
      "CREATE INDEX desk_request_by_time ON desk_request (received)",
    ])
}
