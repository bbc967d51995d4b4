// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
public import Rostering

/// Shifts handed over 交接班: written by whoever goes, acknowledged by whom it names, passed up when
/// nobody takes over. All of it happens in the transaction of the log.
public struct ShiftHandOverDesk: Sendable {
  let book: DutyBook
  let policy: ShiftHandOverPolicy

  public init(_ book: DutyBook, policy: ShiftHandOverPolicy = .standard) {
    self.book = book
    self.policy = policy
  }

  /// What the outgoing person writes; what is open in the unit the desk adds.
  public struct Request: Sendable {
    /// The shift that ends; `nil` for the command centre's watch.
    public var duty: ID<RosteredDuty>?
    public var incoming: ID<Officer>
    public var note: String
    public var equipment: [ShiftHandOverRecord.Equipment]

    public init(
      duty: ID<RosteredDuty>?, incoming: ID<Officer>, note: String,
      equipment: [ShiftHandOverRecord.Equipment]
    ) {
      self.duty = duty
      self.incoming = incoming
      self.note = note
      self.equipment = equipment
    }
  }

  /// What the outgoing person sees before writing: whose shift, what is open, who may take over.
  public struct Draft: Sendable {
    public var unit: ID<Unit>
    public var shift: ShiftHandOverRecord.Shift?
    public var matters: [OpenMatter]
    /// Whoever takes the next shift first, by its start; then whoever is on the same shift, who goes when it ends, and
    /// whoever is not rostered.
    public var people: [Candidate]
  }

  public struct Candidate: Sendable {
    public var officer: Officer
    /// Their next stay; `nil` where none is rostered within the policy's time.
    public var next: RosteredStay?
  }

