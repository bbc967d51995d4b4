// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// 不留死角: the proof that a sweep went over everything, or the list of what is missing.
///
/// A visit counts for a task if its body has the task and it lies in the campaign's time. A grid is
/// covered by one visit; a street when the stretches that were walked make up the asked share of its
/// length.
public struct SweepCoverage: Hashable, Codable, Sendable {
  public struct Result: Hashable, Codable, Sendable {
    public var task: Int
    public var target: SweepTarget
    /// 0...1; of a grid 0 or 1.
    public var share: Double
    public var isCovered: Bool
    /// The first visit that counted.
    public var firstVisit: Instant?
  }

  /// Each target of each task, in the plan's order.
  public var results: [Result]
  /// Visits that count for nothing: outside the time, by a body without that target.
  public var idleVisits: Int
  /// Cases that the visits became.
  public var cases: [ID<CityCase>]

  public var missing: [Result] { results.filter { !$0.isCovered } }
  public var isComplete: Bool { missing.isEmpty }
  public var covered: (count: Int, of: Int) { (results.count { $0.isCovered }, results.count) }

  /// - Parameter neededPercent: Of a street's length; positions are never exact at its ends.
  public init(_ campaign: Campaign, visits: [SweepVisit], neededPercent: Int = 90) {
    let counting = visits.filter { campaign.period.contains($0.at) }
    var used: Set<Int> = []
    results = campaign.tasks.enumerated().flatMap { number, task in
      task.targets.map { target in
        let found = counting.enumerated().filter { _, visit in
          visit.unit == task.unit && visit.place == target.place
        }
        used.formUnion(found.map(\.offset))
        let share = Self.share(of: target, found.map(\.element.extent))
        return Result(
          task: number, target: target, share: share,
          isCovered: share * 100 >= Double(neededPercent),
          firstVisit: found.map(\.element.at).min())
      }
    }
    idleVisits = visits.count - used.count
    cases = Array(Set(used.flatMap { counting[$0].cases })).sorted()
  }

  private static func share(of target: SweepTarget, _ extents: [SweepVisit.Extent]) -> Double {
    guard case .street(_, let length) = target else { return extents.isEmpty ? 0 : 1 }
    guard length > 0 else { return extents.isEmpty ? 0 : 1 }
    let stretches = extents.compactMap { extent -> Range<Int64>? in
      guard case .street(_, let stretch) = extent else { return nil }
      return stretch.clamped(to: 0..<length)
    }
    var (walked, reached) = (Int64(0), Int64(0))
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      walked += max(0, stretch.upperBound - max(stretch.lowerBound, reached))
      reached = max(reached, stretch.upperBound)
    }
    return Double(walked) / Double(length)
  }
}
