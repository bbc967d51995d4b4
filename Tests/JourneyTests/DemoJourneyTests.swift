// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import Supervision
import TestSupport
import Testing

private func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
  let folder = try Program.demo.get().0
  return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
}

@Suite("A city goes in, plans, a roster and a bulletin come out")
struct DemoJourneyTests {
  @Test("The demo ends well and writes its files and nothing half-made")
  func files() throws {
    let (folder, outcome) = try Program.demo.get()
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let written = Scratch.contents(of: folder)
    for file in [
      "plan.json", "roster.json", "scorecard.json", "report.json", "bulletin.pdf", "bulletin.docx",
    ] {
      #expect(written.contains(file), "\(file) is missing among \(written).")
    }
    #expect(written.allSatisfy { !$0.hasPrefix(".") && !$0.contains("partial") })
  }

  @Test("Each value names the versions that it was made from")
  func versions() throws {
    let plans = try read(DutyPlanSet.self, "plan.json")
    let roster = try read(Roster.self, "roster.json")
    let scorecard = try read(Scorecard.self, "scorecard.json")
    #expect(roster.plan == plans.version)
    #expect(scorecard.plan == plans.version)
    #expect(scorecard.roster == roster.version)
    #expect(plans.isDemoData && roster.isDemoData && scorecard.isDemoData)
  }

  @Test("There are four plans, and every place says which incidents it answers")
  func plans() throws {
    let plans = try read(DutyPlanSet.self, "plan.json")
    #expect(plans.plans.map(\.mode) == DutyMode.allCases)
    let peak = try #require(plans[.peak])
    #expect(!peak.posts.isEmpty && peak.posts.count <= 55)
    #expect(peak.posts.contains { !$0.reason.incidents.isEmpty })
    for solve in plans.plans.flatMap(\.solves) where solve.status == .optimal {
      #expect(solve.gap < 1e-6, "\(solve.problem) is called optimal with a gap of \(solve.gap).")
    }
  }

  @Test("Every duty asked for at a post in the peak is filled in the roster")
  func coverage() throws {
    let plans = try read(DutyPlanSet.self, "plan.json")
    let roster = try read(Roster.self, "roster.json")
    let demands = try #require(plans[.peak]).demands
    let dates = (0..<roster.days).map { roster.firstDate.adding(days: $0) }
    var present: [String: Int] = [:]
    for task in roster.duties.flatMap(\.tasks) {
      guard let demand = task.demand else { continue }
      present["\(demand)@\(task.interval.start)", default: 0] += 1
    }
    for demand in demands {
      for date in dates where demand.date == nil || demand.date == date {
        guard let interval = demand.window.interval(on: date) else { continue }
        let people = present["\(demand.id)@\(interval.start)"] ?? 0
        #expect(people >= demand.sworn + demand.auxiliary, "\(demand.id) on \(date): \(people)")
      }
    }
  }

  @Test("The report counts every stage and the memory of the run")
  func report() throws {
    let folder = try Program.demo.get().0
    let object = try JSONSerialization.jsonObject(
      with: Data(contentsOf: folder.appending(path: "report.json")))
    let report = try #require(object as? [String: Any])
    let stages = try #require(report["stages"] as? [[String: Any]])
    #expect(stages.count == 7)
    #expect((report["peakMemoryBytes"] as? Int ?? 0) > 10_000_000)
  }

  @Test("The same city and seed give the same plan, roster and figures")
  func repeatability() throws {
    let again = try Scratch.folder()
    defer { Scratch.remove(again) }
    let outcome = try Program.run([
      "demo", "--once", "--quiet", "--city", SampleCity.folder.path(), "--out", again.path(),
      "--seed", "7",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let first = try Program.demo.get().0
    func decode<Value: Decodable>(_ type: Value.Type, _ name: String, in folder: URL) throws
      -> Value
    {
      try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
    }
    let rosters = try [first, again].map { try decode(Roster.self, "roster.json", in: $0) }
    let cards = try [first, again].map { try decode(Scorecard.self, "scorecard.json", in: $0) }
    #expect(rosters[0].duties == rosters[1].duties)
    #expect(cards[0].results == cards[1].results)
  }
}

@Suite("Each stage runs alone from the files of the stage before")
struct StageJourneyTests {
  @Test("Import, analyse, plan, roster, simulate, supervise and bulletin make what the demo makes")
  func stages() throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let data = ["--data", folder.path()]
    let commands: [[String]] = [
      ["import", "--city", SampleCity.folder.path(), "--seed", "7"], ["analyze", "--seed", "7"],
      ["plan", "--seed", "7"], ["roster", "--seed", "7"], ["simulate", "--seed", "7"],
      ["supervise"], ["bulletin"],
    ]
    for command in commands {
      let outcome = try Program.run(command + data)
      #expect(outcome.status == 0, "\(command): \(outcome.complaint)")
    }
    let written = try JSONDecoder().decode(
      Scorecard.self, from: Data(contentsOf: folder.appending(path: "scorecard.json")))
    #expect(written.results == (try read(Scorecard.self, "scorecard.json")).results)
  }

  @Test("A stage without the files before it says which one is missing")
  func missingStage() throws {
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let outcome = try Program.run(["plan", "--data", folder.path()])
    #expect(outcome.status == 10)
    #expect(outcome.complaint.contains("snapshot.json"))
  }
}
