// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// A detachment of about 620 people and the demands of its four modes, from a seed: the size of the
/// bundled city, without its streets.
struct DemoWeek {
  let organization: Organization
  let plans: DutyPlanSet
  /// 2017-05-01 was a Monday.
  static let monday = CivilDate(day: 17_287)

  init(seed: UInt64 = 1, postSworn: Int = 9, isSpecial: Bool = false) {
    var builder = Builder(seed: seed, postSworn: postSworn)
    organization = builder.organization()
    plans = builder.plans(for: organization, isSpecial: isSpecial)
  }

  static let everyDay = Set(Weekday.allCases)
  static let workdays = everyDay.filter { !$0.isWeekend }

  static func window(
    _ name: String, _ mode: DutyMode, _ start: Int, _ end: Int, workdaysOnly: Bool = false
  ) -> DutyWindow {
    DutyWindow(
      name: name, mode: mode, weekdays: workdaysOnly ? workdays : everyDay, startMinute: start,
      endMinute: end)
  }

  static let morning = window("morning-peak", .peak, 420, 540, workdaysOnly: true)
  static let evening = window("evening-peak", .peak, 1020, 1140, workdaysOnly: true)
  static let forenoon = window("forenoon", .offPeak, 540, 780)
  static let afternoon = window("afternoon", .offPeak, 780, 1020)
  static let dusk = window("evening", .offPeak, 1140, 1260)
  static let firstWatch = window("first-watch", .night, 1320, 1560)
  static let secondWatch = window("second-watch", .night, 120, 360)
}

private struct Builder {
  var random: SeededGenerator
  let postSworn: Int
  var nextOfficer: Int64 = 0
  var nextDemand: Int64 = 0
  var officers: [Officer] = []
  var units: [Unit] = []
  var vehicles: [Vehicle] = []

  init(seed: UInt64, postSworn: Int) {
    random = SeededGenerator(seed: seed)
    self.postSworn = postSworn
  }

  mutating func organization() -> Organization {
    add(unit: 1, .detachment, parent: nil, minimum: 0)
    for brigade in Int64(0)..<6 {
      add(unit: 10 + brigade, .brigade, parent: 1, minimum: 0)
      for squadron in Int64(0)..<3 {
        let id = 100 + brigade * 10 + squadron
        add(unit: id, .squadron, parent: 10 + brigade, minimum: 1)
        add(people: 11, .sworn, to: id, skills: [.breathTest, .patrolCarDriver])
        add(people: 9, .auxiliary, to: id, skills: [])
        add(vehicles: 3, .patrolCar, to: id)
      }
    }
    for office in Int64(0)..<8 {
      add(unit: 200 + office, .office, parent: 1, minimum: 0)
      add(people: office < 6 ? 22 : 21, .sworn, to: 200 + office, skills: [])
    }
    for squadron in Int64(0)..<2 {
      add(unit: 300 + squadron, .specialServiceSquadron, parent: 1, minimum: 1)
      add(people: 40, .sworn, to: 300 + squadron, skills: [.motorcycle])
      add(vehicles: 45, .patrolMotorcycle, to: 300 + squadron)
    }
    return Organization(
      isDemoData: true, name: LocalizedName(chinese: "演示支队", english: "Demo detachment"),
      clock: CityClock(minutesEastOfUTC: 480), areas: [], units: units, officers: officers,
      vehicles: vehicles)
  }

  private mutating func add(unit id: Int64, _ kind: Unit.Kind, parent: Int64?, minimum: Int) {
    units.append(
      Unit(
        id: ID(rawValue: id), kind: kind,
        name: LocalizedName(chinese: "单位\(id)", english: "unit \(id)"),
        parent: parent.map { ID(rawValue: $0) }, area: nil,
        station: Coordinate(latitude: -30 - Double(id % 7) / 100, longitude: -51),
        stationMinimum: minimum))
  }

  private mutating func add(
    people: Int, _ status: Officer.Status, to unit: Int64, skills: Set<Skill>
  ) {
    for index in 0..<people {
      nextOfficer += 1
      let chance = Int.random(in: 0..<100, using: &random)
      officers.append(
        Officer(
          id: ID(rawValue: nextOfficer), badgeNumber: "\(100_000 + nextOfficer)",
          name: LocalizedName(chinese: "人员\(nextOfficer)", english: "Officer \(nextOfficer)"),
          status: status, unit: ID(rawValue: unit), isLeader: index == 0 && status == .sworn,
          skills: skills,
          exemptions: chance < 4 ? [.noNightDuty] : chance == 4 ? [.noOvertime] : [],
          leave: chance >= 96 && unit < 200 ? [leave()] : []))
    }
  }

  private mutating func leave() -> CivilInterval {
    let day = Int.random(in: 0..<5, using: &random)
    let start = CivilTime(date: DemoWeek.monday.adding(days: day))
    return CivilInterval(start: start, end: start.adding(minutes: 3 * 1440))
  }

