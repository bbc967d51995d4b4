// SPDX-License-Identifier: Apache-2.0

/// Opens, closes and swaps candidates, the best step each time, and restarts from a disturbed choice.
///
/// Gain, loss and correction of every swap are kept up to date and only touched where a cell's
/// nearest or second nearest site changed (Resende and Werneck, EJOR 174, 2006), so that a swap costs
/// a scan of the table of pairs and no scan of the cells. Ties go to the lower numbers. The work is
/// bounded by a count of steps, so that the clock decides nothing.
struct MedianSearch {
  private let problem: MedianProblem
  /// By slot, the candidate chosen, or -1.
  private var slots: [Int32]
  /// By candidate, its slot or -1.
  private var slotOf: [Int32]
  private var groupCount: [Int]
  private var total = 0
  /// By row, distance to the nearest and second nearest choice, and the slot of the nearest (-1: cap).
  fileprivate var first: [Int64]
  fileprivate var second: [Int64]
  private var nearest: [Int32]
  /// By candidate, what opening it saves.
  private var gain: [Int64]
  /// By slot, what closing it costs.
  private var loss: [Int64]
  /// By slot and candidate, what the two together save more than apart.
  private var extra: [Int64]
  private let candidateOf: [Int: Int]
  /// Cost of the choice.
  private(set) var value: Int64

  init(_ problem: MedianProblem) {
    self.problem = problem
    let slotCount = min(problem.bounds.limit, problem.sites.count)
    slots = [Int32](repeating: -1, count: slotCount)
    slotOf = [Int32](repeating: -1, count: problem.sites.count)
    groupCount = problem.bounds.minimum.map { _ in 0 }
    first = problem.cap
    second = problem.cap
    nearest = [Int32](repeating: -1, count: problem.rowCount)
    gain = [Int64](repeating: 0, count: problem.sites.count)
    loss = [Int64](repeating: 0, count: slotCount)
    extra = [Int64](repeating: 0, count: slotCount * problem.sites.count)
    candidateOf = Dictionary(uniqueKeysWithValues: zip(problem.sites, problem.sites.indices))
    value = problem.constant
    for row in 0..<problem.rowCount {
      value += problem.weight[row] * problem.cap[row]
      account(row, sign: 1)
    }
  }

  /// The candidates chosen, ascending.
  var chosen: [Int] { slotOf.indices.filter { slotOf[$0] >= 0 } }

  /// The sites chosen, without the kept ones.
  var sites: [Int] { chosen.map { problem.sites[$0] } }

  /// Replaces the choice by `selection`, which must obey the bounds.
  mutating func choose(_ selection: [Int]) {
    var isWanted = [Bool](repeating: false, count: slotOf.count)
    for candidate in selection { isWanted[candidate] = true }
    for candidate in chosen where !isWanted[candidate] { close(Int(slotOf[candidate])) }
    for candidate in selection where slotOf[candidate] < 0 { open(candidate) }
  }

  mutating func choose(sites: [Int]) {
    choose(sites.compactMap { candidateOf[$0] })
  }

  /// Opens and swaps until no single step helps.
  mutating func improve() {
    while true {
      while let candidate = bestAddition() { open(candidate) }
      if let slot = bestRemoval() {
        close(slot)
      } else if let swap = bestSwap() {
        close(swap.slot)
        open(swap.candidate)
      } else {
        return
      }
    }
  }

  /// Disturbs and improves again, `rounds` times; keeps what is no worse.
  mutating func perturb(rounds: Int, using generator: inout SeededGenerator) {
    guard total > 1, total < problem.sites.count else { return }
    var best = chosen
    var bestValue = value
    for round in 0..<rounds {
      let strength = 1 + round % min(4, total - 1)
      for candidate in chosen.shuffled(using: &generator).prefix(strength) {
        close(Int(slotOf[candidate]))
      }
      for _ in 0..<strength {
        let candidate = Int.random(in: 0..<slotOf.count, using: &generator)
        if slotOf[candidate] < 0 && isAllowed(candidate) { open(candidate) }
      }
      improve()
      if value <= bestValue {
        best = chosen
        bestValue = value
      } else {
        choose(best)
      }
    }
  }

  private func isAllowed(_ candidate: Int) -> Bool {
    problem.bounds.allowsOneMore(of: problem.group[candidate], counts: groupCount, total: total)
  }

  private func isNeeded(_ group: Int) -> Bool {
    group >= 0 && groupCount[group] <= problem.bounds.minimum[group]
  }

  /// What helps most, or what a minimum needs. A candidate that changes nothing is welcome too: it
  /// may help a later swap.
  private mutating func bestAddition() -> Int? {
    let unmet = groupCount.indices.contains { groupCount[$0] < problem.bounds.minimum[$0] }
    var best: (candidate: Int, profit: Int64)?
    for candidate in slotOf.indices where slotOf[candidate] < 0 {
      let profit = gain[candidate] - problem.opening[candidate]
      if profit > best?.profit ?? (unmet ? .min : -1), isAllowed(candidate) {
        best = (candidate, profit)
      }
    }
    return best?.candidate
  }

