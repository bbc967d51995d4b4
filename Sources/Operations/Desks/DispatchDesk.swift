// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography
import Rostering

/// Incidents from the call to the clear street: reported, sent to, merged, cancelled.
public struct DispatchDesk: Sendable {
  let book: DutyBook
  let attendance: AttendanceDesk
  let dispatcher: Dispatcher
  let welfare: WelfarePolicy
  /// Open incidents so near and so recent may be the same.
  static let duplicateMetres = 200.0
  static let duplicateSeconds: Int64 = 1800

  public init(
    _ book: DutyBook, dispatcher: Dispatcher = .standard, welfare: WelfarePolicy = .standard
  ) {
    self.welfare = welfare
    self.book = book
    attendance = AttendanceDesk(book)
    self.dispatcher = dispatcher
  }

  public func report(
    _ report: IncidentReport, priority: IncidentFile.Priority? = nil, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> IncidentFile {
    var report = report
    report.at = try caller.time(of: report.at)
    report.words = try DeskWords.checked(report.words)
    guard let ground = book.ground(at: report.place) else {
      throw DeskError.invalid(
        LocalizedName(
          chinese: "该位置 500 米内没有道路。可以在地图上重新点选。",
          english: "There is no street within 500 m of that place. Maybe choose it again."))
    }
    let last = max(try session.lastNumber(of: .incident), book.lastImportedIncident)
    var file = IncidentFile(
      id: ID(rawValue: last + 1), report: report,
      priority: priority ?? IncidentFile.Priority(report.severity), street: ground.street,
      brigade: ground.brigade)
    file.lines.append(DeskLine(caller, at: report.at, "report", words: report.kind))
    try session.record(
      caller.entry(
        .incidentReported(
          incident: file.id, place: file.response.place, severity: report.severity),
        at: report.at))
    try session.save(file)
    return file
  }

  /// Open incidents near this one and about as old: for a person to look at, never merged alone.
  public func possibleDuplicates(
    of file: IncidentFile, in session: any DeskSession
  ) throws -> [IncidentFile] {
    try session.files(IncidentFile.self, DeskQuery(isOpen: true, limit: 500)).filter { other in
      let seconds = abs(other.started.seconds(since: file.started))
      let metres = Double(other.report.place.distanceMillimetres(to: file.report.place)) / 1000
      return other.id != file.id && other.report.matter == file.report.matter
        && seconds <= Self.duplicateSeconds && metres <= Self.duplicateMetres
    }
  }

  /// Whom to send: the nearest suitable units by road with the reasons, and who was passed over.
  ///
  /// - Parameter whereabouts: Where terminals told that units are; who is not in it counts by the roster.
  public func candidates(
    for file: IncidentFile, at now: Instant, from whereabouts: Whereabouts,
    in session: any DeskSession
  ) throws -> (decision: DispatchDecision?, passedOver: [DispatchDecision.PassedOver]) {
    let field = try field(for: file, at: now, whereabouts, in: session)
    return dispatcher.decide(among: field.units, travel: field.travel)
  }

  /// Who is out there for an incident, and how far from it.
  private struct Field {
    var units: [ResponseUnit]
    var travel: IncidentRoadTimes
  }

  private func field(
    for file: IncidentFile, at now: Instant, _ whereabouts: Whereabouts,
    in session: any DeskSession
  ) throws -> Field {
    var travel = book.roadTimes
    travel.measure(
      to: file.street.segment, offsetMillimetres: file.street.offsetMillimetres)
    // Whoever goes already is no candidate, and nobody's "busy" either.
    let going = Set(file.engaged)
    let force = try ResponseForce(book, at: now, whereabouts, in: session)
    return Field(units: force.units.filter { !going.contains($0.key) }, travel: travel)
  }

  /// Sends a unit: the best one, or the one that the dispatcher names, with a reason where that is
  /// another one. The unit is told directly; the brigade whose ground it is, is informed.
  public func send(
    _ wanted: ResponseUnit.Key?, to id: ID<Incident>, reason: String?, version: Int?,
    from whereabouts: Whereabouts, by caller: DeskCaller, in session: any DeskSession
  ) throws -> IncidentFile {
    var file = try session.require(
      IncidentFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let field = try field(for: file, at: caller.now, whereabouts, in: session)
    guard let best = dispatcher.decide(among: field.units, travel: field.travel).decision else {
      return try queue(&file, wanted, caller, session)
    }
    let decision = try decision(best, wanted, among: field)
    if decision.unit != best.unit { _ = try DeskWords.required(reason) }
    let words = try DeskWords.checked(reason)
    try dispatch(decision, &file, words: words, caller, session)
    return try saved(&file, session)
  }

  private func decision(
    _ best: DispatchDecision, _ wanted: ResponseUnit.Key?, among field: Field
  ) throws -> DispatchDecision {
    guard let wanted, wanted != best.unit else { return best }
    guard
      let alone = dispatcher.decide(
        among: field.units.filter { $0.key == wanted }, travel: field.travel
      ).decision
    else { throw Self.unsuitable(wanted) }
    return DispatchDecision(
      unit: wanted, candidates: Array(best.candidates.prefix(2)) + alone.candidates,
      passedOver: best.passedOver)
  }

  private static func unsuitable(_ unit: ResponseUnit.Key) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "勤务 \(unit) 现在不能派出。可以从候选名单中选择。",
        english: "Duty \(unit) cannot be sent now. Maybe choose one of the candidates."))
  }

  /// Nobody can go: the incident keeps its place in the queue.
  private func queue(
    _ file: inout IncidentFile, _ wanted: ResponseUnit.Key?, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws -> IncidentFile {
    if let wanted { throw Self.unsuitable(wanted) }
    try move(&file, .queue(at: caller.now), support: nil, "queue", caller, session)
    return try saved(&file, session)
  }

  private func dispatch(
    _ decision: DispatchDecision, _ file: inout IncidentFile, words: String, _ caller: DeskCaller,
    _ session: any DeskSession
  ) throws {
    guard let stay = book.day(of: caller.now).stay(of: decision.unit, at: caller.now) else {
      throw Self.unsuitable(decision.unit)
    }
    let event = IncidentResponse.Event.dispatch(decision, at: caller.now)
    if file.response.state == .waiting {
      try move(&file, event, support: nil, "dispatch", caller, session, words: words)
    } else {
      guard file.isOpen else {
        throw TransitionRefused(
          subject: .incident(file.id), state: file.stateKey, event: event.key,
          reason: .notAllowedInState)
      }
      file.supports.append(
        IncidentResponse(
          id: file.id, severity: file.response.severity, place: file.response.place,
          calledAt: file.response.stamps.call))
      try move(
        &file, event, support: file.supports.count - 1, "dispatchSupport", caller, session,
        words: words)
    }
    file.sentUnits.insert(stay.handler.unit)
    file.sentPeople.insert(stay.officer.id)
    try session.notify(
      DeskNotice(.assigned, .incident, file.key, officer: stay.officer.id, at: caller.now))
    try session.notify(
      DeskNotice(
        .sentDirectly, .incident, file.key, unit: file.brigade, at: caller.now,
        detail: "\(decision.unit)"))
    try attendance.move(
      decision.unit, .leave(.dispatched(file.id), at: caller.now), caller, session)
  }

  func saved(_ file: inout IncidentFile, _ session: any DeskSession) throws -> IncidentFile {
    file.version += 1
    try session.save(file)
    return file
  }
}
