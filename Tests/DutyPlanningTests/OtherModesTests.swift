// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import Testing
import TestSupport

@testable import DutyPlanning

@Suite("Off-peak, night and special plans of the sample city")
struct OtherModesTests {
  let sample: PlannedSample

  init() throws { sample = try PlannedSample.shared() }

  private var organization: Organization { sample.snapshot.organization }

  @Test("Beats divide every brigade's streets without gap or overlap, each with its own owner")
  func beats() {
    let beats = sample[.offPeak].beats
    #expect(
      beats.flatMap(\.segments).sorted() == sample.snapshot.roads.segments.map(\.id).sorted())
    #expect(Set(beats.map(\.owner)).count == beats.count)
    let officers = Dictionary(
      organization.officers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let units = Dictionary(organization.units.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for beat in beats {
      let owner = officers[beat.owner]
      #expect(owner?.status == .sworn)
      #expect(owner.flatMap { units[$0.unit]?.parent } == beat.brigade)
      #expect(!beat.duties.isEmpty && !beat.strictControlSegments.isEmpty)
      #expect(Set(beat.strictControlSegments).isSubset(of: beat.segments))
      for segment in beat.segments {
        #expect(sample.snapshot.brigadeOfSegment[Int(segment.rawValue)] == beat.brigade)
      }
    }
  }

  @Test("A beat is walked on every workday and on one day of the weekend")
  func beatDays() {
    for beat in sample[.offPeak].beats {
      let days = sample[.offPeak].demands.filter { $0.place == .beat(beat.id) }
        .map(\.window.weekdays)
      #expect(days.count == 3)
      #expect(days.allSatisfy { $0.count == 6 && $0.isSuperset(of: DutyWindow.workdays) })
    }
  }

  @Test("Patrols come back to each place within the bound and stay in the window")
  func patrols() {
    for mode in [DutyMode.offPeak, .night] {
      for patrol in sample[mode].patrols {
        let window = sample[mode].demands.first { $0.place == .patrol(patrol.id) }?.window
        let minutes = window.map { $0.endMinute - $0.startMinute } ?? 0
        #expect(patrol.stops.last.map { $0.arrivalMinute + $0.dwellMinutes <= minutes } == true)
        for place in Set(patrol.stops.map(\.junction)) {
          var last = 0
          for stop in patrol.stops where stop.junction == place {
            #expect(stop.arrivalMinute - last <= 120)
            last = stop.arrivalMinute + stop.dwellMinutes + (stop.breakMinutes ?? 0)
          }
        }
      }
    }
  }

  @Test("Most patrols have one place on a street that the week's lot drew, none shared")
  func exploration() throws {
    let roads = sample.snapshot.roads
    for mode in [DutyMode.offPeak, .night] {
      let plan = sample[mode]
      let windows = Dictionary(
        plan.demands.compactMap { demand in
          if case .patrol(let patrol) = demand.place { (patrol, demand.window) } else { nil }
        }, uniquingKeysWith: { first, _ in first })
      let explored = try plan.patrols.map { patrol in
        let draw = sample.risk.exploration(
          of: roads, in: [try #require(windows[patrol.id])].bands, seed: 1,
          round: Int(sample.week.day / 7))
        let drawn = Set(draw.segments.flatMap { [roads[$0].from, roads[$0].to] })
        return Set(patrol.stops.map(\.junction)).intersection(drawn)
      }
      #expect(explored.count { !$0.isEmpty } * 2 > plan.patrols.count)
    }
  }

  @Test("Every brigade checks twice a night at two places, one before and one after two o'clock")
  func nightChecks() {
    for brigade in organization.units.filter({ $0.kind == .brigade }) {
      let own = sample[.night].checkpoints.filter { $0.brigade == brigade.id }
      #expect(own.count == 14)
      for day in Weekday.allCases {
        let tonight = own.filter {
          let start =
            $0.window.startMinute < 720
            ? Weekday(rawValue: day.rawValue % 7 + 1) : day
          return start.map($0.window.weekdays.contains) == true
        }
        #expect(Set(tonight.map(\.window.name)) == ["first-watch", "second-watch"])
        #expect(Set(tonight.map(\.junction)).count == 2)
      }
    }
  }

  @Test("The special order leaves every unit its minimum and draws just whom its posts need")
  func special() throws {
    let plan = sample[.special]
    let order = try #require(plan.specialOrder)
    #expect(order.interval.start.weekday == .saturday)
    #expect(order.interval.start.date == sample.week.adding(days: 5))
    #expect(
      (order.cordonPosts + order.diversionPosts).sorted() == plan.posts.map(\.id).sorted())
    let drawn = order.draws.reduce(0) { $0 + $1.people }
    #expect(drawn == plan.posts.reduce(0) { $0 + $1.strength.total })
    #expect(drawn == plan.demands.reduce(0) { $0 + $1.sworn + $1.auxiliary })
    for draw in order.draws {
      let unit = organization.units.first { $0.id == draw.unit }
      #expect(draw.remaining >= (unit?.stationMinimum ?? 0) && draw.people > 0)
    }
    #expect(order.restDebtHours == drawn * 7)
    #expect(plan.demands.allSatisfy { $0.date == order.interval.start.date })
    let places = plan.posts.prefix(order.cordonPosts.count).map(\.location)
    #expect(
      places.allSatisfy {
        $0.distanceMillimetres(to: order.centre) > Int64(order.coreRadiusMetres) * 1000
      })
  }

