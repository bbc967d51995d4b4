// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Slow work that workers take; only what runs has a worker and a lease.
  static let jobs = SchemaStep(
    number: 11, name: "jobs",
    statements: [
      """
      CREATE TABLE job (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        kind TEXT NOT NULL CHECK (length(kind) > 0),
        request TEXT NOT NULL,
        asked_by TEXT NOT NULL CHECK (length(asked_by) > 0),
        request_key TEXT NOT NULL CHECK (length(request_key) BETWEEN 1 AND 300),
        asked BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        attempts BIGINT NOT NULL CHECK (attempts >= 0),
        worker TEXT,
        leased_until BIGINT,
        finished BIGINT,
        result TEXT,
        failure TEXT,
        UNIQUE (asked_by, request_key),
        CHECK ((state = 'running') = (worker IS NOT NULL)),
        CHECK ((state = 'running') = (leased_until IS NOT NULL)),
        CHECK ((state = 'done') = (result IS NOT NULL)),
        CHECK ((state = 'failed') = (failure IS NOT NULL)),
        CHECK ((state IN ('done', 'failed')) = (finished IS NOT NULL))
      )
      """,
      "CREATE INDEX job_by_state ON job (state, id)",
    ])
}
