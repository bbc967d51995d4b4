// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// Who is where on one day, by place and window, beside how many the plan asks for.
struct RosterBody: Encodable {
  var version: String
  var date: CivilDate
  var isDemoData: Bool
  var stays: [StayBody]
  /// Quarters of the hour from midnight: how many people are at a place of duty, by mode.
  var onDuty: [String: [Int]]

  /// Everybody at one place for one window.
  struct StayBody: Encodable {
    var form: DutyForm
    var id: Int64
    var mode: DutyMode
    var interval: CivilInterval
    /// Of the plan; on ground that the reader sees only own people of, as many as those are.
    var needed: Int
    var people: [PersonBody]
  }

  struct PersonBody: Encodable {
    var name: LocalizedName
    var unit: LocalizedName
    var status: Officer.Status
    var isLeader: Bool
  }
}

extension RosterBody {
  /// - Parameter reach: On its ground everybody is shown, elsewhere its own people alone; `nil` shows all.
  init(
    _ roster: Roster, plans: DutyPlanSet, on date: CivilDate, people: PeopleIndex,
    reach: TerritoryReach?, owners: PlaceOwners
  ) {
    var table = StayTable(people: people, reach: reach, part: reach.map(owners.part))
    for plan in plans.plans {
      for demand in plan.demands { table.add(demand, of: plan, in: plans, on: date) }
    }
    for duty in roster.duties where duty.isNear(date) {
      for task in duty.tasks { table.add(task, of: duty.officer, on: date) }
    }
    self.init(
      version: roster.version.digest, date: date, isDemoData: roster.isDemoData,
      stays: table.stays, onDuty: table.onDuty(on: date))
  }
}

/// Gathers demands and tasks of one day under the place and interval they share.
private struct StayTable {
  private struct Key: Hashable {
    var place: DutyPlace
    var mode: DutyMode
    var interval: CivilInterval
  }

  private struct DemandKey: Hashable {
    var mode: DutyMode
    var demand: ID<DutyDemand>
  }

  private let people: PeopleIndex
  private var rows: [Key: RosterBody.StayBody] = [:]
  /// The window's interval on the day, by demand: a task may be cut shorter than its window.
  private var intervals: [DemandKey: CivilInterval] = [:]

  private let reach: TerritoryReach?
  private let part: PlaceOwners.Part?

  init(people: PeopleIndex, reach: TerritoryReach?, part: PlaceOwners.Part?) {
    self.people = people
    self.reach = reach
    self.part = part
  }

  private func isOwnGround(_ place: DutyPlace, in mode: DutyMode) -> Bool {
    part?.holds(place, in: mode) ?? true
  }

  mutating func add(
    _ demand: DutyDemand, of plan: DutyPlan, in plans: DutyPlanSet, on date: CivilDate
  ) {
    guard let interval = plans.interval(of: demand, on: date) else { return }
    intervals[DemandKey(mode: plan.mode, demand: demand.id)] = interval
    guard isOwnGround(demand.place, in: plan.mode) else { return }
    let key = Key(place: demand.place, mode: plan.mode, interval: interval)
    row(key) { $0.needed += demand.sworn + demand.auxiliary }
  }

  mutating func add(_ task: DutyTask, of officer: ID<Officer>, on date: CivilDate) {
    guard let place = task.place, task.interval.start.date == date,
      let officer = people.officer(officer)
    else { return }
    let asked = task.demand.flatMap { intervals[DemandKey(mode: task.mode, demand: $0)] }
    let interval = asked.flatMap { $0.overlaps(task.interval) ? $0 : nil } ?? task.interval
    let key = Key(place: place, mode: task.mode, interval: interval)
    let person = RosterBody.PersonBody(
      name: officer.name, unit: people.name(officer.unit), status: officer.status,
      isLeader: officer.isLeader)
    if isOwnGround(place, in: task.mode) {
      row(key) { $0.people.append(person) }
    } else if reach?.units.contains(officer.unit) == true {
      row(key) {
        $0.people.append(person)
        $0.needed += 1
      }
    }
  }

  private mutating func row(_ key: Key, change: (inout RosterBody.StayBody) -> Void) {
    var stay =
      rows[key]
      ?? RosterBody.StayBody(
        form: key.place.form, id: key.place.number, mode: key.mode, interval: key.interval,
        needed: 0, people: [])
    change(&stay)
    rows[key] = stay
  }

  var stays: [RosterBody.StayBody] {
    rows.values.sorted {
      ($0.interval.start.minutes, $0.form.rawValue, $0.id, $0.mode.rawValue, $0.interval.end)
        < ($1.interval.start.minutes, $1.form.rawValue, $1.id, $1.mode.rawValue, $1.interval.end)
    }
  }

  func onDuty(on date: CivilDate) -> [String: [Int]] {
    var counts: [String: [Int]] = [:]
    for stay in rows.values where !stay.people.isEmpty {
      for quarter in 0..<96 {
        let time = CivilTime(date: date, minuteOfDay: quarter * 15)
        guard stay.interval.contains(time) else { continue }
        counts[stay.mode.rawValue, default: [Int](repeating: 0, count: 96)][quarter] +=
          stay.people.count
      }
    }
    return counts
  }
}

extension RosteredDuty {
  /// A duty that starts on the date, or the evening before.
  fileprivate func isNear(_ date: CivilDate) -> Bool {
    (date.adding(days: -1)...date).contains(interval.start.date)
  }
}
