// SPDX-License-Identifier: Apache-2.0

import Foundation
public import DutyModel

/// Every fixed text that a person reads on the page or in the terminal, by key, in both languages.
///
/// The texts lie in `Resources/`, one JSON file a topic, and travel inside the program. A text may
/// hold placeholders in braces, such as `{count}`; both languages use the same ones.
public struct StringCatalogue: Sendable {
  /// The file a text comes from.
  public enum Topic: String, CaseIterable, Sendable {
    /// The pages in the browser.
    case web
    /// Words of the trade that stages name by key: modes, windows, duties, solver models.
    case planning
    /// What `chengxu` prints.
    case commandLine = "command-line"
    /// What printed records say.
    case paper
  }

  private let names: [Topic: [String: LocalizedName]]

  /// - Throws: `DecodingError` when a resource file is malformed; the tests read every one.
  public init() throws {
    var names: [Topic: [String: LocalizedName]] = [:]
    for topic in Topic.allCases {
      names[topic] = try JSONDecoder().decode(
        [String: LocalizedName].self, from: Data(topic.bytes))
    }
    self.names = names
  }

  /// The keys of one topic, sorted.
  public func keys(of topic: Topic) -> [String] { (names[topic] ?? [:]).keys.sorted() }

  /// Both languages of one text, without filling its placeholders.
  public func name(_ key: String) -> LocalizedName? {
    for topic in Topic.allCases {
      if let name = names[topic]?[key] { return name }
    }
    return nil
  }

  /// The text in one language, each `{placeholder}` replaced by the argument of that name.
  ///
  /// - Returns: the key itself when the catalogue has none, so that a page shows what is missing.
  public func text(
    _ key: String, in language: Language, arguments: [String: String] = [:]
  ) -> String {
    guard let name = name(key) else { return key }
    return arguments.reduce(language.text(of: name)) { text, argument in
      text.replacingOccurrences(of: "{\(argument.key)}", with: argument.value)
    }
  }

  /// All texts of the given topics in one table, as the page reads them.
  public func table(of topics: [Topic]) -> [String: LocalizedName] {
    topics.reduce(into: [:]) { table, topic in
      table.merge(names[topic] ?? [:]) { first, _ in first }
    }
  }
}

extension StringCatalogue.Topic {
  fileprivate var bytes: [UInt8] {
    switch self {
    case .web: PackageResources.web_json
    case .planning: PackageResources.planning_json
    case .commandLine: PackageResources.command_line_json
    case .paper: PackageResources.paper_json
    }
  }
}
