// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Operations

extension CaseDesk {
  /// What a command comes to at this moment, its deadlines counted.
  func action(
    for command: CaseCommand, on one: CityCase, at now: Instant
  ) async throws(CaseDeskError) -> CaseEvent.Action {
    try await keep(command.photos, for: .evidence)
    switch command {
    case .open(let code):
      try known(code ?? one.code)
      return .open(code ?? one.code, deadline: try dispatch(now))
    case .giveBack(let reason): return .giveBack(reason, redispatch: try dispatch(now))
    case .crossCheck(let passed, let photo):
      let redispatch = passed ? nil : try dispatch(now)
      return .crossCheck(passed: passed, .photo(photo), redispatch: redispatch)
    case .dispatch(let unit, let basis):
      try handles(unit)
      return .dispatch(to: unit, basis: basis, deadline: try handling(of: one, from: now))
    case .dispatchToTerritory:
      guard let unit = territorialUnit(of: one, at: now) else { throw .noTerritory(one.id) }
      return .dispatch(to: unit, basis: .territorial, deadline: try handling(of: one, from: now))
    case .refer(let unit):
      guard kind(of: unit) == .trafficBrigade else { throw .wrongUnit(unit) }
      return .refer(to: unit, deadline: try handling(of: one, from: now))
    case .decideExtension(let isGranted, let reason):
      let extended = isGranted ? try extended(one, at: now) : nil
      return .decideExtension(extended: extended, reason)
    case .resume: return .resume(deadline: try carriedOn(one, at: now))
    case .takeOffLedger: return .takeOffLedger(deadline: try carriedOn(one, at: now))
    case .finish(let photos, let note):
      return .finish(
        photos.map(CaseEvidence.photo), note: note, verification: try verification(now))
    case .brigadeOutcome(let outcome):
      return .brigadeOutcome(outcome, verification: try verification(now))
    case .verify(let passed, let photo):
      let resumed = passed ? nil : try carriedOn(one, at: now)
      let closing = passed ? try closing(now) : nil
      return .verify(passed: passed, .photo(photo), resumed: resumed, closing: closing)
    case .correctClass(let code, let reason):
      try known(code)
      return .correctClass(code, reason)
    default: return try plainAction(for: command)
    }
  }

  /// Those that need no clock.
  private func plainAction(for command: CaseCommand) throws(CaseDeskError) -> CaseEvent.Action {
    switch command {
    case .decline(let reason): .decline(reason)
    case .markDuplicate(let parent): .markDuplicate(of: parent)
    case .withdraw(let reason): .withdraw(reason)
    case .accept: .accept
    case .requestExtension(let limit, let reason): .requestExtension(limit, reason)
    case .pause(let reason): .pause(reason)
    case .putOnLedger(let reason, let review): .putOnLedger(reason, review: review)
    case .close(let note): .close(note: note)
    default: .evaluate
    }
  }

  // MARK: Clocks

  private func limit(
    _ count: (DeadlineDesk) throws(CalendarError) -> Deadline
  ) throws(CaseDeskError) -> Deadline {
    guard let deadlines else { throw .noDeadlines }
    return try counted { () throws(CalendarError) in try count(deadlines) }
  }

  private func dispatch(_ now: Instant) throws(CaseDeskError) -> Deadline {
    try limit { desk throws(CalendarError) in try desk.dispatch(from: now) }
  }

  private func verification(_ now: Instant) throws(CaseDeskError) -> Deadline {
    try limit { desk throws(CalendarError) in try desk.verification(from: now) }
  }

  private func closing(_ now: Instant) throws(CaseDeskError) -> Deadline? {
    guard let deadlines else { throw .noDeadlines }
    return try counted { () throws(CalendarError) in try deadlines.closing(from: now) }
  }

  func handling(of one: CityCase, from now: Instant) throws(CaseDeskError) -> Deadline {
    guard let deadlines else { throw .noDeadlines }
    guard
      let deadline = try counted({ () throws(CalendarError) in
        try deadlines.handling(of: one.code, in: one.report.area, from: now)
      })
    else { throw .noLimit(one.code) }
    return deadline
  }

  /// The handling clock goes on where it stood still; a case without one gets its first.
  private func carriedOn(_ one: CityCase, at now: Instant) throws(CaseDeskError) -> Deadline {
    guard let old = one.handlingDeadline else { return try handling(of: one, from: now) }
    let stopped = one.clockStopped ?? now
    return try limit { desk throws(CalendarError) in
      try desk.schedule(of: old).resumed(old, pausedAt: stopped, at: now)
    }
  }

  private func extended(_ one: CityCase, at now: Instant) throws(CaseDeskError) -> Deadline? {
    guard let old = one.handlingDeadline, let limit = one.requestedExtension else { return nil }
    return try self.limit { desk throws(CalendarError) in
      try desk.schedule(of: old).extended(old, by: limit, at: now)
    }
  }

  // MARK: Bodies

  private func kind(of unit: ID<OrderUnit>) -> OrderUnit.Kind? {
    directory.units.first { $0.id == unit }?.kind
  }

  /// The centres handle nothing themselves, and a brigade gets cases by referral.
  private func handles(_ unit: ID<OrderUnit>) throws(CaseDeskError) {
    guard let kind = kind(of: unit), [.department, .subdistrict, .community].contains(kind) else {
      throw .wrongUnit(unit)
    }
  }

  /// 属地: by the grid's owners of the day; where no grid says, by the body of the area, the smaller
  /// one first.
  public func territorialUnit(of one: CityCase, at now: Instant) -> ID<OrderUnit>? {
    let date = directory.clock.civilTime(of: now).date
    let place = one.report.place
    if let unit = place.flatMap({ grids.responsibility(at: $0, on: date)?.territorialUnit }) {
      return unit
    }
    let bodies = directory.units.filter { $0.area != nil && $0.area == one.report.area }
    return [OrderUnit.Kind.community, .subdistrict].lazy
      .compactMap { kind in bodies.first { $0.kind == kind } }.first?.id
  }
}

extension CityCase {
  /// Since when the handling clock stands still.
  fileprivate var clockStopped: Instant? {
    switch state {
    case .paused(let since), .onLedger(let since, _): since
    case .finished: completedAt
    default: nil
    }
  }
}
