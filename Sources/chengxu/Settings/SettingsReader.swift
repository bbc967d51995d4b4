// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation

/// Looks for settings on the command line, in the environment, in a file, in this order.
enum SettingsReader {
  /// - Parameters:
  ///   - flags: what the command line says; `nil` where it says nothing.
  ///   - file: a JSON file; else the one that `CHENGXU_CONFIG` names.
  static func make(
    flags: [(key: [String], value: ConfigContent?)], file: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> ConfigReader {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (key, value) in flags {
      if let value { values[AbsoluteConfigKey(key)] = ConfigValue(value, isSecret: false) }
    }
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "command line", values: values),
      EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "chengxu"),
    ]
    if let file = file ?? environment["CHENGXU_CONFIG"] {
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
}
