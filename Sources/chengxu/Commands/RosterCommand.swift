// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Rostering

/// Rosters: of the city's week unless a subcommand says otherwise.
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: Texts.text("command.roster"),
    subcommands: [
      RosterWeekCommand.self, RosterSolveCommand.self, RosterRepairCommand.self,
      RosterCandidatesCommand.self, RosterFairnessCommand.self, RosterExportCommand.self,
      RosterImportCommand.self, RosterRequestCommand.self,
    ],
    defaultSubcommand: RosterWeekCommand.self)
}

struct RosterWeekCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "week", abstract: Texts.text("command.roster-week"))

  @Option(help: ArgumentHelp(Texts.text("option.week"), valueName: "DATE"))
  var week: DateArgument?

  @Option(help: ArgumentHelp(Texts.text("option.roster-weeks"), valueName: "N"))
  var weeks = 1

  @OptionGroup var ruling: RosterRuleOptions
  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var seed: SeedOptions

  func validate() throws {
    guard (1...52).contains(weeks) else {
      throw ValidationError("--weeks is \(weeks), expected 1 to 52")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let solvers = try Solvers(try ToolLocations.find())
      let monday = week?.date ?? plans.week
      let before = try await RosterBefore(
        folder, database, before: monday, clock: snapshot.organization.clock)
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      let roster = try await run.explainedRoster(
        snapshot, plans, monday: monday, days: 7 * weeks, before: before, solvers,
        rules: ruling.rosterRules,
        calendar: try ruling.workingCalendar())
      try StageFile.write(roster, to: folder.roster)
      try StageFile.write(try ruling.ruling(), to: folder.rosterRuling)
      print(try RosterSummary(roster).rendered(as: shared.format))
    }
  }
}

/// Person-times by day and shift, and the soft rules that gave way.
struct RosterSummary: Summary {
  struct Shift: Encodable {
    var date: CivilDate
    var shift: String
    var personTimes: Int
  }

  struct Rule: Encodable {
    var rule: String
    var times: Int
    var penalty: Int
  }

  var people: Int
  var shifts: [Shift]
  var brokenSoftRules: [Rule]
  var solves: [SolveRecord]
  /// Sums of the first level over pools and weeks; each week is bounded given those before it.
  var objective: Double
  var bound: Double
  /// (objective - bound) / max(1, objective).
  var gap: Double

  init(_ roster: Roster) {
    people = Set(roster.duties.map(\.officer)).count
    shifts = Dictionary(grouping: roster.duties) { [$0.interval.start.date.description, $0.shift] }
      .values
      .map { duties in
        Shift(
          date: duties[0].interval.start.date, shift: duties[0].shift, personTimes: duties.count)
      }
      .sorted { ($0.date, $0.shift) < ($1.date, $1.shift) }
    brokenSoftRules = Dictionary(grouping: roster.brokenRules, by: \.rule)
      .map { Rule(rule: $0, times: $1.count, penalty: $1.reduce(0) { $0 + $1.penalty }) }
      .sorted { $0.rule < $1.rule }
    solves = roster.solves
    objective = solves.reduce(0) { $0 + $1.objective }
    bound = solves.reduce(0) { $0 + $1.bound }
    gap = (objective - bound) / max(1, objective)
  }

  var table: TextTable {
    TextTable(
      header: ["table.day", "table.shift", "table.duties"].map { Texts.text($0) },
      rows: shifts.map { ["\($0.date)", Texts.text("shift.\($0.shift)"), "\($0.personTimes)"] }
        + [[Texts.text("table.total"), sum, "\(shifts.reduce(0) { $0 + $1.personTimes })"]],
      numeric: [2])
  }
  private var sum: String {
    Texts.text(
      "roster.sum",
      [
        "objective": objective.text(places: 0), "bound": bound.text(places: 0),
        "gap": (100 * gap).text(places: 2),
      ])
  }
}
