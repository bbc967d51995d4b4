// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import ChengxuServer
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering

/// Requests to swap duties and for leave, filed, answered and decided by people who sign in.
struct RosterRequestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: Texts.text("command.roster-request"),
    subcommands: [
      ListRequestsCommand.self, FileLeaveCommand.self, FileSwapCommand.self,
      AnswerRequestCommand.self, DecideRequestCommand.self,
    ], defaultSubcommand: ListRequestsCommand.self)
}

struct ListRequestsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.text("command.roster-request-list"))

  @OptionGroup var options: RosterRequestOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.atDesk { _ in }
    }
  }
}

struct FileLeaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: Texts.text("command.roster-request-leave"))

  @Option(help: ArgumentHelp(Texts.text("option.repair-from"), valueName: "TIME"))
  var from: CivilTimeArgument

  @Option(help: ArgumentHelp(Texts.text("option.repair-to"), valueName: "TIME"))
  var to: CivilTimeArgument

  @OptionGroup var options: RosterRequestOptions

  func validate() throws {
    guard from.time < to.time else {
      throw ValidationError("--from is \(from.time), expected before --to, \(to.time)")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.atDesk { seat in
        try seat.visitor.require(.askForLeave, in: seat.territories)
        _ = try await seat.desk.file(
          .leave(CivilInterval(start: from.time, end: to.time)), applicant: try seat.officer(),
          seen: nil, by: seat.person, at: .now)
      }
    }
  }
}

struct FileSwapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap", abstract: Texts.text("command.roster-request-swap"))

  @Option(help: ArgumentHelp(Texts.text("option.request-duty"), valueName: "DUTY"))
  var duty: DutyArgument

  @Option(help: ArgumentHelp(Texts.text("option.request-with"), valueName: "BADGE"))
  var with: String

  @Option(help: ArgumentHelp(Texts.text("option.request-against"), valueName: "DUTY"))
  var against: DutyArgument?

  @OptionGroup var options: RosterRequestOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.atDesk { seat in
        try seat.visitor.require(.askForLeave, in: seat.territories)
        _ = try await seat.desk.file(
          .swap(duty: duty.id, with: try seat.officer(badge: with).id, against: against?.id),
          applicant: try seat.officer(), seen: nil, by: seat.person, at: .now)
      }
    }
  }
}

struct AnswerRequestCommand: AsyncParsableCommand {
  enum Answer: String, CaseIterable, ExpressibleByArgument { case agree, withdraw }

  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: Texts.text("command.roster-request-answer"))

  @Argument(help: ArgumentHelp(Texts.text("argument.request"), valueName: "N"))
  var number: Int64

  @Argument(help: ArgumentHelp(Texts.text("argument.answer"), valueName: "ANSWER"))
  var answer: Answer

  @OptionGroup var options: RosterRequestOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.atDesk { seat in
        try seat.visitor.require(.askForLeave, in: seat.territories)
        _ = try await seat.desk.answer(
          ID(rawValue: number), answer == .agree ? .agree : .withdraw,
          officer: try seat.officer(), seen: try await seat.desk.current().revision,
          by: seat.person, at: .now)
      }
    }
  }
}

struct DecideRequestCommand: AsyncParsableCommand {
  enum Decision: String, CaseIterable, ExpressibleByArgument { case approve, refuse }

  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: Texts.text("command.roster-request-decide"))

  @Argument(help: ArgumentHelp(Texts.text("argument.request"), valueName: "N"))
  var number: Int64

  @Argument(help: ArgumentHelp(Texts.text("argument.decision"), valueName: "DECISION"))
  var decision: Decision

  @Option(help: ArgumentHelp(Texts.text("option.request-reason"), valueName: "TEXT"))
  var reason: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(Texts.text("option.request-override"), valueName: "RULE"))
  var override: [String] = []

  @OptionGroup var options: RosterRequestOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.atDesk { seat in
        let id = DutyModel.ID<DutyRequest>(rawValue: number)
        let applicant = try await seat.desk.request(id).applicant
        try seat.visitor.require(
          .approveLeave, of: seat.unit(of: applicant), in: seat.territories)
        let (leader, revision) = (
          try seat.officer(), try await seat.desk.current().revision
        )
        guard decision == .approve else {
          _ = try await seat.desk.answer(
            id, .refuse(reason: reason ?? ""), officer: leader, seen: revision, by: seat.person,
            at: .now)
          return
        }
        // Only the rules that are named are set aside, each where the check found it broken.
        let review = try await seat.desk.review(id, at: .now)
        let waivers = review.violations.compactMap { violation -> RosterDesk.Waiver? in
          guard override.contains(violation.rule), let officer = violation.officer,
            let date = violation.date
          else { return nil }
          return .init(rule: violation.rule, officer: officer, date: date, reason: reason ?? "")
        }
        _ = try await seat.desk.approve(
          id, waivers: waivers, leader: leader, seen: revision, by: seat.person, at: .now)
      }
    }
  }
}