  public func draft(
    _ duty: ID<RosteredDuty>?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> Draft {
    let own = try own(duty, caller)
    let end = own.shift?.end ?? caller.now
    let people = book.snapshot.organization.officers.filter {
      $0.status == .sworn && $0.id != own.handler.officer
        && book.handler(of: $0.id)?.unit == own.handler.unit
    }.map { Candidate(officer: $0, next: next(of: $0.id, after: end, at: caller.now)) }
    return Draft(
      unit: own.handler.unit, shift: own.shift,
      matters: try matters(of: own, at: caller.now, in: session),
      people: people.sorted { Self.rank($0, after: own.shift) < Self.rank($1, after: own.shift) })
  }

  /// A shift that began no later than the own one is the same, or one that goes on beside it.
  private static func rank(_ candidate: Candidate, after shift: ShiftHandOverRecord.Shift?)
    -> (Int, Int64, ID<Officer>)
  {
    let start = candidate.next?.shiftStart
    let isNext = start.map { start in shift.map { $0.start < start } ?? true } ?? false
    return (isNext ? 0 : 1, start?.milliseconds ?? .max, candidate.officer.id)
  }

  /// A record, for the two people whom it names and for whoever's territory it is of.
  public func file(
    _ id: ID<ShiftHandOver>, for caller: DeskCaller, in session: any DeskSession
  ) throws -> ShiftHandOverFile {
    try own(id, version: nil, for: caller, session)
  }

  /// Hands a shift over; the record is frozen here.
  public func write(
    _ request: Request, by caller: DeskCaller, in session: any DeskSession
  ) throws -> ShiftHandOverFile {
    let (now, own) = (caller.now, try own(request.duty, caller))
    let note = try DeskWords.checked(request.note)
    let equipment = try checked(request.equipment)
    guard let incoming = book.handler(of: request.incoming) else { throw Self.nobody }
    guard incoming.unit == own.handler.unit else { throw Self.otherUnit }
    try requireFirst(own, session)
    let end = own.shift?.end ?? now
    let start = next(of: incoming.officer, after: end, at: now)?.shiftStart
    let record = ShiftHandOverRecord(
      unit: own.handler.unit, shift: own.shift, outgoing: own.handler, incoming: incoming,
      incomingStart: start, note: note, equipment: equipment,
      matters: try matters(of: own, at: now, in: session),
      due: policy.due(written: now, shiftEnd: end, incomingStart: start))
    let id = ID<ShiftHandOver>(rawValue: try session.lastNumber(of: .shiftHandOver) + 1)
    let people = [own.handler.officer, incoming.officer].compactMap { book.officer($0)?.unit }
    var file = ShiftHandOverFile(
      try ShiftHandOver(id: id, record, at: now), units: Set(people).union([record.unit]))
    file.lines.append(DeskLine(caller, at: now, "write", words: note))
    try session.record(
      caller.entry(.shiftHandOver(handOver: id, event: .write(record, at: now)), at: now))
    try session.notify(
      DeskNotice(
        .shiftToTakeOver, .shiftHandOver, file.key, officer: incoming.officer, at: now))
    try session.save(file)
    return file
  }

  /// The named person takes over, with a reason for each thing that is not as it is written.
  public func acknowledge(
    _ id: ID<ShiftHandOver>, reservations: [ShiftHandOver.Reservation], at device: Instant?,
    version: Int?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> ShiftHandOverFile {
    let at = try caller.time(of: device)
    let officer = try caller.requireHandler().officer
    for reservation in reservations { _ = try DeskWords.checked(reservation.reason) }
    var file = try own(id, version: version, for: caller, session)
    // Read before it was written: the phone's clock is wrong.
    let heard = max(at, file.handOver.lastChange)
    let event = ShiftHandOver.Event.acknowledge(
      by: officer, reservations: reservations, at: heard)
    try move(
      &file, event, caller, session, words: reservations.map(\.reason).joined(separator: "；"))
    try answerNotices(about: file, caller, session)
    let count = "\(reservations.count)"
    try session.notify(
      DeskNotice(
        .shiftTaken, .shiftHandOver, file.key, officer: file.handOver.record.outgoing.officer,
        at: heard, detail: count))
    // What the two do not agree about is for whoever leads both.
    if !reservations.isEmpty {
      try session.notify(
        DeskNotice(
          .shiftTaken, .shiftHandOver, file.key, unit: file.handOver.record.unit, at: heard,
          detail: count))
    }
    return try saved(&file, session)
  }

  public func withdraw(
    _ id: ID<ShiftHandOver>, reason: String?, version: Int, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> ShiftHandOverFile {
    let words = try DeskWords.required(reason)
    let officer = try caller.requireHandler().officer
    var file = try own(id, version: version, for: caller, session)
    let at = max(caller.now, file.handOver.lastChange)
    try move(
      &file, .withdraw(by: officer, reason: words, at: at), caller, session, words: words)
    try answerNotices(about: file, caller, session)
    try session.notify(
      DeskNotice(
        .shiftWithdrawn, .shiftHandOver, file.key,
        officer: file.handOver.record.incoming.officer, at: at))
    return try saved(&file, session)
  }

  /// A leader reminds the incoming person, who alone can take over.
  public func urge(
    _ id: ID<ShiftHandOver>, version: Int, by caller: DeskCaller, in session: any DeskSession
  ) throws -> ShiftHandOverFile {
    var file = try session.require(
      ShiftHandOverFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let last = file.lines.last { $0.step == "remind" }
    if let last, caller.now.seconds(since: last.at) < policy.secondsBetweenUrges {
      throw Self.justUrged
    }
    try move(
      &file, .remind(at: max(caller.now, file.handOver.lastChange)), caller, session)
    try session.notify(
      DeskNotice(
        .shiftToTakeOver, .shiftHandOver, file.key,
        officer: file.handOver.record.incoming.officer, at: caller.now))
    return try saved(&file, session)
  }

  /// Tells the leader, then the command centre, of what nobody has taken over; each once.
  ///
  /// - Returns: how many files were changed.
  public func runClocks(
    at now: Instant, isExercise: Bool, in session: any DeskSession
  ) throws -> Int {
    let caller = DeskCaller.system(at: now, isExercise: isExercise)
    let due = try session.files(
      ShiftHandOverFile.self, DeskQuery(isOpen: true, clockBy: now, limit: 500))
    for found in due {
      var file = found
      let (stage, record) = (policy.stages[file.handOver.stage], file.handOver.record)
      let event = ShiftHandOver.Event.escalate(
        stage: file.handOver.stage + 1, told: stage.addressee, at: now)
      try move(&file, event, caller, session, words: stage.addressee.rawValue)
      try session.notify(
        DeskNotice(
          .shiftNotTaken, .shiftHandOver, file.key,
          unit: stage.addressee == .leader ? record.unit : nil, at: now,
          detail: "\(now.seconds(since: record.due) / 60)"))
      _ = try saved(&file, session)
    }
    return due.count
  }
}

extension ShiftHandOverDesk {
  /// The caller's shift, with its last stay's place.
  struct Own {
    var handler: Handler
    var shift: ShiftHandOverRecord.Shift?
  }

  private func own(_ duty: ID<RosteredDuty>?, _ caller: DeskCaller) throws -> Own {
    let handler = try caller.requireHandler()
    guard let duty else {
      guard caller.reach == nil else { throw DeskError.outsideTerritory }
      return Own(handler: handler, shift: nil)
    }
    let stays = book.stays(of: duty)
    guard let last = stays.max(by: { $0.end < $1.end }), let first = stays.map(\.start).min(),
      last.officer.id == handler.officer
    else { throw DeskError.missing(.attendance, DeskKey(number: duty.rawValue)) }
    guard caller.now >= first else { throw Self.notBegun }
    guard caller.now <= last.end.adding(seconds: policy.latestSeconds) else { throw Self.tooLate }
    return Own(
      handler: handler,
      shift: ShiftHandOverRecord.Shift(
        duty: duty, place: last.name, start: first, end: last.end))
  }

  private func matters(
    of own: Own, at now: Instant, in session: any DeskSession
  ) throws -> [OpenMatter] {
    try OpenMatters(book, of: own.shift == nil ? nil : own.handler.unit, policy: policy)
      .found(leavingOut: own.handler.officer, at: now, in: session)
  }

  /// The stay of an officer that goes on after a moment, the earliest one.
  private func next(of officer: ID<Officer>, after end: Instant, at now: Instant)
    -> RosteredStay?
  {
    let (from, last) = (max(now, end), now.adding(seconds: policy.longestGapSeconds))
    return [book.day(of: from), book.day(of: last)].flatMap(\.stays)
      .filter { $0.officer.id == officer && $0.end > from && $0.start <= last }
      .min { $0.start < $1.start }
  }

  /// A shift is handed over once, also where several hold one place: whoever leads it does so.
  private func requireFirst(_ own: Own, _ session: any DeskSession) throws {
    guard let shift = own.shift else {
      // A watch of the command centre has no number: one at a time.
      let waiting = try session.files(
        ShiftHandOverFile.self,
        DeskQuery(isOpen: true, person: own.handler.officer, limit: 100)
      ).first {
        $0.handOver.record.shift == nil && $0.handOver.record.outgoing == own.handler
      }
      if let waiting { throw Self.handedOver(waiting.id) }
      return
    }
    let squadron = book.officer(own.handler.officer)?.unit
    let span = shift.start..<shift.end.adding(seconds: policy.latestSeconds + 1)
    let others = try session.files(
      ShiftHandOverFile.self,
      DeskQuery(units: squadron.map { [$0] }, started: span, limit: 500))
    let before = others.first { other in
      guard other.handOver.state != .withdrawn, let that = other.handOver.record.shift else {
        return false
      }
      let outgoing = other.handOver.record.outgoing.officer
      return that.duty == shift.duty
        || (that.place == shift.place && that.end == shift.end
          && book.officer(outgoing)?.unit == squadron)
    }
    if let before { throw Self.handedOver(before.id) }
  }

  private func checked(
    _ equipment: [ShiftHandOverRecord.Equipment]
  ) throws -> [ShiftHandOverRecord.Equipment] {
    guard equipment.count <= policy.mostEquipment else {
      throw Self.badEquipment(policy.mostEquipment)
    }
    for each in equipment {
      _ = try DeskWords.checked(each.words)
      guard (0...9999).contains(each.count), (1...60).contains(each.name.count),
        !each.name.allSatisfy(\.isWhitespace)
      else { throw Self.badEquipment(policy.mostEquipment) }
    }
    return equipment
  }

  /// A file of which the caller is one of the two people; to others it is not there, unless they
  /// read it in their territory.
  private func own(
    _ id: ID<ShiftHandOver>, version: Int?, for caller: DeskCaller, _ session: any DeskSession
  ) throws -> ShiftHandOverFile {
    let file = try session.require(ShiftHandOverFile.self, DeskKey(number: id.rawValue))
    let isNamed = caller.handler.map { file.people.contains($0.officer) } ?? false
    if !isNamed { try caller.requireReach(of: file) }
    if let version, version != file.version {
      throw DeskError.conflict(.shiftHandOver, file.key, version: file.version)
    }
    return file
  }

  /// Neither the named person nor a leader has to read any more that somebody should take over.
  private func answerNotices(
    about file: ShiftHandOverFile, _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    try session.answerNotices(to: file.handOver.record.incoming.officer, by: caller) {
      $0.subject == .shiftHandOver && $0.key == file.key
    }
  }

  private func move(
    _ file: inout ShiftHandOverFile, _ event: ShiftHandOver.Event, _ caller: DeskCaller,
    _ session: any DeskSession, words: String = ""
  ) throws {
    try file.handOver.apply(event)
    file.lines.append(DeskLine(caller, at: event.at, event.key, words: words))
    try session.record(
      caller.entry(.shiftHandOver(handOver: file.id, event: event), at: event.at))
  }

  private func saved(
    _ file: inout ShiftHandOverFile, _ session: any DeskSession
  ) throws -> ShiftHandOverFile {
    file.version += 1
    try session.save(file)
    return file
  }
}
