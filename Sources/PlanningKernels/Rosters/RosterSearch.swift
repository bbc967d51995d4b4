// SPDX-License-Identifier: Apache-2.0

public import HiGHS

/// What a running search knows.
public struct RosterProgress: Sendable {
  public let objective: Int
  /// No roster is cheaper.
  public let bound: Int
  public let seconds: Double

  /// (objective - bound) / max(1, objective).
  public var gap: Double { Double(objective - bound) / max(1, Double(objective)) }
}

/// The cheapest rows for everybody in a `RosterTable`, with a bound.
///
/// A first roster, person by person; the linear programme over all rows by column generation, whose
/// prices give the bound; a dive to whole rows; then parts of the roster are made anew in the same
/// way, each cut off as soon as its bound shows that nothing is to be gained. The method and its
/// sources: docs/models/shift-scheduling.md.
///
/// Runs on the calling thread, which it keeps busy. Without the limit of time, the same table and seed
/// give the same steps.
public struct RosterSearch {
  private let table: RosterTable
  private let library: HiGHSLibrary
  private let oracle: RowOracle
  private let scale: Int32
  private let effort: RosterEffort
  private let begin = ContinuousClock.now
  private let report: (RosterProgress) -> Void
  private var generator: SeededGenerator
  private var rows: [[Int8]]
  private var price: Int
  private var bound: Int
  private var centre: [Int32]?
  private var pool: RowPool?
  private var parts = 0

  /// - Parameter progress: called whenever the best roster or the bound has improved.
  public static func solve(
    _ table: RosterTable, master library: HiGHSLibrary, options: KernelOptions = KernelOptions(),
    progress: @escaping (RosterProgress) -> Void = { _ in }
  ) throws(KernelError) -> KernelResult<ShiftRows> {
    try table.check()
    var search = try RosterSearch(table, library, options, progress)
    return try search.run()
  }

  private init(
    _ table: RosterTable, _ library: HiGHSLibrary, _ options: KernelOptions,
    _ report: @escaping (RosterProgress) -> Void
  ) throws(KernelError) {
    self.table = table
    self.library = library
    self.report = report
    oracle = RowOracle(table: table)
    scale = ColumnGeneration.scale(for: table)
    effort = RosterEffort(deadline: begin + options.timeLimit, stop: options.stop)
    generator = SeededGenerator(seed: options.seed)
    rows = try RosterStart(table: table, oracle: oracle).rows(effort)
    price = table.price(of: rows)
    bound = table.leastPrice
  }

  private mutating func run() throws(KernelError) -> KernelResult<ShiftRows> {
    tell()
    try solveWhole()
    try solveParts()
    precondition(
      zip(rows, table.people).allSatisfy { table.isAllowed($0, for: $1) },
      "a row breaks a limit of its person")
    let status: KernelStatus =
      price <= bound ? .optimal : effort.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: ShiftRows(rows: rows), objective: Int64(price), bound: Int64(bound),
      status: status, iterations: parts, seconds: seconds)
  }

  private var seconds: Double { (ContinuousClock.now - begin) / .seconds(1) }
  private var isOver: Bool { price <= bound || effort.isSpent }

  private func tell() {
    report(RosterProgress(objective: price, bound: bound, seconds: seconds))
  }

  /// The programme over everybody, and one dive from it.
  private mutating func solveWhole() throws(KernelError) {
    guard
      var whole = try SectionSolver(
        library: library, oracle: oracle, section: .all(of: table), rows: rows, scale: scale,
        centre: nil, effort: effort)
    else { return }
    // Where the programme is too large for the time, half of it is kept for the parts.
    let half = effort.part(0.5)
    while !half.isSpent {
      let outcome = try whole.relax(tolerance: 0.05, limit: 5, effort: half)
      centre = whole.generation.centre
      if let proven = whole.generation.bound, proven > bound {
        bound = min(proven, price)
        tell()
      }
      if outcome != .stalled { break }
    }
    if isOver { return }
    try makePool()
    collect(whole)
    let dive = effort.part(0.5)
    if let found = try whole.dive(cutoff: price, effort: dive, generator: &generator) {
      accept(found, of: Array(table.people.indices))
    }
  }

  private mutating func makePool() throws(KernelError) {
    guard let centre else { return }
    var least: [Int] = []
    for (person, each) in table.people.enumerated() {
      guard var frame = oracle.frame(person, choices: each.choices),
        let row = oracle.best(person, frame: &frame, scale: scale, rewards: centre)
      else { return }
      least.append(row.cost)
    }
    pool = RowPool(table: table, scale: scale, rewards: centre, least: least)
  }

  private mutating func collect(_ solver: SectionSolver) {
    for column in solver.generation.master.columns {
      pool?.insert(column.shifts, person: column.person, gap: price - bound)
    }
  }

  /// Once parts no longer help: the best combination by integer programming of all rows that can stand
  /// in a better roster, or where they are too many, of those found.
  private mutating func combine() throws(KernelError) {
    let gap = price - bound
    guard var pool else { return }
    let isProof = pool.complete(oracle: oracle, gap: gap, limit: Self.rowLimit)
    self.pool = pool
    let share = effort.part(isProof ? 0.4 : 0.15)
    let deadline = isProof ? share.deadline : min(share.deadline, .now + .seconds(30))
    let choice = try pool.cheapest(
      from: rows, gap: gap, library: library,
      effort: RosterEffort(deadline: deadline, stop: effort.stop))
    if let found = choice.rows { accept(found, of: Array(table.people.indices)) }
    if let proven = choice.bound, proven > bound {
      bound = min(proven, price)
      tell()
    }
  }

  /// Integer programmes over more rows end too late to be worth their listing.
  private static let rowLimit = 25_000

  /// Parts of the roster, one after the other, until the time is over or nothing can be gained.
  private mutating func solveParts() throws(KernelError) {
    var neighbourhoods = RosterNeighbourhoods(table: table)
    var idle = 0
    var combined = 0
    var combinedGap = Int.max
    while !isOver {
      parts += 1
      let gap = price - bound
      if idle >= 40, let count = pool?.count, count > combined + combined / 4 || gap < combinedGap {
        combinedGap = gap
        idle = 0
        try combine()
        combined = pool?.count ?? count
        continue
      }
      let kind = RosterNeighbourhoods.Kind.allCases.randomElement(using: &generator) ?? .people
      let section = neighbourhoods.section(kind, rows: rows, generator: &generator)
      let result = try improve(section)
      neighbourhoods.learn(kind, result)
      idle = result == .better ? 0 : idle + 1
    }
  }

  private mutating func improve(
    _ section: RosterSection
  ) throws(KernelError) -> RosterNeighbourhoods.Result {
    guard
      var part = try SectionSolver(
        library: library, oracle: oracle, section: section, rows: rows, scale: scale,
        centre: centre, effort: effort)
    else { return .missed }
    let outcome = try part.relax(tolerance: 0.2, limit: 60, cutoff: price, effort: effort)
    if outcome == .cutOff { return .nothingLeft }
    let found = try part.dive(cutoff: price, effort: effort, generator: &generator)
    collect(part)
    guard let found else { return .missed }
    return accept(found, of: section.people) ? .better : .missed
  }

  /// Takes new rows if the roster becomes cheaper.
  @discardableResult
  private mutating func accept(_ found: [[Int8]], of people: [Int]) -> Bool {
    var changed = rows
    for (person, row) in zip(people, found) { changed[person] = row }
    let changedPrice = table.price(of: changed)
    if changedPrice >= price { return false }
    rows = changed
    price = changedPrice
    tell()
    return true
  }
}
