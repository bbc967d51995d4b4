// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Campaigns, markets and assessment rounds, and which events of the one log made each what it is.
  /// The key of `order_entry` lets only one of two writers take the next step; the unique request key
  /// lets a request be carried out once.
  static let orders = SchemaStep(
    number: 13, name: "campaigns, markets, assessments",
    statements: [
      """
      CREATE TABLE order_record (
        subject TEXT NOT NULL CHECK (subject IN ('campaign', 'market', 'assessment')),
        number BIGINT NOT NULL CHECK (number >= 1),
        version BIGINT NOT NULL CHECK (version >= 1),
        body TEXT NOT NULL CHECK (length(body) > 0),
        PRIMARY KEY (subject, number)
      )
      """,
      """
      CREATE TABLE order_entry (
        subject TEXT NOT NULL,
        record BIGINT NOT NULL,
        number BIGINT NOT NULL CHECK (number >= 1),
        event BIGINT NOT NULL UNIQUE REFERENCES duty_event (id),
        key TEXT UNIQUE CHECK (length(key) BETWEEN 8 AND 64),
        person BIGINT NOT NULL,
        PRIMARY KEY (subject, record, number),
        FOREIGN KEY (subject, record) REFERENCES order_record (subject, number)
      )
      """,
    ])
}
