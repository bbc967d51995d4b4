// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How far somebody's permissions reach.
public enum Territory: Hashable, Codable, Sendable {
  /// The whole detachment.
  case detachment
  /// A unit and everything below it.
  case unit(DutyModel.ID<Unit>)
  /// No unit of the police: a partner force, for its own tasks alone.
  case partner(PartnerForce)
}

/// Which unit lies below which, for questions of territory.
public struct TerritoryIndex: Sendable {
  private let parents: [DutyModel.ID<Unit>: DutyModel.ID<Unit>]
  private let units: Set<DutyModel.ID<Unit>>

  public init(units: [Unit]) {
    self.units = Set(units.map(\.id))
    parents = Dictionary(
      units.compactMap { unit in unit.parent.map { (unit.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  public func contains(_ unit: DutyModel.ID<Unit>) -> Bool { units.contains(unit) }

  /// All units within a territory; `nil` for the whole detachment.
  public func units(in territory: Territory) -> Set<DutyModel.ID<Unit>>? {
    territory == .detachment ? nil : units.filter { covers(territory, $0) }
  }

  /// The units whose ground concerns a territory: those within it and those that it is part of, since ground is
  /// divided among brigades and no further; `nil` for the whole detachment.
  public func ground(of territory: Territory) -> Set<DutyModel.ID<Unit>>? {
    guard var ground = units(in: territory) else { return nil }
    guard case .unit(let top) = territory else { return ground }
    var next = parents[top]
    while let unit = next, ground.insert(unit).inserted { next = parents[unit] }
    return ground
  }

  /// Whether what belongs to `unit` lies within `territory`. A unit that nobody knows lies in the
  /// detachment alone.
  public func covers(_ territory: Territory, _ unit: DutyModel.ID<Unit>) -> Bool {
    guard case .unit(let top) = territory else { return territory == .detachment }
    var next: DutyModel.ID<Unit>? = unit
    // As many steps as there are units: parents that lead in a circle end there.
    for _ in 0...units.count {
      guard let current = next else { return false }
      if current == top { return true }
      next = parents[current]
    }
    return false
  }
}
