// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// The steps of cases by time, for whoever follows them, and which case shows which photo, for anomalies and for
  /// the end of a photo's retention.
  static let caseSteps = SchemaStep(
    number: 15, name: "steps of cases by time, and their photos",
    statements: [
      "CREATE INDEX case_event_by_time ON case_event (instant, case_id, number)",
      """
      CREATE TABLE case_photo (
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        case_id BIGINT NOT NULL REFERENCES city_case (id),
        is_evidence BIGINT NOT NULL CHECK (is_evidence IN (0, 1)),
        PRIMARY KEY (hash, case_id, is_evidence)
      )
      """,
      "CREATE INDEX case_photo_by_case ON case_photo (case_id)",
    ])
}