  @Test("What an order suspends is named, lies inside the ring and would have been held")
  func suspended() throws {
    let order = try #require(sample[.special].specialOrder)
    let beats = Set(sample[.offPeak].beats.map(\.name))
    #expect(!order.suspended.isEmpty)
    #expect(order.suspended.allSatisfy(beats.contains))
    let workday = SpecialMission(
      trigger: .massIncident, name: LocalizedName(chinese: "处置", english: "Incident"),
      interval: CivilInterval(
        start: CivilTime(date: sample.week, minuteOfDay: 1020),
        end: CivilTime(date: sample.week, minuteOfDay: 1140)),
      centre: order.centre, coreRadiusMetres: 300, outerRadiusMetres: 900)
    let plans = [sample[.peak], sample[.offPeak], sample[.night]]
    var numbers = PlanNumbers()
    let other = try SpecialPlan(
      context: try sample.context(PlannedSample.options(mission: workday)), others: plans
    ).plan(&numbers)
    let names = Set(other.specialOrder?.suspended ?? [])
    let posts = Set(sample[.peak].posts.map(\.name))
    #expect(!names.isEmpty && names.isSubset(of: posts))
  }

  @Test("Numbers are given once, and the same seed gives the same plans")
  func determinism() throws {
    let ids = sample.plans.plans.flatMap(\.demands).map(\.id)
    #expect(Set(ids).count == ids.count)
    let posts = sample.plans.plans.flatMap(\.posts).map(\.id)
    #expect(Set(posts).count == posts.count)
    let again = try sample.plan(nil, PlannedSample.options())
    #expect(again.version == sample.plans.version)
    for mode in DutyMode.allCases {
      #expect(again[mode]?.demands == sample.plans[mode]?.demands)
      #expect(again[mode]?.patrols == sample.plans[mode]?.patrols)
      #expect(again[mode]?.checkpoints == sample.plans[mode]?.checkpoints)
    }
    var numbers = PlanNumbers()
    let other = try NightPlan(try sample.context(PlannedSample.options(seed: 2))).plan(&numbers)
    let drawn = other.checkpoints.map(\.junction)
    #expect(drawn != sample[.night].checkpoints.map(\.junction))
  }

  @Test("On any day of the week no pool is asked for more people than it has")
  func poolCapacity() {
    let people = Dictionary(grouping: organization.officers, by: \.unit)
    let squadrons = Dictionary(
      grouping: organization.units.filter { $0.kind == .squadron }, by: \.parent)
    for brigade in organization.units.filter({ $0.kind == .brigade }) {
      let sworn = (squadrons[brigade.id] ?? []).flatMap { people[$0.id] ?? [] }
        .count { $0.status == .sworn }
      for day in Weekday.allCases {
        var needed = 0
        for names in [["morning-peak", "forenoon"], ["afternoon", "evening-peak", "evening"]] {
          needed +=
            names.map { name in
              sample.plans.plans.flatMap(\.demands)
                .filter { $0.pool == .brigade(brigade.id) && $0.date == nil }
                .filter { $0.window.name == name && $0.window.weekdays.contains(day) }
                .reduce(0) { $0 + $1.sworn }
            }.max() ?? 0
        }
        #expect(needed + 6 + 4 <= sworn, "\(brigade.name.english), \(day)")
      }
    }
  }
}
