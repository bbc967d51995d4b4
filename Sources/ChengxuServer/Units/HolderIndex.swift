// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations

/// Whom a terminal's holder names: a vehicle by its plate, an officer by the badge number.
struct HolderIndex: Sendable {
  /// What is known of a holder.
  struct Holder: Sendable {
    enum Kind: String, Codable, Sendable {
      case patrolCar, patrolMotorcycle, officer
      /// Named on import and in neither list.
      case unknown
    }

    var kind: Kind
    var unit: DutyModel.ID<DutyModel.Unit>?
    var name: LocalizedName?
    var unitName: LocalizedName?
  }

  private let vehicles: [String: Vehicle]
  private let people: PeopleIndex?

  /// - Parameter contents: `nil` for a server without a city, which knows nobody.
  init(_ contents: ServerContents?) {
    vehicles = Dictionary(
      (contents?.snapshot.organization.vehicles ?? []).map { ($0.plate, $0) },
      uniquingKeysWith: { first, _ in first })
    people = contents?.people
  }

  func holder(of terminal: TrackedTerminal) -> Holder {
    if let vehicle = vehicles[terminal.holder] {
      return Holder(
        kind: vehicle.kind == .patrolCar ? .patrolCar : .patrolMotorcycle, unit: vehicle.unit,
        unitName: people?.name(vehicle.unit))
    }
    if let officer = people?.officer(badge: terminal.holder) {
      return Holder(
        kind: .officer, unit: officer.unit, name: officer.name,
        unitName: people?.name(officer.unit))
    }
    return Holder(kind: .unknown)
  }
}
