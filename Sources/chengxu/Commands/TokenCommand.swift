// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation

/// Keys of other programs, from the machine's own console.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: Texts.text("command.token"),
    subcommands: [TokenCreate.self, TokenList.self, TokenRotate.self, TokenRevoke.self])
}

struct TokenCreate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: Texts.text("command.token.create"))

  @Option(help: ArgumentHelp(Texts.text("option.scope"), valueName: "SCOPE"))
  var scope: [ScopeArgument] = []

  @Option(help: ArgumentHelp(Texts.text("option.expires"), valueName: "DATE"))
  var expires: ExpiryArgument

  @Option(help: ArgumentHelp(Texts.text("option.token-name"), valueName: "TEXT"))
  var name = "API"

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      let new = try await desk.createToken(
        name: name, scopes: Set(scope.map(\.scope)), expires: expires.instant, by: Console.actor,
        at: .now)
      print(try NewTokenSummary(new).rendered(as: access.shared.format))
    }
  }
}

struct TokenList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.text("command.token.list"))

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      print(try TokensSummary(try await desk.tokens(), at: .now).rendered(as: access.shared.format))
    }
  }
}

struct TokenRotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: Texts.text("command.token.rotate"))

  @Argument(help: ArgumentHelp(Texts.text("argument.token"), valueName: "N"))
  var number: Int64

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      let new = try await desk.rotateToken(ID(rawValue: number), by: Console.actor, at: .now)
      print(try NewTokenSummary(new).rendered(as: access.shared.format))
    }
  }
}

struct TokenRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: Texts.text("command.token.revoke"))

  @Argument(help: ArgumentHelp(Texts.text("argument.token"), valueName: "N"))
  var number: Int64

  @Option(help: ArgumentHelp(Texts.text("option.reason"), valueName: "TEXT"))
  var reason: String

  @OptionGroup var access: AccessOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let desk = try await access.desk()
      try await desk.revokeToken(
        ID(rawValue: number), by: Console.actor, reason: reason, at: .now)
    }
  }
}

/// A scope on the command line.
struct ScopeArgument: ExpressibleByArgument {
  var scope: APIToken.Scope

  init?(argument: String) {
    guard let scope = APIToken.Scope(rawValue: argument) else { return nil }
    self.scope = scope
  }

  static var allValueStrings: [String] { APIToken.Scope.allCases.map(\.rawValue) }
}

/// A day, whose first moment in the machine's time zone ends the token; or a number of days from
/// now, such as `90d`.
struct ExpiryArgument: ExpressibleByArgument {
  var instant: Instant

  init?(argument: String) {
    if argument.hasSuffix("d"), let days = Int64(argument.dropLast()), (1...100_000).contains(days)
    {
      instant = Instant.now.adding(seconds: days * 86_400)
      return
    }
    guard let date = CivilDate(argument) else { return nil }
    let midnight = Date(timeIntervalSince1970: Double(date.day) * 86_400)
    let offset = Int64(TimeZone.current.secondsFromGMT(for: midnight))
    instant = Instant(milliseconds: (date.day * 86_400 - offset) * 1000)
  }
}

/// The one time that a token's secret is shown.
struct NewTokenSummary: Summary {
  var token: Int64
  var secret: String
  var scopes: [String]
  var expires: String

  init(_ new: AccessDesk.NewToken) {
    token = new.token.id.rawValue
    secret = new.secret.text
    scopes = new.token.scopes.map(\.rawValue).sorted()
    expires = new.token.expires.text
  }

  var table: TextTable {
    TextTable(
      header: ["table.token", "table.secret", "table.scopes", "table.expires"].map {
        Texts.text($0)
      },
      rows: [["\(token)", secret, scopes.joined(separator: ", "), expires]], numeric: [0])
  }
}

struct TokensSummary: Summary {
  struct Line: Encodable {
    var token: Int64
    var name: String
    var scopes: [String]
    var createdBy: String
    var expires: String
    var isValid: Bool
  }

  var tokens: [Line]

  init(_ tokens: [APIToken], at now: Instant) {
    self.tokens = tokens.map { token in
      Line(
        token: token.id.rawValue, name: token.name, scopes: token.scopes.map(\.rawValue).sorted(),
        createdBy: token.createdBy, expires: token.expires.text, isValid: token.isValid(at: now))
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.token", "table.display-name", "table.scopes", "table.created-by", "table.expires",
        "table.state",
      ].map { Texts.text($0) },
      rows: tokens.map { line in
        [
          "\(line.token)", line.name, line.scopes.joined(separator: ", "), line.createdBy,
          line.expires, Texts.text(line.isValid ? "state.valid" : "state.over"),
        ]
      },
      numeric: [0])
  }
}

extension Instant {
  /// ISO 8601 in UTC.
  fileprivate var text: String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
  }
}
