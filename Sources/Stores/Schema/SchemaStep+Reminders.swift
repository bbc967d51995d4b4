// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// When the running clock of a case next comes to a percentage that nobody was reminded of, and how
  /// far up the case has gone. Ended cases stand in neither index. A case that is open already is
  /// looked at once, so that its own value is kept: SQL cannot read it in the body.
  static let reminders = SchemaStep(
    number: 24, name: "reminders of cases",
    statements: [
      "ALTER TABLE city_case ADD COLUMN next_alert BIGINT",
      """
      ALTER TABLE city_case ADD COLUMN rung BIGINT NOT NULL DEFAULT 0 CHECK (rung BETWEEN 0 AND 3)
      """,
      """
      UPDATE city_case SET next_alert = received
      WHERE is_open = 1 AND turn_due < 9223372036854775807
      """,
      "CREATE INDEX city_case_by_alert ON city_case (next_alert, id) WHERE next_alert IS NOT NULL",
      "CREATE INDEX city_case_by_rung ON city_case (rung, turn_due, id) WHERE rung > 0",
    ])
}
