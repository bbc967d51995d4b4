// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
import Geography
import PlanningKernels

/// 围堵: which people on duty close the cordon first, before those who were drawn arrive.
public struct RingClosure: Hashable, Codable, Sendable {
  /// Until the last cordon post is held: the least there can be.
  public var closedAfterSeconds: Int
  public var assignments: [Closing]
  /// Cordon posts that too few of the people on duty could reach any sooner: the proof.
  public var witnessPosts: [DutyModel.ID<Post>]
  /// How many of them could.
  public var witnessUnits: Int

  public struct Closing: Hashable, Codable, Sendable {
    public var post: DutyModel.ID<Post>
    /// Where they stand when the order comes.
    public var from: DutyPlace
    public var seconds: Int
  }
}

/// Bottleneck assignment of the places held at the order's start to the cordon.
struct RingCloser {
  let context: PlanningContext
  /// The other modes' plans.
  let others: [DutyPlan]

  /// - Returns: `nil` if fewer places are held at that time than there are cordon posts, or some
  ///   cannot be reached.
  func closure(of posts: [Post], at start: CivilTime) throws(PlanningError) -> RingClosure? {
    let units = unitsOnDuty(at: start)
    guard !posts.isEmpty, units.count >= posts.count else { return nil }
    var paths = ShortestPaths(context.travel)
    let costs = units.map { unit -> [Int64?] in
      paths.search(from: unit.junction)
      return posts.map { post in paths.milliseconds(to: post.junction).map { $0 / 1000 } }
    }
    do {
      let table = try PlacementTable(costs: costs, strength: posts.map { _ in 1 })
      let blockade = BottleneckAssignment(table: table)
      let result = try blockade.solve()
      let witness = blockade.witness(below: result.objective)
      return RingClosure(
        closedAfterSeconds: Int(result.objective),
        assignments: result.choice.pairs.map {
          .init(
            post: posts[$0.place].id, from: units[$0.person].place,
            seconds: Int(costs[$0.person][$0.place] ?? 0))
        }.sorted { $0.post < $1.post },
        witnessPosts: (witness?.places ?? []).map { posts[$0].id },
        witnessUnits: witness?.people.count ?? 0)
    } catch KernelError.shortage {
      return nil
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "围堵", english: "Closing the cordon"), error: error)
    }
  }

  private func unitsOnDuty(at start: CivilTime) -> [(place: DutyPlace, junction: ID<Junction>)] {
    others.flatMap { plan -> [(place: DutyPlace, junction: ID<Junction>)] in
      let places = UnitPlaces(plan, context)
      let held = Set(plan.demands.filter { $0.window.contains(start) }.map(\.place))
      return held.compactMap { place in places.junction(of: place).map { (place, $0) } }
    }.sorted { ($0.junction, $0.place.number) < ($1.junction, $1.place.number) }
  }
}

extension DutyPlace {
  /// The place's running number, each once in a set of plans.
  var number: Int64 {
    switch self {
    case .post(let id): id.rawValue
    case .beat(let id): id.rawValue
    case .patrol(let id): id.rawValue
    case .checkpoint(let id): id.rawValue
    }
  }
}
