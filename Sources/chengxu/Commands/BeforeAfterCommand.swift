// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import IncidentAnalysis

struct BeforeAfterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "before-after", abstract: Texts.text("command.before-after"))

  @Option(help: ArgumentHelp(Texts.text("option.effective"), valueName: "YYYY-MM-DD"))
  var effective: DateArgument

  @Option(help: ArgumentHelp(Texts.text("option.after-days"), valueName: "N"))
  var days = 182

  @Option(help: ArgumentHelp(Texts.text("option.before-years"), valueName: "N"))
  var years = 3

  @Option(help: ArgumentHelp(Texts.text("option.hours")))
  var hours = ChoiceArgument(DutyHours.all)

  @Option(help: ArgumentHelp(Texts.text("option.places"), valueName: "FILE"))
  var places: String?

  @Flag(help: ArgumentHelp(Texts.text("option.plan-posts")))
  var posts = false

  @Option(help: ArgumentHelp(Texts.text("option.radius"), valueName: "M"))
  var radius = 200

  @Flag(help: ArgumentHelp(Texts.text("option.placebo")))
  var placebo = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (places != nil) != posts else {
      throw ValidationError(Texts.text("error.places-or-posts"))
    }
    guard (10...2000).contains(radius) else { throw ValidationError(Texts.text("error.radius")) }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let question = BeforeAfterQuestion(
        effective: effective.date, days: days, years: years, hours: hours.choice,
        places: try treatedPlaces(snapshot, folder), radiusMetres: radius, roads: snapshot.roads)
      let study = try BeforeAfterStudy.compare(
        question,
        incidents: BeforeAfterStudy.registered(snapshot, upTo: question.after.last),
        roads: snapshot.roads)
      try StageFile.write(
        BeforeAfterReport(snapshot: snapshot.version, isPlacebo: placebo, study: study),
        to: folder.beforeAfter)
      print(try BeforeAfterSummary(study).rendered(as: shared.format))
    }
  }

  private func treatedPlaces(
    _ snapshot: CitySnapshot, _ folder: StageFolder
  ) throws -> [Coordinate] {
    if let places {
      return try Series<Coordinate>.read(URL(filePath: places)).rows
    }
    let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
    return (plans[.peak]?.posts ?? []).map(\.location)
  }
}

/// The three answers beside one another, the fair one last.
struct BeforeAfterSummary: Summary {
  var answer: BeforeAfter

  init(_ answer: BeforeAfter) { self.answer = answer }

  func encode(to encoder: any Encoder) throws { try answer.encode(to: encoder) }

  func rendered(as format: OutputFormat) throws -> String {
    switch format {
    case .json: try json()
    case .table: ([periods.rendered(), table.rendered()] + notes).joined(separator: "\n\n")
    }
  }

  var table: TextTable {
    let effects = [
      ("effect.naive", answer.naive), ("effect.comparison-group", answer.comparisonGroup),
      ("effect.empirical-bayes", answer.empiricalBayes),
    ]
    return TextTable(
      header: [
        "table.method", "table.observed", "table.expected", "table.index", "table.interval",
      ].map { Texts.text($0) },
      rows: effects.map { key, effect in
        let interval =
          effect.interval.lower.text(places: 2) + " … " + effect.interval.upper.text(places: 2)
        return [
          Texts.text(key), "\(effect.observed)", effect.expected.text(places: 1),
          effect.index.text(places: 2), interval,
        ]
      },
      numeric: [1, 2, 3, 4])
  }

  private var periods: TextTable {
    TextTable(
      header: ["table.period", "table.treated", "table.comparison"].map { Texts.text($0) },
      rows: (answer.before.reversed() + [answer.after]).map {
        ["\($0.span.first) … \($0.span.last)", "\($0.treated)", "\($0.comparison)"]
      },
      numeric: [1, 2])
  }

  private var notes: [String] {
    var notes = [
      Texts.text("before-after.regression", ["share": answer.regressionToTheMean.percent])
    ]
    if !answer.oddsRatios.isEmpty {
      let ratios = answer.oddsRatios.map { $0.text(places: 2) }.joined(separator: ", ")
      notes.append(Texts.text("before-after.comparable", ["ratios": ratios]))
    }
    return notes + [Texts.text("before-after.reading")]
  }
}
