// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation
import Operations
import Stores
import Webhooks

/// Other systems that are told what is recorded, from the machine's own console.
struct WebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: Texts.text("command.webhook"),
    subcommands: [
      WebhookAdd.self, WebhookList.self, WebhookPause.self, WebhookResume.self,
      WebhookReplay.self, WebhookRotate.self, WebhookTestCommand.self, WebhookRemove.self,
    ])
}

/// Which folder or database, and the desk behind it.
struct WebhookOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func desk() async throws -> WebhookDesk {
    let targets = try await ServerSettings.webhookTargets(try await SettingsReader.make(flags: []))
    let store = try await LiveStore(StageFolder(url: shared.folder), database)
    return WebhookDesk(store: store.webhooks, targets: targets)
  }

  /// Does something with one webhook, and shows it.
  func take(_ step: WebhookStep, of number: Int64) async throws {
    let desk = try await desk()
    let webhook = try await desk.store.step(
      step, of: ID(rawValue: number), by: Console.actor, at: .now)
    print(
      try WebhooksSummary(
        [webhook], try await desk.store.waiting(of: [webhook]), end: try await desk.store.endOfLog()
      ).rendered(as: shared.format))
  }
}

struct WebhookAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: Texts.text("command.webhook.add"))

  @Option(help: ArgumentHelp(Texts.text("option.webhook-name"), valueName: "TEXT"))
  var name: String

  @Option(help: ArgumentHelp(Texts.text("option.webhook-url"), valueName: "URL"))
  var url: String

  @Option(help: ArgumentHelp(Texts.text("option.webhook-event"), valueName: "KIND"))
  var event: [EventKindArgument] = []

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let (webhook, secret) = try await options.desk().add(
        WebhookDesk.Request(name: name, address: url, kinds: event.map(\.kind.rawValue)),
        by: Console.actor, at: .now)
      print(try NewWebhookSummary(webhook, secret).rendered(as: options.shared.format))
    }
  }
}

struct WebhookList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Texts.text("command.webhook.list"))

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let store = try await options.desk().store
      let webhooks = try await store.webhooks()
      print(
        try WebhooksSummary(
          webhooks, try await store.waiting(of: webhooks), end: try await store.endOfLog()
        ).rendered(as: options.shared.format))
    }
  }
}

struct WebhookPause: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: Texts.text("command.webhook.pause"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting { try await options.take(.pause, of: number) }
  }
}

struct WebhookResume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: Texts.text("command.webhook.resume"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting { try await options.take(.resume, of: number) }
  }
}

struct WebhookReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: Texts.text("command.webhook.replay"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @Option(help: ArgumentHelp(Texts.text("option.after-event"), valueName: "N"))
  var after: Int64

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.take(.replay(after: ID(rawValue: after)), of: number)
    }
  }
}

struct WebhookRotate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: Texts.text("command.webhook.rotate"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @Option(help: ArgumentHelp(Texts.text("option.overlap-hours"), valueName: "N"))
  var overlapHours = WebhookSecrets.overlapHours

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let (webhook, secret) = try await options.desk().rotate(
        ID(rawValue: number), overlapHours: overlapHours, by: Console.actor, at: .now)
      print(try NewWebhookSummary(webhook, secret).rendered(as: options.shared.format))
    }
  }
}

struct WebhookTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: Texts.text("command.webhook.test"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let result = try await WebhookTest(try await options.desk()).send(
        to: ID(rawValue: number), for: Console.actor)
      print(try WebhookTestSummary(result: result).rendered(as: options.shared.format))
      if !result.isTaken { throw ExitStatus.messageNotTaken.exitCode }
    }
  }
}

struct WebhookRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: Texts.text("command.webhook.remove"))

  @Argument(help: ArgumentHelp(Texts.text("argument.webhook"), valueName: "N"))
  var number: Int64

  @OptionGroup var options: WebhookOptions

  func run() async throws {
    try await ErrorReport.reporting {
      try await options.desk().store.remove(
        ID(rawValue: number), by: Console.actor, at: .now)
    }
  }
}

/// A kind of event on the command line.
struct EventKindArgument: ExpressibleByArgument {
  var kind: DutyEvent.Kind

  init?(argument: String) {
    guard let kind = DutyEvent.Kind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { DutyEvent.Kind.allCases.map(\.rawValue) }
}
