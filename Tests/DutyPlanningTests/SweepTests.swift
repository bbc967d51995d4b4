// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Sweeps and office officers")
struct SweepTests {
  let sample: PlannedSample

  init() throws { sample = try PlannedSample.shared() }

  @Test("The sweep looks at every street of the city once, a task a beat and day")
  func sweep() throws {
    let sweep = try #require(sample[.offPeak].sweep)
    #expect(sweep.proof.isComplete)
    #expect(sweep.proof.streets == sample.snapshot.roads.segments.count)
    let swept = sweep.tasks.flatMap(\.segments)
    #expect(Set(swept).count == swept.count && swept.count == sweep.proof.streets)
    for beat in sample[.offPeak].beats {
      let tasks = sweep.tasks.filter { $0.beat == beat.id }
      #expect(tasks.map(\.number) == Array(1...tasks.count))
      #expect(Set(tasks.flatMap(\.segments)) == Set(beat.segments))
    }
    #expect(sweep.workdays == sweep.tasks.map(\.number).max())
  }

  @Test("A street left out or looked at twice breaks the proof and is named")
  func proof() throws {
    let roads = sample.snapshot.roads
    var tasks = try #require(sample[.offPeak].sweep).tasks
    let gone = tasks[0].segments.removeFirst()
    let twice = tasks[1].segments[0]
    tasks[0].segments.append(twice)
    let proof = SweepPlanner(roads: roads).proof(of: tasks)
    #expect(!proof.isComplete && proof.missing == [gone] && proof.twice == [twice])
  }

  @Test(
    "Offices send just the people that posts ask for, each office its fair share, proven cheapest")
  func offices() throws {
    let peak = sample[.peak]
    let shares = try #require(peak.officeShares)
    for post in peak.posts {
      let sent = shares.filter { $0.post == post.id }.reduce(0) { $0 + $1.people }
      #expect(sent == post.strength.office)
    }
    let record = try #require(peak.solves.first { $0.problem == "office-shares" })
    let cost = shares.reduce(0) { $0 + $1.people * $1.travelSeconds }
    #expect(record.status == .optimal && Double(cost) == record.objective)
    let context = try sample.context(PlannedSample.options())
    let able = context.workforce.offices.units.map { office in
      (
        office.id,
        (0..<5).map {
          context.workforce.offices.available(office, on: sample.week.adding(days: $0))
        }.min() ?? 0
      )
    }
    let all = able.reduce(0) { $0 + $1.1 }
    let needed = peak.posts.reduce(0) { $0 + $1.strength.office }
    for (office, available) in able {
      let sent = shares.filter { $0.office == office }.reduce(0) { $0 + $1.people }
      #expect(sent * all <= needed * available + all - 1)
    }
  }
}
