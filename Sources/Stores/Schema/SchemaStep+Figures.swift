// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Figures as they were published, and the views that a dashboard reads instead of the tables.
  ///
  /// A view shows sums and cases, never a body, an account, an officer or whoever reported: who may
  /// read a dashboard learns nothing of a person. Times are seconds since 1970, as Grafana's
  /// `$__unixEpochFilter` takes them. A later step that rebuilds a table drops its views first.
  static let figures = SchemaStep(
    number: 19, name: "published figures",
    statements: [
      """
      CREATE TABLE supervision_figure (
        period_from BIGINT NOT NULL,
        period_until BIGINT NOT NULL CHECK (period_until > period_from),
        kpi TEXT NOT NULL CHECK (length(kpi) > 0),
        definition_version BIGINT NOT NULL,
        authority TEXT NOT NULL,
        address TEXT NOT NULL CHECK (length(address) > 0),
        scope TEXT NOT NULL,
        scope_name TEXT NOT NULL,
        kpi_name TEXT NOT NULL,
        unit TEXT NOT NULL,
        measure TEXT NOT NULL,
        numerator DOUBLE PRECISION NOT NULL,
        denominator DOUBLE PRECISION NOT NULL,
        cases BIGINT NOT NULL,
        excluded BIGINT NOT NULL,
        value DOUBLE PRECISION,
        lower95 DOUBLE PRECISION,
        upper95 DOUBLE PRECISION,
        gap TEXT,
        scorecard TEXT NOT NULL,
        is_demo_data BIGINT NOT NULL CHECK (is_demo_data IN (0, 1)),
        written BIGINT NOT NULL,
        PRIMARY KEY (
          period_from, period_until, kpi, address, authority, definition_version)
      )
      """,
      """
      CREATE VIEW report_figure AS
      SELECT period_from / 1000 AS period_from_epoch, period_until / 1000 AS period_until_epoch,
        kpi, kpi_name, definition_version, authority, measure, unit, scope, scope_name,
        numerator, denominator, cases, excluded, value, lower95, upper95, gap,
        address AS cases_query, scorecard, is_demo_data, written / 1000 AS written_epoch
      FROM supervision_figure
      """,
      """
      CREATE VIEW report_event_hour AS
      SELECT instant / 3600000 * 3600 AS hour_epoch, kind, is_simulated, COUNT(*) AS events
      FROM duty_event GROUP BY instant / 3600000 * 3600, kind, is_simulated
      """,
      """
      CREATE VIEW report_case_hour AS
      SELECT received / 3600000 * 3600 AS hour_epoch, area, unit, grid, kind, role,
        COUNT(*) AS received, COUNT(opened) AS opened, COUNT(closed) AS closed,
        COUNT(CASE WHEN closed <= due THEN 1 END) AS closed_on_time,
        COUNT(CASE WHEN closed > due THEN 1 END) AS closed_late
      FROM city_case GROUP BY received / 3600000 * 3600, area, unit, grid, kind, role
      """,
      """
      CREATE VIEW report_open_case AS
      SELECT id, state, code, kind, area, unit, grid, received / 1000 AS received_epoch,
        due / 1000 AS due_epoch
      FROM city_case WHERE is_open = 1
      """,
    ])
}
