// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// How long terminals were where, by quarter of an hour, and which slots have still to be counted. `slot` is
  /// quarters of an hour since 1970 by the city's clock, `day` days. `terminal` is negative once the raw
  /// positions of the day are gone: then it tells rows of one slot apart and nothing else.
  static let presence = SchemaStep(
    number: 26, name: "presence",
    statements: [
      """
      CREATE TABLE presence (
        slot BIGINT NOT NULL,
        terminal BIGINT NOT NULL CHECK (terminal <> 0),
        unit BIGINT,
        carrier TEXT NOT NULL CHECK (length(carrier) > 0),
        heard BIGINT NOT NULL CHECK (heard BETWEEN 0 AND 900),
        places TEXT NOT NULL,
        PRIMARY KEY (slot, terminal)
      )
      """,
      """
      CREATE TABLE presence_due (
        terminal BIGINT NOT NULL,
        slot BIGINT NOT NULL,
        stamp BIGINT NOT NULL,
        PRIMARY KEY (terminal, slot)
      )
      """,
      "CREATE INDEX presence_due_by_slot ON presence_due (slot)",
      """
      CREATE TABLE presence_day (
        day BIGINT NOT NULL PRIMARY KEY,
        revision BIGINT NOT NULL
      )
      """,
      """
      CREATE TABLE presence_progress (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
        until BIGINT NOT NULL
      )
      """,
    ])
}
