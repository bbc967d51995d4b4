// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Synchronization

/// Finds officers and units by number or badge: everybody as they are now, also those who were imported
/// while the server runs.
final class PeopleIndex: Sendable {
  private struct Tables {
    var officers: [ID<Officer>: Officer]
    var badges: [String: Officer]
    var units: [ID<Unit>: Unit]

    init(_ organization: Organization) {
      officers = Dictionary(organization.officers.map { ($0.id, $0) }) { first, _ in first }
      badges = Dictionary(organization.officers.map { ($0.badgeNumber, $0) }) { first, _ in first }
      units = Dictionary(organization.units.map { ($0.id, $0) }) { first, _ in first }
    }
  }

  private let tables: Mutex<Tables>

  init(_ organization: Organization) { tables = Mutex(Tables(organization)) }

  /// From now on these are the people.
  func become(_ organization: Organization) {
    let new = Tables(organization)
    tables.withLock { $0 = new }
  }

  func officer(_ id: ID<Officer>) -> Officer? { tables.withLock { $0.officers[id] } }
  func officer(badge: String) -> Officer? { tables.withLock { $0.badges[badge] } }

  func officers(of units: Set<ID<Unit>>) -> [Officer] {
    tables.withLock { $0.officers.values.filter { units.contains($0.unit) } }
  }

  func unit(_ id: ID<Unit>) -> Unit? { tables.withLock { $0.units[id] } }

  /// The officer's name, or the bare number where the staff file no longer has the officer.
  func name(_ id: ID<Officer>) -> LocalizedName {
    officer(id)?.name ?? LocalizedName(chinese: "民警 \(id)", english: "Officer \(id)")
  }

  func name(_ id: ID<Unit>) -> LocalizedName {
    tables.withLock { $0.units[id]?.name }
      ?? LocalizedName(chinese: "单位 \(id)", english: "Unit \(id)")
  }
}
