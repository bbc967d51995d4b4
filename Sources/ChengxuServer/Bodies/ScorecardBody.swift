// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Supervision

/// The day's figures, each with everything that is needed to check it.
struct ScorecardBody: Encodable {
  var version: String
  var plan: String
  var roster: String
  var isDemoData: Bool
  var period: CivilInterval
  var figures: [FigureBody]

  /// One figure of the detachment, and the same figure of each part.
  struct FigureBody: Encodable {
    var definition: KPIDefinition
    var whole: ResultBody?
    var parts: [ResultBody]
  }

  struct ResultBody: Encodable {
    var scope: ScopeBody
    var numerator: Double
    var denominator: Double
    var cases: Int
    var excluded: Int
    var interval: ConfidenceInterval?
    var value: Double?
    /// Why there is no value.
    var gap: KPIResult.Gap?
  }

  struct ScopeBody: Encodable {
    /// `detachment`, `area`, `brigade`, `squadron`, `place`, `mode` or `hour`.
    var kind: String
    /// The area's, unit's or place's number, or the hour.
    var id: Int64?
    var mode: DutyMode?
    /// Of a place: `post`, `beat`, `patrol` or `checkpoint`.
    var form: DutyForm?
    /// Of the unit or area, for whom sees the figures of some units only.
    var name: LocalizedName?
  }
}

extension ScorecardBody {
  init(_ scorecard: Scorecard) {
    let definitions = scorecard.results.map(\.definition).uniqued()
    self.init(
      version: scorecard.version.digest, plan: scorecard.plan.digest,
      roster: scorecard.roster.digest, isDemoData: scorecard.isDemoData, period: scorecard.period,
      figures: definitions.map { definition in
        let results = scorecard.results.filter { $0.definition == definition }
        return FigureBody(
          definition: definition,
          whole: results.first { $0.scope == .detachment }.map(ResultBody.init),
          parts: results.filter { $0.scope != .detachment }.map(ResultBody.init))
      })
  }
}

extension ScorecardBody.ResultBody {
  init(_ result: KPIResult) {
    self.init(
      scope: .init(result.scope), numerator: result.numerator, denominator: result.denominator,
      cases: result.cases, excluded: result.excluded, interval: result.interval,
      value: result.value, gap: result.gap)
  }
}

extension ScorecardBody.ScopeBody {
  init(_ scope: KPIScope) {
    switch scope {
    case .detachment: self.init(kind: "detachment")
    case .area(let id): self.init(kind: "area", id: id.rawValue)
    case .brigade(let id): self.init(kind: "brigade", id: id.rawValue)
    case .squadron(let id): self.init(kind: "squadron", id: id.rawValue)
    case .place(let place, let mode):
      self.init(kind: "place", id: place.number, mode: mode, form: place.form)
    case .hour(let hour): self.init(kind: "hour", id: Int64(hour))
    case .mode(let mode): self.init(kind: "mode", mode: mode)
    }
  }
}
