// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel

/// Who stands behind the names in the record of access, as everybody is now.
struct AuditPeople: Sendable {
  private let accounts: [String: Account]
  private let people: PeopleIndex
  private let vehicles: [Vehicle]
  private let territories: TerritoryIndex

  init(
    accounts: [Account], people: PeopleIndex, vehicles: [Vehicle], territories: TerritoryIndex
  ) {
    self.accounts = Dictionary(
      accounts.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    self.people = people
    self.vehicles = vehicles
    self.territories = territories
  }

  /// The accounts of an officer, and the badge number.
  ///
  /// - Throws: where no officer has that number.
  func parties(ofBadge badge: String) throws(Problem) -> AccessParties {
    guard let officer = people.officer(badge: badge) else { throw .unknownBadge(badge) }
    return AccessParties(
      accounts: Set(accounts.values.filter { $0.officer == officer.id }.map(\.name.text)),
      holders: [badge])
  }

  /// The accounts that are for these units or belong to their people, badge numbers and plates.
  func parties(of units: Set<DutyModel.ID<DutyModel.Unit>>) -> AccessParties {
    let officers = people.officers(of: units)
    let numbers = Set(officers.map(\.id))
    let theirs = accounts.values.filter { account in
      if case .unit(let unit) = account.territory, units.contains(unit) { return true }
      return account.officer.map(numbers.contains) ?? false
    }
    return AccessParties(
      accounts: Set(theirs.map(\.name.text)),
      holders: Set(officers.map(\.badgeNumber)).union(
        vehicles.filter { units.contains($0.unit) }.map(\.plate)))
  }

  /// A unit with all below it.
  func parties(of unit: DutyModel.ID<DutyModel.Unit>) throws(AccessError) -> AccessParties {
    guard territories.contains(unit), let units = territories.units(in: .unit(unit)) else {
      throw .unknownUnit(unit)
    }
    return parties(of: units)
  }

  /// Whom somebody may read about; `nil` for everybody.
  func reach(of visitor: Visitor) -> AccessParties? {
    territories.units(in: visitor.territory).map(parties)
  }

  /// The name behind an account's; `nil` for the console, the program itself, or nobody.
  func name(ofAccount name: String) -> String? { accounts[name]?.displayName }

  func name(of unit: DutyModel.ID<DutyModel.Unit>) -> LocalizedName { people.name(unit) }

  func name(ofSubject event: AccessEvent) -> LocalizedName? {
    switch event.kind.subject {
    case .account:
      name(ofAccount: event.subject).map { LocalizedName(chinese: $0, english: $0) }
    case .holder:
      people.officer(badge: event.subject)?.name
        ?? vehicles.first { $0.plate == event.subject }.map { people.name($0.unit) }
    case .token, .webhook, .log: nil
    }
  }
}
