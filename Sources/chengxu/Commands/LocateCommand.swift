// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import DutyModel
import Foundation
import HiGHS
import LocationInstances
import PlanningKernels

struct LocateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locate", abstract: Texts.text("command.locate"),
    discussion: Texts.text("locate.formats"))

  @Argument(help: ArgumentHelp(Texts.text("option.instance"), valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp(Texts.text("option.problem")))
  var problem: LocateProblem

  @Option(name: .customLong("format"), help: ArgumentHelp(Texts.text("option.instance-format")))
  var instanceFormat: InstanceFormat

  @Option(help: ArgumentHelp(Texts.text("option.nodes"), valueName: "FILE"))
  var nodes: String?

  @Option(help: ArgumentHelp(Texts.text("option.group"), valueName: "GROUP"))
  var group: String?

  @Option(help: ArgumentHelp(Texts.text("option.locate-radius"), valueName: "R"))
  var radius: Double?

  @Option(name: .customLong("p"), help: ArgumentHelp(Texts.text("option.p"), valueName: "N"))
  var limit: Int?

  @Option(help: ArgumentHelp(Texts.text("option.busy"), valueName: "Q"))
  var busy = 0.0

  @OptionGroup var rules: LocateRules

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(Texts.text("option.locate-time-limit"), valueName: "S"))
  var timeLimit = 600.0

  @OptionGroup var seed: SeedOptions

  @Flag(help: ArgumentHelp(Texts.text("option.json")))
  var json = false

  func validate() throws {
    if let radius, !(radius >= 0 && radius.isFinite) {
      throw ValidationError(Texts.text("locate.bad-radius", ["found": "\(radius)"]))
    }
    if problem.isCovering && radius == nil {
      throw ValidationError(Texts.text("locate.needs-radius"))
    }
    if !(busy >= 0 && busy < 1) {
      throw ValidationError(Texts.text("locate.bad-busy", ["found": "\(busy)"]))
    }
    if !(timeLimit >= 0 && timeLimit <= 1e9) {
      throw ValidationError(Texts.text("locate.bad-time", ["found": "\(timeLimit)"]))
    }
    if let limit, limit < 1 {
      throw ValidationError(Texts.text("locate.bad-p", ["found": "\(limit)"]))
    }
    if problem.needsLimit && limit == nil && instanceFormat != .orlib {
      throw ValidationError(Texts.text("locate.needs-p"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      do {
        let stop = HiGHSStop()
        let interrupt = Self.stopOnInterrupt(stop)
        defer { interrupt.cancel() }
        let answer = try makeRun(stop).answer()
        print(try answer.rendered(as: json ? .json : .table))
      } catch let failure as LocateFailure where json && failure.isInfeasible {
        let answer = NoLocateAnswer(
          file: URL(filePath: file).lastPathComponent, problem: problem.rawValue,
          reason: failure.explanation.english)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(answer), as: UTF8.self))
        throw failure
      }
    }
  }

  /// Ctrl-C ends the search, not the program: the best answer so far is printed as `stopped`.
  private static func stopOnInterrupt(_ stop: HiGHSStop) -> any DispatchSourceSignal {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { stop.stop() }
    source.resume()
    return source
  }

  private func makeRun(_ stop: HiGHSStop) throws -> LocateRun {
    LocateRun(
      problem: problem, format: instanceFormat, file: URL(filePath: file),
      nodes: nodes.map { URL(filePath: $0) }, group: group, radius: radius, limit: limit,
      busy: Int((busy * 1_000_000).rounded()), rules: rules,
      options: KernelOptions(
        timeLimit: .seconds(timeLimit), seed: seed.seed, prover: try Solvers.prover(),
        stop: stop))
  }
}
