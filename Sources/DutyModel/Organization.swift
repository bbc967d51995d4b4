// SPDX-License-Identifier: Apache-2.0

/// A detachment with all its people and vehicles, as one city keeps it.
///
/// Territory is bound to units by `Territory` values: an `Area` 片区 groups brigades, a brigade's
/// jurisdiction 辖区 is a set of road segments.
public struct Organization: Hashable, Codable, Sendable {
  /// True for generated people and units; every page, file and bulletin that shows them says so.
  public var isDemoData: Bool
  public var name: LocalizedName
  public var clock: CityClock
  public var areas: [Area]
  public var units: [Unit]
  public var officers: [Officer]
  public var vehicles: [Vehicle]

  public init(
    isDemoData: Bool, name: LocalizedName, clock: CityClock, areas: [Area], units: [Unit],
    officers: [Officer], vehicles: [Vehicle]
  ) {
    self.isDemoData = isDemoData
    self.name = name
    self.clock = clock
    self.areas = areas
    self.units = units
    self.officers = officers
    self.vehicles = vehicles
  }
}

/// A name that people read: Chinese first, English beside it.
public struct LocalizedName: Hashable, Codable, Sendable {
  public var chinese: String
  public var english: String

  public init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  private enum CodingKeys: String, CodingKey {
    case chinese = "zh"
    case english = "en"
  }
}

/// 片区: several brigades' jurisdictions under one leader of the detachment.
public struct Area: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Area>
  public var name: LocalizedName

  public init(id: DutyModel.ID<Area>, name: LocalizedName) {
    self.id = id
    self.name = name
  }
}

/// One part of the organisation; `parent` leads up to the detachment.
public struct Unit: Identifiable, Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 支队
    case detachment
    /// 勤务大队
    case brigade
    /// 中队
    case squadron
    /// 特勤中队 (motor patrol 铁骑)
    case specialServiceSquadron
    /// 机关科室
    case office
    /// 支队领导
    case command
  }

  public let id: DutyModel.ID<Unit>
  public var kind: Kind
  public var name: LocalizedName
  public var parent: DutyModel.ID<Unit>?
  /// The area of a brigade and of all below it; `nil` for offices and the detachment.
  public var area: DutyModel.ID<Area>?
  /// Where its people start from.
  public var station: Coordinate
  /// Sworn officers who stay at the station whatever happens 必要值班人员.
  public var stationMinimum: Int

  public init(
    id: DutyModel.ID<Unit>, kind: Kind, name: LocalizedName, parent: DutyModel.ID<Unit>?,
    area: DutyModel.ID<Area>?,
    station: Coordinate, stationMinimum: Int
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.parent = parent
    self.area = area
    self.station = station
    self.stationMinimum = stationMinimum
  }
}

/// A sworn officer 民警 or an auxiliary 辅警 of one unit.
public struct Officer: Identifiable, Hashable, Codable, Sendable {
  /// Auxiliaries direct and dissuade; they never decide a penalty.
  public enum Status: String, CaseIterable, Codable, Sendable { case sworn, auxiliary }

  public let id: DutyModel.ID<Officer>
  /// 警号, six digits for sworn officers.
  public var badgeNumber: String
  public var name: LocalizedName
  public var status: Status
  public var unit: DutyModel.ID<Unit>
  public var isLeader: Bool
  public var skills: Set<Skill>
  /// What the officer may not be rostered for. The reason is never stored.
  public var exemptions: Set<DutyExemption>
  /// Approved leave.
  public var leave: [CivilInterval]

  public init(
    id: DutyModel.ID<Officer>, badgeNumber: String, name: LocalizedName, status: Status,
    unit: DutyModel.ID<Unit>,
    isLeader: Bool = false, skills: Set<Skill> = [], exemptions: Set<DutyExemption> = [],
    leave: [CivilInterval] = []
  ) {
    self.id = id
    self.badgeNumber = badgeNumber
    self.name = name
    self.status = status
    self.unit = unit
    self.isLeader = isLeader
    self.skills = skills
    self.exemptions = exemptions
    self.leave = leave
  }
}

public enum Skill: String, CaseIterable, Codable, Sendable {
  case motorcycle, patrolCarDriver, breathTest, drone, commandPost
}

public enum DutyExemption: String, CaseIterable, Codable, Sendable {
  case noNightDuty, noOutdoorDuty, noOvertime
  /// An hour within each duty is free of any place and counts as work.
  case hourWithinDuty
}

public struct Vehicle: Identifiable, Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable { case patrolCar, patrolMotorcycle }

  public let id: DutyModel.ID<Vehicle>
  public var kind: Kind
  public var plate: String
  public var unit: DutyModel.ID<Unit>

  public init(id: DutyModel.ID<Vehicle>, kind: Kind, plate: String, unit: DutyModel.ID<Unit>) {
    self.id = id
    self.kind = kind
    self.plate = plate
    self.unit = unit
  }
}
