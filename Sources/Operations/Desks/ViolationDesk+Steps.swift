// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension ViolationDesk {
  /// What is done about a case after it was found.
  public enum Step: Hashable, Sendable {
    /// `nil` for the brigade whose ground it is.
    case handOver(to: ID<Unit>?)
    case accept
    case giveBack(reason: ReturnReason)
    case decide(ViolationCase.Outcome, document: DocumentNumber)
    case release(ground: LegalGround)
    /// What was done on the spot about a violation that was referred.
    case intervene(ViolationCase.Intervention)
    /// Nothing of what was referred was there.
    case notFound
    case close
    /// A clock's duty is done: the measure reported, the decision filed, the party appeared.
    case meet(ViolationClock.Kind)
  }

  public func step(
    _ step: Step, of id: ID<ViolationCase>, at device: Instant?, version: Int?,
    by caller: DeskCaller, in session: any DeskSession
  ) throws -> ViolationFile {
    let at = try caller.time(of: device)
    let handler = try caller.requireHandler()
    let key = DeskKey(number: id.rawValue)
    var file = try session.require(ViolationFile.self, key)
    // The finder follows the own case wherever it goes.
    if !file.people.contains(handler.officer) { try caller.requireReach(of: file) }
    if let version, version != file.version {
      throw DeskError.conflict(.violation, key, version: file.version)
    }
    try carryOut(step, &file, handler, at, caller, session)
    file.version += 1
    try session.save(file)
    return file
  }

  private func carryOut(
    _ step: Step, _ file: inout ViolationFile, _ handler: Handler, _ at: Instant,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    switch step {
    case .handOver(let unit):
      let receiver = unit ?? file.brigade
      guard book.unit(receiver)?.kind == .brigade else { throw Self.noBrigade(receiver) }
      try handOver(&file, to: receiver, by: handler, at: at, caller, session)
    case .accept:
      try move(&file, .accept(by: handler, at: at), caller, session)
      file.lastOwner = handler.unit
    case .giveBack(let reason):
      try giveBack(&file, reason, handler, at, caller, session)
    case .decide(let outcome, let document):
      try Self.requireOwner(handler, file, "decide")
      if case .released = outcome { throw Self.releaseIsNoDecision }
      try Self.requireLawfulFine(outcome, file)
      try move(
        &file, .decide(outcome, document: document, by: handler, at: at), caller, session)
    case .release(let ground):
      try Self.requireOwner(handler, file, "release")
      try move(&file, .release(ground: ground, by: handler, at: at), caller, session)
    case .intervene(let intervention):
      try move(
        &file, .intervene(intervention, by: handler, at: at), caller, session)
      file.intervention = intervention
    case .notFound: try move(&file, .notFound(by: handler, at: at), caller, session)
    case .close:
      try Self.requireOwner(handler, file, "close")
      try move(&file, .close(by: handler, at: at), caller, session)
    case .meet(let kind):
      try meet(&file, kind, handler, at, caller, session)
    }
  }

  /// Once with a reason. The second time it is refused, recorded, flagged and goes up.
  private func giveBack(
    _ file: inout ViolationFile, _ reason: ReturnReason, _ handler: Handler, _ at: Instant,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let event = ViolationCase.Event.giveBack(reason: reason, by: handler, at: at)
    do {
      try move(&file, event, caller, session, words: reason.text)
    } catch let refusal as TransitionRefused where refusal.reason == .returnedBefore {
      file.flags.insert(.buckPassing)
      file.lines.append(DeskLine(caller, at: at, "returnRefused", words: reason.text))
      try session.record(
        caller.entry(
          .violationRefused(violation: file.id, event: event, reason: refusal.reason), at: at))
      if file.violation.observation.referral != nil {
        try referrer?.violation(file, refusedReturn: reason, by: caller, in: session)
      }
      for case .escalate(let unit, let why) in refusal.effects {
        try escalate(file, from: unit, at: at, percent: nil, detail: why.rawValue, session)
      }
    }
  }

  private func meet(
    _ file: inout ViolationFile, _ kind: ViolationClock.Kind, _ handler: Handler, _ at: Instant,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let isOnes = kind == .measureReport || kind == .filing || kind == .appearance
    guard isOnes, file.clocks.contains(where: { $0.kind == kind }) else {
      throw TransitionRefused(
        subject: .violation(file.id), state: file.stateKey, event: kind.rawValue,
        reason: .clockNotDue)
    }
    guard handler.status == .sworn else {
      throw TransitionRefused(
        subject: .violation(file.id), state: file.stateKey, event: kind.rawValue,
        reason: .auxiliaryMayNotDecide)
    }
    file.met[kind] = at
    file.lines.append(DeskLine(caller, at: at, kind.rawValue))
    try session.record(
      caller.entry(
        .violationClock(violation: file.id, event: .met(kind, by: handler, at: at)), at: at))
  }

  /// A case that nobody has handed over is its finder's unit's.
  private static func requireOwner(
    _ handler: Handler, _ file: ViolationFile, _ step: String
  ) throws {
    guard handler.unit == file.owner else {
      throw TransitionRefused(
        subject: .violation(file.id), state: file.stateKey, event: step,
        reason: .notTheReceivingUnit)
    }
  }

  /// In the simple procedure a fine is 200 yuan at most; more is for the general procedure.
  private static func requireLawfulFine(
    _ outcome: ViolationCase.Outcome, _ file: ViolationFile
  ) throws {
    guard case .fined(let cents) = outcome else { return }
    let isSummary = file.intervention == .summaryDecision
    guard cents > 0, cents <= (isSummary ? 20_000 : 200_000) else {
      throw DeskError.invalid(
        LocalizedName(
          chinese: "罚款数额不合规定：简易程序不超过 200 元。可以改用一般程序。",
          english: "That fine is not allowed: at most 200 yuan in the simple procedure. Maybe use "
            + "the general procedure."))
    }
  }

  private static var releaseIsNoDecision: DeskError {
    .invalid(
      LocalizedName(
        chinese: "放行须写明法律依据，不能作为处罚决定登记。可以用“依法放行”。",
        english: "A release is said with its legal ground. Maybe use the release."))
  }

  private static func noBrigade(_ unit: ID<Unit>) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "单位 \(unit) 不是勤务大队。可以移交辖区大队。",
        english: "Unit \(unit) is no brigade. Maybe hand over to the brigade of the place."))
  }
}

