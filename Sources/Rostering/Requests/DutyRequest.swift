// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A wish to swap duties or to have leave, from filing to decision: a machine that reads no clock
/// and stores nothing. Its events are its record.
public struct DutyRequest: Identifiable, Hashable, Codable, Sendable {
  public enum Kind: Hashable, Codable, Sendable {
    /// The applicant's duty goes to the other, who gives one of his own for it or none.
    case swap(
      duty: DutyModel.ID<RosteredDuty>, with: DutyModel.ID<Officer>,
      against: DutyModel.ID<RosteredDuty>?)
    case leave(CivilInterval)
  }

  public enum State: String, Codable, Sendable {
    /// A swap waits for the other.
    case filed
    /// Waits for a leader.
    case submitted
    case approved, refused, withdrawn
  }

  public enum Action: Hashable, Codable, Sendable {
    /// By the other person of a swap.
    case agree
    /// By a leader; with overrides for every rule that it breaks.
    case approve(overrides: [RuleOverride])
    case refuse(reason: String)
    /// By the applicant.
    case withdraw
  }

  public struct Event: Hashable, Codable, Sendable {
    public var action: Action
    public var by: DutyModel.ID<Officer>
    public var at: CivilTime

    public init(_ action: Action, by: DutyModel.ID<Officer>, at: CivilTime) {
      self.action = action
      self.by = by
      self.at = at
    }
  }

  /// What must follow.
  public enum Effect: Hashable, Sendable {
    case tell(DutyModel.ID<Officer>)
    case askLeader
    case revise(Kind)
  }

  public let id: DutyModel.ID<DutyRequest>
  public let applicant: DutyModel.ID<Officer>
  public let kind: Kind
  public let filedAt: CivilTime
  public private(set) var state: State
  public private(set) var events: [Event] = []

  public init(
    id: DutyModel.ID<DutyRequest>, by applicant: DutyModel.ID<Officer>, _ kind: Kind,
    at time: CivilTime
  ) {
    self.id = id
    self.applicant = applicant
    self.kind = kind
    filedAt = time
    if case .swap = kind { state = .filed } else { state = .submitted }
  }

  /// Moves the request on, or refuses and changes nothing.
  ///
  /// - Parameter violations: what the rules say about the request as the roster stands now.
  public mutating func apply(
    _ event: Event, violations: [HardRuleViolation] = []
  ) throws(RequestRefused) -> [Effect] {
    let (next, effects) = try step(event, violations)
    state = next
    events.append(event)
    return effects
  }

  private func step(
    _ event: Event, _ violations: [HardRuleViolation]
  ) throws(RequestRefused) -> (State, [Effect]) {
    switch (state, event.action) {
    case (.filed, .agree):
      guard case .swap(_, let other, _) = kind, event.by == other else {
        throw .notTheirs(event.by)
      }
      return (.submitted, [.tell(applicant), .askLeader])
    case (.submitted, .approve(let overrides)):
      guard !parties.contains(event.by) else { throw .ownRequest(event.by) }
      let open = violations.filter { violation in !overrides.contains { $0.covers(violation) } }
      guard open.isEmpty else { throw .breaksRules(open) }
      return (.approved, [.revise(kind)] + parties.map(Effect.tell))
    case (.filed, .refuse(let reason)), (.submitted, .refuse(let reason)):
      guard event.by != applicant else { throw .ownRequest(event.by) }
      guard !reason.isBlank else { throw .noReason }
      return (.refused, parties.map(Effect.tell))
    case (.filed, .withdraw), (.submitted, .withdraw):
      guard event.by == applicant else { throw .notTheirs(event.by) }
      return (.withdrawn, parties.filter { $0 != applicant }.map(Effect.tell))
    default:
      throw .wrongState(state)
    }
  }

  private var parties: [DutyModel.ID<Officer>] {
    if case .swap(_, let other, _) = kind { return [applicant, other] }
    return [applicant]
  }
}

/// Why a request does not move on.
public enum RequestRefused: ExplainedError, Hashable {
  case wrongState(DutyRequest.State)
  case notTheirs(ID<Officer>)
  case ownRequest(ID<Officer>)
  case breaksRules([HardRuleViolation])
  case noReason

  public var explanation: LocalizedName {
    switch self {
    case .wrongState(let state):
      LocalizedName(
        chinese: "申请处于“\(state.rawValue)”，不能这样处理。可以重新提出申请。",
        english: "The request is \(state.rawValue); this step is none of it. Maybe file a new one.")
    case .notTheirs(let officer):
      LocalizedName(
        chinese: "编号\(officer)不是该步骤的当事人。可以由当事人本人处理。",
        english: "Officer \(officer) is not the one to do this. Maybe ask whom it concerns.")
    case .ownRequest(let officer):
      LocalizedName(
        chinese: "编号\(officer)是申请当事人，不能审批。可以由其他领导审批。",
        english: "Officer \(officer) is party to the request and cannot decide it. "
          + "Maybe ask another leader.")
    case .breaksRules(let violations):
      LocalizedName(
        chinese: "违反硬性规则：" + violations.map(\.explanation.chinese).joined(separator: "；")
          + "。可以拒绝，或逐条书面突破。",
        english: "It breaks hard rules: "
          + violations.map(\.explanation.english).joined(separator: "; ")
          + ". Maybe refuse it, or set each aside in writing.")
    case .noReason:
      LocalizedName(
        chinese: "拒绝须写明理由。可以写一句话。", english: "A refusal needs a reason. Maybe write a sentence.")
    }
  }
}
