// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
public import DutyPlanning
public import IncidentAnalysis
public import Rostering
public import Supervision

/// Writes the 工作专报 of a day from what the stages before it published.
///
/// Every figure in it is taken from those values or counted in them; a sentence whose figure is not
/// there is left out. The form follows the Weifang bulletin no. 6 of 2017: what the analysis found,
/// how the four modes were manned, what supervision measured.
public struct DailyBulletin: Sendable {
  /// What the office decides about an issue.
  public struct Imprint: Hashable, Codable, Sendable {
    public var masthead: Masthead
    public var distribution: [DistributionList]
    public var colophon: Colophon

    public init(masthead: Masthead, distribution: [DistributionList], colophon: Colophon) {
      self.masthead = masthead
      self.distribution = distribution
      self.colophon = colophon
    }
  }

  public let city: CitySnapshot
  public let risk: RiskField
  public let plans: DutyPlanSet
  public let roster: Roster
  public let scorecard: Scorecard
  /// Paragraphs that people wrote, printed last.
  public let notes: [String]

  /// - Throws: if the values do not belong together, or have nothing to report.
  public init(
    city: CitySnapshot, risk: RiskField, plans: DutyPlanSet, roster: Roster,
    scorecard: Scorecard, notes: [String] = []
  ) throws(CompositionError) {
    self.city = city
    self.risk = risk
    self.plans = plans
    self.roster = roster
    self.scorecard = scorecard
    self.notes = notes
    try checkOrigin()
  }

  /// The whole issue, checked.
  public func document(_ imprint: Imprint) throws(CompositionError) -> BulletinDocument {
    let document = BulletinDocument(
      masthead: imprint.masthead,
      sections: [BulletinSection(kind: .workNews, articles: [try article()])],
      distribution: imprint.distribution, colophon: imprint.colophon,
      demoDataLabel: isDemoData ? BulletinDocument.demoDataNotice : nil,
      madeFrom: [city.version, risk.version, plans.version, roster.version, scorecard.version])
    do { try document.validate() } catch { throw .layout(error) }
    return document
  }

  var isDemoData: Bool {
    city.organization.isDemoData || plans.isDemoData || roster.isDemoData || scorecard.isDemoData
  }

  private func article() throws(CompositionError) -> Article {
    let wording = DailyWording(bulletin: self)
    let illustrations = DailyIllustrations(bulletin: self)
    // The table of posts stands by the text on posts; the map, which takes most room, comes last.
    var blocks: [Block] = [wording.opening, wording.analysis]
    let modes = try wording.modes()
    blocks += modes.prefix(1)
    if let posts = illustrations.leadingPosts { blocks.append(.table(posts)) }
    blocks += modes.dropFirst()
    blocks.append(wording.supervision)
    blocks.append(.table(illustrations.indicators))
    blocks.append(.figure(try illustrations.chart()))
    blocks += wording.notes
    if let map = try illustrations.map() { blocks.append(.figure(map)) }
    return Article(titleLines: wording.title, blocks: blocks)
  }

  private func checkOrigin() throws(CompositionError) {
    try Self.check(plans.snapshot, is: city.version, of: "duty plans")
    try Self.check(risk.snapshot, is: city.version, of: "risk field")
    try Self.check(plans.risk, is: risk.version, of: "duty plans")
    try Self.check(roster.plan, is: plans.version, of: "roster")
    try Self.check(scorecard.plan, is: plans.version, of: "scorecard")
    try Self.check(scorecard.roster, is: roster.version, of: "scorecard")
    guard scorecard.results.contains(where: { $0.scope == .detachment }) else {
      throw .noFigures(period: scorecard.period)
    }
  }

  private static func check(
    _ named: Version, is given: Version, of part: String
  ) throws(CompositionError) {
    guard named == given else { throw .otherOrigin(part: part, named: named, given: given) }
  }
}
