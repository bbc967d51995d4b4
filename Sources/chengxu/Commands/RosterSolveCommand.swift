// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Foundation
import HiGHS
import PlanningKernels
import RosterInstances

/// Solves a published roster problem, so that anyone can compare.
struct RosterSolveCommand: AsyncParsableCommand {
  enum FileFormat: String, CaseIterable, ExpressibleByArgument {
    case shiftScheduling = "shift-scheduling"
    case teamMonth = "team-month"

    func read(_ url: URL) throws(RosterFileError) -> RosterInstance {
      switch self {
      case .shiftScheduling: try ShiftSchedulingReader.read(url)
      case .teamMonth: try TeamMonthReader.read(url)
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: Texts.text("command.roster-solve"))

  @Argument(help: ArgumentHelp(Texts.text("option.roster-file"), valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp(Texts.text("option.roster-format"), valueName: "NAME"))
  var format = FileFormat.shiftScheduling

  @Option(help: ArgumentHelp(Texts.text("option.time-limit"), valueName: "S"))
  var timeLimit = 60.0

  @Option(help: ArgumentHelp(Texts.text("option.roster-out"), valueName: "FILE"))
  var out: String?

  @Flag(help: ArgumentHelp(Texts.text("option.roster-json")))
  var json = false

  @Flag(help: ArgumentHelp(Texts.text("option.quiet")))
  var quiet = false

  @OptionGroup var seed: SeedOptions

  func validate() throws {
    guard timeLimit > 0, timeLimit <= 1_000_000 else {
      throw ValidationError(
        "--time-limit is \(timeLimit), expected more than 0 and at most 1000000")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let problem = try format.read(URL(filePath: file))
      let library = try Solvers.openHiGHS(try ToolLocations.find())
      let found = try solve(problem, library)
      if let out {
        try StageFile.write(text: problem.text(of: found.choice), to: URL(filePath: out))
      }
      print(try RosterOutcome(found).text(isJSON: json))
    }
  }

  /// An interrupt ends the search with the best roster so far.
  private func solve(
    _ problem: RosterInstance, _ library: HiGHSLibrary
  ) throws(RosterSearchFailure) -> KernelResult<ShiftRows> {
    let stop = HiGHSStop()
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { stop.stop() }
    source.resume()
    defer { source.cancel() }
    let options = KernelOptions(timeLimit: .seconds(timeLimit), seed: seed.seed, stop: stop)
    let reporter = ProgressReporter(stageCount: 1, isQuiet: quiet)
    do {
      return try RosterSearch.solve(problem.table, master: library, options: options) {
        reporter.note(RosterOutcome.progress($0))
      }
    } catch {
      throw RosterSearchFailure(problem: problem, error: error)
    }
  }
}

/// What the search found, in the words of the benchmark.
struct RosterOutcome: Encodable {
  var status: String
  var objective: Int64
  /// No roster is cheaper.
  var bound: Int64
  /// (objective - bound) / max(1, objective).
  var gap: Double
  var seconds: Double

  init(_ result: KernelResult<ShiftRows>) {
    status = result.status.rawValue
    objective = result.objective
    bound = result.bound
    gap = result.gap
    seconds = (result.seconds * 1000).rounded() / 1000
  }

  func text(isJSON: Bool) throws -> String {
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
    return Texts.text(
      "roster.result",
      [
        "status": Texts.text("roster.status.\(status)"), "objective": "\(objective)",
        "bound": "\(bound)", "gap": Self.percent(gap), "seconds": Self.decimal(seconds),
      ])
  }

  static func progress(_ progress: RosterProgress) -> String {
    Texts.text(
      "roster.progress",
      [
        "objective": "\(progress.objective)", "bound": "\(progress.bound)",
        "gap": percent(progress.gap), "seconds": decimal(progress.seconds),
      ])
  }

  private static func percent(_ value: Double) -> String { String(format: "%.2f %%", value * 100) }
  private static func decimal(_ value: Double) -> String { String(format: "%.1f", value) }
}

/// The search could not work on the problem.
struct RosterSearchFailure: ExplainedError {
  var file: String
  var error: KernelError
  /// Whom it concerns, by the file's name.
  var person: String?

  init(problem: RosterInstance, error: KernelError) {
    file = problem.file
    self.error = error
    if case .noRow(let person) = error { self.person = problem.personNames[person] }
  }

  var explanation: LocalizedName {
    guard let person else {
      return LocalizedName(
        chinese: "\(file)：求解器无法处理（\(error.description)）。", english: "\(file): \(error.description)")
    }
    return LocalizedName(
      chinese: "\(file)：\(person) 的限制使其没有任何可行的班表。可能是要求的工时与可上班的天数不符。",
      english: "\(file): the limits of \(person) leave no row of shifts. "
        + "Maybe the working time asked for does not fit the days that are open.")
  }
}
