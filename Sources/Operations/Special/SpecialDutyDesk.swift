// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
import Rostering

/// Special duty 特殊勤务 from the order to the last hour of rest that it owes.
///
/// Starting one calls people by name, takes them off the places that stand empty meanwhile, and tells
/// each; ending it sends them back and books what rest they are owed. All of it happens in the
/// transaction of the log.
public struct SpecialDutyDesk: Sendable {
  let book: DutyBook
  let attendance: AttendanceDesk
  let policy: SpecialDutyPolicy

  public init(_ book: DutyBook, policy: SpecialDutyPolicy = .standard) {
    self.book = book
    attendance = AttendanceDesk(book)
    self.policy = policy
  }

  /// What is put in force: the plan of the special mode with its order, or people who stand by.
  public struct Request: Sendable {
    public var cause: SpecialDutyOrder.Cause
    public var reason: String
    public var mission: SpecialMission
    public var activation: SpecialActivation
    /// `nil` where people only stand by.
    public var plan: DutyPlan?
    public var ready: [SpecialOrder.Draw]
    public var version: Version

    public init(
      cause: SpecialDutyOrder.Cause, reason: String, mission: SpecialMission,
      activation: SpecialActivation, plan: DutyPlan?, ready: [SpecialOrder.Draw], version: Version
    ) {
      self.cause = cause
      self.reason = reason
      self.mission = mission
      self.activation = activation
      self.plan = plan
      self.ready = ready
      self.version = version
    }
  }

  /// The order that the plan in force has ready, as a request; `nil` where it has none.
  public func planned(
    cause: SpecialDutyOrder.Cause, reason: String, at now: Instant
  ) -> Request? {
    guard let plan = book.plans[.special], let order = plan.specialOrder else { return nil }
    let mission = SpecialMission(
      trigger: order.trigger, name: order.name, interval: order.interval, centre: order.centre,
      coreRadiusMetres: order.coreRadiusMetres, outerRadiusMetres: order.outerRadiusMetres)
    return Request(
      cause: cause, reason: reason, mission: mission,
      activation: order.activation
        ?? SpecialActivation(
          trigger: order.trigger, interval: order.interval, now: book.clock.civilTime(of: now)),
      plan: plan, ready: order.draws, version: book.plans.version)
  }

  public func start(
    _ request: Request, by caller: DeskCaller, in session: any DeskSession
  ) throws -> SpecialDutyFile {
    guard caller.reach == nil else { throw DeskError.outsideTerritory }
    let reason = try DeskWords.required(request.reason)
    guard request.activation.reach != .none else { throw Self.nothingOrdered }
    let now = caller.now
    let end = book.clock.instant(of: request.mission.interval.end)
    guard end > now else { throw Self.isOver }
    guard end.seconds(since: now) <= Int64(policy.longestMinutes) * 60 else { throw Self.tooEarly }
    let interval = CivilInterval(
      start: book.clock.civilTime(of: now), end: request.mission.interval.end)
    let order = order(request, reason: reason, from: now, until: end)
    let muster = SpecialMuster(book, interval: interval, suspended: order.suspended)
    let calls = request.plan.map { muster.calls(for: $0) } ?? muster.ready(request.ready)
    guard !calls.isEmpty else { throw Self.nobody }
    let id = ID<SpecialDuty>(rawValue: try session.lastNumber(of: .special) + 1)
    var file = SpecialDutyFile(SpecialDuty(id: id, order, calls: calls, at: now))
    file.lines.append(DeskLine(caller, at: now, "start", words: reason))
    try session.record(
      caller.entry(.special(duty: id, event: .start(order, calls: calls, at: now)), at: now))
    for call in calls {
      try session.notify(
        DeskNotice(.specialOrdered, .special, file.key, officer: call.officer, at: now))
    }
    for unit in file.units.sorted() {
      try session.notify(DeskNotice(.specialOrdered, .special, file.key, unit: unit, at: now))
    }
    try session.save(file)
    if order.reach != .standBy { _ = try takeOff(file, caller, session) }
    return file
  }