extension ViolationDesk {
  /// Gives the reminders at 50, 80 and 100 percent of every clock that has come so far. What ran
  /// out goes up to the unit's superior.
  ///
  /// - Returns: how many files were changed.
  @discardableResult
  public func runClocks(at now: Instant, isExercise: Bool, in session: any DeskSession) throws
    -> Int
  {
    let due = try session.files(
      ViolationFile.self, DeskQuery(isOpen: true, clockBy: now, limit: 500))
    let caller = DeskCaller.system(at: now, isExercise: isExercise)
    for found in due {
      var file = found
      for clock in found.clocks { try remind(&file, clock, caller, session) }
      file.version += 1
      try session.save(file)
    }
    return due.count
  }

  private func remind(
    _ file: inout ViolationFile, _ clock: ViolationClock, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    let now = caller.now
    guard let percent = clock.percent(at: now), percent > file.reminded[clock.kind] ?? 0 else {
      return
    }
    file.reminded[clock.kind] = percent
    if clock.kind == .acceptance {
      try move(
        &file, .remind(percent: percent, at: max(now, file.violation.lastChange)), caller, session)
      return
    }
    file.lines.append(
      DeskLine(caller, at: now, "remind", words: "\(clock.kind.rawValue) \(percent)"))
    try session.record(
      caller.entry(
        .violationClock(
          violation: file.id, event: .reminded(clock.kind, percent: percent, at: now)), at: now))
    guard percent == 100 else {
      return try session.notify(
        DeskNotice(
          .reminder, .violation, file.key, unit: file.owner, at: now, percent: percent,
          detail: clock.kind.rawValue))
    }
    if clock.kind == .settlement { file.flags.insert(.unexplainedRelease) }
    try escalate(
      file, from: file.owner, at: now, percent: 100, detail: clock.kind.rawValue, session)
  }
}