  private mutating func add(vehicles count: Int, _ kind: Vehicle.Kind, to unit: Int64) {
    for _ in 0..<count {
      let id = Int64(vehicles.count + 1)
      vehicles.append(
        Vehicle(id: ID(rawValue: id), kind: kind, plate: "鲁V\(id)警", unit: ID(rawValue: unit)))
    }
  }

  mutating func plans(for organization: Organization, isSpecial: Bool) -> DutyPlanSet {
    var demands: [DutyMode: [DutyDemand]] = [:]
    var beats: [Beat] = []
    for brigade in Int64(0)..<6 {
      let unit = ID<Unit>(rawValue: 10 + brigade)
      for post in 0..<9 {
        let place = DutyPlace.post(ID(rawValue: brigade * 10 + Int64(post)))
        for window in [DemoWeek.morning, DemoWeek.evening] {
          demands[.peak, default: []].append(
            demand(
              window, place, .brigade(unit), sworn: post < postSworn - 9 ? 2 : 1,
              auxiliary: post < 5 ? 1 : 0))
          demands[.peak, default: []].append(
            demand(window, place, .offices, sworn: post < 5 ? 2 : 1))
        }
      }
      for index in 0..<5 {
        let id = brigade * 10 + Int64(index)
        let owner = 1 + brigade * 60 + Int64(index % 3) * 20 + 1 + Int64(index / 3)
        beats.append(beat(id, unit, owner))
        for window in [DemoWeek.forenoon, DemoWeek.afternoon, DemoWeek.dusk] {
          demands[.offPeak, default: []].append(
            demand(window, .beat(ID(rawValue: id)), .brigade(unit), sworn: 1, auxiliary: index % 2))
        }
      }
      for window in [DemoWeek.firstWatch, DemoWeek.secondWatch] {
        demands[.night, default: []].append(
          demand(
            window, .checkpoint(ID(rawValue: brigade)), .nightRotation(brigade: unit), sworn: 1,
            auxiliary: 2, skills: [.breathTest: 1], vehicle: .patrolCar))
      }
    }
    for squadron in Int64(0)..<2 {
      for window in [DemoWeek.forenoon, DemoWeek.afternoon, DemoWeek.dusk, DemoWeek.firstWatch] {
        for patrol in Int64(0)..<(window.mode == .night ? 3 : 5) {
          demands[window.mode, default: []].append(
            demand(
              window, .patrol(ID(rawValue: squadron * 10 + patrol)),
              .specialService(ID(rawValue: 300 + squadron)), sworn: 2,
              vehicle: .patrolMotorcycle))
        }
      }
    }
    if isSpecial { demands[.special] = special() }
    return DutyPlanSet(
      version: Version(stage: "plan", digest: "0123456789ab"),
      snapshot: Version(stage: "snapshot", digest: "0123456789ab"),
      risk: Version(stage: "risk", digest: "0123456789ab"), isDemoData: true, week: DemoWeek.monday,
      plans: DutyMode.allCases.map { mode in
        DutyPlan(
          mode: mode, windows: [], beats: mode == .offPeak ? beats : [],
          demands: demands[mode] ?? [], solves: [],
          evaluation: PlanEvaluation(
            heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: []))
      })
  }

  /// Saturday 13:00–19:00: two from each brigade, twenty from the offices, six motorcycles.
  private mutating func special() -> [DutyDemand] {
    let window = DemoWeek.window("security-mission", .special, 780, 1140)
    let pools: [(DutyPool, Int, Vehicle.Kind?)] =
      (0..<6).map { (.brigade(ID(rawValue: 10 + $0)), 2, nil) }
      + [(.offices, 20, nil), (.specialService(300), 6, .patrolMotorcycle)]
    return pools.enumerated().map { index, item in
      var demand = demand(
        window, .post(ID(rawValue: 900 + Int64(index))), item.0, sworn: item.1, vehicle: item.2)
      demand.date = DemoWeek.monday.adding(days: 5)
      return demand
    }
  }

  private func beat(_ id: Int64, _ brigade: ID<Unit>, _ owner: Int64) -> Beat {
    Beat(
      id: ID(rawValue: id), name: LocalizedName(chinese: "网格\(id)", english: "beat \(id)"),
      area: 1, brigade: brigade, owner: ID(rawValue: owner), segments: [], lengthMetres: 1000,
      duties: [], strictControlSegments: [],
      reason: PlaceReason(incidents: [], expectedPerYear: 1, segments: [], leadingKinds: []))
  }

  private mutating func demand(
    _ window: DutyWindow, _ place: DutyPlace, _ pool: DutyPool, sworn: Int, auxiliary: Int = 0,
    skills: [Skill: Int] = [:], vehicle: Vehicle.Kind? = nil
  ) -> DutyDemand {
    nextDemand += 1
    return DutyDemand(
      id: ID(rawValue: nextDemand), mode: window.mode, place: place,
      location: Coordinate(latitude: -30 - Double(nextDemand % 5) / 100, longitude: -51),
      window: window, pool: pool, sworn: sworn, auxiliary: auxiliary, skills: skills,
      vehicle: vehicle)
  }
}
