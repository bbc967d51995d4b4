// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where the ledger of points is worked on: each use case reads it as it is now, asks the rules, and
/// stores steps, or refuses and stores nothing.
public actor PointDesk {
  public nonisolated let clock: CityClock
  private let store: any PointStore
  private var known: PointLedger?

  public init(store: any PointStore, clock: CityClock) {
    self.store = store
    self.clock = clock
  }

  /// The ledger as it is now.
  public func ledger() async throws(PointDeskError) -> PointLedger {
    do {
      if let known, try await store.revision() == known.revision { return known }
      let newest = try await store.ledger()
      known = newest
      return newest
    } catch {
      throw .store(error)
    }
  }

  /// Takes a person's step.
  ///
  /// - Parameters:
  ///   - account: who is signed in, beside the officer of the signature.
  ///   - revision: which ledger the person saw; `nil` for whoever saw none, such as a command line.
  public func take(
    _ event: PointCase.Event, on id: ID<PointCase>, by signature: PointCase.Signature,
    account: String, seen revision: Int?, at now: Instant
  ) async throws(PointDeskError) -> PointLedger {
    var next = try await ledger()
    guard revision ?? next.revision == next.revision else { throw .store(.conflict) }
    let step = PointStep(
      point: id, action: .apply(event), signature: signature, time: clock.civilTime(of: now))
    let seen = next.revision
    do {
      try next.apply(step)
    } catch {
      throw .refused(error)
    }
    try await keep([step], next, by: account, seen: seen, isDemoData: next.isDemoData, at: now)
    return next
  }

  /// Takes in a run of the detection.
  ///
  /// - Parameter day: the last day that the run looked at.
  public func take(
    _ detection: PointDetection, upTo day: CivilDate, isDemoData: Bool, at now: Instant
  ) async throws(PointDeskError) -> PointLedger.Update {
    var next = try await ledger()
    let seen = next.revision
    let update: PointLedger.Update
    do {
      update = try next.take(
        detection.findings, at: CivilTime(date: day, minuteOfDay: 1439), value: detection.value)
    } catch {
      throw .refused(.refused(error))
    }
    next.isDemoData = next.isDemoData || isDemoData
    try await keep(update.steps, next, by: nil, seen: seen, isDemoData: isDemoData, at: now)
    return update
  }

  private func keep(
    _ steps: [PointStep], _ next: PointLedger, by account: String?, seen revision: Int,
    isDemoData: Bool, at now: Instant
  ) async throws(PointDeskError) {
    do {
      try await store.append(
        steps, by: account, seen: revision, isDemoData: isDemoData, at: now)
    } catch {
      throw .store(error)
    }
    known = next
  }
}

/// Why the desk of points could not do it. Nothing was stored.
public enum PointDeskError: ExplainedError {
  case refused(PointLedgerError)
  case store(PointStoreError)

  public var explanation: LocalizedName {
    switch self {
    case .refused(let refusal): refusal.explanation
    case .store(let error): error.explanation
    }
  }
}
