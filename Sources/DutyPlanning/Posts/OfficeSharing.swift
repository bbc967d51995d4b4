// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
import Geography
import PlanningKernels

/// People whom one office sends to one post in each peak.
public struct OfficeShare: Hashable, Codable, Sendable {
  public var office: DutyModel.ID<Unit>
  public var post: DutyModel.ID<Post>
  public var people: Int
  /// From the office to the post.
  public var travelSeconds: Int
}

/// 机关民警: offices to posts at the least driving time in all, each with its fair share.
///
/// An office's share of all office officers on posts is its share of those who can leave, rounded up
/// (transportation problem, exact): nobody's office carries more than one person above its part.
struct OfficeSharing {
  let context: PlanningContext

  func shares(
    _ posts: [Post]
  ) throws(PlanningError) -> (shares: [OfficeShare], record: SolveRecord?) {
    let asking = posts.filter { $0.strength.office > 0 }
    let needed = asking.reduce(0) { $0 + $1.strength.office }
    let offices = context.workforce.offices.units
    guard needed > 0, !offices.isEmpty else { return ([], nil) }
    let seconds = context.stationSeconds(offices, to: asking.map(\.junction))
    do {
      let table = try PlacementTable(
        costs: seconds.map { $0.map(Optional.some) }, strength: asking.map(\.strength.office),
        capacity: capacities(offices, needed: needed))
      let result = try Assignment(table: table).solve()
      return (
        result.choice.pairs.map {
          OfficeShare(
            office: offices[$0.person].id, post: asking[$0.place].id, people: $0.count,
            travelSeconds: Int(seconds[$0.person][$0.place]))
        },
        SolveRecord(
          problem: "office-shares", solver: "Chengxu", status: result.status.recorded,
          objective: Double(result.objective), bound: Double(result.bound),
          seconds: result.seconds, seed: context.options.seed)
      )
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "机关民警分配", english: "Sending office officers to posts"),
        error: error)
    }
  }

  private func capacities(_ offices: [Unit], needed: Int) -> [Int] {
    let able = offices.map { office in
      (0..<5).map { context.workforce.offices.available(office, on: context.week.adding(days: $0)) }
        .min() ?? 0
    }
    let all = max(1, able.reduce(0, +))
    return able.map { (needed * $0 + all - 1) / all }
  }
}
