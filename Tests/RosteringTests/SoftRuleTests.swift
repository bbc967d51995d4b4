// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The soft rules, with their prices")
struct SoftRuleTests {
  @Test("Four nights for two officers: the third of one costs 20, as its share is 2")
  func fairNights() {
    let slots = (0..<4).map {
      Bench.slot("night", day: $0, occurrences: [Bench.occurrence(Int64($0), "night", day: $0)])
    }
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots)
    let duties = (0..<4).map { Bench.duty($0 < 3 ? 1 : 2, "night", day: $0) }
    let broken = Bench.penalties(of: FairBurden.nights, problem, duties)
    #expect(broken.map(\.penalty) == [20])
    #expect(
      broken.first?.explanation.english == "Officer 1 (000001): 3 nights, the fair share is 2")
  }

  @Test("Nights of the weeks before count: who had two owes none, and a third costs 20")
  func fairNightsWithHistory() {
    let slot = Bench.slot(
      "night", day: 0, occurrences: [Bench.occurrence(1, "night", day: 0)])
    let history = [Bench.duty(1, "night", day: -10), Bench.duty(1, "night", day: -9)]
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], [slot], history: history)
    let again = Bench.penalties(of: FairBurden.nights, problem, [Bench.duty(1, "night", day: 0)])
    #expect(again.map(\.penalty) == [20])
    let other = Bench.penalties(of: FairBurden.nights, problem, [Bench.duty(2, "night", day: 0)])
    #expect(other.isEmpty)
  }

  @Test("A second weekend duty beyond a share of one costs 10; Friday's night is none")
  func fairWeekends() {
    let slots = [5, 6].map {
      Bench.slot("early", day: $0, occurrences: [Bench.occurrence(Int64($0), "early", day: $0)])
    }
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots)
    let both = [5, 6].map { Bench.duty(1, "early", day: $0) }
    #expect(Bench.penalties(of: FairBurden.weekends, problem, both).map(\.penalty) == [10])
    #expect(SharedBurden.weekends.count(in: Bench.duty(1, "late", day: 4)) == 0)
    #expect(SharedBurden.weekends.count(in: Bench.duty(1, "night", day: 4)) == 1)
  }

  @Test("Two peaks for one of two officers cost 3")
  func fairPeaks() {
    let posts = [1, 2].map { Bench.occurrence(Int64($0), "early", day: $0) }
    let slots = posts.enumerated().map {
      Bench.slot("early", day: $0.offset + 1, occurrences: [$0.element])
    }
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], slots)
    let duties = posts.enumerated().map {
      Bench.duty(1, "early", day: $0.offset + 1, [$0.element])
    }
    #expect(Bench.penalties(of: FairBurden.peaks, problem, duties).map(\.penalty) == [3])
  }

  @Test(
    "Late on Monday and early on Wednesday is a step back and costs 4; after two days it is none")
  func forwardRotation() {
    let problem = Bench.problem([Bench.officer(1)], [])
    let late = Bench.duty(1, "late", day: 0)
    let back = Bench.penalties(
      of: ForwardRotation(), problem, [late, Bench.duty(1, "early", day: 2)])
    #expect(back.map(\.penalty) == [4])
    #expect(
      back.first?.explanation.english
        == "Officer 1 (000001): 2017-05-03T06:30 is earlier in the day than 2017-05-01T12:30 "
        + "before it")
    let rested = [late, Bench.duty(1, "early", day: 3)]
    #expect(Bench.penalties(of: ForwardRotation(), problem, rested).isEmpty)
    let forward = [Bench.duty(1, "early", day: 0), Bench.duty(1, "late", day: 1)]
    #expect(Bench.penalties(of: ForwardRotation(), problem, forward).isEmpty)
  }

  @Test("24 hours after a block of nights are enough by law, and cost 8 because 48 were wanted")
  func freeAfterNights() {
    let problem = Bench.problem([Bench.officer(1)], [])
    let block = [Bench.duty(1, "night", day: 0), Bench.duty(1, "night", day: 1)]
    let soon = Bench.penalties(
      of: FreeAfterNights(), problem, block + [Bench.duty(1, "early", day: 3)])
    #expect(soon.map(\.penalty) == [8])
    #expect(
      soon.first?.explanation.english
        == "Officer 1 (000001): 24 hours free after the night that ended 2017-05-03T06:30, "
        + "wanted 48 hours")
    let later = block + [Bench.duty(1, "early", day: 4)]
    #expect(Bench.penalties(of: FreeAfterNights(), problem, later).isEmpty)
  }

  @Test("Five late shifts are 45 hours: 5 above cost 15; four early are 28: 12 below cost 12")
  func weeklyTarget() {
    let problem = Bench.problem([Bench.officer(1), Bench.officer(2)], [])
    let duties =
      (0..<5).map { Bench.duty(1, "late", day: $0) }
      + (0..<4).map { Bench.duty(2, "early", day: $0) }
    let broken = Bench.penalties(of: WeeklyTarget(), problem, duties)
    #expect(broken.map(\.penalty) == [15, 12])
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001): 45 hours in the week from 2017-05-01, the target is 40 hours")
  }

  @Test("Two days of leave take 16 hours off the target")
  func targetOnLeave() {
    let leave = CivilInterval(start: Bench.time(0, 0), end: Bench.time(2, 0))
    let problem = Bench.problem([Bench.officer(1, leave: [leave])], [])
    let broken = Bench.penalties(of: WeeklyTarget(), problem, [])
    #expect(broken.map(\.penalty) == [24])
  }

  @Test("A beat held by another while its owner is on the shift costs 5")
  func beatContinuity() {
    let beat = Bench.occurrence(1, "early", day: 0, beat: 3)
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)],
      [Bench.slot("early", day: 0, occurrences: [beat])], beatOwners: [3: 1])
    let swapped = [Bench.duty(1, "early", day: 0), Bench.duty(2, "early", day: 0, [beat])]
    let broken = Bench.penalties(of: BeatContinuity(), problem, swapped)
    #expect(broken.map(\.penalty) == [5])
    #expect(
      broken.first?.explanation.english
        == "Officer 1 (000001): on duty at 2017-05-01T07:00 while others hold beat 3")
    let ownerOff = [Bench.duty(2, "early", day: 0, [beat])]
    #expect(Bench.penalties(of: BeatContinuity(), problem, ownerOff).isEmpty)
  }

  @Test("7.5 km from home are 3 kilometres begun beyond the free 5 and cost 3")
  func travel() {
    let far = Bench.occurrence(1, "early", day: 0, kilometresNorth: 7.5)
    let near = Bench.occurrence(2, "late", day: 2, kilometresNorth: 4.9)
    let problem = Bench.problem(
      [Bench.officer(1)],
      [
        Bench.slot("early", day: 0, occurrences: [far]),
        Bench.slot("late", day: 2, occurrences: [near]),
      ])
    let duties = [Bench.duty(1, "early", day: 0, [far]), Bench.duty(1, "late", day: 2, [near])]
    #expect(Bench.penalties(of: TravelFromHome(), problem, duties).map(\.penalty) == [3])
  }

  @Test("Every rule has a key of its own and a sentence in both languages")
  func sentences() {
    let rules: [any RosterRule] = RosterRules.standard.hard + RosterRules.standard.soft
    #expect(Set(rules.map(\.key)).count == rules.count)
    for rule in rules {
      #expect(!rule.sentence.chinese.isEmpty && !rule.sentence.english.isEmpty)
    }
  }
}
