// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The hard rules of who may do what")
struct AssignmentRuleTests {
  @Test("Leave until Tuesday 08:00 forbids the early shift of Tuesday and allows the late one")
  func leave() {
    let leave = CivilInterval(start: Bench.time(0, 0), end: Bench.time(1, 8))
    let problem = Bench.problem([Bench.officer(1, leave: [leave])], [])
    let broken = Bench.violations(
      of: ApprovedLeave(), problem, [Bench.duty(1, "early", day: 1), Bench.duty(1, "late", day: 2)])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): on leave from 2017-05-01T00:00 to 2017-05-02T08:00 and yet on duty "
          + "from 2017-05-02T06:30"
      ])
  }

  @Test("Who is exempt from nights works no minute of them, from overtime no ninth hour")
  func exemptions() {
    let problem = Bench.problem(
      [Bench.officer(1, exemptions: [.noNightDuty]), Bench.officer(2, exemptions: [.noOvertime])],
      [])
    let late = CivilInterval(start: Bench.time(0, 18), end: Bench.time(0, 22, 1))
    let night = Bench.violations(
      of: NightExemption(), problem, [Bench.duty(1, "late", day: 0, interval: late)])
    #expect(
      night.map(\.explanation.english) == [
        "Officer 1 (000001): exempt from nights, but 1 minutes of the duty from 2017-05-01T18:00 "
          + "are at night"
      ])
    let overtime = Bench.violations(
      of: OvertimeExemption(), problem,
      [Bench.duty(2, "late", day: 0), Bench.duty(2, "early", day: 2)])
    #expect(
      overtime.map(\.explanation.english) == [
        "Officer 2 (000002): exempt from overtime, but the duty from 2017-05-01T12:30 has 9 hours"
      ])
  }

  @Test("Who is exempt from outdoor work may keep the station and hold no post")
  func indoors() {
    let post = Bench.occurrence(1, "early", day: 0)
    let problem = Bench.problem(
      [Bench.officer(1, exemptions: [.noOutdoorDuty])],
      [Bench.slot("early", day: 0, occurrences: [post])])
    let broken = Bench.violations(
      of: OutdoorExemption(), problem, [Bench.duty(1, "early", day: 0, [post])])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): exempt from outdoor work, but on the street from 2017-05-01T06:30"
      ])
    let station = [Bench.duty(1, "early", day: 0)]
    #expect(Bench.violations(of: OutdoorExemption(), problem, station).isEmpty)
  }

  @Test("Two auxiliaries do not replace a sworn officer; a sworn officer replaces an auxiliary")
  func mix() {
    let post = Bench.occurrence(7, "early", day: 0, sworn: 1, auxiliary: 1)
    let problem = Bench.problem(
      [
        Bench.officer(1, .auxiliary), Bench.officer(2, .auxiliary), Bench.officer(3),
        Bench.officer(4),
      ],
      [Bench.slot("early", day: 0, occurrences: [post])])
    let broken = Bench.violations(
      of: SwornAuxiliaryMix(), problem,
      [Bench.duty(1, "early", day: 0, [post]), Bench.duty(2, "early", day: 0, [post])])
    #expect(
      broken.map(\.explanation.english) == [
        "demand 7 at 2017-05-01T07:00 needs 2 people (1 sworn) and has 2 (0 sworn)"
      ])
    let twoSworn = [Bench.duty(3, "early", day: 0, [post]), Bench.duty(4, "early", day: 0, [post])]
    #expect(Bench.violations(of: SwornAuxiliaryMix(), problem, twoSworn).isEmpty)
  }

  @Test("A check that asks for a breath test needs somebody trained; every motorcycle its licence")
  func skills() {
    let check = Bench.occurrence(
      7, "night", day: 0, sworn: 2, skills: [.breathTest: 1], vehicle: .patrolMotorcycle)
    let problem = Bench.problem(
      [Bench.officer(1, skills: [.motorcycle]), Bench.officer(2)],
      [Bench.slot("night", day: 0, occurrences: [check])])
    let broken = Bench.violations(
      of: RequiredSkills(), problem,
      [Bench.duty(1, "night", day: 0, [check]), Bench.duty(2, "night", day: 0, [check])])
    #expect(
      broken.map(\.explanation.english) == [
        "demand 7 at 2017-05-01T22:00 needs 1 with breath test training and has 0",
        "demand 7 at 2017-05-01T22:00 needs 2 with a motorcycle licence and has 1",
      ])
  }

  @Test("A squadron that sends everybody out leaves its station 1 short")
  func station() {
    let post = Bench.occurrence(7, "early", day: 0, sworn: 2)
    let slot = Bench.slot("early", day: 0, station: [Bench.squadron: 1], occurrences: [post])
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2), Bench.officer(3, .auxiliary)], [slot],
      teams: [Bench.unit(minimum: 1)])
    let allOut = [1, 2].map { Bench.duty($0, "early", day: 0, [post]) }
    let broken = Bench.violations(of: StationMinimum(), problem, allOut)
    #expect(
      broken.map(\.explanation.english) == [
        "squadron 100, 2017-05-01 early shift: 0 sworn at the station, expected 1"
      ])
    // An auxiliary at the station does not count, a sworn officer does.
    let withAuxiliary = allOut + [Bench.duty(3, "early", day: 0)]
    #expect(Bench.violations(of: StationMinimum(), problem, withAuxiliary).count == 1)
    let withSworn = [allOut[0], Bench.duty(2, "early", day: 0)]
    #expect(Bench.violations(of: StationMinimum(), problem, withSworn).isEmpty)
  }

  @Test("A task outside its shift, a shift of nobody's and an unknown officer are all refused")
  func ownDuty() {
    let post = Bench.occurrence(7, "early", day: 0)
    let problem = Bench.problem(
      [Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [post])])
    func count(_ duty: RosteredDuty) -> Int {
      Bench.violations(of: OwnDuty(), problem, [duty]).count
    }
    #expect(count(Bench.duty(1, "early", day: 0, [post])) == 0)
    #expect(count(Bench.duty(1, "late", day: 0, [post])) == 1)
    #expect(count(Bench.duty(1, "early", day: 1)) == 1)
    #expect(count(Bench.duty(9, "early", day: 0)) == 1)
    #expect(count(Bench.duty(1, "early", day: 0, [Bench.occurrence(8, "early", day: 0)])) == 1)
  }

  @Test("The night belongs to the squadron whose turn it is")
  func turn() {
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2, unit: 101)],
      [Bench.slot("night", day: 0, squadron: 101)], teams: [Bench.unit(), Bench.unit(101)])
    let broken = Bench.violations(
      of: NightTurn(), problem, [Bench.duty(1, "night", day: 0), Bench.duty(2, "night", day: 0)])
    #expect(
      broken.map(\.explanation.english) == [
        "Officer 1 (000001): the night of 2017-05-01 is another squadron's"
      ])
  }

  @Test("A vehicle in two places at once, and a patrol without one, are refused")
  func vehicles() {
    let patrols = [1, 2].map {
      Bench.occurrence($0, "early", day: 0, vehicle: .patrolMotorcycle)
    }
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)],
      [Bench.slot("early", day: 0, occurrences: patrols)],
      vehicles: [Vehicle(id: 5, kind: .patrolMotorcycle, plate: "A", unit: Bench.squadron)])
    let shared = Bench.violations(
      of: VehicleBooking(), problem,
      [
        Bench.duty(1, "early", day: 0, [patrols[0]], vehicle: 5),
        Bench.duty(2, "early", day: 0, [patrols[1]], vehicle: 5),
      ])
    #expect(
      shared.map(\.explanation.english) == ["vehicle 5 has two duties at 2017-05-01T07:00"])
    let onFoot = Bench.violations(
      of: VehicleBooking(), problem,
      [
        Bench.duty(1, "early", day: 0, [patrols[0]], vehicle: 5),
        Bench.duty(2, "early", day: 0, [patrols[1]]),
      ])
    #expect(
      onFoot.map(\.explanation.english) == [
        "demand 2 at 2017-05-01T07:00 needs 1 vehicles and has 0"
      ])
  }
}
