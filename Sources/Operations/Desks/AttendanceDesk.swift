// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
import Rostering

/// Signing in, leaving and coming back, and a leader's word on each.
///
/// Two fixes in a row within the fence confirm a sign-in; anything less waits for a leader. The
/// fixes themselves are not kept, only how far off and how sure they were.
public struct AttendanceDesk: Sendable {
  let book: DutyBook
  let policy: CheckInPolicy

  public init(_ book: DutyBook, policy: CheckInPolicy = .standard) {
    self.book = book
    self.policy = policy
  }

  /// One place that a phone measured.
  public struct PhoneFix: Hashable, Sendable {
    public var place: TaggedCoordinate
    /// Metres within which the phone is with two chances in three.
    public var accuracy: Double
    public var at: Instant
    public var isMock: Bool

    public init(place: TaggedCoordinate, accuracy: Double, at: Instant, isMock: Bool = false) {
      self.place = place
      self.accuracy = accuracy
      self.at = at
      self.isMock = isMock
    }
  }

  /// What officers do about their own stay.
  public enum OwnStep: String, CaseIterable, Codable, Sendable {
    case leave, comeBack, finish, heard
    /// The shift's vehicle goes out 出车, and is back 收车.
    case takeVehicle, returnVehicle
  }

  /// What a leader says of somebody's stay.
  public enum LeaderStep: Hashable, Sendable {
    /// The sign-in is true: it counts from its own time.
    case verify
    /// The sign-in is not true.
    case reject(words: String?)
    /// The leader spoke to the officer by radio, at a time that may be a while ago.
    case heard(words: String?, at: Instant?)
    /// The officer is there, seen by the leader.
    case confirm
    /// A terminal showed the officer there, and they were not.
    case withdraw(words: String?)
    case relieve(words: String?)
    case comeBack
    case finish
    case review(isOffPost: Bool, words: String?)
    case markAbsent(words: String?)
    case cancel(words: String?)
  }

