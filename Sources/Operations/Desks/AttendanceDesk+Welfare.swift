// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The welfare timer 报平安: asks whoever nothing was heard of, and tells who must know.
extension AttendanceDesk {
  /// What a look at a file comes to.
  private enum Look {
    case nothing
    /// Heard meanwhile, or not yet silent for too long: look again then.
    case wait(until: Instant)
    case isOver(by: WelfareNote.Sign)
    case tell(WelfarePolicy.Stage)
    /// Nobody waits for a sign any more.
    case stop
  }

  /// What is known of an officer's signs beside the own file.
  private struct Signs {
    var terminal: Instant?
    var ownStep: Instant?
    var radio: Instant?

    var last: Instant? { [terminal, ownStep, radio].compactMap { $0 }.max() }
  }

  /// - Returns: whether a file has to be changed now.
  public func isClockDue(
    at now: Instant, signs: TerminalSigns, in session: any DeskSession
  ) throws -> Bool {
    try due(at: now, in: session).contains { sheet in
      if case .nothing = try look(at: sheet, now, signs, session).look { false } else { true }
    }
  }

  /// Looks at everybody whose time has come; what was gone through is not gone through again.
  ///
  /// - Parameter signs: what terminals were last heard to say.
  /// - Returns: how many files were changed.
  public func runClocks(
    at now: Instant, isExercise: Bool, signs: TerminalSigns, in session: any DeskSession
  ) throws -> Int {
    let caller = DeskCaller.system(at: now, isExercise: isExercise)
    var (changed, notices) = (0, SilenceNotices())
    for found in try due(at: now, in: session) {
      var sheet = found
      let (look, known) = try look(at: sheet, now, signs, session)
      switch look {
      case .nothing: continue
      case .stop: sheet.welfareDue = nil
      case .wait(let until):
        take(known, into: &sheet)
        sheet.welfareDue = until
      case .isOver(let sign):
        take(known, into: &sheet)
        try heard(&sheet, by: sign, words: "", at: now, caller, session)
        sheet.welfareDue = sheet.welfareLook(policy)
      case .tell(let stage):
        try tell(stage, &sheet, known, &notices, caller, session)
        sheet.welfareDue = now
      }
      _ = try kept(sheet, in: session)
      changed += 1
    }
    try notices.send(in: session)
    return changed
  }

  private func due(at now: Instant, in session: any DeskSession) throws -> [AttendanceSheet] {
    try session.files(AttendanceSheet.self, DeskQuery(isOpen: true, clockBy: now, limit: 2000))
  }

  private func look(
    at sheet: AttendanceSheet, _ now: Instant, _ signs: TerminalSigns, _ session: any DeskSession
  ) throws -> (look: Look, signs: Signs) {
    guard case .present = sheet.record.state, let stay = book.stay(sheet.record.id) else {
      return (.stop, Signs())
    }
    let known = try self.signs(of: sheet, stay, now, signs, session)
    let heard = sheet.heard(known.last) ?? now
    let stages = sheet.stages(known.terminal, policy)
    guard let silence = sheet.silence else {
      let limit = sheet.longestSilence(known.terminal, policy) + (stages.first?.seconds ?? 0)
      let due = sheet.silenceBegins(known.last).adding(seconds: limit)
      guard due < sheet.record.end, let first = stages.first else { return (.stop, known) }
      return (due > now ? .wait(until: due) : .tell(first), known)
    }
    if heard > silence.since {
      let sign: WelfareNote.Sign =
        heard == known.terminal ? .terminal : heard == known.radio ? .radio : .ownStep
      return (.isOver(by: sign), known)
    }
    guard now < sheet.record.end.adding(seconds: policy.welfare.followSeconds) else {
      return (.stop, known)
    }
    guard stages.indices.contains(silence.stage),
      now >= silence.toldAt.adding(seconds: stages[silence.stage].seconds)
    else { return (.nothing, known) }
    return (.tell(stages[silence.stage]), known)
  }

