// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

/// Officers who work indoors only have station duty and nothing else.
public struct OutdoorExemption: HardRule {
  public let key = "outdoor-exemption"
  public let scope = RuleScope.person
  public let mayBeOverridden = false

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "免外勤人员只安排在所值班", english: "Officers exempt from outdoor work stay indoors")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.filter { $0.officer.exemptions.contains(.noOutdoorDuty) }.flatMap { person in
      person.rostered.filter { !$0.span.isStationOnly }.map { entry in
        HardRuleViolation(
          rule: key, officer: person.officer.id, date: entry.date,
          explanation: LocalizedName(
            chinese: "免外勤，却在\(entry.span.interval.start)安排了路面勤务",
            english: "exempt from outdoor work, but on the street from "
              + "\(entry.span.interval.start)"
          ).about(person.officer))
      }
    }
  }
}

/// People fill the demands of their own brigade, offices or special service squadron, in a shift of
/// theirs, and within its hours.
public struct OwnDuty: HardRule {
  public let key = "own-duty"
  public let scope = RuleScope.person
  public let mayBeOverridden = false

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "只安排本单位的班次和勤务，任务时间在班次之内且互不重叠",
      english: "People have shifts and duties of their own unit, one after the other within the "
        + "shift")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    let strangers = view.strangers.map { duty in
      HardRuleViolation(
        rule: key, officer: duty.officer, date: duty.interval.start.date,
        explanation: LocalizedName(
          chinese: "编号\(duty.officer)的人员不在排班名册中",
          english: "officer \(duty.officer) is not among those to be rostered"))
    }
    return strangers + view.problem.pools.flatMap { violations(in: $0, view) }
  }

  private func violations(in pool: RosterPool, _ view: RosterView) -> [HardRuleViolation] {
    let slots = Dictionary(
      pool.slots.map { (SlotKey($0.shift, $0.interval), Set($0.occurrences.map(\.key))) },
      uniquingKeysWith: { $0.union($1) })
    return view.people.filter { $0.pool == pool.key }.flatMap { person in
      person.rostered.filter { !isOwn($0.duty, in: slots) }.map { entry in
        HardRuleViolation(
          rule: key, officer: person.officer.id, date: entry.date,
          explanation: LocalizedName(
            chinese: "\(entry.span.interval.start)的班次或其任务不属于\(pool.name.chinese)",
            english: "the shift from \(entry.span.interval.start) or a task in it is none of "
              + "\(pool.name.english)"
          ).about(person.officer))
      }
    }
  }

  private struct SlotKey: Hashable {
    var shift: String
    var interval: CivilInterval

    init(_ shift: String, _ interval: CivilInterval) {
      self.shift = shift
      self.interval = interval
    }
  }

  private func isOwn(
    _ duty: RosteredDuty, in slots: [SlotKey: Set<DemandOccurrence.Key>]
  ) -> Bool {
    guard let allowed = slots[SlotKey(duty.shift, duty.interval)] else { return false }
    let tasks = duty.tasks.sorted { $0.interval.start < $1.interval.start }
    let apart = zip(tasks, tasks.dropFirst()).allSatisfy { !$0.interval.overlaps($1.interval) }
    return apart
      && tasks.allSatisfy { task in
        let within =
          duty.interval.start <= task.interval.start && task.interval.end <= duty.interval.end
        guard let demand = task.demand else { return within }
        return within && allowed.contains(.init(demand: demand, interval: task.interval))
      }
  }
}

/// 轮流负责: at night only the squadron whose turn it is.
public struct NightTurn: HardRule {
  public let key = "night-turn"
  public let scope = RuleScope.person

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "夜间由轮值中队负责", english: "The night belongs to the squadron whose turn it is")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap { pool in
      pool.slots.filter { $0.squadron != nil }.flatMap { slot in
        view.people.filter { $0.pool == pool.key && $0.officer.unit != slot.squadron }
          .filter { person in
            person.rostered.contains {
              $0.duty.shift == slot.shift && $0.duty.interval == slot.interval
            }
          }.map { person in
            HardRuleViolation(
              rule: key, officer: person.officer.id, date: slot.date,
              explanation: LocalizedName(
                chinese: "\(slot.date)夜班不由其中队轮值",
                english: "the night of \(slot.date) is another squadron's"
              ).about(person.officer))
          }
      }
    }
  }
}

/// A demand that needs a vehicle has it, and no vehicle is in two places.
public struct VehicleBooking: HardRule {
  public let key = "vehicle-booking"
  public let mayBeOverridden = false

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "需要车辆的勤务配车，同一车辆同一时间只用于一项勤务",
      english: "Duties that need a vehicle have one, and no vehicle has two at the same time")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    missing(in: view) + doubled(in: view)
  }

  private func missing(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap { pool in
      let kinds = Dictionary(
        pool.vehicles.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
      return pool.slots.flatMap { slot in
        slot.occurrences.compactMap { occurrence -> HardRuleViolation? in
          let vehicles = Set((view.holders[occurrence.key] ?? []).compactMap(\.duty.vehicle))
          let fitting = vehicles.count { kinds[$0] == occurrence.demand.vehicle }
          guard occurrence.vehicles > 0, fitting < occurrence.vehicles else { return nil }
          return HardRuleViolation(
            rule: key, officer: nil, date: slot.date,
            explanation: LocalizedName(
              chinese: "勤务需求\(occurrence.demand.id)（\(occurrence.interval.start)）需车"
                + "\(occurrence.vehicles)辆，现有\(fitting)辆",
              english: "demand \(occurrence.demand.id) at \(occurrence.interval.start) needs "
                + "\(occurrence.vehicles) vehicles and has \(fitting)"))
        }
      }
    }
  }

  /// A vehicle is taken from the first task of its duty to the last.
  private func doubled(in view: RosterView) -> [HardRuleViolation] {
    let uses = view.roster.duties.compactMap { duty -> (id: ID<Vehicle>, during: CivilInterval)? in
      guard let vehicle = duty.vehicle, let during = duty.streetInterval else { return nil }
      return (vehicle, during)
    }
    return Dictionary(grouping: uses, by: \.id).sorted { $0.key < $1.key }.flatMap { id, uses in
      let ordered = uses.map(\.during).sorted { $0.start < $1.start }
      return zip(ordered, ordered.dropFirst()).filter { $0.overlaps($1) }.map { _, second in
        HardRuleViolation(
          rule: key, officer: nil, date: second.start.date,
          explanation: LocalizedName(
            chinese: "车辆\(id)在\(second.start)同时用于两项勤务",
            english: "vehicle \(id) has two duties at \(second.start)"))
      }
    }
  }
}

extension RosteredDuty {
  /// From the first task on the street to the last; `nil` for station duty alone.
  var streetInterval: CivilInterval? {
    let tasks = tasks.filter { $0.demand != nil }.map(\.interval)
    guard let start = tasks.map(\.start).min(), let end = tasks.map(\.end).max() else {
      return nil
    }
    return CivilInterval(start: start, end: end)
  }
}
