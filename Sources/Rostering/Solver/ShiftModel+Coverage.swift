// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel

extension ShiftModel {
  /// Enough people in one slot. The greatest need of any moment counts: between windows the same
  /// people move from place to place.
  mutating func addCoverage(of index: Int) {
    let slot = frame.pool.slots[index]
    let staying = addStations(of: index)
    let needs = slot.needs
    let sworn = people(on: index) { !$0.isIndoors && $0.status == .sworn }
    require(sworn - staying, needs.map(\.sworn).max() ?? 0, .sworn, index, slot.stationTotal)
    let all = people(on: index) { !$0.isIndoors }
    require(all - staying, needs.map(\.people).max() ?? 0, .people, index, slot.stationTotal)
    addSkills(of: index)
    if slot.isExact(for: frame.pool.crew) {
      let everybody = people(on: index) { _ in true }
      model.add(everybody <= slot.peopleNeeded + margin(of: index))
    }
    if frame.pool.crew == .offices { addOfficeMinima(of: index) }
  }

  /// - Returns: how many people for the street the stations take away; people who work indoors
  ///   hold a station first.
  private mutating func addStations(of index: Int) -> LinearExpression {
    let slot = frame.pool.slots[index]
    var staying = LinearExpression()
    for team in frame.pool.teams {
      guard let minimum = slot.station[team.id], minimum > 0 else { continue }
      let sworn = people(on: index) { $0.unit == team.id && $0.status == .sworn }
      require(sworn, minimum, .station(team.name), index)
      let isIndoors = { (state: MemberState) in
        state.unit == team.id && state.status == .sworn && state.isIndoors
      }
      if groups.contains(where: { isIndoors($0.state) }) {
        let taken = model.newInteger(in: 0...minimum)
        model.add(taken + people(on: index, where: isIndoors) >= minimum)
        staying += taken
      } else {
        staying += minimum
      }
    }
    return staying
  }

  private mutating func addSkills(of index: Int) {
    let slot = frame.pool.slots[index]
    let needed = slot.needs.reduce(into: [Skill: Int]()) {
      $0.merge($1.skills, uniquingKeysWith: max)
    }
    for (skill, count) in needed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let skilled = people(on: index) { !$0.isIndoors && $0.skills.contains(skill) }
      require(skilled, count + (skillMargins[index]?[skill] ?? 0), .skill(skill), index)
    }
  }

  /// People beyond the need, where skills asked for a reserve.
  private func margin(of index: Int) -> Int { skillMargins[index]?.values.max() ?? 0 }

  private mutating func addOfficeMinima(of index: Int) {
    let slot = frame.pool.slots[index]
    for (team, minimum) in frame.pool.minimumAtStation(in: slot) {
      let present = frame.pool.members.count {
        $0.unit == team.id && $0.status == .sworn && !$0.isOnLeave(during: slot.interval)
      }
      let away = people(on: index) { $0.unit == team.id && $0.status == .sworn }
      model.add(away <= max(0, present - minimum))
    }
  }

  /// - Parameter staying: people that the shortage counts on both sides, those at the stations.
  private mutating func require(
    _ people: LinearExpression, _ least: Int, _ kind: RosterError.Shortage.Kind,
    _ index: Int, _ staying: Int = 0
  ) {
    guard least > 0 else { return }
    let slot = frame.pool.slots[index]
    let shortage = RosterError.Shortage(
      kind: kind, shift: slot.name, date: slot.date, needed: least + staying, available: 0)
    switch goal {
    case .best:
      model.add(people >= least)
    case .leastShortage:
      let missing = model.newInteger(in: 0...(least + staying))
      model.add(people + missing >= least)
      slacks.append((missing, shortage))
    case .conflict:
      let literal = model.newBoolean()
      model.add(people >= least, onlyIf: literal)
      requirements.append((Requirement(slot: index, kind: kind), literal, shortage))
    }
  }
}
