// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension ViolationCase {
  public enum Event: Hashable, Codable, Sendable {
    /// 移送: what another office referred waits for the brigade from the start.
    case refer(to: ID<Unit>, due: Instant, at: Instant)
    case intervene(Intervention, by: Handler, at: Instant)
    case handOver(to: ID<Unit>, due: Instant, by: Handler, at: Instant)
    case accept(by: Handler, at: Instant)
    case giveBack(reason: ReturnReason, by: Handler, at: Instant)
    case decide(Outcome, document: DocumentNumber, by: Handler, at: Instant)
    case release(ground: LegalGround, by: Handler, at: Instant)
    /// Nothing of what was referred was there when somebody came.
    case notFound(by: Handler, at: Instant)
    case close(by: Handler, at: Instant)
    /// The hand-over's clock reached this percentage of its time.
    case remind(percent: Int, at: Instant)

    public var at: Instant {
      switch self {
      case .intervene(_, _, let at), .handOver(_, _, _, let at), .accept(_, let at),
        .giveBack(_, _, let at), .decide(_, _, _, let at), .release(_, _, let at),
        .close(_, let at), .remind(_, let at), .refer(_, _, let at), .notFound(_, let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .refer: "refer"
      case .intervene: "intervene"
      case .handOver: "handOver"
      case .accept: "accept"
      case .giveBack: "giveBack"
      case .decide: "decide"
      case .release: "release"
      case .notFound: "notFound"
      case .close: "close"
      case .remind: "remind"
      }
    }
  }

  /// What the caller must carry out, in order, once the new state is stored.
  public enum Effect: Hashable, Codable, Sendable {
    case notify(ID<Unit>)
    case remind(ID<Unit>, percent: Int, at: Instant)
    case escalate(ID<Unit>, Escalation)
    case countTowardKPIs
  }

  /// Why a case goes up to the unit's superior.
  public enum Escalation: String, Codable, Sendable {
    case acceptanceOverdue
    /// 推诿: the unit tried to return it a second time.
    case returnedTwice
  }
}

extension ViolationCase.State {
  public var key: String {
    switch self {
    case .observed: "observed"
    case .intervened: "intervened"
    case .handedOver: "handedOver"
    case .accepted: "accepted"
    case .returned: "returned"
    case .processed: "processed"
    case .closed: "closed"
    }
  }
}
