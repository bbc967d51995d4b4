// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import StorePort

extension SQLSession {
  func reported(
    under key: RequestKey, by person: ID<CasePerson>?
  ) throws -> ID<CityCase>? {
    try rows(
      """
      SELECT case_id FROM case_report_key
      WHERE person = \(person?.rawValue ?? 0) AND key = \(key.text)
      """
    ).first.map { ID(rawValue: try $0.integer(0)) }
  }

  /// The case that the same request filed before.
  func reported(like events: [CaseEvent]) throws -> ID<CityCase>? {
    guard let report = events.first, let key = report.key else { return nil }
    return try reported(under: key, by: report.by.person)
  }

  func remember(_ events: [CaseEvent], as id: ID<CityCase>) throws {
    guard let report = events.first, let key = report.key else { return }
    try execute(
      """
      INSERT INTO case_report_key (person, key, case_id)
      VALUES (\(report.by.person?.rawValue ?? 0), \(key.text), \(id.rawValue))
      """)
  }
}
