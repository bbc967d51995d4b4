// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Carries out what people ask of cases: counts the deadlines, finds the body that answers for the
/// ground, and adds the event to the version that the person saw.
public struct CaseDesk: Sendable {
  public let cases: any CaseStore
  public let directory: OrderDirectory
  public let grids: GridMap
  /// `nil` where the city has no table of deadlines: cases are then read, and nothing is done to them.
  public let deadlines: DeadlineDesk?
  /// `nil` where the city keeps no photos.
  public let photos: (any PhotoStore)?
  /// Gives cases on the carriageway to the brigade; `nil` where no brigade takes violations here.
  public let referral: ReferralDesk?

  public init(
    cases: any CaseStore, directory: OrderDirectory, grids: GridMap, deadlines: DeadlineDesk?,
    photos: (any PhotoStore)?, referral: ReferralDesk? = nil
  ) {
    self.referral = referral
    self.cases = cases
    self.directory = directory
    self.grids = grids
    self.deadlines = deadlines
    self.photos = photos
  }

  /// Does what is asked to the version of the case that the person saw.
  ///
  /// A reminder that came meanwhile changes nothing that a person decides on: the version before it is
  /// still the one of the day. A request whose key the case knows already from the same person was done before: nothing is
  /// done and the case is returned as it is. A second try to give a case back is refused, and stands
  /// on record as buck-passing 推诿.
  public func perform(
    _ command: CaseCommand, on id: ID<CityCase>, version: Int, by actor: CaseActor,
    key: RequestKey?, at now: Instant
  ) async throws(CaseDeskError) -> CityCase {
    let one = try await current(id, by: actor, key: key)
    if one.isDone { return one.cityCase }
    guard (one.decided...one.cityCase.version).contains(version) else {
      throw .store(.conflict(id))
    }
    try requireAnsweredHere(command, one.cityCase)
    if let target = referralTarget(of: command, one.cityCase) {
      return try await refer(one.cityCase, to: target, by: actor, key: key, at: now)
    }
    let action = try await action(for: command, on: one.cityCase, at: now)
    do {
      return try await append([action], to: one.cityCase, by: actor, key: key, at: now)
    } catch .store(.conflict) where key != nil {
      // The same request may have come twice at once.
      let again = try await current(id, by: actor, key: key)
      guard again.isDone else { throw .store(.conflict(id)) }
      return again.cityCase
    } catch {
      try await noteBuckPassing(command, error, on: one.cityCase, by: actor, at: now)
      throw error
    }
  }

  /// Files a report that a person or a citizen made.
  public func file(
    _ report: CaseReport, by actor: CaseActor, key: RequestKey?, at now: Instant
  ) async throws(CaseDeskError) -> CityCase {
    try known(report.code)
    try await keep(report.photos, for: .report)
    var report = report
    report.grid = report.grid ?? report.place.flatMap { grids.grid(at: $0)?.code }
    let deadline = try counted { () throws(CalendarError) in try deadlines?.opening(from: now) }
    let event = CaseEvent(by: actor, at: now, .report(report, deadline: deadline), key: key)
    if report.source == .collector, let target = referralTarget(of: report) {
      return try await file(event, report, to: target)
    }
    do throws(CaseStoreError) {
      guard let filed = try await cases.file([[event]]).first else {
        throw CaseStoreError.unavailable(detail: "The report was not stored.")
      }
      return filed
    } catch {
      throw .store(error)
    }
  }

  struct CurrentCase {
    var cityCase: CityCase
    /// The version of its last event that is no reminder.
    var decided: Int
    /// Whether the request was carried out before.
    var isDone: Bool
  }

  func current(
    _ id: ID<CityCase>, by actor: CaseActor, key: RequestKey?
  ) async throws(CaseDeskError) -> CurrentCase {
    do {
      let events = try await cases.events(of: id)
      let done = events.first { key != nil && $0.key == key }
      guard done == nil || done?.by.person == actor.person else { throw CaseDeskError.keyTaken }
      let decided = events.lastIndex { event in
        if case .remind = event.action { false } else { true }
      }
      return CurrentCase(
        cityCase: try CityCase(id: id, replaying: events), decided: (decided ?? 0) + 1,
        isDone: done != nil)
    } catch let error as CaseDeskError {
      throw error
    } catch let error as CaseStoreError {
      throw .store(error)
    } catch let error as CaseRefused {
      throw .store(.refused(error))
    } catch {
      throw .store(.damaged(detail: "\(error)"))
    }
  }

  private func append(
    _ actions: [CaseEvent.Action], to one: CityCase, by actor: CaseActor, key: RequestKey?,
    at now: Instant
  ) async throws(CaseDeskError) -> CityCase {
    let events = actions.map { CaseEvent(by: actor, at: now, $0, key: key) }
    do {
      return try await cases.append(events, to: one.id, version: one.version).cityCase
    } catch {
      throw .store(error)
    }
  }

  private func noteBuckPassing(
    _ command: CaseCommand, _ error: CaseDeskError, on one: CityCase, by actor: CaseActor,
    at now: Instant
  ) async throws(CaseDeskError) {
    guard case .giveBack(let reason) = command, one.returns > 0,
      case .store(.refused(let refusal)) = error,
      [.returnedBefore, .boundByDecision].contains(refusal.reason)
    else { return }
    _ = try await append([.noteBuckPassing(reason)], to: one, by: actor, key: nil, at: now)
  }

  /// Photos that were uploaded for this stay with it; any other hash is refused.
  func keep(_ hashes: [PhotoHash], for retention: PhotoRetention) async throws(CaseDeskError) {
    guard !hashes.isEmpty else { return }
    guard let photos else { throw .noPhotos }
    for hash in hashes {
      do throws(PhotoStoreError) {
        try await photos.attach(hash, retention)
      } catch {
        throw .photos(error)
      }
    }
  }

  @discardableResult
  func known(_ code: ClassCode) throws(CaseDeskError) -> CaseClass {
    do {
      return try directory.classes.require(code)
    } catch {
      throw .classes(error)
    }
  }

  func counted<Value>(
    _ body: () throws(CalendarError) -> Value
  ) throws(CaseDeskError) -> Value {
    do {
      return try body()
    } catch {
      throw .calendar(error)
    }
  }
}