  private func bestRemoval() -> Int? {
    var best: (slot: Int, profit: Int64)?
    for slot in slots.indices where slots[slot] >= 0 {
      let profit = problem.opening[Int(slots[slot])] - loss[slot]
      if profit > best?.profit ?? 0, !isNeeded(problem.group[Int(slots[slot])]) {
        best = (slot, profit)
      }
    }
    return best?.slot
  }

  private func bestSwap() -> (slot: Int, candidate: Int)? {
    var best: (slot: Int, candidate: Int)?
    var bestProfit: Int64 = 0
    let width = slotOf.count
    for slot in slots.indices where slots[slot] >= 0 {
      let leaving = problem.group[Int(slots[slot])]
      let saved = problem.opening[Int(slots[slot])] - loss[slot]
      for candidate in 0..<width {
        let profit =
          saved &+ gain[candidate] &+ extra[slot &* width &+ candidate]
          &- problem.opening[candidate]
        if profit > bestProfit && slotOf[candidate] < 0
          && allowsSwap(leaving, problem.group[candidate])
        {
          bestProfit = profit
          best = (slot, candidate)
        }
      }
    }
    return best
  }

  private func allowsSwap(_ leaving: Int, _ entering: Int) -> Bool {
    leaving == entering
      || (!isNeeded(leaving)
        && (entering < 0 || groupCount[entering] < problem.bounds.maximum[entering]))
  }

  private mutating func open(_ candidate: Int) {
    guard let slot = slots.firstIndex(of: -1) else { return }
    slots[slot] = Int32(candidate)
    slotOf[candidate] = Int32(slot)
    total += 1
    value += problem.opening[candidate]
    if problem.group[candidate] >= 0 { groupCount[problem.group[candidate]] += 1 }
    for entry in problem.columns.range(candidate) {
      let row = Int(problem.columns.index[entry])
      let distance = Int64(problem.columns.distance[entry])
      if distance >= second[row] { continue }
      account(row, sign: -1)
      if distance < first[row] {
        value -= problem.weight[row] * (first[row] - distance)
        second[row] = first[row]
        first[row] = distance
        nearest[row] = Int32(slot)
      } else {
        second[row] = distance
      }
      account(row, sign: 1)
    }
  }

  private mutating func close(_ slot: Int) {
    let candidate = Int(slots[slot])
    slots[slot] = -1
    slotOf[candidate] = -1
    total -= 1
    value -= problem.opening[candidate]
    if problem.group[candidate] >= 0 { groupCount[problem.group[candidate]] -= 1 }
    for entry in problem.columns.range(candidate) {
      let row = Int(problem.columns.index[entry])
      let distance = Int64(problem.columns.distance[entry])
      if distance > second[row] { continue }
      account(row, sign: -1)
      value -= problem.weight[row] * first[row]
      findNearest(row)
      value += problem.weight[row] * first[row]
      account(row, sign: 1)
    }
  }

  private mutating func findNearest(_ row: Int) {
    first[row] = problem.cap[row]
    second[row] = problem.cap[row]
    nearest[row] = -1
    for entry in problem.rows.range(row) {
      let slot = slotOf[Int(problem.rows.index[entry])]
      if slot < 0 { continue }
      if nearest[row] >= 0 {
        second[row] = Int64(problem.rows.distance[entry])
        return
      }
      first[row] = Int64(problem.rows.distance[entry])
      nearest[row] = slot
    }
  }

  /// Adds (or, with sign -1, takes back) what a row has to say about every swap.
  private mutating func account(_ row: Int, sign: Int64) {
    let weight = sign * problem.weight[row]
    let (near, next) = (first[row], second[row])
    let slot = Int(nearest[row])
    if slot < 0 {
      for entry in problem.rows.range(row) {
        let distance = Int64(problem.rows.distance[entry])
        if distance >= near { break }
        gain[Int(problem.rows.index[entry])] += weight * (near - distance)
      }
      return
    }
    loss[slot] += weight * (next - near)
    let base = slot * slotOf.count
    for entry in problem.rows.range(row) {
      let distance = Int64(problem.rows.distance[entry])
      if distance >= next { break }
      let candidate = Int(problem.rows.index[entry])
      if distance < near { gain[candidate] += weight * (near - distance) }
      extra[base + candidate] += weight * (next - max(near, distance))
    }
  }
}

extension MedianSearch {
  /// Prices to start a dual from: half way between a row's nearest and second nearest choice.
  func prices(scale: Int64) -> [Int64] {
    first.indices.map { (first[$0] + second[$0]) * scale / 2 }
  }
}
