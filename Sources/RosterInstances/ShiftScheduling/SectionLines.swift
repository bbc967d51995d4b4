// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The lines of a sectioned text file, split at commas, with where each stands.
struct SectionLines {
  struct Line {
    var file: String
    var number: Int
    var fields: [String]

    func field(_ index: Int, of count: Int, _ name: String) throws(RosterFileError) -> String {
      guard fields.indices.contains(index) else {
        throw error(name, .tooFewFields(found: fields.count, expected: count))
      }
      return fields[index]
    }

    func number(
      _ index: Int, of count: Int, _ name: String, in range: ClosedRange<Int> = 0...1_000_000
    ) throws(RosterFileError) -> Int {
      try number(field(index, of: count, name), name, in: range)
    }

    func number(
      _ text: String, _ name: String, in range: ClosedRange<Int> = 0...1_000_000
    ) throws(RosterFileError) -> Int {
      guard let value = Int(text) else { throw error(name, .notANumber(found: text)) }
      if !range.contains(value) {
        throw error(
          name, .outOfRange(found: value, least: range.lowerBound, most: range.upperBound))
      }
      return value
    }

    func position(
      _ text: String, _ name: String, in names: [String: Int]
    ) throws(RosterFileError) -> Int {
      guard let position = names[text] else {
        let known = names.sorted { $0.value < $1.value }.prefix(12).map(\.key)
        throw error(name, .unknown(found: text, known: known.joined(separator: ", ")))
      }
      return position
    }

    func error(_ name: String, _ problem: RosterFileError.Problem) -> RosterFileError {
      RosterFileError(file: file, line: number, field: name, problem)
    }
  }

  let file: String
  private var sections: [String: [Line]] = [:]

  init(_ url: URL, sections known: Set<String>) throws(RosterFileError) {
    file = url.lastPathComponent
    let text = try Self.text(of: url)
    var section: String?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (offset, raw) in lines.enumerated() {
      let trimmed = raw.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      let line = Line(
        file: file, number: offset + 1,
        fields: trimmed.split(separator: ",", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) })
      if trimmed.hasPrefix("SECTION_") {
        guard known.contains(trimmed) else {
          throw line.error("section", .unknownSection(found: trimmed))
        }
        section = trimmed
      } else if let section {
        sections[section, default: []].append(line)
      } else {
        throw line.error("line", .outsideSections)
      }
    }
  }

  private static func text(of url: URL) throws(RosterFileError) -> String {
    let file = url.lastPathComponent
    guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
      throw RosterFileError(file: file, field: "file", .missingFile)
    }
    do {
      return try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw RosterFileError(
        file: file, field: "file", .unreadable(reason: error.localizedDescription))
    }
  }

  subscript(section: String) -> [Line] { sections[section] ?? [] }

  /// The lines of a section that must not be empty.
  func required(_ section: String) throws(RosterFileError) -> [Line] {
    let lines = self[section]
    if lines.isEmpty {
      throw RosterFileError(file: file, field: "section", .missingSection(name: section))
    }
    return lines
  }
}
