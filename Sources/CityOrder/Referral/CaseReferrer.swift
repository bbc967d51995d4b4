// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Hears what a brigade does about a violation that city order referred, and writes it into the case
/// in the same transaction: the acceptance, the return with its reason, the outcome.
///
/// A case is never closed by it: with its outcome it goes to the supervision centre for verification.
public struct CaseReferrer: ViolationReferrer {
  private let directory: OrderDirectory
  private let deadlines: DeadlineDesk?
  private let now: @Sendable () -> Instant

  public init(
    directory: OrderDirectory, deadlines: DeadlineDesk?, now: @escaping @Sendable () -> Instant
  ) {
    self.directory = directory
    self.deadlines = deadlines
    self.now = now
  }

  public func violation(
    _ file: ViolationFile, moved event: ViolationCase.Event, by caller: DeskCaller,
    in session: any DeskSession
  ) throws {
    switch event {
    case .accept: try tell(.accept, of: file, by: caller, in: session)
    case .giveBack(let reason, _, _):
      guard let reason = CaseReason(reason.text) else { throw Self.tooLong }
      try tell(
        .giveBack(reason, redispatch: try desk().dispatch(from: now())), of: file, by: caller,
        in: session)
    default:
      guard let outcome = BrigadeReferral.outcome(of: file.violation) else { return }
      try tell(
        .brigadeOutcome(outcome, verification: try desk().verification(from: now())), of: file,
        by: caller, in: session)
    }
  }

  /// 推诿: a second return was refused; the case notes it and goes up.
  public func violation(
    _ file: ViolationFile, refusedReturn reason: ReturnReason, by caller: DeskCaller,
    in session: any DeskSession
  ) throws {
    guard let reason = CaseReason(reason.text) else { throw Self.tooLong }
    try tell(.noteBuckPassing(reason), of: file, by: caller, in: session)
  }

  private func tell(
    _ action: CaseEvent.Action, of file: ViolationFile, by caller: DeskCaller,
    in session: any DeskSession
  ) throws {
    guard let origin = file.violation.observation.referral else { return }
    let cases = try session.cases()
    let one = try cases.cityCase(ID(rawValue: origin.cityCase))
    // The district has it again, or another violation of the same case took over.
    guard one.violation == file.id else { return }
    guard let person = caller.accountNumber else {
      throw DeskError.unavailable(detail: "The account that answers has no number.")
    }
    let actor = CaseActor(person: ID(rawValue: person), role: .brigadeOfficer, unit: one.unit)
    try cases.append(
      [CaseEvent(by: actor, at: max(now(), one.lastChange), action)], to: one.id,
      version: one.version, classes: directory.classes)
  }

  private func desk() throws -> DeadlineDesk {
    guard let deadlines else { throw CaseDeskError.noDeadlines }
    return deadlines
  }

  private static var tooLong: DeskError {
    .invalid(
      LocalizedName(
        chinese: "退回理由超过 2000 字。可以写短一些。",
        english: "The reason has more than 2000 characters. Maybe write less."))
  }
}
