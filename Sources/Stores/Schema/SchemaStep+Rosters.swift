// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Rosters as they were solved, and which events of the one log made each what it is. The key of
  /// `roster_event` lets only one of two writers take the next step.
  static let rosters = SchemaStep(
    number: 7, name: "rosters",
    statements: [
      """
      CREATE TABLE roster_book (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        digest TEXT NOT NULL CHECK (length(digest) > 0),
        first_day BIGINT NOT NULL,
        days BIGINT NOT NULL CHECK (days >= 1),
        base TEXT NOT NULL CHECK (length(base) > 0)
      )
      """,
      """
      CREATE TABLE roster_event (
        book BIGINT NOT NULL REFERENCES roster_book (id),
        number BIGINT NOT NULL CHECK (number >= 1),
        event BIGINT NOT NULL UNIQUE REFERENCES duty_event (id),
        PRIMARY KEY (book, number)
      )
      """,
    ])
}
