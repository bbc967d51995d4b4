// SPDX-License-Identifier: Apache-2.0

/// The cheapest way through a person's days: dynamic programming over day, phase, working time,
/// weekends and counted shifts.
struct PathSearch {
  let frame: PersonFrame
  let table: RosterTable
  let store: ValueStore
  /// By day and kind: the cheapest shift of the kind, and its cost.
  private var cheapest: [(cost: Int32, shift: Int8)] = []
  private var kindCount: Int { frame.graph.kinds.count }

  struct Path {
    var cost: Int
    var shifts: [Int8]
  }

  /// - Parameter costs: by day and shift; the caller keeps any sum over the days below 2^28.
  init(frame: PersonFrame, table: RosterTable, store: ValueStore, costs: [Int32]) {
    self.frame = frame
    self.table = table
    self.store = store
    store.reserve(frame.offsets[table.dayCount])
    findCheapest(costs)
    run()
  }

  private mutating func findCheapest(_ costs: [Int32]) {
    let shiftCount = table.shiftCount
    cheapest = Array(
      repeating: (cost: ValueStore.infinity, shift: -1), count: table.dayCount * kindCount)
    for day in 0..<table.dayCount {
      for kind in 0..<kindCount {
        for shift in frame.graph.kinds[kind].shifts where frame.choices[day].allows(shift) {
          let cost = costs[day * shiftCount + shift]
          if cost < cheapest[day * kindCount + kind].cost {
            cheapest[day * kindCount + kind] = (cost, Int8(shift))
          }
        }
      }
    }
  }

  private func cost(_ kind: Int, _ day: Int) -> Int32 {
    kind < 0 ? 0 : cheapest[day * kindCount + kind].cost
  }

  private func block(_ day: Int, _ phase: Int) -> Int {
    frame.offsets[day] + phase * frame.rowCount[day] * frame.graph.rowSize
  }

  /// How a step moves in a row of counters.
  private func counterStep(_ step: PersonGraph.Step, _ day: Int) -> Int {
    if step.kind < 0 { return 0 }
    let graph = frame.graph
    var move = graph.kinds[step.kind].counterStep
    if let weekend = table.weekends[day] {
      let isCounted = day > 0 && table.weekends[day - 1] == weekend && graph.isWork[step.from]
      if !isCounted { move += graph.weekendStep }
    }
    return move
  }

  private func run() {
    let graph = frame.graph
    let phases = graph.phaseCount
    store.fill(frame.offsets[0]..<frame.offsets[1])
    for (phase, kind) in graph.firstPhases where frame.isActive[phase] {
      let length = kind < 0 ? 0 : graph.kinds[kind].length
      let row = length - frame.lowest[0]
      guard frame.allows(kind, day: 0), row >= 0, row < frame.rowCount[0] else { continue }
      let place = firstMove(kind)
      if place < graph.rowSize {
        store[block(0, phase) + row * graph.rowSize + place] = cost(kind, 0)
      }
    }
    clearExcess(0)
    for day in 1..<table.dayCount {
      store.fill(frame.offsets[day]..<frame.offsets[day + 1])
      for step in graph.steps
      where frame.isActive[(day - 1) * phases + step.from]
        && frame.isActive[day * phases + step.to] && frame.isOpen(step, into: day)
      {
        relax(step, day)
      }
      clearExcess(day)
    }
  }

  private func firstMove(_ kind: Int) -> Int {
    if kind < 0 { return 0 }
    let weekend = table.weekends[0] == nil ? 0 : frame.graph.weekendStep
    return frame.graph.kinds[kind].counterStep + weekend
  }

  private func relax(_ step: PersonGraph.Step, _ day: Int) {
    let length = step.kind < 0 ? 0 : frame.graph.kinds[step.kind].length
    let size = frame.graph.rowSize
    let first = max(frame.lowest[day - 1], frame.lowest[day] - length)
    let end = min(
      frame.lowest[day - 1] + frame.rowCount[day - 1],
      frame.lowest[day] + frame.rowCount[day] - length)
    if first >= end { return }
    let move = counterStep(step, day)
    store.relax(
      from: block(day - 1, step.from) + (first - frame.lowest[day - 1]) * size,
      to: block(day, step.to) + (first + length - frame.lowest[day]) * size + move,
      count: (end - first) * size - move, cost: cost(step.kind, day))
  }

  /// Takes out what was counted too far.
  private func clearExcess(_ day: Int) {
    let graph = frame.graph
    if graph.excess.isEmpty { return }
    for phase in 0..<graph.phaseCount where frame.isActive[day * graph.phaseCount + phase] {
      let begin = block(day, phase)
      for row in 0..<frame.rowCount[day] {
        for place in graph.excess {
          store[begin + row * graph.rowSize + place] = ValueStore.infinity
        }
      }
    }
  }

  /// The cheapest path, nil if the limits leave none.
  func best() -> Path? {
    let last = table.dayCount - 1
    let (place, value) = store.minimum(frame.offsets[last]..<frame.offsets[last + 1])
    return value < ValueStore.infinity / 2 ? path(to: place, value: value) : nil
  }

  /// Places of the day before from which a place of `day` is reached, with the kind worked on `day`.
  func sources(of place: Int, on day: Int) -> [(place: Int, kind: Int)] {
    let graph = frame.graph
    let blockSize = frame.rowCount[day] * graph.rowSize
    let phase = (place - frame.offsets[day]) / blockSize
    let rest = place - block(day, phase)
    let time = frame.lowest[day] + rest / graph.rowSize
    var sources: [(place: Int, kind: Int)] = []
    for step in graph.steps where step.to == phase && frame.isOpen(step, into: day) {
      guard frame.isActive[(day - 1) * graph.phaseCount + step.from] else { continue }
      let counters = rest % graph.rowSize - counterStep(step, day)
      let length = step.kind < 0 ? 0 : graph.kinds[step.kind].length
      let row = time - length - frame.lowest[day - 1]
      guard counters >= 0, row >= 0, row < frame.rowCount[day - 1] else { continue }
      sources.append((block(day - 1, step.from) + row * graph.rowSize + counters, step.kind))
    }
    return sources
  }

  /// Walks back from a value of the last day, looking for what it was made from.
  private func path(to place: Int, value: Int32) -> Path {
    let graph = frame.graph
    var shifts = [Int8](repeating: -1, count: table.dayCount)
    var place = place
    var current = value
    for day in stride(from: table.dayCount - 1, to: 0, by: -1) {
      let made = sources(of: place, on: day).first {
        store[$0.place] &+ cost($0.kind, day) == current
      }
      guard let made else { break }
      if made.kind >= 0 { shifts[day] = cheapest[day * kindCount + made.kind].shift }
      place = made.place
      current = store[made.place]
    }
    let phase = place / (frame.rowCount[0] * graph.rowSize)
    if let first = graph.firstPhases.first(where: { $0.phase == phase }), first.kind >= 0 {
      shifts[0] = cheapest[first.kind].shift
    }
    return Path(cost: Int(value), shifts: shifts)
  }
}
