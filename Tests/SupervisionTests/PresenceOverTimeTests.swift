// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Operations
import Supervision
import Testing

@Suite("Intervals between visits and the chance of meeting police")
struct PresenceOverTimeTests {
  /// The beat of segments 9 and 11 from 09:00 to 10:00: four slots each. Segment 9 is seen in the
  /// first and the last, segment 11 in the first only.
  static var walks: [DutyEventEntry] {
    let beat = AssignmentID(duty: 3, task: 0)
    func walk(_ minute: Int, _ segments: [ID<RoadSegment>]) -> DutyEventEntry {
      SmallDay.entry(
        SmallDay.at(9, minute + 15),
        .beatWalk(
          assignment: beat, from: SmallDay.at(9, minute),
          visits: segments.map { SegmentVisit(segment: $0, seconds: 200) }))
    }
    return [
      SmallDay.attendance(3, .confirm(.twoFixes, at: SmallDay.at(9))),
      walk(0, [9, 11]), walk(45, [9]), SmallDay.attendance(3, .finish(at: SmallDay.at(10))),
    ]
  }

  @Test("count the slots without police between two visits of a street")
  func intervals() throws {
    var policy = ScorecardTests.near
    policy.visibilityMetres = 1
    let card = try ScorecardTests.scorecard(Self.walks, policy: policy)
    let longest = try #require(card.result("revisit-interval-max", for: .mode(.offPeak)))
    // One gap of two slots on segment 9; segment 11 has one visit and no interval.
    #expect((longest.numerator, longest.cases) == (30, 1))
    #expect(longest.gap == .tooFewCases)
  }

  @Test("average 1 − exp(−T/h) over the streets that are walked, and presence at posts")
  func chance() throws {
    var policy = ScorecardTests.near
    policy.visibilityMetres = 1
    let card = try ScorecardTests.scorecard(Self.walks, policy: policy)
    let chance = try #require(card.result("chance-of-police", for: .mode(.offPeak)))
    // Two passes in 60 minutes on segment 9, one on segment 11; four slots each.
    let expected = (1 - exp(-5.0 / 30)) * 4 + (1 - exp(-5.0 / 60)) * 4
    #expect(abs(chance.numerator - expected) < 0.00001)
    #expect(chance.denominator == 8)
  }
}
