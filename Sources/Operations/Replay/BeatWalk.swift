// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography

/// How an officer goes round a beat: street after street along the network, every second quarter
/// of an hour on the streets under strict control.
///
/// A model of which streets are seen for how long, not of the path between them.
struct BeatWalk {
  private var rounds: [[ID<RoadSegment>]]
  /// Where each round goes on, and the millimetres of that street already walked.
  private var next: [Int]
  private var walked: [Int64]
  private var turn = 0

  init(_ beat: Beat, on roads: RoadNetwork, _ dice: inout ReplayDice) {
    let strict = Self.neighbourOrder(beat.strictControlSegments, on: roads)
    let all = Self.neighbourOrder(beat.segments, on: roads)
    rounds = [strict, all].filter { !$0.isEmpty }
    next = rounds.map { _ in 0 }
    walked = rounds.map { _ in 0 }
    for round in rounds.indices { next[round] = dice.number(in: 0...(rounds[round].count - 1)) }
  }

  /// The streets seen in the next seconds, each with its time; a street may come twice.
  mutating func advance(
    seconds: Int, metresPerHour: Int, on roads: RoadNetwork
  ) -> [SegmentVisit] {
    guard !rounds.isEmpty, metresPerHour > 0 else { return [] }
    let round = turn % rounds.count
    turn += 1
    var rest = Int64(seconds) * Int64(metresPerHour) * 1000 / 3600
    var visits: [SegmentVisit] = []
    while rest > 0 {
      let segment = rounds[round][next[round]]
      let open = max(1, roads[segment].lengthMillimetres) - walked[round]
      let step = min(rest, open)
      let time = Int(step * 3600 / (Int64(metresPerHour) * 1000))
      if time > 0 { visits.append(SegmentVisit(segment: segment, seconds: time)) }
      rest -= step
      walked[round] += step
      if walked[round] >= roads[segment].lengthMillimetres {
        walked[round] = 0
        next[round] = (next[round] + 1) % rounds[round].count
      }
    }
    return visits
  }

  /// The segments so that neighbours on the network mostly follow each other: depth first, from
  /// the lowest number on, and on again from the lowest not yet seen.
  static func neighbourOrder(
    _ segments: [ID<RoadSegment>], on roads: RoadNetwork
  ) -> [ID<RoadSegment>] {
    var atJunction: [ID<Junction>: [ID<RoadSegment>]] = [:]
    let sorted = segments.sorted()
    for segment in sorted {
      atJunction[roads[segment].from, default: []].append(segment)
      atJunction[roads[segment].to, default: []].append(segment)
    }
    var seen: Set<ID<RoadSegment>> = []
    var order: [ID<RoadSegment>] = []
    for start in sorted {
      var open = [start]
      while let segment = open.popLast() {
        guard seen.insert(segment).inserted else { continue }
        order.append(segment)
        let street = roads[segment]
        let neighbours = (atJunction[street.from] ?? []) + (atJunction[street.to] ?? [])
        open.append(contentsOf: neighbours.sorted(by: >).filter { !seen.contains($0) })
      }
    }
    return order
  }
}
