// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

/// Cases lie in the desks' database, so one transaction changes both.
extension SQLDeskSession: CaseSession {
  func file(
    _ events: [CaseEvent], classes: ClassList
  ) throws -> (cityCase: CityCase, isNew: Bool) {
    var last = try session.lastCase()
    return try session.file(events, after: &last, classes)
  }

  func cityCase(_ id: ID<CityCase>) throws -> CityCase { try session.cityCase(id) }

  func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int, classes: ClassList
  ) throws -> CaseAnswer {
    try session.append(events, to: id, version: version, classes)
  }
}