  /// Whatever else was heard of the officer: by a terminal, at another stay, by a violation reported.
  private func signs(
    of sheet: AttendanceSheet, _ stay: RosteredStay, _ now: Instant, _ signs: TerminalSigns,
    _ session: any DeskSession
  ) throws -> Signs {
    let holders = holders(of: stay, isVehicleOut: try isVehicleOut(stay, sheet, session))
    let from = min(sheet.record.arrival ?? sheet.record.start, now)
    // A terminal that was silent already when the officer came says nothing of this stay.
    var known = Signs(
      terminal: Self.heard(holders, signs, at: now).flatMap { $0 < from ? nil : $0 })
    let others = try session.files(
      AttendanceSheet.self, DeskQuery(isOpen: true, person: sheet.officer, limit: 20)
    ).filter { $0.key != sheet.key }
    let found = try session.files(
      ViolationFile.self,
      DeskQuery(
        person: sheet.officer, started: from..<now.adding(seconds: 1), limit: 20)
    ).filter { $0.violation.observation.by?.officer == sheet.officer }
    known.ownStep = (others.compactMap(\.lastHeard) + found.map(\.started)).max()
    known.radio = others.compactMap(\.spokenTo).max()
    return known
  }

  private func take(_ known: Signs, into sheet: inout AttendanceSheet) {
    sheet.lastHeard = [sheet.lastHeard, known.terminal, known.ownStep].compactMap { $0 }.max()
    sheet.spokenTo = [sheet.spokenTo, known.radio].compactMap { $0 }.max()
  }

  private func tell(
    _ stage: WelfarePolicy.Stage, _ sheet: inout AttendanceSheet, _ known: Signs,
    _ notices: inout SilenceNotices, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let now = caller.now
    let since = sheet.silence?.since ?? sheet.heard(known.last) ?? now
    let silence = Silence(
      since: since, stage: (sheet.silence?.stage ?? 0) + 1, told: stage.addressee, toldAt: now)
    sheet.silence = silence
    sheet.lines.append(
      DeskLine(caller, at: now, "silent", words: stage.addressee.rawValue))
    try session.record(
      caller.entry(
        .attendanceNoted(
          assignment: sheet.record.id,
          note: .welfare(.silent(since: since, stage: silence.stage, told: stage.addressee))),
        at: now))
    if stage.addressee != .officer, sheet.isReachedByVoiceOnly(known.terminal) {
      return try callForRoll(stage.addressee, sheet, at: now, session)
    }
    let silent = DeskNotice.Silent(key: sheet.key, officer: sheet.officer, since: since)
    let minutes = "\(now.seconds(since: since) / 60)"
    switch stage.addressee {
    case .officer:
      try session.notify(
        DeskNotice(
          .welfareAsked, .attendance, sheet.key, officer: sheet.officer, at: now, detail: minutes))
    case .leader:
      notices.add(
        DeskNotice(
          .welfareSilent, .attendance, sheet.key, unit: sheet.unit, at: now, detail: minutes),
        of: silent, unit: sheet.unit)
    case .dispatcher:
      notices.add(
        DeskNotice(.welfareSilent, .attendance, sheet.key, at: now, detail: minutes), of: silent,
        unit: book.handler(of: sheet.officer)?.unit ?? sheet.brigade)
    }
  }

  /// A roll call is asked for once for all of a unit, however many it is for and however often it is looked.
  private func callForRoll(
    _ addressee: WelfarePolicy.Addressee, _ sheet: AttendanceSheet, at now: Instant,
    _ session: any DeskSession
  ) throws {
    let isFirst = addressee == .leader
    // Whose roll call it is stands in the detail: the command centre has one of each unit.
    let notice = DeskNotice(
      isFirst ? .rollCallDue : .rollCallMissed, .attendance, sheet.key,
      unit: isFirst ? sheet.unit : nil, at: now, detail: "\(sheet.unit)")
    let open = try session.notices(of: NoticeQuery(units: nil, limit: 500))
    if open.contains(where: { $0.notice.kind == notice.kind && $0.notice.detail == notice.detail })
    {
      return
    }
    try session.notify(notice)
  }
}

