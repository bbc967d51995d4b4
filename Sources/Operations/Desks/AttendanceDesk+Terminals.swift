// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography
import Rostering

/// Signing in by what a terminal's stored track shows.
extension AttendanceDesk {
  /// A stay whose officer a terminal seems to show there: its stored track is worth reading.
  public struct AwaitedTerminal: Hashable, Sendable {
    public var stay: AssignmentID
    /// The badge number or the plate.
    public var holder: String
    /// When its fixes count, by the clock of the duty.
    public var span: Range<Instant>
  }

  /// Stays without an arrival whose officer's terminal, or the vehicle's taken out, was last heard within
  /// the fence. It decides nothing: what does is the stored track.
  public func awaitedTerminals(
    at now: Instant, signs: TerminalSigns, in session: any DeskSession
  ) throws -> [AwaitedTerminal] {
    var awaited: [AwaitedTerminal] = []
    let ahead = now.adding(seconds: policy.terminal.earliestSeconds)
    for stay in stays(from: now, until: ahead) where stay.start <= ahead && now < stay.end {
      // Looked at in memory first: most stays have no terminal near them.
      let near = holders(of: stay, isVehicleOut: true).filter { isNear($0, stay, signs) }
      guard !near.isEmpty else { continue }
      let sheet = try session.file(AttendanceSheet.self, DeskKey(stay.id))
      guard sheet?.isTerminalAwaited ?? true else { continue }
      let from = try earliestFix(of: stay, session)
      let until = min(stay.end, now.adding(seconds: 1))
      for holder in near {
        var begins = from
        if holder != stay.officer.badgeNumber {
          // A car that stands at the place since yesterday shows nobody there.
          guard let out = try vehicleOut(stay, sheet, session) else { continue }
          begins = max(begins, out)
        }
        guard begins < until else { continue }
        awaited.append(AwaitedTerminal(stay: stay.id, holder: holder, span: begins..<until))
      }
    }
    return awaited
  }

  /// - Parameter fixes: Stored and believed, oldest first; `instant` by the clock of the duty.
  /// - Returns: the first stretch of them that shows the officer there; `nil` where none does.
  public func run(
    of terminal: DutyModel.ID<TrackedTerminal>, _ fixes: [Fix], for awaited: AwaitedTerminal
  ) -> TerminalRun? {
    guard let stay = book.stay(awaited.stay) else { return nil }
    return TerminalRun.first(
      of: terminal, holder: awaited.holder, in: fixes, within: awaited.span, policy.terminal
    ) { says($0, of: stay) }
  }

  /// Signs the officer in at the moment of the stretch's first fix.
  ///
  /// - Returns: `false`, and nothing is changed, where somebody was quicker: another server, the phone, a
  ///   leader.
  public func checkIn(
    _ id: AssignmentID, by run: TerminalRun, at now: Instant, isExercise: Bool,
    in session: any DeskSession
  ) throws -> Bool {
    guard let stay = book.stay(id) else { return false }
    var sheet = try session.file(AttendanceSheet.self, DeskKey(id)) ?? AttendanceSheet(stay)
    guard sheet.isTerminalAwaited else { return false }
    let caller = DeskCaller.system(at: now, isExercise: isExercise)
    sheet.pending = nil
    sheet.terminal = run
    sheet.lastHeard = max(sheet.lastHeard ?? run.last, run.last)
    try session.record(
      caller.entry(.attendanceNoted(assignment: id, note: .terminal(run)), at: run.first))
    _ = try apply(
      .confirm(.terminalTrack, at: run.first), "terminal", to: &sheet, caller, session,
      words: run.holder)
    return true
  }

  /// A leader found that a terminal showed somebody who was not there.
  func withdraw(
    _ sheet: inout AttendanceSheet, _ words: String, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws -> AttendanceSheet {
    let now = caller.now
    // A phone's sign-in and a leader's own word are nobody else's to take back.
    guard sheet.evidence == .terminalTrack else {
      throw TransitionRefused(
        subject: .attendance(sheet.record.id), state: sheet.stateKey, event: "withdraw",
        reason: .notAllowedInState)
    }
    (sheet.evidence, sheet.terminal, sheet.terminalWithdrawn) = (nil, nil, now)
    // Nobody waits for a sign of somebody who is not there yet.
    try endSilence(&sheet, caller, session)
    try session.record(
      caller.entry(
        .attendanceNoted(assignment: sheet.record.id, note: .terminalWithdrawn(words: words)),
        at: now))
    return try apply(.withdraw(at: now), "withdraw", to: &sheet, caller, session, words: words)
  }

  /// Whether the holder's newest place lies within the fence and is not older than a stretch may pause.
  private func isNear(_ holder: String, _ stay: RosteredStay, _ signs: TerminalSigns) -> Bool {
    guard let (fix, age) = signs.fix(of: holder),
      age <= policy.terminal.longestGapSeconds * 1000
    else { return false }
    return says(fix, of: stay) == .inside
  }

  private func says(_ fix: Fix, of stay: RosteredStay) -> TerminalRun.Word {
    guard !fix.isMock else { return .outside }
    // Status bit 5 of JT/T 808: the place was shifted before it was sent, and is only about undone.
    guard fix.place.system == .wgs84, fix.isPositioned else { return .nothing }
    let accuracy = Int64(fix.accuracy ?? 0)
    guard accuracy <= policy.worstAccuracyMetres else { return .nothing }
    guard let metres = book.metres(from: fix.place.wgs84, to: stay),
      metres <= policy.fenceMetres + accuracy
    else { return .outside }
    return .inside
  }

  /// The stays of the days that a span touches, each once.
  private func stays(from: Instant, until: Instant) -> [RosteredStay] {
    let first = book.day(of: from)
    let last = book.day(of: until)
    guard first.date != last.date else { return first.stays }
    return first.stays + last.stays.filter { first.stay($0.id) == nil }
  }

  /// From when the officer's fixes count: 15 minutes before the start, but not while another stay of
  /// theirs lasts.
  private func earliestFix(of stay: RosteredStay, _ session: any DeskSession) throws -> Instant {
    var from = stay.start.adding(seconds: -policy.terminal.earliestSeconds)
    for other in stays(from: from, until: stay.start)
    where other.officer.id == stay.officer.id && other.start < stay.start {
      from = max(from, other.end)
      let left = try session.file(AttendanceSheet.self, DeskKey(other.id))?.record.leftAt
      from = max(from, left ?? from)
    }
    return from
  }

  /// Since when the shift's vehicle is out, whichever of the shift's stays said so.
  private func vehicleOut(
    _ stay: RosteredStay, _ own: AttendanceSheet?, _ session: any DeskSession
  ) throws -> Instant? {
    if let out = own?.vehicleOut { return out }
    for other in book.stays(of: stay.id.duty) where other.id != stay.id {
      let sheet = try session.file(AttendanceSheet.self, DeskKey(other.id))
      if let out = sheet?.vehicleOut { return out }
    }
    return nil
  }
}

extension AttendanceSheet {
  /// Whether a terminal may still show that the officer came.
  var isTerminalAwaited: Bool { record.state == .expected && terminalWithdrawn == nil }
}
