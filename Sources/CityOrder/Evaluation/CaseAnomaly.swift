// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Operations

/// Something about a closed case that a person should look at; never a finding by itself.
public struct CaseAnomaly: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// Done in the last twentieth of its time: fine once, a pattern when it repeats.
    case finishedAtTheEdge
    /// Verified within minutes of being finished, too soon to have gone there 摆拍.
    case verifiedAtOnce
    /// The same photo proves two cases.
    case photoUsedTwice
  }

  public var kind: Kind
  public var id: ID<CityCase>
  /// The other case, where there is one.
  public var other: ID<CityCase>?

  public init(kind: Kind, id: ID<CityCase>, other: ID<CityCase>? = nil) {
    self.kind = kind
    self.id = id
    self.other = other
  }
}

extension CaseAnomaly {
  /// Looks through cases with their events.
  ///
  /// - Parameter walkingSeconds: A verification sooner than this after the work is too soon.
  public static func find(
    in cases: [(case: CityCase, events: [CaseEvent])], walkingSeconds: Int64 = 300
  ) -> [CaseAnomaly] {
    var found: [CaseAnomaly] = []
    var firstUse: [PhotoHash: ID<CityCase>] = [:]
    for (one, events) in cases {
      if isAtTheEdge(one) { found.append(Self(kind: .finishedAtTheEdge, id: one.id)) }
      if isVerifiedAtOnce(events, within: walkingSeconds) {
        found.append(Self(kind: .verifiedAtOnce, id: one.id))
      }
      for photo in photos(in: events) {
        if let first = firstUse[photo], first != one.id {
          found.append(Self(kind: .photoUsedTwice, id: one.id, other: first))
        } else {
          firstUse[photo] = one.id
        }
      }
    }
    return found
  }

  private static func isAtTheEdge(_ one: CityCase) -> Bool {
    guard let completed = one.completedAt, let deadline = one.handlingDeadline else { return false }
    let length = deadline.due.milliseconds - deadline.start.milliseconds
    let left = deadline.due.milliseconds - completed.milliseconds
    return left >= 0 && left * 20 < length
  }

  private static func isVerifiedAtOnce(_ events: [CaseEvent], within seconds: Int64) -> Bool {
    zip(events, events.dropFirst()).contains { finish, verify in
      guard case .finish = finish.action, case .verify(_, .photo, _) = verify.action else {
        return false
      }
      return verify.at.seconds(since: finish.at) < seconds
    }
  }

  private static func photos(in events: [CaseEvent]) -> [PhotoHash] {
    events.flatMap(\.action.evidence.photos)
  }
}
