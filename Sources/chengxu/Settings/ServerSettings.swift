// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Configuration
import DutyModel
import Foundation
import Logging
import Webhooks

/// The server's settings, found on the command line, in the environment, in a file, or by default.
struct ServerSettings {
  /// What taking in the day needs.
  struct Live {
    var gateway: GatewayConfiguration
    /// `nil` for SQLite in the data folder.
    var databaseAddress: String?
    var retentionDays: Int
    /// Where other systems may be told what is recorded.
    var webhookTargets: WebhookTargets
    /// The moment that an exercise begins with; `nil` for the day as it is.
    var exerciseStart: CivilTime?
  }

  var server: ServerConfiguration
  /// `nil` for a server that only shows what was published.
  var live: Live?
  var logLevel: Logger.Level
  var signIn: SignIn
  /// Where the server is reached from outside, for documents that name their own address.
  var publicAddress: String
  /// Whom to ask about the public interface and its keys.
  var contact: String

  /// When people have to sign in before they read.
  enum SignIn: String, CaseIterable {
    /// Demo data may be read without, on this machine alone.
    case unlessDemo = "unless-demo"
    case always
  }

  static func load(
    _ options: ServerOptions, live: LiveOptions? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> ServerSettings {
    let reader = try await SettingsReader.make(
      flags: [
        (["http", "host"], options.host.map(ConfigContent.string)),
        (["http", "port"], options.port.map(ConfigContent.int)),
        (["web", "folder"], options.web.map(ConfigContent.string)),
        (["log", "level"], options.logLevel.map(ConfigContent.string)),
        (["access", "sign-in"], options.signIn.map(ConfigContent.string)),
        (["jt808", "port"], live?.jt808Port.map(ConfigContent.int)),
        (["duty", "exercise"], live?.exercise.map(ConfigContent.string)),
        (["database", "address"], live?.database.database.map(ConfigContent.string)),
      ], file: options.config, environment: environment)
    do {
      let port = try await reader.fetchInt(forKey: "http.port") ?? 8080
      try check(port, in: 0...65535, "http.port")
      let logLevel = try await logLevel(reader)
      let signInText = try await reader.fetchString(forKey: "access.sign-in") ?? "unless-demo"
      guard let signIn = SignIn(rawValue: signInText) else {
        throw SettingError(
          key: "access.sign-in", found: signInText,
          expected: SignIn.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let host = try await reader.fetchString(forKey: "http.host") ?? "127.0.0.1"
      let web = try await reader.fetchString(forKey: "web.folder")
      let address =
        try await reader.fetchString(forKey: "http.public-address") ?? "http://\(host):\(port)"
      return ServerSettings(
        server: ServerConfiguration(
          host: host, port: port, webFolder: try webFolder(web),
          isReachedOverTLS: address.hasPrefix("https:"),
          worksOnJobs: try await reader.fetchBool(forKey: "jobs.in-server") ?? true),
        live: live == nil ? nil : try await liveSettings(reader, host: host), logLevel: logLevel,
        signIn: signIn, publicAddress: address,
        contact: try await reader.fetchString(forKey: "open311.contact") ?? "12345")
    } catch let error as SettingError {
      throw error
    } catch {
      throw SettingError(key: "", found: "\(error)", expected: "")
    }
  }

  private static func liveSettings(_ reader: ConfigReader, host: String) async throws -> Live {
    let port = try await reader.fetchInt(forKey: "jt808.port") ?? 6808
    try check(port, in: 0...65535, "jt808.port")
    let idle = try await reader.fetchInt(forKey: "jt808.idle-seconds") ?? 300
    try check(idle, in: 1...86_400, "jt808.idle-seconds")
    let links = try await reader.fetchInt(forKey: "jt808.links") ?? 50_000
    try check(links, in: 1...1_000_000, "jt808.links")
    let days = try await reader.fetchInt(forKey: "tracking.retention-days") ?? 90
    try check(days, in: 1...3650, "tracking.retention-days")
    let exercise = try await reader.fetchString(forKey: "duty.exercise")
    let exerciseStart = exercise.flatMap { CivilTime($0) }
    if let exercise, exerciseStart == nil {
      throw SettingError(key: "duty.exercise", found: exercise, expected: "2018-01-03T07:00")
    }
    return Live(
      gateway: GatewayConfiguration(
        host: try await reader.fetchString(forKey: "jt808.host") ?? host, port: port,
        idleSeconds: Int64(idle), mostLinks: links),
      databaseAddress: try await reader.fetchString(forKey: "database.address", isSecret: true),
      retentionDays: days, webhookTargets: try await webhookTargets(reader),
      exerciseStart: exerciseStart)
  }

  /// For a command that is no server.
  static func logLevel(flag: String?) async throws -> Logger.Level {
    try await logLevel(
      try await SettingsReader.make(flags: [(["log", "level"], flag.map(ConfigContent.string))]))
  }

  private static func logLevel(_ reader: ConfigReader) async throws -> Logger.Level {
    let level = try await reader.fetchString(forKey: "log.level") ?? "info"
    guard let logLevel = Logger.Level(rawValue: level) else {
      throw SettingError(
        key: "log.level", found: level,
        expected: Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return logLevel
  }

  /// Nobody is told anything unless whoever runs the server names where.
  static func webhookTargets(_ reader: ConfigReader) async throws -> WebhookTargets {
    let list = try await reader.fetchString(forKey: "webhooks.targets") ?? ""
    guard let targets = WebhookTargets(list: list) else {
      throw SettingError(
        key: "webhooks.targets", found: list,
        expected: "https://hub.example, http://127.0.0.1:9000")
    }
    return targets
  }

  private static func check(
    _ number: Int, in range: ClosedRange<Int>, _ key: String
  ) throws(SettingError) {
    guard range.contains(number) else {
      throw SettingError(
        key: key, found: "\(number)", expected: "\(range.lowerBound)…\(range.upperBound)")
    }
  }

  private static func webFolder(_ named: String?) throws(SettingError) -> URL {
    if let named { return URL(filePath: named, directoryHint: .isDirectory) }
    guard let bundled = ProjectLocations.bundled("Web/dist") else {
      throw SettingError(key: "web.folder", found: "–", expected: "Web/dist (Scripts/build-web)")
    }
    return bundled
  }
}

/// A setting that is not what it should be.
struct SettingError: ExplainedError {
  var key: String
  var found: String
  var expected: String

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "设置 \(key) 的值不对：“\(found)”。应为：\(expected)。设置一览见 docs/operations.md。",
      english: "The setting \(key) is “\(found)”; expected \(expected). "
        + "Maybe look it up in docs/operations.md.")
  }
}
