// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Every step in order of its number. Add with a number of its own; never edit.
  public static let all = [
    dutyEvents, cityCases, access, tracking, desks, points, rosters, webhooks, jobCourse,
    specialDuty, jobs, orders, reportKeys, caseSteps, inspections, figures, reminders, presence,
    shiftHandOvers, audit,
  ]

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

  /// Cases of city order and their events; contacts of those who reported, which no case row joins.
  /// The columns beside a body are what is searched for; the indexes on `due` and `received` hold
  /// all that an evaluation counts.
  private static let cityCases = SchemaStep(
    number: 2, name: "city cases",
    statements: [
      """
      CREATE TABLE city_case (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        version BIGINT NOT NULL CHECK (version >= 1),
        state TEXT NOT NULL CHECK (length(state) > 0),
        is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
        is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)),
        code TEXT NOT NULL CHECK (length(code) > 0),
        kind TEXT NOT NULL,
        role TEXT NOT NULL CHECK (length(role) > 0),
        area BIGINT,
        unit BIGINT,
        grid TEXT CHECK (length(grid) = 15),
        latitude_row BIGINT,
        latitude BIGINT,
        longitude BIGINT,
        received BIGINT NOT NULL,
        opened BIGINT CHECK (opened >= received),
        due BIGINT,
        completed BIGINT CHECK (completed >= received),
        closed BIGINT CHECK (closed >= received),
        updated BIGINT NOT NULL CHECK (updated >= received),
        flags BIGINT NOT NULL CHECK (flags BETWEEN 0 AND 63),
        turn BIGINT,
        turn_due BIGINT NOT NULL,
        parent BIGINT REFERENCES city_case (id) CHECK (parent <> id),
        body TEXT NOT NULL CHECK (length(body) > 0),
        CHECK ((is_open = 1) = (closed IS NULL))
      )
      """,
      """
      CREATE TABLE case_event (
        case_id BIGINT NOT NULL REFERENCES city_case (id),
        number BIGINT NOT NULL CHECK (number >= 1),
        instant BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (length(kind) > 0),
        body TEXT NOT NULL CHECK (length(body) > 0),
        PRIMARY KEY (case_id, number)
      )
      """,
      "CREATE INDEX city_case_by_turn ON city_case (turn, turn_due, id)",
      "CREATE INDEX city_case_by_place ON city_case (is_open, latitude_row, longitude, latitude)",
      """
      CREATE INDEX city_case_by_due ON city_case (
        due, opened, closed, completed, flags, area, unit, grid, kind, role)
      """,
      """
      CREATE INDEX city_case_by_receipt ON city_case (
        received, opened, area, unit, grid, kind, role)
      """,
      "CREATE INDEX city_case_public ON city_case (is_public, received, id)",
      "CREATE INDEX city_case_by_parent ON city_case (parent)",
      """
      CREATE TABLE reporter_contact (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        name TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        erase_at BIGINT NOT NULL,
        is_erased BIGINT NOT NULL DEFAULT 0 CHECK (is_erased IN (0, 1)),
        CHECK (is_erased = 0 OR (name = '' AND phone = '' AND email = ''))
      )
      """,
    ])
}
