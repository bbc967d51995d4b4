// SPDX-License-Identifier: Apache-2.0

/// A person's graph with each day's choices narrowed: which phases a day can have and between which
/// bounds the working time lies, so that a search looks at nothing else.
struct PersonFrame: Sendable {
  let graph: PersonGraph
  let choices: [DayChoices]
  /// By day and phase: whether it lies on a way from the first day to the last.
  private(set) var isActive: [Bool] = []
  /// By day: the least working time, in units, and how many there are from there.
  private(set) var lowest: [Int] = []
  private(set) var rowCount: [Int] = []
  /// By day: where its values begin; the last entry is the size of all.
  private(set) var offsets: [Int] = []

  /// Nil if nothing is left to do within the limits on runs and working time.
  init?(graph: PersonGraph, choices: [DayChoices]) {
    self.graph = graph
    self.choices = zip(choices, graph.person.choices).map { $0.intersection($1) }
    let least = (graph.person.minutes.lowerBound + graph.unit - 1) / graph.unit
    let most = graph.person.minutes.upperBound / graph.unit
    let before = reachBefore()
    let after = reachAfter()
    let days = choices.count
    let phases = graph.phaseCount
    isActive = [Bool](repeating: false, count: days * phases)
    offsets = [0]
    for day in 0..<days {
      var low = Int.max
      var high = Int.min
      for phase in 0..<phases {
        guard let past = before[day * phases + phase], let rest = after[day * phases + phase]
        else { continue }
        let from = max(past.lowerBound, least - rest.upperBound)
        let to = min(past.upperBound, most - rest.lowerBound)
        if from > to { continue }
        isActive[day * phases + phase] = true
        low = min(low, from)
        high = max(high, to)
      }
      if low > high { return nil }
      lowest.append(low)
      rowCount.append(high - low + 1)
      offsets.append(offsets[day] + (high - low + 1) * graph.rowSize * phases)
    }
  }

  func allows(_ kind: Int, day: Int) -> Bool {
    kind < 0
      ? choices[day].allows(nil) : graph.kinds[kind].shifts.contains { choices[day].allows($0) }
  }

  func isOpen(_ step: PersonGraph.Step, into day: Int) -> Bool {
    (step.onlyDay < 0 || step.onlyDay == day) && allows(step.kind, day: day)
  }

  private func length(_ kind: Int) -> Int { kind < 0 ? 0 : graph.kinds[kind].length }

  /// By day and phase: the working time up to the end of that day.
  private func reachBefore() -> [ClosedRange<Int>?] {
    let phases = graph.phaseCount
    var reach = [ClosedRange<Int>?](repeating: nil, count: choices.count * phases)
    for (phase, kind) in graph.firstPhases where allows(kind, day: 0) {
      reach[phase] = length(kind)...length(kind)
    }
    for day in choices.indices.dropFirst() {
      for step in graph.steps where isOpen(step, into: day) {
        guard let past = reach[(day - 1) * phases + step.from] else { continue }
        let now = (past.lowerBound + length(step.kind))...(past.upperBound + length(step.kind))
        reach[day * phases + step.to] = Self.hull(reach[day * phases + step.to], now)
      }
    }
    return reach
  }

  /// By day and phase: the working time after that day.
  private func reachAfter() -> [ClosedRange<Int>?] {
    let phases = graph.phaseCount
    var reach = [ClosedRange<Int>?](repeating: nil, count: choices.count * phases)
    for phase in 0..<phases { reach[(choices.count - 1) * phases + phase] = 0...0 }
    for day in choices.indices.dropFirst().reversed() {
      for step in graph.steps where isOpen(step, into: day) {
        guard let rest = reach[day * phases + step.to] else { continue }
        let now = (rest.lowerBound + length(step.kind))...(rest.upperBound + length(step.kind))
        let place = (day - 1) * phases + step.from
        reach[place] = Self.hull(reach[place], now)
      }
    }
    return reach
  }

  private static func hull(_ a: ClosedRange<Int>?, _ b: ClosedRange<Int>) -> ClosedRange<Int> {
    guard let a else { return b }
    return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
  }
}
