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

  @Option(help: ArgumentHelp(Texts.text("option.time-limit"), valueName: "S"))
  var timeLimit = 600.0

  @OptionGroup var ruling: RosterRuleOptions
  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var seed: SeedOptions

  func validate() throws {
    guard (1...52).contains(weeks) else {
      throw ValidationError("--weeks is \(weeks), expected 1 to 52")
    }
    guard timeLimit > 0, timeLimit <= 1_000_000 else {
      throw ValidationError(
        "--time-limit is \(timeLimit), expected more than 0 and at most 1000000")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      var snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let solvers = try Solvers(try ToolLocations.find())
      let monday = week?.date ?? plans.week
      let before = try await RosterBefore(
        folder, database, before: monday, clock: snapshot.organization.clock)
      snapshot.organization = snapshot.organization.taking(before.intakes)
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      let roster = try await run.roster(
        snapshot, plans, monday: monday, days: 7 * weeks, before: before, solvers,
        rules: ruling.rosterRules.weighing(before.weights)
          .judging(by: try ruling.circumstances(nil)),
        calendar: try ruling.workingCalendar(),
        timeLimit: .seconds(timeLimit))
      try StageFile.write(roster, to: folder.roster)
      try StageFile.write(try ruling.ruling(weights: before.weights), to: folder.rosterRuling)
      print(try RosterSummary(roster, weights: before.weights).rendered(as: shared.format))
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

  /// One week of all pools, solved with the weeks before it given.
  struct Week: Encodable {
    var week: CivilDate
    var objective: Double
    var bound: Double
    var gap: Double
  }

  var people: Int
  var shifts: [Shift]
  var brokenSoftRules: [Rule]
  /// Of the first level, pool by pool and week by week.
  var solves: [SolveRecord]
  var weeks: [Week]
  /// Sums of the first level over pools and weeks; each week is bounded given those before it.
  var objective: Double
  var bound: Double
  /// (objective - bound) / max(1, objective).
  var gap: Double
  /// Optimal if every week of every pool is, given those before it.
  var status: SolveRecord.Status

  /// What planners let soft rules weigh, other than the set does.
  var weights: [String: Int]

  init(_ roster: Roster, weights: [String: Int]) {
    self.weights = weights
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
    weeks = stride(from: 0, to: roster.days, by: 7).map { day in
      let date = roster.firstDate.adding(days: day)
      let sum = SolveTotals(roster.solves.filter { $0.problem.hasSuffix("/\(date)") })
      return Week(week: date, objective: sum.objective, bound: sum.bound, gap: sum.gap)
    }
    let totals = SolveTotals(roster.solves)
    (objective, bound, gap) = (totals.objective, totals.bound, totals.gap)
    status = totals.isProven ? .optimal : .feasible
  }

  var table: TextTable {
    TextTable(
      header: ["table.day", "table.shift", "table.duties"].map { Texts.text($0) },
      rows: shifts.map { ["\($0.date)", Texts.text("shift.\($0.shift)"), "\($0.personTimes)"] }
        + weeks.map { week in
          [
            Texts.text("roster.week", ["week": "\(week.week)"]),
            Self.words(week.objective, week.bound, week.gap), "",
          ]
        }
        + [
          [
            Texts.text("table.total"), Self.words(objective, bound, gap),
            "\(shifts.reduce(0) { $0 + $1.personTimes })",
          ]
        ],
      numeric: [2])
  }

  private static func words(_ objective: Double, _ bound: Double, _ gap: Double) -> String {
    Texts.text(
      "roster.sum",
      [
        "objective": objective.text(places: 0), "bound": bound.text(places: 0),
        "gap": (100 * gap).text(places: 2),
      ])
  }
}
