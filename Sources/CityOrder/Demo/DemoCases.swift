// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Three weeks of made-up cases for a demonstration, each taken through the desk by those whose turn it is.
///
/// Nothing is written past the desk: what it would refuse from people it refuses here. Each case goes as far as its
/// steps have come by now, so the last ones are under way, some late.
public struct DemoCases: Sendable {
  /// A place on a street, and what people call it.
  public struct Spot: Sendable {
    public var place: Coordinate
    public var address: String

    public init(place: Coordinate, address: String) {
      self.place = place
      self.address = address
    }
  }

  /// What makes a case different from most.
  private enum Story: CaseIterable { case plain, givenBack, extended, onLedger, reworked, late }

  private let desk: CaseDesk
  private let spots: [Spot]
  /// Gives an unused photo of its kind.
  private let photo: @Sendable (Kind, Int) async throws(PhotoStoreError) -> PhotoHash
  private let now: Instant
  private var generator: SeededGenerator

  public enum Kind: String, CaseIterable, Sendable { case report, handled, verified }

  private static let days = 21
  private static let recent = 14
  private static let daySeconds: Int64 = 86_400

  public init(
    desk: CaseDesk, spots: [Spot], now: Instant, seed: UInt64,
    photo: @escaping @Sendable (Kind, Int) async throws(PhotoStoreError) -> PhotoHash
  ) {
    self.desk = desk
    self.spots = spots
    self.now = now
    self.photo = photo
    generator = SeededGenerator(seed: seed)
  }

  /// Files so many cases and takes each as far as it has come; none where no street of the district has a spot for
  /// them.
  public mutating func play(_ count: Int) async throws {
    guard !spots.isEmpty else { return }
    let moments = (0..<count).map { moment(of: $0, in: count) }.sorted()
    for (number, reported) in moments.enumerated() { try await play(number, reported) }
  }

  /// Hours at which people are about; the last cases within a day.
  private mutating func moment(of number: Int, in count: Int) -> Instant {
    let isRecent = number >= count - Self.recent
    let today = desk.directory.clock.civilTime(of: now).date
    while true {
      let back =
        isRecent
        ? Int.random(in: 0...1, using: &generator)
        : Int.random(in: 2...Self.days, using: &generator)
      let minute = Int.random(in: 7 * 60 + 30...18 * 60, using: &generator)
      let time = CivilTime(date: today.adding(days: -back), minuteOfDay: minute)
      let moment = desk.directory.clock.instant(of: time)
      if moment < now { return moment }
      if isRecent && back == 0 {
        return now.adding(seconds: -60 * Int64.random(in: 5...600, using: &generator))
      }
    }
  }

  private mutating func play(_ number: Int, _ reported: Instant) async throws {
    // What is the police's waits to be dispatched by whoever looks at the demonstration: only new cases do.
    let isNew = reported > now.adding(seconds: -Self.daySeconds)
    let classes = desk.directory.classes.classes.filter {
      $0.isPublic && (isNew || !$0.isTrafficMatter)
    }
    let spot = spots[Int.random(in: spots.indices, using: &generator)]
    guard let kind = classes.randomElement(using: &generator) else { return }
    let report = CaseReport(
      source: .collector, code: kind.code, place: spot.place, grid: nil, address: spot.address,
      description: "演示案件：\(kind.name.chinese)", photos: [try await photo(.report, number)])
    let filed = try await desk.file(report, by: collector, key: nil, at: reported)
    var course = Course(desk: desk, one: filed, time: reported, now: now)
    guard try await course.step(.open(nil), by: supervisor, after: minutes(8...50)),
      let unit = solver(of: kind)
    else { return }
    let story: Story =
      number.isMultiple(of: 2) ? .plain : Story.allCases.randomElement(using: &generator) ?? .plain
    try await handle(&course, by: unit, story, number)
  }

