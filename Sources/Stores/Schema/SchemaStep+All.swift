// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Every step in order, numbered from 1. Add below; never edit.
  public static let all = [dutyEvents]

  /// The event log. `predecessor` makes a gap impossible and lets only the last row be removed;
  /// `previous` is unique, so the chain cannot fork.
  private static let dutyEvents = SchemaStep(
    number: 1, name: "duty events",
    statements: [
      """
      CREATE TABLE duty_event (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        predecessor BIGINT UNIQUE REFERENCES duty_event (id),
        instant BIGINT NOT NULL,
        recorded BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (length(kind) > 0),
        is_simulated BIGINT NOT NULL CHECK (is_simulated IN (0, 1)),
        body TEXT NOT NULL CHECK (length(body) > 0),
        previous TEXT NOT NULL UNIQUE CHECK (length(previous) = 64),
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        CHECK ((id = 1 AND predecessor IS NULL) OR (id > 1 AND predecessor = id - 1))
      )
      """,
      "CREATE INDEX duty_event_by_instant ON duty_event (instant, id)",
      "CREATE INDEX duty_event_by_kind ON duty_event (kind, instant, id)",
    ])
}
