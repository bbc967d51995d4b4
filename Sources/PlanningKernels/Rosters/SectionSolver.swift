// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Makes a section anew: column generation, then a dive that fixes what the programme all but decided
/// and prices again, until whole rows are left.
///
/// The dive follows Strandmark, Qu and Curtois 2020 (First-order linear programming in a column
/// generation based heuristic approach to the nurse rostering problem, doi:10.1016/j.cor.2020.104945):
/// it fixes shifts of days, not whole rows.
struct SectionSolver {
  let generation: ColumnGeneration
  private var choices: [[DayChoices]]

  /// Nil if somebody of the section has no row at all.
  init?(
    library: HiGHSLibrary, oracle: RowOracle, section: RosterSection, rows: [[Int8]],
    scale: Int32, centre: [Int32]?, effort: RosterEffort
  ) throws(KernelError) {
    let table = oracle.table
    choices = section.choices
    var frames: [PersonFrame] = []
    for (person, choices) in zip(section.people, section.choices) {
      guard let frame = oracle.frame(person, choices: choices) else { return nil }
      frames.append(frame)
    }
    let setting = SectionSetting(table: table, section: section, rows: rows)
    let master = try RosterMaster(
      library: library, table: table, people: section.people, needs: setting.needs,
      cells: setting.cells)
    generation = ColumnGeneration(
      table: table, oracle: oracle, master: master, frames: frames, cells: setting.cells,
      constant: setting.constant, scale: scale, centre: centre)
    var first: [(place: Int, shifts: [Int8])] = []
    for (place, person) in section.people.enumerated() { first.append((place, rows[person])) }
    _ = try generation.insert(first)
  }

  static func fits(_ row: [Int8], _ choices: [DayChoices]) -> Bool {
    for (shift, choice) in zip(row, choices) where !choice.allows(shift < 0 ? nil : Int(shift)) {
      return false
    }
    return true
  }

  /// Solves the relaxation; answers its bound on the whole roster.
  mutating func relax(
    tolerance: Double, limit: Int = .max, cutoff: Int = .max, effort: RosterEffort
  ) throws(KernelError) -> ColumnGeneration.Outcome {
    try generation.run(
      tolerance: tolerance, limit: limit, cutoff: cutoff, effort: effort)
  }

  /// Rows by place, once the relaxation is whole; nil if the dive was cut off, which it is when no
  /// roster below `cutoff` is left on its way.
  mutating func dive(
    cutoff: Int, effort: RosterEffort, generator: inout SeededGenerator
  ) throws(KernelError) -> [[Int8]]? {
    while !effort.isSpent {
      guard let answer = generation.answer else { return nil }
      if let rows = wholeRows(answer) { return rows }
      guard try fixSome(answer, &generator) else { return nil }
      generation.restart()
      let outcome = try generation.run(
        tolerance: 0.2, limit: 12, cutoff: cutoff, effort: effort)
      if outcome == .cutOff || outcome == .infeasible { return nil }
    }
    return nil
  }

  private func wholeRows(_ answer: RosterMaster.Answer) -> [[Int8]]? {
    var rows = [[Int8]?](repeating: nil, count: choices.count)
    var place: [Int: Int] = [:]
    for (index, person) in generation.master.people.enumerated() { place[person] = index }
    for (column, value) in zip(generation.master.columns, answer.values) where value > 1e-5 {
      if value < 1 - 1e-5 { return nil }
      if let index = place[column.person] { rows[index] = column.shifts }
    }
    let whole = rows.compactMap { $0 }
    return whole.count == rows.count ? whole : nil
  }

  private struct Candidate {
    var place: Int
    var day: Int
    var shift: Int?
    var value: Double
    var order: Double
  }

  /// Fixes the days that are nearly decided, and some more; false if nothing could be fixed.
  private mutating func fixSome(
    _ answer: RosterMaster.Answer, _ generator: inout SeededGenerator
  ) throws(KernelError) -> Bool {
    var candidates = candidates(answer, &generator)
    if candidates.isEmpty { return false }
    candidates.sort {
      ($0.order, $1.place, $1.day, $1.shift ?? -1) > ($1.order, $0.place, $0.day, $0.shift ?? -1)
    }
    let least = max(1, candidates.count / 12)
    var touched: Set<Int> = []
    var fixed = 0
    for candidate in candidates {
      if candidate.value < 0.9 && fixed >= least { break }
      let only = DayChoices.only(candidate.shift)
      let day = choices[candidate.place][candidate.day]
      if day.intersection(only) == day || day.intersection(only) != only { continue }
      choices[candidate.place][candidate.day] = only
      if let frame = generation.oracle.frame(
        generation.master.people[candidate.place], choices: choices[candidate.place])
      {
        generation.frames[candidate.place] = frame
        touched.insert(candidate.place)
        fixed += 1
      } else {
        choices[candidate.place][candidate.day] = day
      }
    }
    if fixed == 0 { return false }
    try generation.close(in: touched) { place, row in Self.fits(row, choices[place]) }
    return try generation.fillGaps()
  }

  /// Days of people whose row is not decided yet, by what most of their rows do then.
  private func candidates(
    _ answer: RosterMaster.Answer, _ generator: inout SeededGenerator
  ) -> [Candidate] {
    let dayCount = generation.table.dayCount
    let width = generation.table.shiftCount + 1
    var place: [Int: Int] = [:]
    for (index, person) in generation.master.people.enumerated() { place[person] = index }
    var weights = [Double](repeating: 0, count: choices.count * dayCount * width)
    for (column, value) in zip(generation.master.columns, answer.values)
    where value > 1e-6 && value < 1 - 1e-6 {
      guard let index = place[column.person] else { continue }
      for day in 0..<dayCount {
        weights[(index * dayCount + day) * width + Int(column.shifts[day]) + 1] += value
      }
    }
    var result: [Candidate] = []
    for index in choices.indices {
      for day in 0..<dayCount {
        for shift in 0..<width {
          let value = weights[(index * dayCount + day) * width + shift]
          if value < 0.3 { continue }
          let choice = shift == 0 ? nil : shift - 1
          if choices[index][day] == DayChoices.only(choice) { continue }
          let noise = Double.random(in: 0..<0.05, using: &generator)
          result.append(
            Candidate(
              place: index, day: day, shift: choice, value: value, order: value + noise))
        }
      }
    }
    return result
  }
}
