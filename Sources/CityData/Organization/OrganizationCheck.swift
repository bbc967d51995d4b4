// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Finds the first thing in a staff file that does not fit the rest.
struct OrganizationCheck {
  private let file: OrganizationFile
  private let units: [ID<Unit>: Unit]

  init(_ file: OrganizationFile) {
    self.file = file
    units = Dictionary(
      file.organization.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var firstProblem: LocalizedName? {
    repeatedNumber ?? orphanUnit ?? unitWithoutArea ?? homeless ?? badJurisdiction
  }

  private var organization: Organization { file.organization }

  private var repeatedNumber: LocalizedName? {
    if let id = Self.repeated(organization.units.map(\.id)) {
      return OrganizationText.repeated("units", "单位", id.description)
    }
    if let id = Self.repeated(organization.areas.map(\.id)) {
      return OrganizationText.repeated("areas", "片区", id.description)
    }
    if let id = Self.repeated(organization.officers.map(\.id)) {
      return OrganizationText.repeated("officers", "人员", id.description)
    }
    if let badge = Self.repeated(organization.officers.map(\.badgeNumber)) {
      return OrganizationText.repeated("badge numbers", "警号", badge)
    }
    return Self.repeated(organization.vehicles.map(\.id)).map {
      OrganizationText.repeated("vehicles", "车辆", $0.description)
    }
  }

  /// A unit whose chain of parents does not end at a unit without one.
  private var orphanUnit: LocalizedName? {
    for unit in organization.units {
      var current = unit
      for _ in organization.units {
        guard let parent = current.parent else { break }
        guard let next = units[parent] else {
          return OrganizationText.unknownParent(of: current.id, parent)
        }
        current = next
      }
      if current.parent != nil { return OrganizationText.circularParents(of: unit.id) }
    }
    return nil
  }

  private var unitWithoutArea: LocalizedName? {
    let areas = Set(organization.areas.map(\.id))
    for unit in organization.units {
      if let area = unit.area, !areas.contains(area) {
        return OrganizationText.unknownArea(of: unit.id, area)
      }
      if unit.area == nil, unit.kind == .brigade {
        return OrganizationText.brigadeWithoutArea(unit.id)
      }
    }
    return nil
  }

  private var homeless: LocalizedName? {
    if let officer = organization.officers.first(where: { units[$0.unit] == nil }) {
      return OrganizationText.unknownUnit("officer", "人员", officer.id.description, officer.unit)
    }
    return organization.vehicles.first { units[$0.unit] == nil }.map {
      OrganizationText.unknownUnit("vehicle", "车辆", $0.id.description, $0.unit)
    }
  }

  private var badJurisdiction: LocalizedName? {
    for jurisdiction in file.jurisdictions {
      guard units[jurisdiction.brigade]?.kind == .brigade else {
        return OrganizationText.notABrigade(jurisdiction.brigade)
      }
      if jurisdiction.outlines.isEmpty || jurisdiction.outlines.contains(where: { $0.count < 3 }) {
        return OrganizationText.openOutline(jurisdiction.brigade)
      }
    }
    if let id = Self.repeated(file.jurisdictions.map(\.brigade)) {
      return OrganizationText.repeated("jurisdictions", "辖区", id.description)
    }
    let owners = Set(file.jurisdictions.map(\.brigade))
    let brigades = organization.units.filter { $0.kind == .brigade }
    if brigades.isEmpty { return OrganizationText.noBrigade }
    return brigades.first { !owners.contains($0.id) }.map {
      OrganizationText.withoutJurisdiction($0.id)
    }
  }

  private static func repeated<Value: Hashable>(_ values: [Value]) -> Value? {
    var seen: Set<Value> = []
    return values.first { !seen.insert($0).inserted }
  }
}
