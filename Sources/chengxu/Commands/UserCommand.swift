// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation

/// Accounts of people, from the machine's own console.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: Texts.text("command.user"),
    subcommands: [UserAdd.self, UserList.self, UserClose.self, UserResetPassword.self])
}

struct UserAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: Texts.text("command.user.add"))

  @Argument(help: ArgumentHelp(Texts.text("argument.account"), valueName: "NAME"))
  var name: String

  @Option(help: ArgumentHelp(Texts.text("option.role"), valueName: "ROLE"))
  var role: [RoleArgument] = []

  @Option(help: ArgumentHelp(Texts.text("option.display-name"), valueName: "TEXT"))
  var displayName: String?

  @Option(help: ArgumentHelp(Texts.text("option.unit"), valueName: "N"))
  var unit: Int64?

  @Option(help: ArgumentHelp(Texts.text("option.officer"), valueName: "N"))
  var officer: Int64?

  @Option(help: ArgumentHelp(Texts.text("option.partner"), valueName: "FORCE"))
  var partner: ChoiceArgument<PartnerForce>?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      let new = try await desk.createAccount(
        AccessDesk.AccountRequest(
          name: name, displayName: displayName ?? name, roles: Set(role.map(\.role)),
          territory: partner.map { .partner($0.choice) }
            ?? unit.map { .unit(ID(rawValue: $0)) } ?? .detachment,
          officer: officer.map { ID(rawValue: $0) }),
        by: Console.actor, at: .now)
      print(try NewAccountSummary(new).rendered(as: access.shared.format))
    }
  }
}

struct UserList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.text("command.user.list"))

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      print(try AccountsSummary(try await desk.accounts()).rendered(as: access.shared.format))
    }
  }
}

struct UserClose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: Texts.text("command.user.close"))

  @Argument(help: ArgumentHelp(Texts.text("argument.account"), valueName: "NAME"))
  var name: String

  @Option(help: ArgumentHelp(Texts.text("option.reason"), valueName: "TEXT"))
  var reason: String

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      try await desk.close(name, by: Console.actor, reason: reason, at: .now)
    }
  }
}

struct UserResetPassword: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-password", abstract: Texts.text("command.user.reset-password"))

  @Argument(help: ArgumentHelp(Texts.text("argument.account"), valueName: "NAME"))
  var name: String

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      let new = try await desk.resetPassword(of: name, by: Console.actor, at: .now)
      print(try NewAccountSummary(new).rendered(as: access.shared.format))
    }
  }
}

/// A role on the command line.
struct RoleArgument: ExpressibleByArgument {
  var role: Role

  init?(argument: String) {
    guard let role = Role(rawValue: argument) else { return nil }
    self.role = role
  }

  static var allValueStrings: [String] { Role.allCases.map(\.rawValue) }
}

/// The one time that a one-time password is shown.
struct NewAccountSummary: Summary {
  var account: String
  var oneTimePassword: String

  init(_ new: AccessDesk.NewAccount) {
    account = new.account.name.text
    oneTimePassword = new.oneTimePassword
  }

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.account"), Texts.text("table.one-time-password")],
      rows: [[account, oneTimePassword]], numeric: [])
  }
}

struct AccountsSummary: Summary {
  struct Line: Encodable {
    var account: String
    var displayName: String
    var roles: [String]
    var unit: Int64?
    /// The partner force that the account speaks for.
    var partner: String?
    var isClosed: Bool
  }

  var accounts: [Line]

  init(_ accounts: [Account]) {
    self.accounts = accounts.map { account in
      var unit: Int64?
      if case .unit(let id) = account.territory { unit = id.rawValue }
      var partner: String?
      if case .partner(let force) = account.territory { partner = force.rawValue }
      return Line(
        account: account.name.text, displayName: account.displayName,
        roles: account.roles.map(\.rawValue).sorted(), unit: unit, partner: partner,
        isClosed: account.closed != nil)
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.account", "table.display-name", "table.roles", "table.territory", "table.state",
      ].map { Texts.text($0) },
      rows: accounts.map { line in
        [
          line.account, line.displayName, line.roles.joined(separator: ", "),
          line.unit.map(String.init) ?? line.partner ?? Texts.text("table.whole-detachment"),
          Texts.text(line.isClosed ? "state.closed" : "state.open"),
        ]
      },
      numeric: [])
  }
}
