// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// One way to spend a week: the slots worked, in order of start, and the price of the soft rules.
struct WeekPattern: Hashable {
  var slots: [Int]
  var penalty: Int
}

/// Lists every week that the hard rules allow an officer, each with its price.
///
/// A week has at most some thousand: rest and runs leave few choices a day. All rules about one
/// person are decided here, on intervals, so that only the demands couple people in the model.
struct PatternSearch {
  /// More weeks than this are cut down to the cheapest; the model is then no longer complete.
  static let limit = 30_000

  private let rules: ShiftRules
  private let state: MemberState
  private(set) var patterns: [WeekPattern] = []
  private(set) var isComplete = true
  private var chosen: [Int] = []
  private var worked: [Int]
  /// By window: minutes of this week's duties.
  private var used: [Int]

  init(rules: ShiftRules, state: MemberState) {
    self.init(state: state, rules: rules)
    extend(from: 0, runs: state.runs, price: 0)
    isComplete = patterns.count <= Self.limit * 20
    removeDominated()
    guard patterns.count > Self.limit else { return }
    isComplete = false
    patterns.sort { ($0.penalty, $0.slots.count) < ($1.penalty, $1.slots.count) }
    patterns.removeSubrange(Self.limit...)
  }

  /// The week with just these slots, in order of start; `nil` if a hard rule forbids it.
  static func pattern(_ slots: [Int], rules: ShiftRules, state: MemberState) -> WeekPattern? {
    var search = PatternSearch(state: state, rules: rules)
    var runs = state.runs
    var price = 0
    for slot in slots {
      guard search.mayFollow(slot), let next = search.advanced(runs, by: slot) else { return nil }
      runs = next
      price += search.step(to: slot)
      search.add(slot, sign: 1)
    }
    search.finish(price: price, runs)
    return search.patterns.first
  }

  /// Nothing listed yet.
  private init(state: MemberState, rules: ShiftRules) {
    self.rules = rules
    self.state = state
    worked = state.worked
    used = rules.windows.map { _ in 0 }
  }

  /// The price of going on to `slot` from what was chosen last.
  private func step(to slot: Int) -> Int {
    let pair =
      chosen.last.map { rules.prices[$0][slot] }
      ?? state.last.map { rules.price(of: slot, next: $0) } ?? 0
    return pair + state.dutyPrices[slot]
  }

  /// Puts `slot` at the end of what is chosen, or with −1 takes it off again.
  private mutating func add(_ slot: Int, sign: Int) {
    if sign > 0 { chosen.append(slot) } else { chosen.removeLast() }
    for week in worked.indices { worked[week] += sign * rules.minutes[slot][week] }
    for window in used.indices { used[window] += sign * rules.windowMinutes[slot][window] }
  }

  /// Drops a week if the same week with one shift more costs no more: people beyond the need stand
  /// by, so a shift more does no harm where the headcount is free.
  private mutating func removeDominated() {
    let free = rules.spans.indices.filter { !rules.isExact[$0] }
    let prices = Dictionary(
      patterns.map { ($0.slots, $0.penalty) }, uniquingKeysWith: { first, _ in first })
    patterns.removeAll { pattern in
      free.contains { slot in
        let place = pattern.slots.firstIndex { $0 >= slot } ?? pattern.slots.count
        if place < pattern.slots.count && pattern.slots[place] == slot { return false }
        var more = pattern.slots
        more.insert(slot, at: place)
        return prices[more].map { $0 <= pattern.penalty } ?? false
      }
    }
  }

  private mutating func extend(from first: Int, runs: [MemberState.Run], price: Int) {
    // A runaway count ends here; what was found is a fair part of what there is.
    guard patterns.count <= Self.limit * 20 else { return }
    finish(price: price, runs)
    for slot in first..<rules.spans.count where mayFollow(slot) {
      guard let next = advanced(runs, by: slot) else { continue }
      let step = step(to: slot)
      add(slot, sign: 1)
      extend(from: slot + 1, runs: next, price: price + step)
      add(slot, sign: -1)
    }
  }

  private func mayFollow(_ slot: Int) -> Bool {
    guard state.isOpen[slot] else { return false }
    for (window, minutes) in rules.windowMinutes[slot].enumerated() where minutes > 0 {
      if used[window] + minutes > state.room[window] { return false }
    }
    // Only the last few duties are near enough to matter.
    return chosen.suffix(4).allSatisfy { rules.isAllowed[$0][slot] }
  }

  /// The runs with `slot` at their end; `nil` if one becomes too long.
  private func advanced(_ runs: [MemberState.Run], by slot: Int) -> [MemberState.Run]? {
    var runs = runs
    for (index, rule) in rules.runs.enumerated() where rules.isCounted[index][slot] {
      runs[index].append(rules.spans[slot], to: rule)
      if runs[index].count > rule.limit { return nil }
    }
    return runs
  }

  private mutating func finish(price: Int, _ runs: [MemberState.Run]) {
    guard state.pinned.allSatisfy(chosen.contains) else { return }
    let spans = state.recent + chosen.map { rules.spans[$0] }
    for week in rules.weeks {
      for rule in rules.rest
      where !rule.isKept(by: spans, of: state.status, in: week) { return }
    }
    var penalty = price + priceOfRuns(runs)
    if let target = rules.target {
      for week in worked.indices {
        penalty += target.points(
          minutes: worked[week], target: state.targets[week], isOffice: rules.isOffice)
      }
    }
    for (rule, owed) in zip(rules.debts, state.debts) {
      penalty += rule.points(
        owedHours: owed, freeMinutes: zip(state.targets, worked).reduce(0) { $0 + $1.0 - $1.1 })
    }
    for (index, rule) in rules.burdens.enumerated() {
      let count = chosen.reduce(0) { $0 + rules.carries[$1][index] }
      penalty += max(0, count - state.allowances[index]) * rule.weight
    }
    patterns.append(WeekPattern(slots: chosen, penalty: penalty))
  }

  /// A working week of five is to fit behind every run that goes on past the week's end.
  private func priceOfRuns(_ runs: [MemberState.Run]) -> Int {
    guard rules.runAtEndPrice > 0 else { return 0 }
    return zip(runs, rules.runs).reduce(0) { sum, pair in
      let (run, rule) = pair
      guard rule.limit > 5, let end = run.end,
        Int(rules.end.minutes - end.minutes) < rule.pauseMinutes
      else { return sum }
      return sum + max(0, run.count - (rule.limit - 5)) * rules.runAtEndPrice
    }
  }
}
