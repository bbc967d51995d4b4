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
      let index = SegmentIndex(snapshot.roads)
      let places = try treatedPlaces(snapshot, folder)
      func streets(within metres: Int) -> Set<ID<RoadSegment>> {
        Set(
          places.flatMap { index.segments(near: $0, withinMetres: Double(metres)) }.map(\.segment))
      }
      let question = BeforeAfterQuestion(
        effective: effective.date, days: days, years: years, hours: hours.choice,
        treated: streets(within: radius), nearby: streets(within: radius + Self.bufferMetres))
      let answer = try BeforeAfterStudy.compare(
        question,
        incidents: BeforeAfterStudy.registered(snapshot, upTo: question.after.last),
        roads: snapshot.roads)
      print(try BeforeAfterSummary(answer).rendered(as: shared.format))
    }
  }

  /// Beside the treated streets, where incidents may have moved to: compared with nothing.
  private static let bufferMetres = 300

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
