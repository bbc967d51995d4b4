// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The people and vehicles of a demo detachment: 623 people, of whom 419 are sworn.
struct DemoStaff {
  static let offices = [
    LocalizedName(chinese: "办公室", english: "General Office"),
    LocalizedName(chinese: "政治处", english: "Political Office"),
    LocalizedName(chinese: "秩序管理处", english: "Traffic Order Office"),
    LocalizedName(chinese: "事故处理处", english: "Crash Investigation Office"),
    LocalizedName(chinese: "法制处", english: "Legal Office"),
    LocalizedName(chinese: "宣传教育处", english: "Publicity and Education Office"),
    LocalizedName(chinese: "科技处", english: "Technology Office"),
    LocalizedName(chinese: "指挥中心", english: "Command Centre"),
  ]
  private static let officeStaff = 174
  private static let leaders = 9

  private(set) var officers: [Officer] = []
  private(set) var vehicles: [Vehicle] = []
  private var names: DemoNames
  private var generator: SeededGenerator
  private let leaveAround: CivilDate
  private var sworn = 0
  private var auxiliaries = 0

  init(seed: UInt64, leaveAround: CivilDate) {
    names = DemoNames(seed: seed)
    // Another stream, so that names and leave do not hang together.
    generator = SeededGenerator(seed: seed ^ 0x5EED_0001)
    self.leaveAround = leaveAround
  }

  mutating func addCommand(of unit: ID<Unit>) {
    for _ in 0..<Self.leaders {
      add(.sworn, unit, isLeader: true, skills: [.commandPost])
    }
  }

  /// 11 sworn officers, the first its leader, 9 auxiliaries, 4 cars.
  mutating func addSquadron(_ unit: ID<Unit>) {
    add(.sworn, unit, isLeader: true, skills: [.commandPost, .patrolCarDriver, .breathTest])
    for number in 1..<11 {
      var skills: Set<Skill> = number % 3 == 0 ? [] : [.patrolCarDriver]
      if number % 2 == 0 { skills.insert(.breathTest) }
      if number == 5 { skills.insert(.drone) }
      add(.sworn, unit, skills: skills)
    }
    for number in 0..<9 {
      add(.auxiliary, unit, skills: number % 3 == 0 ? [.patrolCarDriver] : [])
    }
    addVehicles(.patrolCar, 4, to: unit)
  }

  /// 24 sworn officers, the first its leader, 16 auxiliaries; all ride. 45 motorcycles.
  mutating func addSpecialSquadron(_ unit: ID<Unit>) {
    add(.sworn, unit, isLeader: true, skills: [.motorcycle, .commandPost, .breathTest])
    for number in 1..<24 {
      add(.sworn, unit, skills: number % 2 == 0 ? [.motorcycle, .breathTest] : [.motorcycle])
    }
    for _ in 0..<16 { add(.auxiliary, unit, skills: [.motorcycle]) }
    addVehicles(.patrolMotorcycle, 45, to: unit)
  }

  /// 21 or 22 sworn officers, the first its head.
  mutating func addOffice(_ unit: ID<Unit>, position: Int) {
    let count = Self.offices.count
    let size = Self.officeStaff / count + (position < Self.officeStaff % count ? 1 : 0)
    for number in 0..<size {
      var skills: Set<Skill> = number % 4 == 0 ? [.patrolCarDriver] : []
      if position == count - 1 { skills.insert(.commandPost) }
      add(.sworn, unit, isLeader: number == 0, skills: skills)
    }
  }

  private mutating func add(
    _ status: Officer.Status, _ unit: ID<Unit>, isLeader: Bool = false, skills: Set<Skill>
  ) {
    officers.append(
      Officer(
        id: ID(rawValue: Int64(officers.count + 1)), badgeNumber: badge(status),
        name: names.person(), status: status, unit: unit, isLeader: isLeader, skills: skills,
        exemptions: isLeader ? [] : exemptions(), leave: isLeader ? [] : leave()))
  }

  private mutating func badge(_ status: Officer.Status) -> String {
    switch status {
    case .sworn:
      sworn += 1
      return String(900_000 + sworn)
    case .auxiliary:
      auxiliaries += 1
      return "F" + String(90_000 + auxiliaries)
    }
  }

  /// About one in twenty has one.
  private mutating func exemptions() -> Set<DutyExemption> {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<3: [.noNightDuty]
    case 3: [.noOutdoorDuty]
    case 4: [.noOvertime]
    default: []
    }
  }

  /// About one in twenty-five has three to ten whole days off within some weeks of the roster.
  private mutating func leave() -> [CivilInterval] {
    guard Int.random(in: 0..<25, using: &generator) == 0 else { return [] }
    let first = leaveAround.adding(days: Int.random(in: -7...21, using: &generator))
    let days = Int.random(in: 3...10, using: &generator)
    return [
      CivilInterval(
        start: CivilTime(date: first), end: CivilTime(date: first.adding(days: days)))
    ]
  }

  private mutating func addVehicles(_ kind: Vehicle.Kind, _ count: Int, to unit: ID<Unit>) {
    for _ in 0..<count {
      let number = vehicles.count + 1
      let padded = String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
      vehicles.append(
        Vehicle(
          id: ID(rawValue: Int64(number)), kind: kind,
          plate: (kind == .patrolCar ? "DEMO-C" : "DEMO-M") + padded, unit: unit))
    }
  }
}
