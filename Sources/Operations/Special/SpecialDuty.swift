// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning
public import Rostering

/// A special duty in force: who was told, who has said so, and what it owes when it is over.
///
/// In force → ended. Everybody who is concerned acknowledges for themselves, each partner for its own
/// tasks; nobody does it for another. The type reads no clock and sends nothing; replaying its events
/// gives the same value again.
public struct SpecialDuty: Identifiable, Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable { case inForce, ended }

  /// One officer under the order.
  public struct Call: Hashable, Codable, Sendable {
    public var officer: DutyModel.ID<Officer>
    /// The officer's own unit.
    public var unit: DutyModel.ID<Unit>
    /// `nil` for whoever stands by.
    public var post: DutyModel.ID<Post>?
    public internal(set) var acknowledged: Instant?

    public init(
      officer: DutyModel.ID<Officer>, unit: DutyModel.ID<Unit>, post: DutyModel.ID<Post>?
    ) {
      self.officer = officer
      self.unit = unit
      self.post = post
    }
  }

  /// One partner's task, by its position in the order.
  public struct PartnerCall: Hashable, Codable, Sendable {
    public var acknowledged: Instant?
    public var by: String?
  }

  public let id: DutyModel.ID<SpecialDuty>
  public let order: SpecialDutyOrder
  /// In order of officer.
  public private(set) var calls: [Call]
  /// One for each partner task of the order.
  public private(set) var partners: [PartnerCall]
  public private(set) var state: State = .inForce
  public private(set) var endedAt: Instant?
  public private(set) var endReason: String?
  /// Rest owed from it, by officer; booked when it ends.
  public private(set) var debts: [RestDebt] = []
  /// Reminders that were given because somebody had not acknowledged.
  public private(set) var reminders = 0
  public private(set) var lastChange: Instant

  public enum Event: Hashable, Codable, Sendable {
    case start(SpecialDutyOrder, calls: [Call], at: Instant)
    case acknowledge(officer: DutyModel.ID<Officer>, at: Instant)
    case acknowledgePartner(task: Int, by: String, at: Instant)
    /// So many had not acknowledged by then.
    case remind(missing: Int, at: Instant)
    case stop(reason: String, debts: [RestDebt], at: Instant)

    public var at: Instant {
      switch self {
      case .start(_, _, let at), .acknowledge(_, let at), .acknowledgePartner(_, _, let at),
        .remind(_, let at), .stop(_, _, let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .start: "start"
      case .acknowledge: "acknowledge"
      case .acknowledgePartner: "acknowledgePartner"
      case .remind: "remind"
      case .stop: "stop"
      }
    }
  }

  /// Puts an order in force.
  public init(
    id: DutyModel.ID<SpecialDuty>, _ order: SpecialDutyOrder, calls: [Call], at instant: Instant
  ) {
    self.id = id
    self.order = order
    self.calls = calls.sorted { $0.officer < $1.officer }
    partners = order.partnerTasks.map { _ in PartnerCall() }
    lastChange = instant
  }

  /// The duty that the events of a log tell of.
  ///
  /// - Returns: `nil` if the first is not its start.
  public init?(
    id: DutyModel.ID<SpecialDuty>, replaying events: [Event]
  ) throws(TransitionRefused) {
    guard case .start(let order, let calls, let at)? = events.first else { return nil }
    self.init(id: id, order, calls: calls, at: at)
    for event in events.dropFirst() { try apply(event) }
  }

  /// Moves it on, or refuses and changes nothing.
  public mutating func apply(_ event: Event) throws(TransitionRefused) {
    guard state == .inForce else { throw refused(event, .notAllowedInState) }
    switch event {
    case .start: throw refused(event, .notAllowedInState)
    case .acknowledge(let officer, let at):
      guard let position = calls.firstIndex(where: { $0.officer == officer }) else {
        throw refused(event, .notConcerned)
      }
      guard calls[position].acknowledged == nil else { throw refused(event, .notAllowedInState) }
      calls[position].acknowledged = at
    case .acknowledgePartner(let task, let account, let at):
      guard partners.indices.contains(task) else { throw refused(event, .notConcerned) }
      guard partners[task].acknowledged == nil else { throw refused(event, .notAllowedInState) }
      partners[task] = PartnerCall(acknowledged: at, by: account)
    case .remind: reminders += 1
    case .stop(let reason, let debts, let at):
      guard !reason.allSatisfy(\.isWhitespace) else { throw refused(event, .withoutReason) }
      self.debts = debts
      (state, endedAt, endReason) = (.ended, at, reason)
    }
    lastChange = max(lastChange, event.at)
  }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason
  ) -> TransitionRefused {
    TransitionRefused(
      subject: .special(id), state: state.rawValue, event: event.key, reason: reason)
  }

  /// Who has not said so.
  public var missing: [Call] { calls.filter { $0.acknowledged == nil } }
}
