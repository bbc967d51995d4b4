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
  /// The body that had the case: patterns are looked for by body, never by person.
  public var unit: ID<OrderUnit>?
  /// The other case, where there is one.
  public var other: ID<CityCase>?

  public init(
    kind: Kind, id: ID<CityCase>, unit: ID<OrderUnit>? = nil, other: ID<CityCase>? = nil
  ) {
    self.kind = kind
    self.id = id
    self.unit = unit
    self.other = other
  }
}

extension CaseAnomaly.Kind {
  public var name: LocalizedName {
    switch self {
    case .finishedAtTheEdge: LocalizedName(chinese: "临期办结", english: "Finished at the edge")
    case .verifiedAtOnce: LocalizedName(chinese: "核查过快", english: "Verified at once")
    case .photoUsedTwice: LocalizedName(chinese: "照片重复", english: "Photo used twice")
    }
  }

  public var definition: LocalizedName {
    switch self {
    case .finishedAtTheEdge:
      LocalizedName(
        chinese: "在处置时限的最后二十分之一内办结的案件 ÷ 结案数；一次不足为奇，成规律才值得看",
        english:
          "cases finished in the last twentieth of their time ÷ closed; once is nothing, a pattern is"
      )
    case .verifiedAtOnce:
      LocalizedName(
        chinese: "办结后 5 分钟内即核查通过的案件 ÷ 结案数；不足以到现场（疑似摆拍）",
        english:
          "cases verified within 5 minutes of being finished ÷ closed; too soon to have gone there")
    case .photoUsedTwice:
      LocalizedName(
        chinese: "处置或核查照片已用于更早案件的案件 ÷ 结案数",
        english: "cases whose proof is a photo that proved an earlier case ÷ closed")
    }
  }
}

extension CaseAnomaly {
  /// A verification sooner than this after the work is too soon.
  public static let walkingSeconds: Int64 = 300

  /// Looks through cases with their events, in the order of their numbers.
  public static func find(in cases: [(case: CityCase, events: [CaseEvent])]) -> [CaseAnomaly] {
    var found: [CaseAnomaly] = []
    var firstUse: [PhotoHash: ID<CityCase>] = [:]
    for (one, events) in cases {
      func add(_ kind: Kind, other: ID<CityCase>? = nil) {
        found.append(Self(kind: kind, id: one.id, unit: one.unit, other: other))
      }
      if isAtTheEdge(one) { add(.finishedAtTheEdge) }
      if isVerifiedAtOnce(events) { add(.verifiedAtOnce) }
      let photos = events.flatMap(\.action.evidence.photos)
      if let first = photos.compactMap({ firstUse[$0] }).filter({ $0 != one.id }).min() {
        add(.photoUsedTwice, other: first)
      }
      for photo in photos where firstUse[photo] == nil { firstUse[photo] = one.id }
    }
    return found
  }

  /// Whether the work was done in the last twentieth of its time.
  public static func isAtTheEdge(_ one: CityCase) -> Bool {
    guard let completed = one.completedAt, let deadline = one.handlingDeadline else { return false }
    let length = deadline.due.milliseconds - deadline.start.milliseconds
    let left = deadline.due.milliseconds - completed.milliseconds
    return left >= 0 && left * 20 < length
  }

  /// Whether somebody verified sooner than they can have gone there.
  ///
  /// - Parameter events: of one case in their order; those that finish and verify are enough.
  public static func isVerifiedAtOnce(_ events: [CaseEvent]) -> Bool {
    zip(events, events.dropFirst()).contains { finish, verify in
      guard case .finish = finish.action, case .verify(_, .photo, _, _) = verify.action else {
        return false
      }
      return verify.at.seconds(since: finish.at) < walkingSeconds
    }
  }
}

/// The anomalies of a period: how many of which kind each body has, and the cases.
public struct CaseAnomalies: Hashable, Sendable {
  /// By the number of the case and the kind; cut off at a limit.
  public var found: [CaseAnomaly]
  /// Of all, also of those cut off.
  public var counts: [ID<OrderUnit>: [CaseAnomaly.Kind: Int]]
  public var isComplete: Bool

  /// - Parameter most: cases that are named.
  public init(_ anomalies: [CaseAnomaly], most: Int) {
    var counts: [ID<OrderUnit>: [CaseAnomaly.Kind: Int]] = [:]
    for one in anomalies {
      guard let unit = one.unit else { continue }
      counts[unit, default: [:]][one.kind, default: 0] += 1
    }
    self.counts = counts
    found = Array(
      anomalies.sorted { ($0.id, $0.kind.rawValue) < ($1.id, $1.kind.rawValue) }.prefix(most))
    isComplete = anomalies.count <= most
  }
}
