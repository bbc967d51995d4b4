// SPDX-License-Identifier: Apache-2.0

import DutyModel
import IncidentAnalysis

/// How the field and the models behind it did on the days kept back.
///
/// The keys are kept stable; `docs/operations.md` lists them.
struct AnalysisSummary: Summary {
  /// By share of street length, such as `"0.05"`.
  struct Scores: Encodable {
    var incidents: Int
    var pai: [String: Double] = [:]
    var pei: [String: Double] = [:]
    var hitRate: [String: Double] = [:]
    /// 95 % of `hitRate`, by bootstrap over days.
    var interval: [String: Interval] = [:]
    /// Over the best baseline at that share, on the same days.
    var advantage: [String: Advantage] = [:]
  }

  struct Model: Encodable {
    var name: String
    var isBaseline: Bool
    var scores: Scores
    /// `peak`, `off-peak` and `night`.
    var hours: [String: Scores]

    private enum CodingKeys: String, CodingKey { case name, isBaseline, hours }

    func encode(to encoder: any Encoder) throws {
      try scores.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(isBaseline, forKey: .isBaseline)
      try container.encode(hours, forKey: .hours)
    }
  }

  var trained: DateSpan
  var heldOut: DateSpan
  var incidents: Int
  var choice: RateModelChoice?
  var selection: ModelSelection?
  var beatsBaselineEverywhere: Bool
  var locationShifts: [LocationShift]
  var models: [Model]

  init(_ risk: RiskField) {
    trained = risk.trained
    heldOut = risk.heldOut
    incidents = risk.backTest.first?.incidents ?? 0
    choice = risk.model
    selection = risk.selection
    beatsBaselineEverywhere = risk.selection?.beatsBaselineEverywhere ?? false
    locationShifts = risk.locationShifts
    var order: [String] = []
    for result in risk.backTest where !order.contains(result.model) { order.append(result.model) }
    models = order.map { name in
      let results = Dictionary(grouping: risk.backTest.filter { $0.model == name }, by: \.hours)
      return Model(
        name: name, isBaseline: RiskModel(rawValue: name)?.isBaseline ?? false,
        scores: Self.scores(results[.all] ?? []),
        hours: Dictionary(
          uniqueKeysWithValues: DutyHours.parts.map {
            ($0.rawValue, Self.scores(results[$0] ?? []))
          }))
    }
  }

  private static func scores(_ results: [BackTestResult]) -> Scores {
    var scores = Scores(incidents: results.first?.incidents ?? 0)
    for result in results {
      let share = result.lengthShare.text(places: 2)
      scores.pai[share] = result.predictionAccuracyIndex
      scores.pei[share] = result.predictionEfficiencyIndex
      scores.hitRate[share] = result.hitRate
      scores.interval[share] = result.interval
      scores.advantage[share] = result.advantage
    }
    return scores
  }

  func rendered(as format: OutputFormat) throws -> String {
    switch format {
    case .json: try json()
    case .table: ([table.rendered()] + notes).joined(separator: "\n")
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.hours", "table.model", "table.length-share", "table.hit-rate", "table.interval",
        "table.pai", "table.pei", "table.advantage",
      ].map { Texts.text($0) },
      rows: DutyHours.allCases.flatMap { rows(in: $0) }, numeric: [2, 3, 4, 5, 6, 7])
  }

  /// All models over all hours; for a mode's hours what is published beside the best baseline.
  private func rows(in hours: DutyHours) -> [[String]] {
    var rows: [[String]] = []
    let shown = hours == .all ? models : models.filter { isShown($0, in: hours) }
    for model in shown {
      guard let scores = hours == .all ? model.scores : model.hours[hours.rawValue] else {
        continue
      }
      for share in scores.hitRate.keys.sorted() {
        rows.append(
          [Texts.text("hours.\(hours.rawValue)"), model.name] + Self.cells(of: scores, at: share))
      }
    }
    return rows
  }

  private func isShown(_ model: Model, in hours: DutyHours) -> Bool {
    guard let published = models.first?.hours[hours.rawValue] else { return false }
    return model.name == models.first?.name
      || published.advantage.values.contains { $0.over == model.name }
  }

  private static func cells(of scores: Scores, at share: String) -> [String] {
    let length: String = ((Double(share) ?? 0) * 100).text(places: 0) + " %"
    let rate: String = scores.hitRate[share]?.percent ?? "–"
    let pai: String = scores.pai[share]?.text(places: 2) ?? "–"
    let pei: String = scores.pei[share]?.text(places: 3) ?? "–"
    var interval = "–"
    if let found = scores.interval[share] {
      interval = found.lower.percent + " … " + found.upper.percent
    }
    let advantage: String = scores.advantage[share].map(points) ?? "–"
    return [length, rate, interval, pai, pei, advantage]
  }

  /// A difference of hit rates in points of percent, with its interval.
  private static func points(_ advantage: Advantage) -> String {
    func signed(_ value: Double) -> String {
      let text: String = (value * 100).text(places: 1)
      return value >= 0 ? "+" + text : text
    }
    guard let interval = advantage.interval else { return signed(advantage.hitRate) }
    return "\(signed(advantage.hitRate)) (\(signed(interval.lower)) … \(signed(interval.upper)))"
  }

  /// What was chosen and whether it was worth it, in a sentence each.
  private var notes: [String] {
    guard let selection else { return [] }
    var notes = [
      Texts.text(
        "analysis.chosen",
        ["model": selection.chosen.rawValue, "quarters": "\(selection.checked.count)"])
    ]
    notes += locationShifts.map { shift in
      Texts.text(
        "analysis.shift",
        [
          "last": "\(shift.span.last)", "east": shift.east.text(places: 1),
          "north": shift.north.text(places: 1), "moved": "\(shift.moved)",
          "incidents": "\(shift.incidents)",
        ])
    }
    let key = beatsBaselineEverywhere ? "analysis.beats" : "analysis.beats-not"
    notes.append(
      Texts.text(
        key,
        ["count": "\(selection.sharesBeatenBeyondChance)", "of": "\(selection.heldOut.count)"]))
    return notes
  }
}
