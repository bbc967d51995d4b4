// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Foundation
import Supervision

/// The days of a scorecard, both included.
struct PeriodOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.from"), valueName: "DATE"))
  var from: DateArgument?

  @Option(help: ArgumentHelp(Texts.text("option.to"), valueName: "DATE"))
  var to: DateArgument?

  /// `nil` if neither end is given; one day if only one is.
  var interval: CivilInterval? {
    guard let first = from ?? to, let last = to ?? from else { return nil }
    return CivilInterval(
      start: CivilTime(date: first.date), end: CivilTime(date: last.date.adding(days: 1)))
  }

  func validate() throws {
    guard let from, let to, to.date < from.date else { return }
    throw ValidationError(Texts.text("error.from-after-to"))
  }
}

extension CivilInterval {
  static func day(_ date: CivilDate) -> Self {
    CivilInterval(start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1)))
  }
}

/// How figures are broken down, by whose definitions, and where else they are written.
struct BreakdownOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.by"), valueName: "A,B"))
  var by: DimensionsArgument?

  @Option(help: ArgumentHelp(Texts.text("option.definitions"), valueName: "FILE"))
  var definitions: String?

  @Option(help: ArgumentHelp(Texts.text("option.export"), valueName: "FILE"))
  var export: String?

  var dimensions: Set<KPIDimension> {
    KPIDimension.leading.union(by?.dimensions ?? [])
  }

  func validate() throws {
    guard let export else { return }
    guard ["csv", "xlsx"].contains(URL(filePath: export).pathExtension) else {
      throw ValidationError(Texts.text("error.export-format", ["file": export]))
    }
  }

  func localDefinitions() throws -> LocalDefinitions? {
    guard let definitions else { return nil }
    let file = URL(filePath: definitions)
    guard let data = try? Data(contentsOf: file) else {
      throw StageFileError(file: file, reason: .missing)
    }
    return try LocalDefinitions.read(data, name: definitions)
  }
}

/// `squadron,post,hour` on the command line.
struct DimensionsArgument: ExpressibleByArgument {
  var dimensions: Set<KPIDimension>

  init?(argument: String) {
    let words = argument.split(separator: ",").map { $0 == "post" ? "place" : String($0) }
    let found = words.compactMap(KPIDimension.init(rawValue:))
    guard !words.isEmpty, found.count == words.count else { return nil }
    dimensions = Set(found)
  }

  static var allValueStrings: [String] { KPIDimension.allCases.map(\.rawValue) + ["post"] }
}
