// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Which case a request filed, so that a report that is sent again is not filed again. `person` is
  /// 0 for the public.
  static let reportKeys = SchemaStep(
    number: 14, name: "keys of reports",
    statements: [
      """
      CREATE TABLE case_report_key (
        person BIGINT NOT NULL,
        key TEXT NOT NULL CHECK (length(key) BETWEEN 8 AND 64),
        case_id BIGINT NOT NULL REFERENCES city_case (id),
        PRIMARY KEY (person, key)
      )
      """
    ])
}
