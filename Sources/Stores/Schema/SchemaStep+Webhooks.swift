// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// What other systems asked to be told. `place` is the last event that was dealt with: it moves on
  /// with each message, so that nothing is left out. Only what somebody is sending to has a worker.
  static let webhooks = SchemaStep(
    number: 8, name: "webhooks",
    statements: [
      """
      CREATE TABLE webhook (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
        address TEXT NOT NULL CHECK (length(address) > 0),
        kinds TEXT NOT NULL CHECK (length(kinds) > 0),
        secret TEXT NOT NULL CHECK (length(secret) > 0),
        created BIGINT NOT NULL,
        created_by TEXT NOT NULL CHECK (length(created_by) > 0),
        state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
        place BIGINT NOT NULL CHECK (place >= 0),
        attempts BIGINT NOT NULL CHECK (attempts >= 0),
        next_attempt BIGINT NOT NULL,
        failing_since BIGINT,
        failure TEXT,
        last_delivered BIGINT,
        worker TEXT,
        leased_until BIGINT,
        CHECK ((attempts = 0) = (failing_since IS NULL)),
        CHECK ((failing_since IS NULL) = (failure IS NULL)),
        CHECK ((worker IS NULL) = (leased_until IS NULL))
      )
      """
    ])
}
