// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel

/// The first level: who works which shift of one pool's week.
///
/// Sets: groups g of n(g) people in the same state, P(g) the weeks that the hard rules allow them.
/// Variables: y[g,p] whole, how many of g work the week p. Objective: minimise Σ penalty[p] y[g,p].
/// Constraints: Σ y[g,·] = n(g); for each slot enough people, sworn officers, skills and officers at
/// each station, and no more than needed where nobody stands by. In full: docs/models/rostering.md.
///
/// - Source: the set covering formulation of Dantzig 1954, doi:10.1287/opre.2.3.339, with all
///   columns listed.
struct ShiftModel {
  let lists: WeekLists
  var model = CPModel()
  /// By group and week of its list: how many people work it.
  private(set) var counts: [[CPVariable]] = []
  /// By slot and group: how many of the group work it.
  private(set) var working: [[LinearExpression]] = []
  /// With slack allowed: how many are missing where.
  private(set) var slacks: [(missing: CPVariable, shortage: RosterError.Shortage)] = []
  /// With the goal `conflict`: what each literal stands for.
  private(set) var requirements:
    [(key: Requirement, literal: CPLiteral, shortage: RosterError.Shortage)] = []
  let goal: Goal
  /// Whether the numbers of people on each slot are variables of their own. Without, most weeks are
  /// solved at once, from the linear relaxation; with them the search gets on where that is not so.
  let hasTotals: Bool

  enum Goal {
    /// The least penalty.
    case best
    /// The least shortage, with slack in every coverage.
    case leastShortage
    /// Each coverage only if its literal holds: which of them cannot hold together.
    case conflict
  }

  /// One coverage: how many of a kind in a slot.
  struct Requirement: Hashable {
    var slot: Int
    var kind: RosterError.Shortage.Kind
  }

  init(_ lists: WeekLists, _ coverage: Coverage, goal: Goal = .best, hasTotals: Bool = true) {
    self.lists = lists
    self.goal = goal
    self.hasTotals = hasTotals
    for group in lists.groups { addGroup(group) }
    addWorking()
    let seats = coverage.seatLimits.map { model.newInteger(in: 0...$0) }
    for row in coverage.rows { add(row, seats) }
    switch goal {
    case .best: model.minimize(penalty)
    case .leastShortage: model.minimize(LinearExpression.sum(slacks.map(\.missing)))
    case .conflict: break
    }
  }

  private var groups: [WeekLists.Group] { lists.groups }

  private mutating func addGroup(_ group: WeekLists.Group) {
    if group.members.count == 1 {
      let isWorked = group.patterns.map { _ in model.newBoolean() }
      model.add(exactlyOne: isWorked)
      counts.append(isWorked.map(\.variable))
    } else {
      let numbers = group.patterns.map { _ in model.newInteger(in: 0...group.members.count) }
      model.add(LinearExpression.sum(numbers) == group.members.count)
      counts.append(numbers)
    }
  }

  private mutating func add(_ row: Coverage.Row, _ seats: [CPVariable]) {
    var people = LinearExpression()
    for group in row.groups { people += working[row.slot][group] }
    for (seat, coefficient) in row.seats { people.add(seats[seat], times: coefficient) }
    switch (row.limit, goal) {
    case (.atLeast(let least), _), (.demand(let least, _), .best):
      model.add(people >= least)
    case (.atMost(let most), _):
      model.add(people <= most)
    case (.demand(let least, let shortage), .leastShortage):
      let missing = model.newInteger(in: 0...shortage.needed)
      model.add(people + missing >= least)
      slacks.append((missing, shortage))
    case (.demand(let least, let shortage), .conflict):
      let literal = model.newBoolean()
      model.add(people >= least, onlyIf: literal)
      requirements.append((Requirement(slot: row.slot, kind: shortage.kind), literal, shortage))
    }
  }

  private mutating func addWorking() {
    var sums = lists.frame.pool.slots.map { _ in groups.map { _ in LinearExpression() } }
    for (place, group) in groups.enumerated() {
      for (pattern, count) in zip(group.patterns, counts[place]) {
        for slot in pattern.slots { sums[slot][place] += count }
      }
    }
    guard hasTotals else {
      working = sums
      return
    }
    // Variables of their own give the search something coarser to decide on than single weeks.
    for slot in sums.indices {
      working.append([])
      for (place, group) in groups.enumerated() {
        let isOpen = group.state.isOpen[slot]
        let number = model.newInteger(in: 0...(isOpen ? group.members.count : 0))
        model.add(sums[slot][place] == number)
        working[slot].append(number.linearExpression)
      }
    }
  }

  private var penalty: LinearExpression {
    zip(groups, counts).reduce(into: LinearExpression()) { sum, group in
      for (pattern, count) in zip(group.0.patterns, group.1) where pattern.penalty > 0 {
        sum.add(count, times: pattern.penalty)
      }
    }
  }

  /// Begins the search from an answer over some of the same lists.
  mutating func hint(from answer: ShiftSearch.Answer) {
    for (group, counts) in counts.enumerated() {
      let known = zip(
        answer.model.lists.groups[group].patterns.map(\.slots), answer.model.counts[group])
      let values = Dictionary(known.map { ($0, answer.assignment[$1]) }) { first, _ in first }
      for (week, count) in zip(lists.groups[group].patterns, counts) {
        model.hint(count, values[week.slots] ?? 0)
      }
    }
  }

  /// Begins the search from the draft that is solved anew.
  mutating func hintKept() {
    guard let weeks = lists.keptWeeks() else { return }
    for (group, kept) in weeks.enumerated() {
      guard let kept else { continue }
      for (week, count) in counts[group].enumerated() {
        model.hint(count, week == kept ? groups[group].members.count : 0)
      }
    }
  }

  /// The members on each slot, in order. Within a group the weeks go to its members in turn.
  func members(in assignment: CPAssignment) -> [[Int]] {
    var slots: [[Int]] = lists.frame.pool.slots.map { _ in [] }
    for (group, counts) in zip(groups, counts) {
      var next = group.members.makeIterator()
      for (pattern, count) in zip(group.patterns, counts) {
        for _ in 0..<assignment[count] {
          guard let member = next.next() else { break }
          for slot in pattern.slots { slots[slot].append(member) }
        }
      }
    }
    return slots.map { $0.sorted() }
  }

  /// The price of an assignment, whatever the goal.
  func penalty(of assignment: CPAssignment) -> Int { assignment.value(of: penalty) }

  /// Each missing person once: a sworn officer who is missing is also a person who is.
  func shortages(in assignment: CPAssignment) -> [RosterError.Shortage] {
    let all = slacks.compactMap { missing, shortage -> RosterError.Shortage? in
      let count = assignment[missing]
      guard count > 0 else { return nil }
      var shortage = shortage
      shortage.available = shortage.needed - count
      return shortage
    }
    return all.filter { shortage in
      shortage.kind != .people
        || !all.contains {
          $0.kind == .sworn && $0.date == shortage.date && $0.shift == shortage.shift
            && $0.needed - $0.available >= shortage.needed - shortage.available
        }
    }
  }
}
