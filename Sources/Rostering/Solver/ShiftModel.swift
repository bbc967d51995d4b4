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
  struct Group {
    var state: MemberState
    var members: [Int]
    var patterns: [WeekPattern]
    var counts: [CPVariable]
  }

  let frame: PoolFrame
  var model = CPModel()
  private(set) var groups: [Group] = []
  /// False if some group has more possible weeks than were listed: a proof is then none.
  private(set) var isComplete = true
  /// By slot and group: how many of the group work it.
  private(set) var working: [[LinearExpression]] = []
  /// With slack allowed: how many are missing where.
  var slacks: [(missing: CPVariable, shortage: RosterError.Shortage)] = []
  /// With the goal `conflict`: what each literal stands for.
  var requirements: [(key: Requirement, literal: CPLiteral, shortage: RosterError.Shortage)] = []
  let goal: Goal
  /// Whether the numbers of people on each slot are variables of their own. Without, most weeks are
  /// solved at once, from the linear relaxation; with them the search gets on where that is not so.
  let hasTotals: Bool
  /// By slot: people with a skill beyond the number asked for, after they could not be placed.
  let skillMargins: [Int: [Skill: Int]]

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

  init(
    frame: PoolFrame, goal: Goal = .best, hasTotals: Bool = true,
    skillMargins: [Int: [Skill: Int]] = [:]
  ) {
    self.frame = frame
    self.goal = goal
    self.hasTotals = hasTotals
    self.skillMargins = skillMargins
    let rules = ShiftRules(frame: frame)
    for (state, members) in MemberState.groups(of: frame, rules: rules) {
      addGroup(state, members, rules)
    }
    addWorking()
    for slot in frame.pool.slots.indices { addCoverage(of: slot) }
    switch goal {
    case .best: model.minimize(penalty)
    case .leastShortage: model.minimize(LinearExpression.sum(slacks.map(\.missing)))
    case .conflict: break
    }
  }

  private mutating func addGroup(_ state: MemberState, _ members: [Int], _ rules: ShiftRules) {
    let search = PatternSearch(rules: rules, state: state)
    isComplete = isComplete && search.isComplete
    var counts: [CPVariable] = []
    if members.count == 1 {
      let isWorked = search.patterns.map { _ in model.newBoolean() }
      model.add(exactlyOne: isWorked)
      counts = isWorked.map(\.variable)
    } else {
      for _ in search.patterns { counts.append(model.newInteger(in: 0...members.count)) }
      model.add(LinearExpression.sum(counts) == members.count)
    }
    groups.append(
      Group(state: state, members: members, patterns: search.patterns, counts: counts))
  }

  private mutating func addWorking() {
    var sums = frame.pool.slots.map { _ in groups.map { _ in LinearExpression() } }
    for (place, group) in groups.enumerated() {
      for (pattern, count) in zip(group.patterns, group.counts) {
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
    groups.reduce(into: LinearExpression()) { sum, group in
      for (pattern, count) in zip(group.patterns, group.counts) where pattern.penalty > 0 {
        sum.add(count, times: pattern.penalty)
      }
    }
  }

  /// How many people of the groups for which `isIncluded` holds work `slot`.
  func people(on slot: Int, where isIncluded: (MemberState) -> Bool) -> LinearExpression {
    var sum = LinearExpression()
    for (place, group) in groups.enumerated() where isIncluded(group.state) {
      sum += working[slot][place]
    }
    return sum
  }

  /// The members on each slot, in order. Within a group the weeks go to its members in turn.
  func members(in assignment: CPAssignment) -> [[Int]] {
    var slots: [[Int]] = frame.pool.slots.map { _ in [] }
    for group in groups {
      var next = group.members.makeIterator()
      for (pattern, count) in zip(group.patterns, group.counts) {
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
