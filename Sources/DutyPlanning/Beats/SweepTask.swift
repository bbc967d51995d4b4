// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// “地毯式”排查: every street of every beat looked at once, with the proof that none is left out.
public struct SweepPlan: Hashable, Codable, Sendable {
  /// Workdays until all tasks are done, one task a beat and day.
  public var workdays: Int
  public var tasks: [SweepTask]
  public var proof: Proof

  /// Counted from the finished tasks against the city's streets, not from how they were made.
  public struct Proof: Hashable, Codable, Sendable {
    public var streets: Int
    public var inTasks: Int
    public var missing: [DutyModel.ID<RoadSegment>]
    public var twice: [DutyModel.ID<RoadSegment>]

    public var isComplete: Bool { missing.isEmpty && twice.isEmpty && inTasks == streets }
  }
}

/// What one beat's owner looks at on one day.
public struct SweepTask: Hashable, Codable, Sendable {
  public var beat: DutyModel.ID<Beat>
  /// Counted from 1; the workday of the cycle too.
  public var number: Int
  /// In the order of walking.
  public var segments: [DutyModel.ID<RoadSegment>]
  public var lengthMetres: Int64
}

/// Cuts each beat's streets into tasks of about the same length in depth-first order, so that the
/// streets of a task follow one another where the beat lets them.
struct SweepPlanner {
  let roads: RoadNetwork
  /// A forenoon's walk along the street, looking.
  static let metresPerTask: Int64 = 6000

  func plan(_ beats: [Beat]) -> SweepPlan {
    let tasks = beats.flatMap(tasks)
    return SweepPlan(
      workdays: tasks.map(\.number).max() ?? 0, tasks: tasks, proof: proof(of: tasks))
  }

  /// Counts every street of the network in all tasks.
  func proof(of tasks: [SweepTask]) -> SweepPlan.Proof {
    var times = [Int](repeating: 0, count: roads.segments.count)
    for task in tasks { for segment in task.segments { times[Int(segment.rawValue)] += 1 } }
    return SweepPlan.Proof(
      streets: times.count, inTasks: times.count { $0 > 0 },
      missing: times.indices.filter { times[$0] == 0 }.map { roads.segments[$0].id },
      twice: times.indices.filter { times[$0] > 1 }.map { roads.segments[$0].id })
  }

  private func tasks(of beat: Beat) -> [SweepTask] {
    let order = walkingOrder(beat.segments)
    let total = order.reduce(Int64(0)) { $0 + roads[$1].lengthMillimetres }
    let count = max(1, Int((total / 1000 + Self.metresPerTask - 1) / Self.metresPerTask))
    var tasks: [SweepTask] = []
    var (done, part): (Int64, [ID<RoadSegment>]) = (0, [])
    for segment in order {
      part.append(segment)
      done += roads[segment].lengthMillimetres
      guard done * Int64(count) >= total * Int64(tasks.count + 1) || segment == order.last else {
        continue
      }
      let metres = part.reduce(Int64(0)) { $0 + roads[$1].lengthMillimetres } / 1000
      tasks.append(
        SweepTask(
          beat: beat.id, number: tasks.count + 1, segments: part, lengthMetres: metres))
      part = []
    }
    return tasks
  }

  /// Depth first from the lowest number; what hangs apart follows.
  private func walkingOrder(_ segments: [ID<RoadSegment>]) -> [ID<RoadSegment>] {
    var at: [ID<Junction>: [ID<RoadSegment>]] = [:]
    for segment in segments.sorted(by: >) {
      at[roads[segment].from, default: []].append(segment)
      at[roads[segment].to, default: []].append(segment)
    }
    var seen: Set<ID<RoadSegment>> = []
    var order: [ID<RoadSegment>] = []
    for start in segments.sorted() where !seen.contains(start) {
      var stack = [start]
      while let segment = stack.popLast() {
        guard seen.insert(segment).inserted else { continue }
        order.append(segment)
        for end in [roads[segment].from, roads[segment].to] {
          stack += (at[end] ?? []).filter { !seen.contains($0) }
        }
      }
    }
    return order
  }
}