extension AttendanceDesk {
  /// A person who leads the officer spoke to them by radio.
  func heardByRadio(
    _ sheet: inout AttendanceSheet, _ words: String, at said: Instant?, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    let at = try caller.time(of: said)
    guard case .present(let since) = sheet.record.state else {
      throw TransitionRefused(
        subject: .attendance(sheet.record.id), state: sheet.stateKey, event: "heard",
        reason: .notAllowedInState)
    }
    guard at >= since else {
      throw TransitionRefused(
        subject: .attendance(sheet.record.id), state: sheet.stateKey, event: "heard",
        reason: .beforeEarlierEvent)
    }
    let before = sheet.silence?.since ?? sheet.heard(nil) ?? since
    sheet.spokenTo = max(sheet.spokenTo ?? at, at)
    try note(
      &sheet, .radio, after: max(0, at.seconds(since: before)), words, at: at, caller, session)
  }

  /// A leader called the roll 点名 of several people at once: all of them, or nothing is kept.
  public func callRoll(
    of people: [AssignmentID], words: String?, at said: Instant?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> [AttendanceSheet] {
    let words = try DeskWords.required(words)
    let sheets = try people.map { id in
      try lead(.heard(words: words, at: said), of: id, version: nil, by: caller, in: session)
    }
    for unit in Set(sheets.map(\.unit)).sorted() {
      let open = try session.files(
        AttendanceSheet.self, DeskQuery(isOpen: true, units: [unit], limit: 2000))
      // Whoever has a phone and is silent is waited for by another notice.
      let isCalled = !open.contains {
        $0.unit == unit && $0.silence != nil && $0.isReachedByVoiceOnly(nil)
      }
      guard isCalled else { continue }
      try session.answerNotices(by: caller) {
        ($0.kind == .rollCallDue || $0.kind == .rollCallMissed) && $0.detail == "\(unit)"
      }
    }
    return sheets
  }

  /// Something came from the officer's own phone.
  func hear(
    _ sheet: inout AttendanceSheet, by sign: WelfareNote.Sign, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    // What a phone kept while it had no network is heard when it comes.
    sheet.lastHeard = max(sheet.lastHeard ?? caller.now, caller.now)
    try heard(&sheet, by: sign, words: "", at: caller.now, caller, session)
  }

  /// Ends a silence, where there is one.
  func heard(
    _ sheet: inout AttendanceSheet, by sign: WelfareNote.Sign, words: String, at: Instant,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    guard let silence = sheet.silence else { return }
    try note(
      &sheet, sign, after: max(0, at.seconds(since: silence.since)), words, at: at, caller, session)
  }

  private func note(
    _ sheet: inout AttendanceSheet, _ sign: WelfareNote.Sign, after seconds: Int64,
    _ words: String, at: Instant, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    sheet.lines.append(DeskLine(caller, at: at, "heard", words: words))
    try session.record(
      caller.entry(
        .attendanceNoted(
          assignment: sheet.record.id,
          note: .welfare(.heard(by: sign, afterSeconds: seconds, words: words))), at: at))
    try endSilence(&sheet, caller, session)
  }

  /// Nobody waits for a sign of the officer any more.
  func endSilence(
    _ sheet: inout AttendanceSheet, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    guard let silence = sheet.silence else { return }
    sheet.silence = nil
    try session.answerSilence(
      DeskNotice.Silent(key: sheet.key, officer: sheet.officer, since: silence.since), .attendance,
      by: caller
    ) { try session.file(AttendanceSheet.self, $0.key)?.silence?.since == $0.since }
  }

  /// Whose terminals speak for the officer: the own one, and that of the vehicle while it is out.
  public func holders(of stay: RosteredStay, isVehicleOut: Bool) -> [String] {
    let vehicle = isVehicleOut ? stay.vehicle.flatMap { book.vehicle($0)?.plate } : nil
    return [stay.officer.badgeNumber] + (vehicle.map { [$0] } ?? [])
  }

  /// When any of these holders' terminals was last heard, by the clock of the duty.
  public static func heard(
    _ holders: [String], _ signs: TerminalSigns, at now: Instant
  ) -> Instant? {
    signs.secondsSinceHeard(holders).map { now.adding(seconds: -$0) }
  }
}
