// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import PlanningKernels
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("What cannot be planned")
struct PlanningErrorTests {
  let sample: PlannedSample

  init() throws { sample = try PlannedSample.shared() }

  private func failure(
    _ options: PlanningOptions = PlannedSample.options(),
    week: CivilDate? = nil, _ change: (inout CitySnapshot) -> Void = { _ in }
  ) -> PlanningError? {
    var snapshot = sample.snapshot
    change(&snapshot)
    do {
      _ = try sample.plan(snapshot, options, week: week)
      return nil
    } catch { return error }
  }

  @Test("More posts than the brigades can hold name the possible number")
  func tooManyPosts() throws {
    let error = try #require(failure(PlanningOptions(posts: 90)))
    guard case .tooManyPosts(90, let possible, let limits) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(limits.count == 6 && possible < 90)
    #expect(error.explanation.english.contains("--posts \(possible)"))
    #expect(error.explanation.chinese.contains("--posts \(possible)"))
    let context = try sample.context(PlannedSample.options(posts: possible))
    let problem = try PostProblem(context, windows: DutyWindow.standard(.peak))
    #expect(problem.quotas.reduce(0) { $0 + $1.maximum } == possible)
  }

  @Test("More posts than crossings name the number of crossings")
  func tooFewCrossings() {
    let crossings = sample.snapshot.roads.junctions.count { $0.degree >= 3 }
    #expect(
      failure(PlanningOptions(posts: 999))
        == .tooFewCrossings(posts: 999, crossings: crossings))
  }

  @Test("A week that begins on another day is refused with the Monday before it")
  func notAMonday() {
    let error = failure(week: sample.week.adding(days: 2))
    #expect(error == .notAMonday(sample.week.adding(days: 2)))
    #expect(error?.explanation.english.contains("\(sample.week)") == true)
  }

  @Test("A risk field of another snapshot is refused")
  func foreignRisk() {
    let error = failure { $0.version.digest = "another" }
    #expect(
      error == .foreignRisk(snapshot: "another", risk: sample.snapshot.version.digest))
  }

  @Test("A brigade without sworn officers, an area or streets is named")
  func brigades() throws {
    let brigade = try #require(
      sample.snapshot.organization.units.first { $0.kind == .brigade })
    #expect(
      failure { snapshot in
        let own = Set(
          snapshot.organization.units.filter { $0.parent == brigade.id }.map(\.id))
        snapshot.organization.officers.removeAll { own.contains($0.unit) && $0.status == .sworn }
      } == .noSwornOfficers(brigade: brigade.name))
    #expect(
      failure { snapshot in
        for index in snapshot.organization.units.indices
        where snapshot.organization.units[index].id == brigade.id {
          snapshot.organization.units[index].area = nil
        }
      } == .noArea(brigade: brigade.name))
    #expect(
      failure { snapshot in
        let other = snapshot.brigadeOfSegment.first { $0 != brigade.id } ?? brigade.id
        snapshot.brigadeOfSegment = snapshot.brigadeOfSegment.map { _ in other }
      } == .noStreets(brigade: brigade.name))
  }

  @Test("Without leaders nobody can sponsor a post")
  func noLeaders() {
    let error = failure { snapshot in
      let command = Set(
        snapshot.organization.units.filter { $0.kind == .command }.map(\.id))
      snapshot.organization.officers.removeAll { command.contains($0.unit) }
    }
    #expect(error == .noLeaders(organization: sample.snapshot.organization.name))
  }

  @Test("Options out of range and missions out of the week or without rings are refused")
  func options() {
    #expect(
      failure(PlanningOptions(posts: 0))
        == .invalidOption(name: "posts", value: 0, lowest: 1, highest: 1000))
    func mission(_ day: Int, core: Int, outer: Int) -> PlanningOptions {
      let date = sample.week.adding(days: day)
      return PlannedSample.options(
        mission: SpecialMission(
          trigger: .holiday, name: LocalizedName(chinese: "节", english: "Holiday"),
          interval: CivilInterval(
            start: CivilTime(date: date, minuteOfDay: 600),
            end: CivilTime(date: date, minuteOfDay: 900)),
          coreRadiusMetres: core, outerRadiusMetres: outer))
    }
    for options in [mission(9, core: 300, outer: 900), mission(1, core: 900, outer: 300)] {
      guard case .mission = failure(options) else {
        Issue.record("The mission was accepted.")
        continue
      }
    }
  }

  @Test("A missing solver library is explained with what to do")
  func solverMissing() {
    let error = #expect(throws: PlanningError.self) {
      try PlanningSolvers(highsPath: "/nowhere/libhighs.so")
    }
    #expect(error?.explanation.english.contains("Scripts/setup") == true)
    #expect(error?.explanation.chinese.contains("Scripts/setup") == true)
  }
}
