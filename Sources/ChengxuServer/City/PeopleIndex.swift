// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Finds officers and units of an organisation by number.
struct PeopleIndex: Sendable {
  private let officers: [ID<Officer>: Officer]
  private let units: [ID<Unit>: Unit]

  init(_ organization: Organization) {
    officers = Dictionary(organization.officers.map { ($0.id, $0) }) { first, _ in first }
    units = Dictionary(organization.units.map { ($0.id, $0) }) { first, _ in first }
  }

  func officer(_ id: ID<Officer>) -> Officer? { officers[id] }

  /// The officer's name, or the bare number where the staff file no longer has the officer.
  func name(_ id: ID<Officer>) -> LocalizedName {
    officers[id]?.name ?? LocalizedName(chinese: "民警 \(id)", english: "Officer \(id)")
  }

  func name(_ id: ID<Unit>) -> LocalizedName {
    units[id]?.name ?? LocalizedName(chinese: "单位 \(id)", english: "Unit \(id)")
  }
}
