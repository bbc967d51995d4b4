// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// A small brigade with random people, leave, exemptions, history and demands.
struct RandomBrigade {
  private(set) var problem: RosterProblem

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let teams = (0..<Int64.random(in: 1...3, using: &random)).map {
      Bench.unit(ID(rawValue: 100 + $0), minimum: Int.random(in: 0...1, using: &random))
    }
    let members = Self.members(of: teams, &random)
    let rotation = NightRotation()
    var number: Int64 = 0
    let slots = (0..<7).flatMap { day in
      ["early", "late", "night"].map { shift in
        let date = Bench.monday.adding(days: day)
        let turn = shift == "night" ? rotation.squadron(on: date, among: teams.map(\.id)) : nil
        let stations = teams.filter { $0.stationMinimum > 0 && (turn ?? $0.id) == $0.id }
        let occurrences = (0..<Int.random(in: 0...1, using: &random)).map { _ in
          number += 1
          return Bench.occurrence(
            number, shift, day: day, sworn: Int.random(in: 0...1, using: &random),
            auxiliary: Int.random(in: 0...1, using: &random),
            skills: Bool.random(using: &random) ? [:] : [.breathTest: 1],
            beat: shift == "late" ? 1 : nil)
        }
        return Bench.slot(
          shift, day: day, station: Dictionary(uniqueKeysWithValues: stations.map { ($0.id, 1) }),
          squadron: turn, occurrences: occurrences.filter { $0.people > 0 })
      }
    }
    let history = members.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map {
      Bench.duty(
        $0.id.rawValue, ["early", "late", "night"].randomElement(using: &random) ?? "early",
        day: Int.random(in: -3...(-1), using: &random))
    }
    problem = Bench.problem(
      members, slots, teams: teams, history: history, beatOwners: [1: 1])
  }

  private static func members(of teams: [Unit], _ random: inout SeededGenerator) -> [Officer] {
    var members: [Officer] = []
    for team in teams {
      for index in 0..<Int.random(in: 8...14, using: &random) {
        let chance = Int.random(in: 0..<20, using: &random)
        let start = Bench.time(Int.random(in: 0..<6, using: &random), 0)
        members.append(
          Bench.officer(
            Int64(members.count + 1), index % 3 == 2 ? .auxiliary : .sworn, unit: team.id,
            skills: chance % 3 == 0 ? [] : [.breathTest],
            exemptions: chance == 1
              ? [.noNightDuty] : chance == 2 ? [.noOutdoorDuty] : chance == 3 ? [.noOvertime] : [],
            leave: chance == 4
              ? [CivilInterval(start: start, end: start.adding(minutes: 2880))] : []
          ))
      }
    }
    return members
  }
}