  private mutating func handle(
    _ course: inout Course, by unit: DutyModel.ID<OrderUnit>, _ story: Story, _ number: Int
  ) async throws {
    let handler = CaseActor(
      person: Self.person(10 + Int(unit.rawValue)), role: .handler, unit: unit)
    let leader = CaseActor(person: Self.person(5), role: .leader, unit: unit)
    let dispatch = CaseCommand.dispatch(to: unit, basis: .classOwner)
    guard try await course.step(dispatch, by: dispatcher, after: minutes(5...40)) else { return }
    if story == .givenBack, let reason = CaseReason("演示：不属本单位职责范围") {
      guard try await course.step(.giveBack(reason), by: handler, after: minutes(10...60)),
        let other = bodies.first(where: { $0 != unit })
      else { return }
      return try await handle(&course, by: other, .plain, number)
    }
    guard try await course.step(.accept, by: handler, after: minutes(5...30)) else { return }
    if story == .onLedger, let reason = CaseReason("演示：待立项改造，暂不具备整改条件") {
      let review = desk.directory.clock.civilTime(of: now).date.adding(days: 30)
      _ = try await course.step(
        .putOnLedger(reason, review: review), by: leader, after: minutes(20...90))
      return
    }
    if story == .extended, let limit = TimeLimit("2h"), let reason = CaseReason("演示：等待材料到场") {
      guard
        try await course.step(
          .requestExtension(limit, reason), by: handler, after: minutes(5...20)),
        try await course.step(
          .decideExtension(isGranted: true, reason), by: leader, after: minutes(5...30))
      else { return }
    }
    try await finish(&course, by: handler, story, number)
  }

  /// Work, feedback, verification by a second person, and the end.
  private mutating func finish(
    _ course: inout Course, by handler: CaseActor, _ story: Story, _ number: Int
  ) async throws {
    let share = story == .late ? 1.15 : Double.random(in: 0.25...0.9, using: &generator)
    guard
      try await course.step(
        .finish([try await photo(.handled, number)], note: "演示：已处置"), by: handler,
        after: course.untilDue(share))
    else { return }
    if story == .reworked {
      guard
        try await course.step(
          .verify(passed: false, try await photo(.verified, 10_000 + number)), by: checker,
          after: minutes(20...90)),
        try await course.step(
          .finish([try await photo(.handled, 10_000 + number)], note: "演示：已返工"), by: handler,
          after: minutes(20...60))
      else { return }
    }
    guard
      try await course.step(
        .verify(passed: true, try await photo(.verified, number)), by: checker,
        after: minutes(20...120))
    else { return }
    _ = try await course.step(.close(note: ""), by: supervisor, after: minutes(5...60))
  }

  private mutating func minutes(_ range: ClosedRange<Int64>) -> Int64 {
    Int64.random(in: range, using: &generator) * 60
  }

  // MARK: Who

  /// Numbers that no account of the folder has.
  private static func person(_ number: Int) -> DutyModel.ID<CasePerson> {
    DutyModel.ID(rawValue: 9_000_000 + Int64(number))
  }

  private func body(_ kind: OrderUnit.Kind) -> DutyModel.ID<OrderUnit>? {
    desk.directory.units.first { $0.kind == kind }?.id
  }

  private var bodies: [DutyModel.ID<OrderUnit>] {
    desk.directory.units.filter { $0.kind == .department }.map(\.id)
  }

  private var collector: CaseActor {
    CaseActor(person: Self.person(1), role: .collector, unit: body(.supervisionCentre))
  }
  private var checker: CaseActor {
    CaseActor(person: Self.person(2), role: .collector, unit: body(.supervisionCentre))
  }
  private var supervisor: CaseActor {
    CaseActor(person: Self.person(3), role: .supervisor, unit: body(.supervisionCentre))
  }
  private var dispatcher: CaseActor {
    CaseActor(person: Self.person(4), role: .dispatcher, unit: body(.commandCentre))
  }

  /// Things of the city, order in the street, and all else; what is the police's waits for the command centre.
  private func solver(of kind: CaseClass) -> DutyModel.ID<OrderUnit>? {
    guard !kind.isTrafficMatter, let first = bodies.first else { return nil }
    if kind.kind == .component { return bodies.last }
    return kind.code.text.hasPrefix("E05") && bodies.count > 1 ? bodies[1] : first
  }
}

/// One case on its way.
private struct Course {
  let desk: CaseDesk
  var one: CityCase
  var time: Instant
  let now: Instant

  /// - Returns: whether the step lies in the past and was taken.
  mutating func step(_ command: CaseCommand, by actor: CaseActor, after seconds: Int64) async throws
    -> Bool
  {
    let next = time.adding(seconds: seconds)
    guard next <= now else { return false }
    one = try await desk.perform(
      command, on: one.id, version: one.version, by: actor, key: nil, at: next)
    time = next
    return true
  }

  /// Seconds until so much of the time from now to the deadline of handling has passed.
  func untilDue(_ share: Double) -> Int64 {
    let left = one.handlingDeadline?.due.seconds(since: time) ?? 3600
    return max(600, Int64(Double(left) * share))
  }
}
