// SPDX-License-Identifier: Apache-2.0

/// What one person may do from day to day, as phases and steps between them.
///
/// A phase is "free for r days" or "on a shift of kind k, the r-th day worked in a row". Shifts that
/// no rule tells apart are one kind. Limits on the number of a shift are counted only for those shifts
/// in `counted`; the pricer adds a shift once a path breaks its limit (decremental state space
/// relaxation: Righini and Salani 2008, doi:10.1002/net.20212).
struct PersonGraph: Sendable {
  struct Step: Sendable {
    var from: Int
    var to: Int
    /// The kind worked on the day entered; -1 if it is free.
    var kind: Int
    /// The only day that may be entered so (a short run that began on the first day); -1 for any.
    var onlyDay: Int
  }

  struct Kind: Sendable {
    var shifts: [Int]
    /// Working time in units of `unit`.
    var length: Int
    /// What a day of the kind moves in a row of counters.
    var counterStep: Int
  }

  let person: RosterTable.Person
  let counted: [Int]
  private(set) var kinds: [Kind] = []
  private(set) var phaseCount = 0
  private(set) var steps: [Step] = []
  /// Phases that the first day may have, with the kind worked (-1 free).
  private(set) var firstPhases: [(phase: Int, kind: Int)] = []
  /// By phase: whether it is a day worked.
  private(set) var isWork: [Bool] = []
  private(set) var unit = 1
  /// Counters of one working time: weekends, then the counted shifts; the last place of each
  /// dimension takes what went too far.
  private(set) var rowSize = 1
  private(set) var weekendStep = 0
  /// Places of a row that mean "too many".
  private(set) var excess: [Int] = []

  init(table: RosterTable, person: RosterTable.Person, counted: [Int]) {
    self.person = person
    self.counted = counted
    makeCounters(weekendCount: Set(table.weekends.compactMap { $0 }).count)
    makeKinds(table)
    makePhases(table)
  }

  private mutating func makeCounters(weekendCount: Int) {
    var sizes: [Int] = counted.map { person.shiftLimits[$0] + 2 }
    let countsWeekends = person.weekendLimit < weekendCount
    if countsWeekends { sizes.append(person.weekendLimit + 2) }
    var strides: [Int] = []
    for size in sizes {
      strides.append(rowSize)
      rowSize *= size
    }
    if countsWeekends { weekendStep = strides[sizes.count - 1] }
    for place in 0..<rowSize {
      let isExcess = zip(sizes, strides).contains { place / $1 % $0 == $0 - 1 }
      if isExcess { excess.append(place) }
    }
  }

  private mutating func makeKinds(_ table: RosterTable) {
    let open = table.shifts.indices.filter { shift in
      person.shiftLimits[shift] > 0 && person.choices.contains { $0.allows(shift) }
    }
    unit = max(1, open.reduce(0) { Self.divisor($0, table.shifts[$1].minutes) })
    var counterStep = 1
    var steps: [Int: Int] = [:]
    for shift in counted {
      steps[shift] = counterStep
      counterStep *= person.shiftLimits[shift] + 2
    }
    for shift in open {
      let place =
        steps[shift] == nil
        ? kinds.firstIndex { kind in
          kind.counterStep == 0 && isAlike(kind.shifts[0], shift, among: open, table)
        } : nil
      if let place {
        kinds[place].shifts.append(shift)
      } else {
        kinds.append(
          Kind(
            shifts: [shift], length: table.shifts[shift].minutes / unit,
            counterStep: steps[shift] ?? 0))
      }
    }
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  private func isAlike(_ a: Int, _ b: Int, among open: [Int], _ table: RosterTable) -> Bool {
    func bans(_ before: Int, _ after: Int) -> Bool { table.bans(before, then: after, for: person) }
    return table.shifts[a].minutes == table.shifts[b].minutes && !isRunLimited(a)
      && !isRunLimited(b)
      && open.allSatisfy { bans(a, $0) == bans(b, $0) && bans($0, a) == bans($0, b) }
  }

  /// Whether days in a row on the shift have to be told apart from other days worked.
  private func isRunLimited(_ shift: Int) -> Bool {
    person.shiftRunLimits[shift] < person.workRun.upperBound
  }

  /// The r-th day worked in a row, on a kind, the own-th in a row of that kind (1 if nobody counts).
  private struct WorkPhase: Hashable {
    var run: Int
    var kind: Int
    var own: Int
  }

  private func ownLimit(_ kind: Int) -> Int {
    let shift = kinds[kind].shifts[0]
    return isRunLimited(shift) ? person.shiftRunLimits[shift] : 1
  }

  /// Phases 0 ..< minimumFreeRun are free days (the last means "or more"), then run by run the kinds.
  private mutating func makePhases(_ table: RosterTable) {
    let freeCount = max(1, person.minimumFreeRun)
    let longest = person.workRun.upperBound
    var numbers: [WorkPhase: Int] = [:]
    var works: [WorkPhase] = []
    for run in stride(from: 1, through: longest, by: 1) {
      for kind in kinds.indices {
        for own in stride(from: 1, through: min(run, ownLimit(kind)), by: 1) {
          let phase = WorkPhase(run: run, kind: kind, own: own)
          numbers[phase] = freeCount + works.count
          works.append(phase)
        }
      }
    }
    phaseCount = freeCount + works.count
    isWork = (0..<phaseCount).map { $0 >= freeCount }
    let begins = kinds.indices.compactMap { kind in
      numbers[WorkPhase(run: 1, kind: kind, own: 1)].map { (phase: $0, kind: kind) }
    }
    firstPhases = [(0, -1)] + begins
    for free in 0..<freeCount {
      steps.append(Step(from: free, to: min(free + 1, freeCount - 1), kind: -1, onlyDay: -1))
      let onlyDay = free + 1 < freeCount ? free + 1 : -1
      for begin in begins {
        steps.append(Step(from: free, to: begin.phase, kind: begin.kind, onlyDay: onlyDay))
      }
    }
    for (number, work) in zip(freeCount..., works) {
      let onlyDay = work.run < person.workRun.lowerBound ? work.run : -1
      steps.append(Step(from: number, to: 0, kind: -1, onlyDay: onlyDay))
      for next in kinds.indices {
        let after = WorkPhase(
          run: work.run + 1, kind: next, own: next == work.kind ? nextOwn(work) : 1)
        guard let to = numbers[after],
          !table.bans(kinds[work.kind].shifts[0], then: kinds[next].shifts[0], for: person)
        else { continue }
        steps.append(Step(from: number, to: to, kind: next, onlyDay: -1))
      }
    }
  }

  private func nextOwn(_ work: WorkPhase) -> Int {
    isRunLimited(kinds[work.kind].shifts[0]) ? work.own + 1 : 1
  }
}
