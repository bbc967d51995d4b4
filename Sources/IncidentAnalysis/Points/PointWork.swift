// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a person may do about a point; the other events are the program's.
public enum PointWork: String, CaseIterable, Codable, Sendable {
  case verify, dismiss, list, treat, recheck, reject
  case signOff = "sign-off"

  /// What is said beside the step itself.
  public struct Details: Hashable, Sendable {
    public var owner: ID<Officer>?
    public var measure: String?
    public var deadline: CivilDate?

    public init(owner: ID<Officer>? = nil, measure: String? = nil, deadline: CivilDate? = nil) {
      self.owner = owner
      self.measure = measure
      self.deadline = deadline
    }
  }

  /// - Returns: `nil` if the step asks for a detail that is not there: a listing for owner, measure and
  ///   deadline, a rejection for the new deadline.
  public func event(_ details: Details) -> PointCase.Event? {
    switch self {
    case .verify: return .verify
    case .dismiss: return .dismiss
    case .treat: return .treat
    case .recheck: return .recheck(.passed)
    case .signOff: return .signOff
    case .reject: return details.deadline.map { .recheck(.failed(newDeadline: $0)) }
    case .list:
      guard let owner = details.owner, let measure = details.measure,
        let deadline = details.deadline
      else { return nil }
      return .list(PointCase.Commitment(owner: owner, measure: measure, deadline: deadline))
    }
  }
}

extension PointCase {
  /// What people may do next; who may is asked when they do it.
  public var nextWork: [PointWork] {
    switch state {
    case .candidate: [.verify, .dismiss]
    case .verified: [.list, .dismiss]
    case .listed: [.treat, .list]
    case .treated: [.recheck, .reject]
    case .rechecked: [.signOff]
    case .reopened: [.list]
    case .dismissed, .signedOff: []
    }
  }
}
