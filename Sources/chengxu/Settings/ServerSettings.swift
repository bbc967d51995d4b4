// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Configuration
import DutyModel
import Foundation
import Logging

/// The server's settings, found on the command line, in the environment, in a file, or by default.
struct ServerSettings {
  var server: ServerConfiguration
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
    _ options: ServerOptions,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> ServerSettings {
    let reader = try await reader(options, environment: environment)
    do {
      let port = try await reader.fetchInt(forKey: "http.port") ?? 8080
      guard (0...65535).contains(port) else {
        throw SettingError(key: "http.port", found: "\(port)", expected: "0…65535")
      }
      let level = try await reader.fetchString(forKey: "log.level") ?? "info"
      guard let logLevel = Logger.Level(rawValue: level) else {
        throw SettingError(
          key: "log.level", found: level,
          expected: Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
      }
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
          isReachedOverTLS: address.hasPrefix("https:")),
        logLevel: logLevel, signIn: signIn, publicAddress: address,
        contact: try await reader.fetchString(forKey: "open311.contact") ?? "12345")
    } catch let error as SettingError {
      throw error
    } catch {
      throw SettingError(key: "", found: "\(error)", expected: "")
    }
  }

  private static func reader(
    _ options: ServerOptions, environment: [String: String]
  ) async throws -> ConfigReader {
    var flags: [AbsoluteConfigKey: ConfigValue] = [:]
    func set(_ key: [String], _ value: ConfigContent?) {
      if let value { flags[AbsoluteConfigKey(key)] = ConfigValue(value, isSecret: false) }
    }
    set(["http", "host"], options.host.map(ConfigContent.string))
    set(["http", "port"], options.port.map(ConfigContent.int))
    set(["web", "folder"], options.web.map(ConfigContent.string))
    set(["log", "level"], options.logLevel.map(ConfigContent.string))
    set(["access", "sign-in"], options.signIn.map(ConfigContent.string))

    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "command line", values: flags),
      EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "chengxu"),
    ]
    if let file = options.config ?? environment["CHENGXU_CONFIG"] {
      do {
        let place = InMemoryProvider(values: [
          "filePath": ConfigValue(.string(file), isSecret: false)
        ])
        providers.append(
          try await FileProvider<JSONSnapshot>(config: ConfigReader(provider: place)))
      } catch {
        throw SettingError(key: file, found: "\(error)", expected: "JSON")
      }
    }
    return ConfigReader(providers: providers)
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
