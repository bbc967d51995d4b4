// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// What an auditor asks for, and the checks of the chained log. `events` and `seal` are of an intact log,
  /// `broken_at` and `problem` of a broken one, `problem` alone of one that could not be read.
  static let audit = SchemaStep(
    number: 28, name: "audit",
    statements: [
      "CREATE INDEX access_event_by_instant ON access_event (instant, id)",
      "CREATE INDEX access_event_by_kind ON access_event (kind, id)",
      "CREATE INDEX access_event_by_actor ON access_event (actor, id)",
      """
      CREATE TABLE chain_check (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        account TEXT NOT NULL CHECK (length(account) > 0),
        begun BIGINT NOT NULL,
        heard BIGINT NOT NULL CHECK (heard >= begun),
        walked BIGINT NOT NULL CHECK (walked >= 0),
        length BIGINT NOT NULL CHECK (length >= 0),
        ended BIGINT,
        finding TEXT CHECK (finding IN ('intact', 'broken', 'failed')),
        events BIGINT CHECK (events >= 0),
        seal TEXT CHECK (length(seal) = 64),
        broken_at BIGINT CHECK (broken_at >= 1),
        problem TEXT,
        CHECK ((ended IS NULL) = (finding IS NULL)),
        CHECK ((finding = 'intact') = (events IS NOT NULL AND seal IS NOT NULL)),
        CHECK ((finding = 'broken') = (broken_at IS NOT NULL))
      )
      """,
    ])
}
