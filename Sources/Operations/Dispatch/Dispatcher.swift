// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Driving times to one place on the network, from wherever units stand.
public protocol RoadTimes {
  /// - Returns: milliseconds from the junction to the place, `nil` if there is no way.
  func milliseconds(from junction: ID<Junction>) -> Int64?
}

/// Chooses who goes: the nearest suitable unit by time on the road.
///
/// A unit on the move is preferred to one that leaves a post only through its time: leaving a post
/// costs `leavingPostSeconds` in the comparison. Ties go to the lower duty number. Whoever is in lost contact
/// comes after all who were heard, however near: nobody knows whether they answer.
public struct Dispatcher: Hashable, Sendable {
  /// A unit on foot goes if it can be there within this time.
  public var longestWalkSeconds: Int64
  /// Walking takes this many times as long as driving; 30 km/h over 5 km/h.
  public var walkingFactor: Int64
  /// People who must stay where a unit leaves a post.
  public var fewestOnPost: Int
  /// How much farther a patrol may be than a post's officer and still be preferred.
  public var leavingPostSeconds: Int64

  public init(
    longestWalkSeconds: Int64, walkingFactor: Int64, fewestOnPost: Int, leavingPostSeconds: Int64
  ) {
    self.longestWalkSeconds = longestWalkSeconds
    self.walkingFactor = walkingFactor
    self.fewestOnPost = fewestOnPost
    self.leavingPostSeconds = leavingPostSeconds
  }

  public static let standard = Self(
    longestWalkSeconds: 480, walkingFactor: 6, fewestOnPost: 1, leavingPostSeconds: 120)

  /// - Returns: `nil` if no unit is suitable; `passedOver` then still says why.
  public func decide(
    among units: some Sequence<ResponseUnit>, travel: some RoadTimes
  ) -> (decision: DispatchDecision?, passedOver: [DispatchDecision.PassedOver]) {
    var candidates: [(cost: Int64, candidate: DispatchCandidate)] = []
    var passedOver: [Unsuitability: Int] = [:]
    for unit in units {
      switch judge(unit, travel) {
      case .suitable(let candidate):
        let cost = candidate.travelSeconds + (candidate.leavesPost ? leavingPostSeconds : 0)
        candidates.append((cost, candidate))
      case .unsuitable(let reason): passedOver[reason, default: 0] += 1
      }
    }
    let counts = Unsuitability.allCases.compactMap { reason in
      passedOver[reason].map { DispatchDecision.PassedOver(reason: reason, count: $0) }
    }
    candidates.sort { Self.rank($0) < Self.rank($1) }
    guard let best = candidates.first else { return (nil, counts) }
    let decision = DispatchDecision(
      unit: best.candidate.unit, candidates: candidates.prefix(3).map(\.candidate),
      passedOver: counts)
    return (decision, counts)
  }

  private static func rank(
    _ each: (cost: Int64, candidate: DispatchCandidate)
  ) -> (Int, Int64, ResponseUnit.Key) {
    (each.candidate.silentSeconds == nil ? 0 : 1, each.cost, each.candidate.unit)
  }

  private enum Judgement {
    case suitable(DispatchCandidate)
    case unsuitable(Unsuitability)
  }

  private func judge(_ unit: ResponseUnit, _ travel: some RoadTimes) -> Judgement {
    guard unit.hasSworn else { return .unsuitable(.noSwornOfficer) }
    var leavesPost = false
    switch unit.availability {
    case .free: break
    case .busy: return .unsuitable(.busy)
    case .holding(let remaining):
      guard remaining >= fewestOnPost else { return .unsuitable(.postWouldBeEmpty) }
      leavesPost = true
    }
    guard let milliseconds = travel.milliseconds(from: unit.position) else {
      return .unsuitable(.unreachable)
    }
    var seconds = (milliseconds + 999) / 1000
    if unit.mobility == .foot {
      seconds *= walkingFactor
      guard seconds <= longestWalkSeconds else { return .unsuitable(.tooFarOnFoot) }
    }
    return .suitable(
      DispatchCandidate(
        unit: unit.key, mobility: unit.mobility, travelSeconds: seconds, leavesPost: leavesPost,
        fixAgeSeconds: unit.fixAgeSeconds, silentSeconds: unit.silentSeconds))
  }
}
