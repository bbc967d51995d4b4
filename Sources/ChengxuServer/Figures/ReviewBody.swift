// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import IncidentAnalysis
import Rostering
import Supervision

/// The weeks of a period side by side: what was planned, what was done, and what the week before
/// was like; and what became of the congestion and disorder points.
struct ReviewBody: Encodable {
  struct Week: Encodable {
    var period: CivilInterval
    var scorecard: String
    /// The detachment's, the areas' and the modes' figures.
    var figures: [ScorecardBody.FigureBody]
    var planned: [Planned]
    /// Why the week cannot be held against the one before, where it cannot.
    var notComparable: LocalizedName?
    /// By KPI, whether a change from the week before can be told from chance.
    var evident: [String: Bool]
  }

  /// What was rostered, against which figure of what was done it stands.
  struct Planned: Encodable {
    var kpi: String
    var value: Int
    var mode: DutyMode?
  }

  struct Point: Encodable {
    var number: Int64
    var kind: String
    var place: LocalizedName
    var state: String
    var at: CivilTime
    /// `nil` where the detection found it.
    var by: ID<Officer>?
    var reason: String
  }

  var weeks: [Week]
  var signedOff: [Point]
  var reopened: [Point]
  var openPoints: Int
}

extension ReviewBody {
  /// - Parameter points: `nil` where no points are followed.
  init(_ contents: ServerContents, points: PointLedger?) {
    let tallies = contents.roster.dayTallies
    let weeks = contents.weeks.isEmpty ? [contents.scorecard] : contents.weeks
    self.init(
      weeks: weeks.indices.map { index in
        Week(weeks[index], before: index > 0 ? weeks[index - 1] : nil, tallies)
      },
      signedOff: [], reopened: [], openPoints: 0)
    guard let points else { return }
    let period = contents.scorecard.period
    openPoints = points.cases.count { $0.isOpen }
    for point in points.cases {
      for entry in point.history where period.contains(entry.time) {
        switch entry.event {
        case .signOff: signedOff.append(Point(point, entry))
        case .relapsed: reopened.append(Point(point, entry))
        default: break
        }
      }
    }
  }
}

extension ReviewBody.Week {
  init(_ card: Scorecard, before: Scorecard?, _ tallies: [DayTally]) {
    let leading = card.results.filter {
      [.detachment, .area, .mode].contains($0.scope.dimension)
    }
    var narrowed = card
    narrowed.results = leading
    let body = ScorecardBody(narrowed)
    self.init(
      period: card.period, scorecard: card.version.digest, figures: body.figures,
      planned: Self.planned(card.period, tallies), notComparable: nil, evident: [:])
    guard let before else { return }
    do {
      let comparison = try ScorecardComparison(card, with: before)
      for row in comparison.rows where row.now.scope == .detachment {
        if let isEvident = row.isEvident { evident[row.now.definition.id] = isEvident }
      }
    } catch { notComparable = error.explanation }
  }

  private static func planned(
    _ period: CivilInterval, _ tallies: [DayTally]
  ) -> [ReviewBody.Planned] {
    let days = tallies.filter { period.contains(CivilTime(date: $0.date, minuteOfDay: 720)) }
    let people = days.reduce(0) { $0 + $1.personTimes }
    let vehicles = days.reduce(0) { $0 + $1.vehicleTimes }
    let byMode = DutyMode.allCases.map { mode in
      ReviewBody.Planned(
        kpi: "person-times", value: days.reduce(0) { $0 + ($1.personTimesByMode[mode] ?? 0) },
        mode: mode)
    }
    return [
      .init(kpi: "person-times", value: people, mode: nil),
      .init(kpi: "vehicle-times", value: vehicles, mode: nil),
    ] + byMode
  }
}

extension ReviewBody.Point {
  init(_ point: PointCase, _ entry: PointCase.Entry) {
    self.init(
      number: point.id.rawValue, kind: point.kind.rawValue,
      place: LocalizedName(chinese: point.place, english: point.place),
      state: entry.event.isRelapse ? "reopened" : "signedOff", at: entry.time,
      by: entry.signature.officer, reason: entry.signature.reason)
  }
}

extension PointCase.Event {
  fileprivate var isRelapse: Bool {
    if case .relapsed = self { true } else { false }
  }
}
