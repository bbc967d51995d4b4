// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Rostering

/// Who could take over one duty, the best first.
struct RosterCandidatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidates", abstract: Texts.text("command.roster-candidates"))

  @Option(help: ArgumentHelp(Texts.text("option.candidates-duty"), valueName: "DUTY"))
  var duty: DutyArgument

  @Option(help: ArgumentHelp(Texts.text("option.candidates-limit"), valueName: "N"))
  var limit = 10

  @OptionGroup var input: RosterInputOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is \(limit), expected 1 or more") }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let context = try RosterContext(input)
      let found = try CandidateSearch.candidates(
        for: duty.id, in: context.roster, of: context.problem)
      print(
        try CandidateSummary(candidates: Array(found.prefix(limit)))
          .rendered(as: input.shared.format))
    }
  }
}

struct CandidateSummary: Summary {
  var candidates: [DutyCandidate]

  var table: TextTable {
    TextTable(
      header: [
        "table.name", "table.badge", "table.readiness", "table.points", "table.week-hours",
        "table.reasons",
      ].map { Texts.text($0) },
      rows: candidates.map { candidate in
        [
          candidate.name.shown, candidate.badgeNumber,
          Texts.text("readiness.\(candidate.readiness.rawValue)"), "\(candidate.points)",
          (Double(candidate.weekMinutes) / 60).text(places: 1),
          candidate.reasons.prefix(3).map(\.shown).joined(separator: "; "),
        ]
      }, numeric: [3, 4])
  }
}
