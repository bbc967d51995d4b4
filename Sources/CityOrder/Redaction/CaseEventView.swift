// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// One step of a case with only the fields that its reader may see. Made by `CaseReader`.
public struct CaseEventView: Hashable, Sendable {
  /// Of the event within its case, from 1: the version that it made.
  public let number: Int
  public let at: Instant
  /// A stable key, such as `giveBack`.
  public let action: String
  public let role: CaseActor.Role?
  public let unit: ID<OrderUnit>?
  /// The body that got the case by it.
  public let receiver: ID<OrderUnit>?
  public let person: ID<CasePerson>?
  public let basis: DispatchBasis?
  public let reason: String?
  public let note: String?
  /// Of a verification or cross-check, and whether an extension was granted.
  public let isPassed: Bool?
  public let outcome: BrigadeOutcome?
  public let violation: ID<ViolationCase>?
  /// Of a reminder: how much of the clock had passed, and who was told.
  public let percent: Int?
  public let recipients: [CaseRecipient]?
  public let photos: [PhotoHash]

  init(_ event: CaseEvent, number: Int, for reader: CaseReader) {
    let action = event.action
    self.number = number
    at = event.at
    self.action = action.key
    role = reader.value(.actor, event.by.role)
    unit = reader.value(.actor, event.by.unit)
    receiver = reader.value(.body, action.receiver)
    person = reader.value(.person, event.by.person)
    basis = reader.value(.basis, action.basis)
    reason = reader.text(.reason, action.reason?.text ?? "").flatMap { $0.isEmpty ? nil : $0 }
    note = reader.text(.note, action.note ?? "").flatMap { $0.isEmpty ? nil : $0 }
    isPassed = reader.value(.result, action.isPassed)
    outcome = reader.value(.outcome, action.outcome)
    violation = reader.value(.violation, action.violation)
    percent = reader.value(.reminders, action.percent)
    recipients = reader.value(.reminders, action.recipients)
    photos = reader.value(.photos, action.photos) ?? []
  }
}

extension CaseEvent.Action {
  /// The body that gets the case by it.
  public var receiver: ID<OrderUnit>? {
    switch self {
    case .dispatch(let unit, _, _), .refer(let unit, _, _): unit
    default: nil
    }
  }

  fileprivate var basis: DispatchBasis? {
    if case .dispatch(_, let basis, _) = self { basis } else { nil }
  }

  fileprivate var percent: Int? {
    if case .remind(let percent, _) = self { percent } else { nil }
  }

  fileprivate var recipients: [CaseRecipient]? {
    if case .remind(_, let recipients) = self { recipients } else { nil }
  }

  fileprivate var note: String? {
    switch self {
    case .finish(_, let note, _), .close(let note): note
    case .closeAsRecorded(let status, _): status
    default: nil
    }
  }

  fileprivate var outcome: BrigadeOutcome? {
    if case .brigadeOutcome(let outcome, _) = self { outcome } else { nil }
  }

  fileprivate var violation: ID<ViolationCase>? {
    if case .refer(_, _, let violation) = self { violation } else { nil }
  }

  fileprivate var isPassed: Bool? {
    switch self {
    case .verify(let passed, _, _, _), .crossCheck(let passed, _, _): passed
    case .decideExtension(let extended, _): extended != nil
    default: nil
    }
  }

  /// Why it was done, where the event says so.
  fileprivate var reason: CaseReason? {
    switch self {
    case .decline(let reason), .giveBack(let reason, _), .noteBuckPassing(let reason),
      .requestExtension(_, let reason), .decideExtension(_, let reason), .pause(let reason),
      .putOnLedger(let reason, _), .correctClass(_, let reason), .withdraw(let reason):
      reason
    default: nil
    }
  }
}
