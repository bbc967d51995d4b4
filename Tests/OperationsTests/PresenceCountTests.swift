// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import Operations
import Testing

@Suite("Presence counted from fixes")
struct PresenceCountTests {
  static let clock = CityClock(minutesEastOfUTC: 480)
  /// 08:00 of a Wednesday in China.
  static let slot = PresenceSlot(date: CivilDate(day: 20_782), position: 32)
  static let start = slot.span(by: clock).lowerBound
  static let here = PresencePlace.duty(.post(1), .peak)
  static let there = PresencePlace.road(9)

  /// A fix `second` seconds after 08:00; north of 36.75 it is `there`, else `here`.
  private func fix(
    _ second: Double, _ verdict: FixVerdict = .accepted, isThere: Bool = false,
    receivedAfter delay: Int64 = 1, isMock: Bool = false
  ) -> JudgedFix {
    let instant = Instant(milliseconds: Self.start.milliseconds + Int64(second * 1000))
    return JudgedFix(
      fix: Fix(
        terminal: 1, instant: instant, received: instant.adding(seconds: delay),
        place: TaggedCoordinate(
          latitude: isThere ? 36.8 : 36.7, longitude: 119.1, system: .wgs84), isMock: isMock),
      verdict: verdict)
  }

  private func stays(
    _ fixes: [JudgedFix], _ slots: [Int64] = [0]
  ) -> [Int64: SlotStay] {
    let count = PresenceCount(clock: Self.clock) {
      [$0.latitude > 36.75 ? Self.there : Self.here]
    }
    let wanted = Set(slots.map { Self.slot.advanced(by: $0) })
    return Dictionary(
      uniqueKeysWithValues: count.stays(of: fixes, in: wanted).map {
        ($0.key.number - Self.slot.number, $0.value)
      })
  }

  @Test("slots lie on the city's quarters of an hour")
  func slots() {
    #expect(PresenceSlot(of: Self.start, by: Self.clock) == Self.slot)
    #expect(PresenceSlot(of: Self.start.adding(seconds: 899), by: Self.clock) == Self.slot)
    #expect(
      PresenceSlot(of: Self.start.adding(seconds: -1), by: Self.clock)
        == Self.slot.advanced(by: -1))
    #expect(Self.slot.date == CivilDate(day: 20_782) && Self.slot.position == 32)
    let before = PresenceSlot(date: CivilDate(day: 0), position: 0).advanced(by: -1)
    #expect(before.date == CivilDate(day: -1) && before.position == 95)
  }

  @Test(
    "each moment belongs to the nearest fix, and the whole is the time between the first and the last"
  )
  func nearest() {
    // 10 s here, then half of 20 s here and half there, then 30 s there.
    let all = stays([fix(0), fix(10), fix(30, isThere: true), fix(60, isThere: true)])
    #expect(all[0]?.heard == 60_000)
    #expect(all[0]?.places == [Self.here: 20_000, Self.there: 40_000])
  }

  @Test("the order of arrival changes nothing, nor does what comes twice")
  func order() {
    let fixes = [fix(0), fix(10), fix(30, .late, isThere: true, receivedAfter: 500), fix(60)]
    let expected = stays(fixes)
    #expect(expected[0]?.places == [Self.here: 35_000, Self.there: 25_000])
    #expect(stays(fixes.reversed()) == expected)
    // Another place at the same moment, received later.
    #expect(stays(fixes + [fix(10, isThere: true, receivedAfter: 9)]) == expected)
  }

  @Test("a gap of 120 s is bridged, one of 121 s is not", arguments: [(120.0, 120_000), (121, 0)])
  func gap(seconds: Double, expected: Int64) {
    let all = stays([fix(0), fix(seconds)])
    #expect(all[0]?.heard == expected)
    #expect(all[0]?.places[Self.here] ?? 0 == expected)
  }

  @Test("one fix says that a terminal is heard, and no time")
  func alone() {
    #expect(stays([fix(5)]) == [0: SlotStay()])
    #expect(stays([]).isEmpty)
  }

  @Test(
    "what the filters or the device itself do not believe counts nothing and ends nothing",
    arguments: [FixVerdict.duplicate, .jump, .future, .outlier])
  func unbelieved(verdict: FixVerdict) {
    let expected = stays([fix(0), fix(100)])
    #expect(expected[0]?.heard == 100_000)
    #expect(stays([fix(0), fix(50, verdict, isThere: true), fix(100)]) == expected)
    #expect(stays([fix(0), fix(50, isThere: true, isMock: true), fix(100)]) == expected)
    #expect(stays([fix(0, isMock: true), fix(50, isMock: true)]).isEmpty)
  }

  @Test("time is split at the slot's edge, and each slot alone says the same as both together")
  func edges() {
    // The last fix of the slot is 40 s before its end, the first of the next 20 s after it.
    let fixes = [fix(800), fix(860), fix(920, isThere: true), fix(980, isThere: true)]
    let both = stays(fixes, [0, 1])
    // The middle of 860 and 920 is 890: the last ten seconds of the slot belong to the fix after it.
    #expect(both[0]?.places == [Self.here: 90_000, Self.there: 10_000])
    #expect(both[1]?.places == [Self.there: 80_000])
    #expect(stays(fixes, [0]) == [0: both[0]] && stays(fixes, [1]) == [1: both[1]])
    // A slot without a fix of its own, and slots that nobody asked for.
    #expect(stays([fix(895), fix(905)], [-1]).isEmpty)
  }

  @Test("a fix touches the neighbouring slot within a gap of its edge, and no other")
  func touched() {
    let policy = PresencePolicy()
    func touched(_ second: Int64) -> [Int64] {
      let slots = policy.slots(touchedBy: Self.start.adding(seconds: second), clock: Self.clock)
      return [slots.lowerBound, slots.upperBound].map { $0.number - Self.slot.number }
    }
    #expect(touched(0) == [-1, 0] && touched(119) == [-1, 0] && touched(120) == [0, 0])
    #expect(touched(779) == [0, 0] && touched(780) == [0, 1] && touched(899) == [0, 1])
  }

  @Test("a slot is over four minutes after its end")
  func finished() {
    let policy = PresencePolicy()
    let end = Self.start.adding(seconds: 900 + 240)
    #expect(policy.end(at: end.adding(seconds: -1), clock: Self.clock) == Self.slot)
    #expect(policy.end(at: end, clock: Self.clock) == Self.slot.advanced(by: 1))
  }

  @Test("a terminal whose clock is off by seconds is counted by its own clock")
  func skew() {
    // Ahead by 200 s, below what the filter calls the future: received before it was taken.
    let ahead = [fix(0, receivedAfter: -200), fix(60, receivedAfter: -200)]
    #expect(stays(ahead) == stays([fix(0), fix(60)]))
  }

  @Test("seconds are rounded down; a street passed by is not kept, a post is")
  func rows() {
    var stay = SlotStay()
    stay.heard = 899_999
    stay.places = [
      Self.here: 1_999, .duty(.beat(2), .night): 999, Self.there: 59_999, .road(10): 180_000,
    ]
    let row = SlotPresence(
      stay, in: Self.slot, of: 7, unit: 3, carrier: .vehicle, policy: PresencePolicy())
    #expect(row.heardSeconds == 899 && row.seconds == [Self.here: 1, .road(10): 180])
  }
}
