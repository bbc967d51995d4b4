// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import CityData

/// What a case belongs to.
struct Attribution: Hashable {
  var brigade: ID<Unit>?
  var squadron: ID<Unit>?
  var place: DutyPlace?
  var mode: DutyMode?
  var hour: Int?
}

/// The scopes of a scorecard, each with its position, and which of them a case counts in.
///
/// The answer for one attribution is looked up once: a month has a hundred thousand cases and some
/// hundred attributions.
struct ScopeBook: Sendable {
  let scopes: [KPIScope]
  private let position: [KPIScope: Int]
  private let areaOfUnit: [ID<Unit>: ID<Area>]
  private var known: [Attribution: [Int]] = [:]

  init(plan: DutyPlanSet, snapshot: CitySnapshot, dimensions: Set<KPIDimension>) {
    let organization = snapshot.organization
    var scopes: [KPIScope] = [.detachment]
    if dimensions.contains(.area) { scopes += organization.areas.map { .area($0.id) } }
    func units(_ kinds: Set<Unit.Kind>) -> [ID<Unit>] {
      organization.units.filter { kinds.contains($0.kind) }.map(\.id)
    }
    if dimensions.contains(.brigade) { scopes += units([.brigade]).map { .brigade($0) } }
    if dimensions.contains(.squadron) {
      scopes += units([.squadron, .specialServiceSquadron]).map { .squadron($0) }
    }
    if dimensions.contains(.mode) { scopes += DutyMode.allCases.map { .mode($0) } }
    if dimensions.contains(.hour) { scopes += (0..<24).map { .hour($0) } }
    if dimensions.contains(.place) {
      for one in plan.plans {
        let places =
          one.posts.map { DutyPlace.post($0.id) } + one.beats.map { .beat($0.id) }
          + one.patrols.map { .patrol($0.id) } + one.checkpoints.map { .checkpoint($0.id) }
        scopes += places.map { .place($0, mode: one.mode) }
      }
    }
    self.scopes = scopes
    position = Dictionary(scopes.enumerated().map { ($1, $0) }) { first, _ in first }
    areaOfUnit = Dictionary(organization.units.map { ($0.id, $0) }) { first, _ in first }
      .compactMapValues(\.area)
  }

  /// Positions in `scopes`, in no particular order.
  mutating func scopes(of case: Attribution) -> [Int] {
    if let found = known[`case`] { return found }
    var wanted: [KPIScope] = [.detachment]
    if let brigade = `case`.brigade {
      wanted.append(.brigade(brigade))
      if let area = areaOfUnit[brigade] { wanted.append(.area(area)) }
    }
    if let squadron = `case`.squadron { wanted.append(.squadron(squadron)) }
    if let mode = `case`.mode {
      wanted.append(.mode(mode))
      if let place = `case`.place { wanted.append(.place(place, mode: mode)) }
    }
    if let hour = `case`.hour { wanted.append(.hour(hour)) }
    let found = wanted.compactMap { position[$0] }
    known[`case`] = found
    return found
  }
}