/// Who acts, and on which folder's roster.
struct RosterRequestOptions: ParsableArguments {
  @OptionGroup var signatory: SignatoryOptions
  @OptionGroup var shared: SharedOptions

  /// Signs in, does the work at the roster's desk, and prints the requests as they then are.
  func atDesk(_ work: (RosterSeat) async throws -> Void) async throws {
    let folder = StageFolder(url: shared.folder)
    let account = try await signatory.account(in: folder)
    let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
    let store = try await LiveStore(folder, signatory.database)
    let desk = try await RosterDeskWiring.open(
      try StageFile.read(Roster.self, from: folder.roster), of: folder,
      plans: try StageFile.read(DutyPlanSet.self, from: folder.plan),
      organization: snapshot.organization, store: store)
    let seat = RosterSeat(
      desk: desk, account: account, organization: try await desk.currentStaff())
    try await work(seat)
    let requests = try await desk.current().requests.filter(seat.maySee)
    try store.close()
    print(
      try RequestSummary(requests, seat.organization).rendered(as: shared.format))
  }
}

/// Somebody at a roster's desk.
struct RosterSeat {
  let desk: RosterDesk
  let account: Account
  let organization: Organization

  var visitor: Visitor { Visitor(account) }
  var territories: TerritoryIndex { TerritoryIndex(units: organization.units) }
  var person: RosterPerson {
    RosterPerson(name: "\(account.displayName)（\(account.name.text)）", officer: account.officer)
  }

  func officer() throws(SignatoryRefused) -> DutyModel.ID<Officer> {
    guard let officer = account.officer else { throw .nobody }
    return officer
  }

  func officer(badge: String) throws(RepairError) -> Officer {
    guard let officer = organization.officers.first(where: { $0.badgeNumber == badge }) else {
      throw .unknownOfficer(badge)
    }
    return officer
  }

  func unit(of officer: DutyModel.ID<Officer>) -> DutyModel.ID<DutyModel.Unit>? {
    organization.officers.first { $0.id == officer }?.unit
  }

  /// One's own, and those that one decides.
  func maySee(_ request: DutyRequest) -> Bool {
    if account.officer == request.applicant { return true }
    if case .swap(_, let other, _) = request.kind, account.officer == other { return true }
    do {
      try visitor.require(.approveLeave, of: unit(of: request.applicant), in: territories)
      return true
    } catch {
      return false
    }
  }
}

/// Requests with what became of them.
struct RequestSummary: Summary {
  var requests: [DutyRequest]
  private var badges: [DutyModel.ID<Officer>: String]

  private enum CodingKeys: String, CodingKey { case requests }

  init(_ requests: [DutyRequest], _ organization: Organization) {
    self.requests = requests
    badges = Dictionary(
      organization.officers.map { ($0.id, $0.badgeNumber) }, uniquingKeysWith: { first, _ in first }
    )
  }

  var table: TextTable {
    TextTable(
      header: ["table.number", "table.badge", "table.request", "table.state", "table.time"].map {
        Texts.text($0)
      },
      rows: requests.map { request in
        [
          "\(request.id)", badge(request.applicant), words(request.kind),
          Texts.text("request-state.\(request.state.rawValue)"),
          "\(request.events.last?.at ?? request.filedAt)",
        ]
      }, numeric: [0])
  }

  private func badge(_ officer: DutyModel.ID<Officer>) -> String {
    badges[officer] ?? "\(officer)"
  }

  private func words(_ kind: DutyRequest.Kind) -> String {
    switch kind {
    case .leave(let interval):
      Texts.text("request.leave", ["from": "\(interval.start)", "to": "\(interval.end)"])
    case .swap(let duty, let other, let against):
      Texts.text(
        "request.swap",
        [
          "duty": "\(duty)", "with": badge(other),
          "against": against.map { "\($0)" } ?? "–",
        ])
    }
  }
}
