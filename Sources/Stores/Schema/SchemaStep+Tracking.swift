// SPDX-License-Identifier: Apache-2.0

import StorePort

extension SchemaStep {
  /// Who may send, what was sent by others, and the days that have a table of positions.
  static let tracking = SchemaStep(
    number: 4, name: "tracking",
    statements: [
      """
      CREATE TABLE terminal (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        kind TEXT NOT NULL CHECK (kind IN ('jt808', 'osmand', 'owntracks')),
        name TEXT NOT NULL CHECK (length(name) > 0),
        holder TEXT NOT NULL CHECK (length(holder) > 0),
        added BIGINT NOT NULL,
        UNIQUE (kind, name)
      )
      """,
      """
      CREATE TABLE terminal_credential (
        terminal BIGINT NOT NULL PRIMARY KEY REFERENCES terminal (id) ON DELETE CASCADE,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        previous TEXT CHECK (length(previous) = 64),
        previous_until BIGINT,
        device TEXT NOT NULL,
        CHECK ((previous IS NULL) = (previous_until IS NULL))
      )
      """,
      """
      CREATE TABLE quarantined_report (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        received BIGINT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) > 0),
        content TEXT NOT NULL
      )
      """,
      "CREATE INDEX quarantined_report_by_name ON quarantined_report (kind, name, id)",
      "CREATE TABLE position_day (day BIGINT NOT NULL PRIMARY KEY)",
      "CREATE TABLE position_history \(positionColumns.text)",
    ])

  /// The shape of every table of positions. The key keeps a fix that comes again from being stored
  /// again. `terminal` is no foreign key: a look-up for each row would cost more than the
  /// row, and only the registry's numbers come here. A later step that changes it changes the tables
  /// of the days that `position_day` names.
  static let positionColumns: SQLColumns = """
    (
      terminal BIGINT NOT NULL,
      instant BIGINT NOT NULL,
      latitude BIGINT NOT NULL CHECK (latitude BETWEEN -900000000 AND 900000000),
      longitude BIGINT NOT NULL CHECK (longitude BETWEEN -1800000000 AND 1800000000),
      datum TEXT NOT NULL,
      received BIGINT NOT NULL,
      verdict TEXT NOT NULL CHECK (length(verdict) > 0),
      altitude BIGINT,
      speed BIGINT,
      course BIGINT,
      accuracy BIGINT,
      is_positioned BIGINT NOT NULL CHECK (is_positioned IN (0, 1)),
      is_mock BIGINT NOT NULL CHECK (is_mock IN (0, 1)),
      alarms BIGINT NOT NULL,
      status BIGINT NOT NULL,
      details TEXT NOT NULL,
      PRIMARY KEY (terminal, instant, latitude, longitude)
    )
    """
}
