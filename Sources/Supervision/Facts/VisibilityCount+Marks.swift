// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations

/// Marks what was seen: by those who stood, stopped and walked.
extension VisibilityCount {
  mutating func mark(
    _ seen: inout [UInt8], stays: [StayFact], from start: Instant, until asOf: Instant
  ) {
    for stay in stays {
      guard let place = stay.place,
        let location = places.location(of: place, in: stay.mode)
      else { continue }
      for span in stay.record.presence(until: asOf) {
        let slots = slots(in: span, from: start, atLeast: policy.visibilitySeconds)
        if !slots.isEmpty { set(&seen, near.segments(around: location), slots) }
      }
    }
  }

  mutating func mark(_ seen: inout [UInt8], stops: [StopFact], from start: Instant) {
    for stop in stops where snapshot.roads.junctions.indices.contains(stop.junction) {
      let slots = slots(in: stop.from..<stop.until, from: start, atLeast: policy.visibilitySeconds)
      guard !slots.isEmpty else { continue }
      let location = snapshot.roads.junctions[stop.junction].location
      set(&seen, near.segments(around: location), slots)
    }
  }

  /// A walk passes many streets; each street near it is seen for the sum of the time spent there.
  mutating func mark(_ seen: inout [UInt8], walks: [WalkFact], from start: Instant) {
    var seconds = [Int32](repeating: 0, count: segmentCount)
    for walk in walks {
      let offset = walk.from.milliseconds - start.milliseconds
      let slot = Int(offset / Self.slotMilliseconds)
      guard offset >= 0, slot < Self.slotsADay else { continue }
      var touched: [Int32] = []
      for visit in walk.visits {
        for segment in near.segments(aroundSegment: Int(visit.segment.rawValue)) {
          if seconds[Int(segment)] == 0 { touched.append(segment) }
          seconds[Int(segment)] += Int32(visit.seconds)
        }
      }
      for segment in touched {
        if seconds[Int(segment)] >= policy.visibilitySeconds {
          seen[slot * segmentCount + Int(segment)] = 1
        }
        seconds[Int(segment)] = 0
      }
    }
  }
}
