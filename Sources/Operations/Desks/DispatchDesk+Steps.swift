// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography
import Rostering

extension DispatchDesk {
  /// What a unit reports from its way.
  public enum UnitStep: Hashable, Sendable {
    case acknowledge, setOut, arrive, clear
    case decline(IncidentResponse.DeclineReason)

    func event(at instant: Instant) -> IncidentResponse.Event {
      switch self {
      case .acknowledge: .acknowledge(at: instant)
      case .setOut: .setOut(at: instant)
      case .arrive: .arrive(at: instant)
      case .clear: .clear(at: instant)
      case .decline(let reason): .decline(reason, at: instant)
      }
    }
  }

  /// - Parameter unit: which of the units that go; for an officer's own phone `nil`, which is the
  ///   officer's own duty.
  public func step(
    _ step: UnitStep, of id: ID<Incident>, unit: ResponseUnit.Key?, at device: Instant?,
    version: Int?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> IncidentFile {
    let at = try caller.time(of: device)
    var file = try session.require(IncidentFile.self, DeskKey(number: id.rawValue))
    let event = step.event(at: at)
    let support: Int?
    if let unit {
      try caller.requireReach(of: file)
      support = try position(of: unit, in: file, event)
    } else {
      let officer = try caller.requireHandler().officer
      support = try position(of: officer, in: file, event)
    }
    if let version, version != file.version {
      throw DeskError.conflict(.incident, file.key, version: file.version)
    }
    let gone = support.map { file.supports[$0].unit } ?? file.response.unit
    try move(&file, event, support: support, event.key, caller, session)
    switch step {
    case .clear, .decline:
      if let gone {
        try attendance.move(gone, .comeBack(at: at), caller, session)
      }
    case .acknowledge, .setOut, .arrive: break
    }
    return try saved(&file, session)
  }

  /// Withdrawn by the caller, or nothing was found.
  public func cancel(
    _ id: ID<Incident>, reason: String?, version: Int?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> IncidentFile {
    var file = try session.require(
      IncidentFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let words = try DeskWords.required(reason)
    try cancelAll(&file, "cancel", words: words, caller, session)
    return try saved(&file, session)
  }

  /// Puts a second call about the same thing together with the first one.
  ///
  /// - Returns: the incident that goes on.
  public func merge(
    _ id: ID<Incident>, into other: ID<Incident>, version: Int?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> IncidentFile {
    var duplicate = try session.require(
      IncidentFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    var target = try session.require(
      IncidentFile.self, DeskKey(number: other.rawValue), version: nil, for: caller)
    guard id != other, target.isOpen, target.mergedInto == nil else {
      throw TransitionRefused(
        subject: .incident(other), state: target.stateKey, event: "merge",
        reason: .notAllowedInState)
    }
    guard duplicate.report.matter == target.report.matter else { throw Self.differentMatters }
    try cancelAll(&duplicate, "merge", words: "\(other)", caller, session)
    duplicate.mergedInto = other
    target.duplicates += [id] + duplicate.duplicates
    // The graver of two reports decides how urgent it is.
    target.priority =
      duplicate.priority.rawValue < target.priority.rawValue
      ? duplicate.priority : target.priority
    target.lines.append(DeskLine(caller, at: caller.now, "merged", words: "\(id)"))
    try session.record(
      caller.entry(.incidentMerged(incident: id, into: other), at: caller.now))
    _ = try saved(&duplicate, session)
    return try saved(&target, session)
  }

  /// A crash put into what is none would be lost to every figure.
  private static var differentMatters: DeskError {
    .invalid(
      LocalizedName(
        chinese: "查看失联民警与事故警情不能合并。可以分别处置。",
        english:
          "Looking after an officer and a crash are not the same incident. Maybe keep them apart."))
  }

  /// A unit that has not answered in time: the command centre is told once. A unit on the scene of
  /// which nothing is heard: it is asked, then others are told.
  public func runClocks(at now: Instant, isExercise: Bool, in session: any DeskSession) throws
    -> Int
  {
    let late = try session.files(
      IncidentFile.self, DeskQuery(isOpen: true, clockBy: now, limit: 200))
    var notices = SilenceNotices()
    for found in late {
      var file = found
      let caller = DeskCaller.system(at: now, isExercise: isExercise)
      try askScene(&file, &notices, caller, session)
      guard let due = file.answerDue, due <= now else {
        _ = try saved(&file, session)
        continue
      }
      file.answerDue = nil
      // Whoever is waited for has only been sent; the one sent last is at the end.
      guard
        let unit = ([file.response] + file.supports).last(where: { $0.state == .dispatched })?.unit
      else {
        _ = try saved(&file, session)
        continue
      }
      file.lines.append(DeskLine(caller, at: now, "unanswered"))
      try session.record(
        caller.entry(.incidentUnanswered(incident: file.id, unit: unit), at: now))
      try session.notify(
        DeskNotice(.unanswered, .incident, file.key, at: now, detail: "\(unit)"))
      _ = try saved(&file, session)
    }
    try notices.send(in: session)
    return late.count
  }

  private func cancelAll(
    _ file: inout IncidentFile, _ step: String, words: String, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    let engaged = file.engaged
    let at = max(caller.now, file.response.lastChange)
    try move(
      &file, .cancel(at: at), support: nil, step, caller, session, words: words)
    for position in file.supports.indices where file.supports[position].state.isOpen {
      try move(
        &file, .cancel(at: max(at, file.supports[position].lastChange)), support: position, step,
        caller, session, words: words)
    }
    for unit in engaged { try attendance.move(unit, .comeBack(at: at), caller, session) }
  }

  /// Moves the first response or one of the supports, and logs it.
  func move(
    _ file: inout IncidentFile, _ event: IncidentResponse.Event, support: Int?, _ step: String,
    _ caller: DeskCaller, _ session: any DeskSession, words: String = ""
  ) throws {
    let effects: [IncidentResponse.Effect]
    let content: DutyEventEntry.Content
    if let support {
      let before = file.supports[support].unit
      effects = try file.supports[support].apply(event)
      guard let unit = before ?? file.supports[support].unit else {
        throw TransitionRefused(
          subject: .incident(file.id), state: file.supports[support].state.rawValue,
          event: event.key, reason: .notAllowedInState)
      }
      content = .incidentJoined(incident: file.id, unit: unit, event: event)
      // A further unit that declines is none; the dispatcher sends another one.
      if case .decline = event { file.supports.remove(at: support) }
    } else {
      effects = try file.response.apply(event)
      content = .incidentMoved(incident: file.id, event: event)
    }
    file.answerDue = nil
    for case .expectAcknowledgement(_, let due) in effects { file.answerDue = due }
    file.lines.append(DeskLine(caller, at: event.at, step, words: words))
    try session.record(caller.entry(content, at: event.at))
    try watchScene(&file, at: event.at, caller, session)
  }

  private func position(
    of officer: ID<Officer>, in file: IncidentFile, _ event: IncidentResponse.Event
  ) throws -> Int? {
    let day = book.day(of: event.at)
    for key in file.engaged where day.stay(of: key, at: event.at)?.officer.id == officer {
      return try position(of: key, in: file, event)
    }
    throw DeskError.missing(.incident, file.key)
  }

  /// - Returns: `nil` for the first response.
  private func position(
    of unit: ResponseUnit.Key, in file: IncidentFile, _ event: IncidentResponse.Event
  ) throws -> Int? {
    if file.response.unit == unit, file.response.state.isOpen { return nil }
    if let support = file.supports.lastIndex(where: { $0.unit == unit && $0.state.isOpen }) {
      return support
    }
    throw TransitionRefused(
      subject: .incident(file.id), state: file.stateKey, event: event.key,
      reason: .notTheReceivingUnit)
  }
}
