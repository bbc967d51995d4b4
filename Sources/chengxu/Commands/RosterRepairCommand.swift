// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Rostering

/// Proposes the least change after a sick call or a draw by special duty.
struct RosterRepairCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair", abstract: Texts.text("command.roster-repair"))

  @Option(help: ArgumentHelp(Texts.text("option.repair-sick"), valueName: "BADGE"))
  var sick: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(Texts.text("option.repair-draw"), valueName: "BADGE"))
  var draw: [String] = []

  @Option(help: ArgumentHelp(Texts.text("option.repair-order"), valueName: "TEXT"))
  var order: String?

  @Option(help: ArgumentHelp(Texts.text("option.repair-from"), valueName: "TIME"))
  var from: CivilTimeArgument

  @Option(help: ArgumentHelp(Texts.text("option.repair-to"), valueName: "TIME"))
  var to: CivilTimeArgument

  @Option(help: ArgumentHelp(Texts.text("option.repair-now"), valueName: "TIME"))
  var now: CivilTimeArgument?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(Texts.text("option.repair-pin"), valueName: "DUTY"))
  var pin: [DutyArgument] = []

  @Flag(help: ArgumentHelp(Texts.text("option.repair-take")))
  var take = false

  @OptionGroup var input: RosterInputOptions
  @OptionGroup var seed: SeedOptions

  func validate() throws {
    guard (sick == nil) != draw.isEmpty else {
      throw ValidationError("Give either --sick BADGE or --draw BADGE …")
    }
    guard draw.isEmpty || order != nil else {
      throw ValidationError("--draw needs --order, the special order that draws them")
    }
    guard from.time < to.time else {
      throw ValidationError("--from is \(from.time), expected before --to, \(to.time)")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let context = try RosterContext(input)
      let solvers = try Solvers(try ToolLocations.find())
      let proposal = try await RosterRepair.propose(
        try change(context), to: context.roster, of: context.problem, now: now?.time ?? from.time,
        pinned: Set(pin.map(\.id)), cpsat: solvers.cpsat, options: RosterOptions(seed: seed.seed))
      if take {
        try StageFile.write(
          proposal.roster, to: StageFolder(url: input.shared.folder).roster)
      }
      print(try RepairSummary(proposal, context, isTaken: take).rendered(as: input.shared.format))
    }
  }

  private func change(_ context: RosterContext) throws(RepairError) -> RosterChange {
    let interval = CivilInterval(start: from.time, end: to.time)
    if let sick { return .sickCall(officer: try context.officer(sick).id, interval: interval) }
    var officers: [DutyModel.ID<Officer>] = []
    for badge in draw { officers.append(try context.officer(badge).id) }
    return .draw(officers: officers, interval: interval, order: order ?? "")
  }
}

/// What changes for whom and why.
struct RepairSummary: Summary {
  var change: RosterChange
  var cells: [RepairProposal.Cell]
  var open: [RepairProposal.OpenDuty]
  var peopleAffected: Int
  var penaltyBefore: Int
  var penaltyAfter: Int
  var solve: SolveRecord
  var isTaken: Bool
  private var badges: [String]
  private var openBadges: [String]

  private enum CodingKeys: String, CodingKey {
    case change, cells, open, peopleAffected, penaltyBefore, penaltyAfter, solve, isTaken
  }

  init(_ proposal: RepairProposal, _ context: RosterContext, isTaken: Bool) {
    change = proposal.change
    cells = proposal.cells
    open = proposal.open
    peopleAffected = proposal.peopleAffected
    penaltyBefore = proposal.penaltyBefore
    penaltyAfter = proposal.penaltyAfter
    solve = proposal.solve
    self.isTaken = isTaken
    badges = cells.map { context.badge(of: $0.officer) }
    openBadges = open.map { context.badge(of: $0.duty.officer) }
  }

  var table: TextTable {
    let changes = zip(cells, badges).map { cell, badge in
      row(
        Texts.text("repair.\(cell.kind.rawValue)"), cell.name.shown, badge, cell.duty,
        cell.reasons.prefix(2).map(\.shown).joined(separator: "; "))
    }
    let missing = zip(open, openBadges).map { open, badge in
      row(
        Texts.text("repair.open"), "–", badge, open.duty,
        open.obstacles.prefix(3).map { "\($0.sentence.shown) (\($0.people))" }
          .joined(separator: "; "))
    }
    return TextTable(
      header: [
        "table.change", "table.name", "table.badge", "table.duty", "table.shift", "table.start",
        "table.reasons",
      ].map { Texts.text($0) }, rows: changes + missing)
  }

  private func row(
    _ kind: String, _ name: String, _ badge: String, _ duty: RosteredDuty, _ why: String
  ) -> [String] {
    [
      kind, name, badge, "\(duty.id)", Texts.text("shift.\(duty.shift)"),
      "\(duty.interval.start)", why,
    ]
  }
}
