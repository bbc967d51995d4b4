// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What one pool's week asks of each slot, as rows over the people who work it: the one statement
/// of the first level's demands, for the whole-numbered model and for its relaxation.
struct Coverage {
  /// Σ people of some groups on the slot + Σ coefficient · seats, at least or at most a number.
  struct Row {
    enum Limit {
      /// A demand, which may be missed at the price of a shortage.
      case demand(Int, RosterError.Shortage)
      case atLeast(Int)
      case atMost(Int)
    }

    var slot: Int
    var groups: [Int]
    var seats: [(seat: Int, coefficient: Int)] = []
    var limit: Limit
  }

  private(set) var rows: [Row] = []
  /// Seats at stations that people who work indoors keep: by seat variable, the most of them.
  private(set) var seatLimits: [Int] = []
  private let lists: WeekLists
  /// By slot: people with a skill beyond the number asked for, after they could not be placed.
  private let skillMargins: [Int: [Skill: Int]]

  init(_ lists: WeekLists, skillMargins: [Int: [Skill: Int]] = [:]) {
    self.lists = lists
    self.skillMargins = skillMargins
    for slot in lists.frame.pool.slots.indices { add(slot) }
  }

  private var pool: RosterPool { lists.frame.pool }

  /// Enough people in one slot. The greatest need of any moment counts: between windows the same
  /// people move from place to place.
  private mutating func add(_ index: Int) {
    let slot = pool.slots[index]
    let stations = addStations(of: index)
    let needs = slot.needs
    demand(
      needs.map(\.sworn).max() ?? 0, .sworn, index, stations,
      of: groups { !$0.isIndoors && $0.status == .sworn })
    demand(
      needs.map(\.people).max() ?? 0, .people, index, stations, of: groups { !$0.isIndoors })
    addSkills(of: index)
    if slot.isExact(for: pool.crew) {
      rows.append(
        Row(
          slot: index, groups: groups { _ in true },
          limit: .atMost(slot.peopleNeeded + margin(of: index))))
    }
    if pool.crew == .offices { addOfficeMinima(of: index) }
  }

  /// People whom the stations take from the street.
  private struct Stations {
    var seats: [Int] = []
    var others = 0
    var total = 0
  }

  /// People who work indoors hold a station first.
  private mutating func addStations(of index: Int) -> Stations {
    let slot = pool.slots[index]
    var stations = Stations(total: slot.stationTotal)
    for team in pool.teams {
      guard let minimum = slot.station[team.id], minimum > 0 else { continue }
      demand(
        minimum, .station(team.name), index, Stations(),
        of: groups { $0.unit == team.id && $0.status == .sworn })
      let indoors = groups { $0.unit == team.id && $0.status == .sworn && $0.isIndoors }
      if indoors.isEmpty {
        stations.others += minimum
      } else {
        rows.append(
          Row(
            slot: index, groups: indoors, seats: [(seatLimits.count, 1)], limit: .atLeast(minimum))
        )
        stations.seats.append(seatLimits.count)
        seatLimits.append(minimum)
      }
    }
    return stations
  }

  private mutating func addSkills(of index: Int) {
    let needed = pool.slots[index].needs.reduce(into: [Skill: Int]()) {
      $0.merge($1.skills, uniquingKeysWith: max)
    }
    for (skill, count) in needed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      demand(
        count + (skillMargins[index]?[skill] ?? 0), .skill(skill), index, Stations(),
        of: groups { !$0.isIndoors && $0.skills.contains(skill) })
    }
  }

  /// People beyond the need, where skills asked for a reserve.
  private func margin(of index: Int) -> Int { skillMargins[index]?.values.max() ?? 0 }

  private mutating func addOfficeMinima(of index: Int) {
    let slot = pool.slots[index]
    for (team, minimum) in pool.minimumAtStation(in: slot) {
      let present = pool.members.count {
        $0.unit == team.id && $0.status == .sworn && !$0.isOnLeave(during: slot.interval)
      }
      rows.append(
        Row(
          slot: index, groups: groups { $0.unit == team.id && $0.status == .sworn },
          limit: .atMost(max(0, present - minimum))))
    }
  }

  /// - Parameter stations: people that the shortage counts on both sides.
  private mutating func demand(
    _ least: Int, _ kind: RosterError.Shortage.Kind, _ index: Int, _ stations: Stations,
    of groups: [Int]
  ) {
    guard least > 0 else { return }
    let slot = pool.slots[index]
    rows.append(
      Row(
        slot: index, groups: groups, seats: stations.seats.map { ($0, -1) },
        limit: .demand(
          least + stations.others,
          RosterError.Shortage(
            kind: kind, shift: slot.name, date: slot.date, needed: least + stations.total,
            available: 0))))
  }

  private func groups(where isIncluded: (MemberState) -> Bool) -> [Int] {
    lists.groups.indices.filter { isIncluded(lists.groups[$0].state) }
  }
}