  private func order(
    _ request: Request, reason: String, from start: Instant, until end: Instant
  ) -> SpecialDutyOrder {
    let template = SpecialTemplate.standard(request.mission.trigger)
    let special = request.plan?.specialOrder
    let cordon = Set(special?.cordonPosts ?? [])
    return SpecialDutyOrder(
      cause: request.cause, reason: reason, trigger: request.mission.trigger,
      reach: request.activation.reach, isLate: request.activation.isLate,
      name: request.mission.name, start: start, end: end,
      coreRadiusMetres: request.mission.coreRadiusMetres,
      outerRadiusMetres: request.mission.outerRadiusMetres,
      places: (request.plan?.posts ?? []).map { post in
        SpecialDutyOrder.Place(
          post: post.id, name: post.name, junction: post.junction, brigade: post.brigade,
          role: cordon.contains(post.id) ? .cordon : .diversion, strength: post.strength)
      },
      suspended: special?.suspended ?? [], partnerTasks: template.partnerTasks,
      restoration: template.restoration, plan: request.version)
  }

  /// An officer says that the order was read.
  public func acknowledge(
    _ id: ID<SpecialDuty>, at device: Instant?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> SpecialDutyFile {
    let at = try caller.time(of: device)
    let officer = try caller.requireHandler().officer
    var file = try session.require(SpecialDutyFile.self, DeskKey(number: id.rawValue))
    // Read before it was given: the phone's clock is wrong.
    let heard = max(at, file.duty.order.start)
    try move(&file, .acknowledge(officer: officer, at: heard), caller, session)
    return try saved(&file, session)
  }

  /// A partner says that its task was read.
  ///
  /// - Parameter force: whom the caller speaks for.
  public func acknowledgePartner(
    _ task: Int, of id: ID<SpecialDuty>, for force: PartnerForce, at device: Instant?,
    by caller: DeskCaller, in session: any DeskSession
  ) throws -> SpecialDutyFile {
    let at = try caller.time(of: device)
    var file = try session.require(SpecialDutyFile.self, DeskKey(number: id.rawValue))
    let tasks = file.duty.order.partnerTasks
    // Another partner's task is none that the caller knows of.
    guard tasks.indices.contains(task), tasks[task].force == force else {
      throw DeskError.missing(.special, file.key)
    }
    let event = SpecialDuty.Event.acknowledgePartner(
      task: task, by: caller.account, at: max(at, file.duty.order.start))
    try move(&file, event, caller, session, words: tasks[task].task.chinese)
    return try saved(&file, session)
  }

  /// Reminds by hand, each by name, whoever of the caller's people has not acknowledged. It counts as
  /// one of the reminders that are given anyway.
  public func urge(
    _ id: ID<SpecialDuty>, version: Int?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> SpecialDutyFile {
    var file = try session.require(
      SpecialDutyFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let missing = file.duty.missing.filter { caller.reach?.contains($0.unit) ?? true }
    guard !missing.isEmpty else { throw Self.allHaveRead }
    let last = file.lines.last { $0.step == "remind" }
    if let last, caller.now.seconds(since: last.at) < policy.secondsBetweenUrges {
      throw Self.justUrged
    }
    try move(&file, .remind(missing: missing.count, at: caller.now), caller, session)
    for call in missing {
      try session.notify(
        DeskNotice(
          .specialUnacknowledged, .special, file.key, officer: call.officer, at: caller.now,
          detail: "1"))
    }
    return try saved(&file, session)
  }

  /// Ends it: whoever was taken off a place may go back, and the rest that is owed is booked.
  public func stop(
    _ id: ID<SpecialDuty>, reason: String?, version: Int?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> SpecialDutyFile {
    guard caller.reach == nil else { throw DeskError.outsideTerritory }
    var file = try session.require(
      SpecialDutyFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let words = try DeskWords.required(reason)
    let debts = file.duty.order.reach == .standBy ? [] : try debts(of: file.duty, at: caller.now)
    try move(
      &file, .stop(reason: words, debts: debts, at: caller.now), caller, session, words: words)
    for call in file.duty.calls {
      try attendance.release(call.officer, from: id, caller, session)
      try session.notify(
        DeskNotice(
          .specialStopped, .special, file.key, officer: call.officer, at: caller.now,
          detail: "\(debts.first { $0.officer == call.officer }?.owedMinutes ?? 0)"))
    }
    return try saved(&file, session)
  }

  /// Rest owed by the rules of the roster: shortened rest, and hours on free days.
  private func debts(of duty: SpecialDuty, at now: Instant) throws -> [RestDebt] {
    let end = book.clock.civilTime(of: now)
    let days = try dayKinds(duty, until: end.date)
    let called = Set(duty.calls.map(\.officer))
    let rostered = Dictionary(
      grouping: book.roster.duties.filter { called.contains($0.officer) }, by: \.officer)
    let special = duty.calls.compactMap { call -> RosteredDuty? in
      let start = book.clock.civilTime(of: call.acknowledged ?? duty.order.start)
      // Whoever came in the last minute, or was called for later, worked nothing.
      guard start < end else { return nil }
      return RosteredDuty(
        id: ID(rawValue: 0), officer: call.officer, shift: ShiftTemplate.specialKey,
        interval: CivilInterval(start: start, end: end), tasks: [], vehicle: nil)
    }
    // A shift that the special duty fell into is no rest that it cut short.
    let others = special.flatMap { one in
      (rostered[one.officer] ?? []).filter { !$0.interval.overlaps(one.interval) }
    }
    return RestDebt.debts(from: special + others, days: days)
  }

  private func dayKinds(_ duty: SpecialDuty, until last: CivilDate) throws -> DayKinds {
    guard let calendar = book.plans.calendar else { return .plainWeek }
    let first = book.clock.civilTime(of: duty.order.start).date
    do {
      return try DayKinds(calendar, covering: first...last)
    } catch {
      throw DeskError.invalid(error.explanation)
    }
  }
}

extension SpecialDutyDesk {
  /// Takes people off places that have begun meanwhile, reminds whoever has not acknowledged, and
  /// says that a planned end has passed.
  ///
  /// - Returns: how many files were changed.
  public func runClocks(at now: Instant, isExercise: Bool, in session: any DeskSession) throws
    -> Int
  {
    let caller = DeskCaller.system(at: now, isExercise: isExercise)
    var changed = 0
    for found in try session.files(SpecialDutyFile.self, DeskQuery(isOpen: true, limit: 50)) {
      var file = found
      if file.duty.order.reach != .standBy { changed += try takeOff(file, caller, session) }
      guard let due = file.nextClock, due <= now else { continue }
      try remind(&file, caller, session)
      _ = try saved(&file, session)
      changed += 1
    }
    return changed
  }

  private func remind(
    _ file: inout SpecialDutyFile, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let now = caller.now
    let missing = file.duty.missing
    if !missing.isEmpty,
      let due = policy.reminder(after: file.duty.reminders, of: file.duty.order.start), due <= now
    {
      try move(&file, .remind(missing: missing.count, at: now), caller, session)
      for (unit, calls) in Dictionary(grouping: missing, by: \.unit).sorted(by: { $0.key < $1.key })
      {
        try session.notify(
          DeskNotice(
            .specialUnacknowledged, .special, file.key, unit: unit, at: now,
            detail: "\(calls.count)"))
      }
    }
    if !file.wasEndReminded, file.duty.order.end <= now {
      file.wasEndReminded = true
      file.lines.append(DeskLine(caller, at: now, "endDue"))
      try session.notify(DeskNotice(.specialEndDue, .special, file.key, at: now))
    }
  }

  /// - Returns: how many stays were left.
  private func takeOff(
    _ file: SpecialDutyFile, _ caller: DeskCaller, _ session: any DeskSession
  ) throws -> Int {
    try file.duty.calls.reduce(0) {
      try $0 + attendance.divert($1.officer, to: file.id, caller, session)
    }
  }

  private func move(
    _ file: inout SpecialDutyFile, _ event: SpecialDuty.Event, _ caller: DeskCaller,
    _ session: any DeskSession, words: String = ""
  ) throws {
    try file.duty.apply(event)
    file.lines.append(DeskLine(caller, at: event.at, event.key, words: words))
    try session.record(caller.entry(.special(duty: file.id, event: event), at: event.at))
  }

  private func saved(
    _ file: inout SpecialDutyFile, _ session: any DeskSession
  ) throws -> SpecialDutyFile {
    file.version += 1
    try session.save(file)
    return file
  }

  private static var nothingOrdered: DeskError {
    .invalid(
      LocalizedName(
        chinese: "蓝色预警不启动特殊勤务。可以在预警升级后再启动。",
        english: "A blue alert orders nothing. Maybe start it when the alert rises."))
  }

  private static var isOver: DeskError {
    .invalid(
      LocalizedName(
        chinese: "该特殊勤务的计划结束时间已过。可以重新设定结束时间。",
        english: "The planned end of that special duty has passed. Maybe give another end."))
  }

  private static var allHaveRead: DeskError {
    .invalid(
      LocalizedName(
        chinese: "所辖人员均已确认收到，不用催办。可以刷新页面。",
        english: "Everybody of yours has acknowledged, so nobody is left to remind. Maybe load the "
          + "page anew."))
  }

  private static var justUrged: DeskError {
    .invalid(
      LocalizedName(
        chinese: "刚刚提醒过，手机需要一点时间。可以三分钟后再催，或直接联系本人。",
        english: "They were reminded just now. Maybe wait three minutes, or call them."))
  }

  private static var tooEarly: DeskError {
    .invalid(
      LocalizedName(
        chinese: "距计划结束还有一天以上，不能启动。可以等到当天，或按触发条件启动模板。",
        english: "Its planned end is more than a day away. Maybe wait for the day, or start a "
          + "template by its trigger."))
  }

  private static var nobody: DeskError {
    .invalid(
      LocalizedName(
        chinese: "没有可调用的警力：都在岗、休假或休息不足。可以缩小范围，或由支队接管。",
        english:
          "Nobody can be called: all are at places that go on, on leave or not rested. Maybe "
          + "make the ring smaller, or let the detachment take over."))
  }
}

extension AttendanceDesk {
  /// Takes an officer off the stay that runs now, for a special duty.
  ///
  /// - Returns: 1 if there was one to leave.
  func divert(
    _ officer: ID<Officer>, to special: ID<SpecialDuty>, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws -> Int {
    let now = caller.now
    for stay in book.day(of: now).stays
    where stay.officer.id == officer && stay.start <= now && now < stay.end
      && stay.mode != .special
    {
      var sheet =
        try session.file(AttendanceSheet.self, DeskKey(stay.id)) ?? .unopened(stay)
      switch sheet.record.state {
      case .expected, .present: break
      case .away, .finished, .absent, .cancelled: continue
      }
      let at = max(now, sheet.record.lastChange ?? now)
      _ = try apply(
        .leave(.specialDuty(special), at: at), "specialDuty", to: &sheet, caller, session)
      return 1
    }
    return 0
  }

  /// Lets an officer go back from a special duty: on the way until the check-in, with leave.
  func release(
    _ officer: ID<Officer>, from special: ID<SpecialDuty>, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    for stay in book.day(of: caller.now).stays where stay.officer.id == officer {
      guard var sheet = try session.file(AttendanceSheet.self, DeskKey(stay.id)),
        case .away(.specialDuty(special), _) = sheet.record.state
      else { continue }
      let at = max(caller.now, sheet.record.lastChange ?? caller.now)
      let event: AttendanceRecord.Event =
        caller.now < stay.end ? .leave(.relieved, at: at) : .finish(at: at)
      _ = try apply(event, "specialDutyOver", to: &sheet, caller, session)
    }
  }
}
