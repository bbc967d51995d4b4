// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// What is said of a job beside its state: how far it is, whether its author wants it ended, and what
  /// came of it where that is kept nowhere else. A job that nothing was said of has no row.
  static let jobCourse = SchemaStep(
    number: 9, name: "job course",
    statements: [
      """
      CREATE TABLE job_course (
        job BIGINT NOT NULL PRIMARY KEY CHECK (job >= 1),
        progress TEXT,
        stop_asked BIGINT NOT NULL DEFAULT 0 CHECK (stop_asked IN (0, 1)),
        answer TEXT
      )
      """
    ])
}
