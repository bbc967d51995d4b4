// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Which events of the one log made the ledger of points what it is. The key lets only one of two
  /// writers take the next step.
  static let points = SchemaStep(
    number: 6, name: "points",
    statements: [
      """
      CREATE TABLE point_event (
        number BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
        point BIGINT NOT NULL CHECK (point >= 1),
        event BIGINT NOT NULL UNIQUE REFERENCES duty_event (id)
      )
      """
    ])
}
