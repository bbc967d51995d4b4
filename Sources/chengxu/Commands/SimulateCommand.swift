// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Operations
import Rostering

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: Texts.text("command.simulate"))

  @Option(help: ArgumentHelp(Texts.text("option.day"), valueName: "DATE"))
  var day: DateArgument?

  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let roster = try StageFile.read(Roster.self, from: folder.roster)
      // A replay is a log of its own: it is made aside and takes the place of an earlier one.
      let events = try await Workbench.fill(shared.folder) { bench in
        let store = try await EventStore(bench.events)
        var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
        let events = try await run.simulate(
          snapshot, plans, roster, day: day?.date ?? roster.firstDate.adding(days: 2), into: store)
        try store.close()
        return events
      }
      print(try EventSummary(events).rendered(as: shared.format))
    }
  }
}

/// How many events of each kind the day had.
struct EventSummary: Summary {
  var counts: [String: Int]

  init(_ events: [DutyEvent]) {
    counts = events.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 }
  }

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")],
      rows: counts.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] }, numeric: [1])
  }
}