  public func checkIn(
    _ id: AssignmentID, fixes: [PhoneFix], at device: Instant?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> AttendanceSheet {
    let at = try caller.time(of: device)
    let (stay, found) = try ownSheet(id, caller, session)
    var sheet = found
    guard at >= min(stay.shiftStart, stay.start.adding(seconds: -policy.earliestSeconds)) else {
      throw DeskError.invalid(
        LocalizedName(
          chinese: "离上岗还有一小时以上，不能签到。可以到点再签。",
          english: "The duty starts in more than an hour. Maybe sign in later."))
    }
    try hear(&sheet, by: .ownStep, caller, session)
    guard let doubt = judgement(of: fixes, for: stay) else {
      sheet.pending = nil
      // Back at the place after a while away is the same sign: the officer is there.
      let event: AttendanceRecord.Event =
        if case .away = sheet.record.state { .comeBack(at: at) } else {
          .confirm(.twoFixes, at: at)
        }
      return try apply(event, "checkIn", to: &sheet, caller, session)
    }
    guard case .expected = sheet.record.state else {
      // Lets the machine say in its own words why not.
      return try apply(.confirm(.twoFixes, at: at), "checkIn", to: &sheet, caller, session)
    }
    // Again before a leader has looked at the first: that one counts, and the file stays as it is, so
    // that whoever looks at it can still decide. Only a place that the phone calls made up is news.
    if let pending = sheet.pending, doubt != .madeUp || pending.doubt == .madeUp { return found }
    sheet.pending = AttendanceSheet.SignIn(
      at: at, metres: fixes.last.flatMap { book.metres(from: $0.place.wgs84, to: stay) },
      accuracy: fixes.last.map { Int64($0.accuracy.rounded()) }, doubt: doubt)
    sheet.lines.append(DeskLine(caller, at: at, "signIn", words: doubt.rawValue))
    try session.record(
      caller.entry(.attendanceNoted(assignment: id, note: .signIn(doubt: doubt)), at: at))
    try session.notify(
      DeskNotice(
        .signInToVerify, .attendance, sheet.key, unit: sheet.unit, at: at, detail: doubt.rawValue))
    return try saved(sheet, in: session)
  }

  /// Why the fixes do not confirm the stay, `nil` if they do.
  public func judgement(
    of fixes: [PhoneFix], for stay: RosteredStay
  ) -> AttendanceSheet.Doubt? {
    guard let last = fixes.last else { return .noFix }
    if fixes.contains(where: \.isMock) { return .madeUp }
    let two = fixes.suffix(2)
    for fix in two {
      guard fix.accuracy >= 0, fix.accuracy <= Double(policy.worstAccuracyMetres) else {
        return .inaccurate
      }
      guard let metres = book.metres(from: fix.place.wgs84, to: stay),
        metres <= policy.fenceMetres + Int64(fix.accuracy.rounded(.up))
      else { return .outside }
    }
    guard let first = two.first, two.count == 2,
      last.at.seconds(since: first.at) >= policy.secondsBetweenFixes
    else { return .oneFix }
    return nil
  }

  public func step(
    _ step: OwnStep, of id: AssignmentID, at device: Instant?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> AttendanceSheet {
    let at = try caller.time(of: device)
    var (stay, sheet) = try ownSheet(id, caller, session)
    try hear(&sheet, by: .ownStep, caller, session)
    switch step {
    case .heard: return try saved(sheet, in: session)
    case .leave:
      return try apply(.leave(.unexplained, at: at), "leave", to: &sheet, caller, session)
    case .comeBack: return try apply(.comeBack(at: at), "comeBack", to: &sheet, caller, session)
    case .finish: return try apply(.finish(at: at), "finish", to: &sheet, caller, session)
    case .takeVehicle, .returnVehicle:
      try move(stay, isOut: step == .takeVehicle, at: at, &sheet, caller, session)
      return try saved(sheet, in: session)
    }
  }

  /// The officer's own account of the stay, at any time within a week: kept with the file and
  /// shown wherever the stay is judged.
  public func reply(
    _ words: String, about id: AssignmentID, at device: Instant?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> AttendanceSheet {
    let at = try caller.time(of: device)
    let words = try DeskWords.required(words)
    var (_, sheet) = try ownSheet(id, caller, session)
    try hear(&sheet, by: .ownStep, caller, session)
    sheet.replies.append(DeskLine(caller, at: at, "reply", words: words))
    try session.record(
      caller.entry(.attendanceNoted(assignment: id, note: .reply(words: words)), at: at))
    return try saved(sheet, in: session)
  }
}

extension AttendanceDesk {
  public func lead(
    _ step: LeaderStep, of id: AssignmentID, version: Int?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> AttendanceSheet {
    guard let stay = book.stay(id) else {
      throw DeskError.missing(.attendance, DeskKey(id))
    }
    let known = try session.file(AttendanceSheet.self, DeskKey(id))
    var sheet = known ?? AttendanceSheet(stay)
    try caller.requireReach(of: sheet)
    // A stay that nothing was recorded about has version 0.
    if let version, version != known?.version ?? 0 {
      throw DeskError.conflict(.attendance, sheet.key, version: known?.version ?? 0)
    }
    if let own = caller.handler?.officer, own == sheet.officer {
      throw TransitionRefused(
        subject: .attendance(id), state: sheet.stateKey, event: "lead", reason: .ownWork)
    }
    let now = caller.now
    switch step {
    case .heard(let words, let at):
      try heardByRadio(&sheet, try DeskWords.required(words), at: at, caller, session)
      return try saved(sheet, in: session)
    case .verify:
      guard let pending = sheet.pending else {
        throw TransitionRefused(
          subject: .attendance(id), state: sheet.stateKey, event: "verify",
          reason: .notAllowedInState)
      }
      sheet.pending = nil
      return try apply(
        .confirm(.verifiedSignIn, at: pending.at), "verify", to: &sheet, caller, session)
    case .reject(let words):
      let words = try DeskWords.required(words)
      sheet.pending = nil
      sheet.lines.append(DeskLine(caller, at: now, "reject", words: words))
      try session.record(
        caller.entry(.attendanceNoted(assignment: id, note: .rejected(words: words)), at: now))
      return try saved(sheet, in: session)
    case .confirm:
      return try apply(
        .confirm(.verifiedSignIn, at: now), "confirm", to: &sheet, caller, session)
    case .withdraw(let words):
      return try withdraw(&sheet, try DeskWords.required(words), caller, session)
    case .relieve(let words):
      return try apply(
        .leave(.relieved, at: now), "relieve", to: &sheet, caller, session,
        words: try DeskWords.checked(words))
    case .comeBack: return try apply(.comeBack(at: now), "comeBack", to: &sheet, caller, session)
    case .finish: return try apply(.finish(at: now), "finish", to: &sheet, caller, session)
    case .review(let isOffPost, let words):
      return try apply(
        .review(isOffPost: isOffPost, at: now), isOffPost ? "offPost" : "notOffPost", to: &sheet,
        caller, session, words: try DeskWords.required(words))
    case .markAbsent(let words):
      return try apply(
        .markAbsent(at: now), "markAbsent", to: &sheet, caller, session,
        words: try DeskWords.required(words))
    case .cancel(let words):
      return try apply(
        .cancel(at: now), "cancel", to: &sheet, caller, session,
        words: try DeskWords.required(words))
    }
  }

  /// Sends whoever holds the duty to an incident, or brings them back from it; nothing where the
  /// duty's present stay is neither.
  func move(
    _ duty: ID<RosteredDuty>, _ event: AttendanceRecord.Event, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    guard var sheet = try sheet(of: duty, for: event, session) else { return }
    // A later step of the officer's own may have been recorded while the order was on its way.
    let at = max(event.at, sheet.record.lastChange ?? event.at)
    if caller.handler?.officer == sheet.officer {
      try hear(&sheet, by: .ownStep, caller, session)
    }
    let moved: AttendanceRecord.Event =
      if case .leave(let reason, _) = event { .leave(reason, at: at) } else { .comeBack(at: at) }
    _ = try apply(moved, moved.key, to: &sheet, caller, session)
  }

  /// The stay that the event can move: where the officer is, or was sent away from.
  private func sheet(
    of duty: ID<RosteredDuty>, for event: AttendanceRecord.Event, _ session: any DeskSession
  ) throws -> AttendanceSheet? {
    for stay in book.day(of: event.at).stays where stay.id.duty == duty {
      guard let sheet = try session.file(AttendanceSheet.self, DeskKey(stay.id)) else { continue }
      switch (sheet.record.state, event) {
      case (.present, .leave), (.away(.dispatched, _), .comeBack): return sheet
      default: continue
      }
    }
    return nil
  }

  func apply(
    _ event: AttendanceRecord.Event, _ step: String, to sheet: inout AttendanceSheet,
    _ caller: DeskCaller, _ session: any DeskSession, words: String = ""
  ) throws -> AttendanceSheet {
    let effects = try sheet.record.apply(event, policy: policy.attendance)
    if case .confirm(let evidence, _) = event { sheet.evidence = evidence }
    // Whoever is back or has gone off was heard of, whoever said so; whoever is sent to was not.
    if caller.handler?.officer != sheet.officer, sheet.silence != nil {
      switch event {
      case .comeBack, .finish, .leave(.relieved, _):
        try heard(&sheet, by: .radio, words: words, at: event.at, caller, session)
      default: break
      }
    }
    sheet.lines.append(DeskLine(caller, at: event.at, step, words: words))
    try session.record(
      caller.entry(.attendance(assignment: sheet.record.id, event: event), at: event.at))
    for case .askForReview(let since, _) in effects {
      try session.notify(
        DeskNotice(.absenceToReview, .attendance, sheet.key, unit: sheet.unit, at: since))
    }
    return try saved(sheet, in: session)
  }

  func saved(
    _ sheet: AttendanceSheet, in session: any DeskSession
  ) throws -> AttendanceSheet {
    var sheet = sheet
    sheet.welfareDue = sheet.welfareLook(policy)
    return try kept(sheet, in: session)
  }

  /// As it is, with the look at it that it says itself.
  func kept(_ sheet: AttendanceSheet, in session: any DeskSession) throws -> AttendanceSheet {
    var sheet = sheet
    if try session.file(AttendanceSheet.self, sheet.key) != nil { sheet.version += 1 }
    try session.save(sheet)
    return sheet
  }

  private func ownSheet(
    _ id: AssignmentID, _ caller: DeskCaller, _ session: any DeskSession
  ) throws -> (RosteredStay, AttendanceSheet) {
    let officer = try caller.requireHandler().officer
    guard let stay = book.stay(id), stay.officer.id == officer else {
      throw DeskError.missing(.attendance, DeskKey(id))
    }
    return (
      stay, try session.file(AttendanceSheet.self, DeskKey(id)) ?? AttendanceSheet(stay)
    )
  }
}

/// What is kept about a stay beside its steps.
public enum AttendanceNote: Hashable, Codable, Sendable {
  /// A sign-in that waits for a leader.
  case signIn(doubt: AttendanceSheet.Doubt)
  case rejected(words: String)
  case reply(words: String)
  /// The timer that asks for a sign of life.
  case welfare(WelfareNote)
  /// Which terminal shows the officer there, and by what.
  case terminal(TerminalRun)
  /// Why a leader takes that back.
  case terminalWithdrawn(words: String)

  public var key: String {
    switch self {
    case .signIn: "signIn"
    case .rejected: "rejected"
    case .reply: "reply"
    case .welfare(let note): note.key
    case .terminal: "terminal"
    case .terminalWithdrawn: "terminalWithdrawn"
    }
  }
}
