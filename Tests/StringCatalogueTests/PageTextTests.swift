// SPDX-License-Identifier: Apache-2.0

import Foundation
import StringCatalogue
import Testing

/// Reads the page's sources and compares the keys they ask for with the catalogue.
@Suite("The texts of the page")
struct PageTextTests {
  private static let web = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Web").resolvingSymlinksInPath()

  private let sources: [(file: String, text: String)]
  private let catalogue: StringCatalogue

  init() throws {
    catalogue = try StringCatalogue()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.web.path)
    sources = try paths.filter { !$0.hasPrefix("dist") }
      .filter { $0.hasSuffix(".ts") || $0.hasSuffix(".html") }
      .map { ($0, try String(contentsOf: Self.web.appending(path: $0), encoding: .utf8)) }
  }

  @Test("are all in the catalogue")
  func everyKeyExists() throws {
    #expect(sources.count > 20)
    var count = 0
    for source in sources {
      for key in wholeKeys(in: source.text) {
        count += 1
        #expect(catalogue.name(key) != nil, "\(source.file) asks for \(key)")
      }
    }
    #expect(count > 100)
  }

  @Test("are all used")
  func noKeyIsIdle() {
    let all = sources.map(\.text).joined(separator: "\n")
    let whole = Set(wholeKeys(in: all)).union(quoted(in: all))
    let beginnings = groups(in: all)
    for key in catalogue.keys(of: .web) {
      let isUsed = whole.contains(key) || beginnings.contains { key.hasPrefix($0) }
      #expect(isUsed, "\(key) is in web.json and nowhere on the page")
    }
  }

  /// Keys written out where a text is asked for.
  private func wholeKeys(in text: String) -> [String] {
    matches(
      of: [
        #"\btext\(\s*"([^"]+)""#, #"data-(?:text|label)="([^"]+)""#, #"\bsection\(\s*"([^"]+)""#,
        #"\brow\("([^"]+)""#, #"\blist\("([^"]+)""#, #"\bfact\(\s*"([^"]+)""#,
      ], in: text)
  }

  /// Quoted words with a dot, such as the keys in a table that is passed to `text` later.
  private func quoted(in text: String) -> Set<String> {
    Set(matches(of: [#""([a-z]+(?:\.[A-Za-z]+)+)""#], in: text))
  }

  /// The fixed beginnings of keys whose end is a value: `text(`mode.${mode}`)`, `term("month", …)`.
  private func groups(in text: String) -> Set<String> {
    Set(
      matches(of: [#"\btext\(`((?:[a-z-]+\.)+)\$"#], in: text)
        + matches(of: [#"\bterm\("([a-z-]+)""#], in: text).map { $0 + "." })
  }

  private func matches(of patterns: [String], in text: String) -> [String] {
    patterns.flatMap { pattern -> [String] in
      guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
      let range = NSRange(text.startIndex..., in: text)
      return expression.matches(in: text, range: range).compactMap { match in
        Range(match.range(at: 1), in: text).map { String(text[$0]) }
      }
    }
  }
}
