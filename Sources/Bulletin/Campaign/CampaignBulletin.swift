// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
public import DutyPlanning
public import IncidentAnalysis
public import Rostering
public import Supervision

/// Drafts the 工作专报 of a campaign of many days, in the manner of the Weifang bulletin no. 6 of 2017.
///
/// What supervision measured stands in the text as fields such as `{{person-times@peak.rounded}}`, so
/// that the figures follow the scorecard until somebody signs; what the plan and the roster say is
/// written out. Tables and drawings are made from the same values.
public struct CampaignBulletin: Sendable {
  public let day: DailyBulletin
  /// One scorecard a calendar week of the period, in order; the first and last may be cut short.
  public let weeks: [Scorecard]
  /// Interventions by weekday from Monday and hour.
  public let interventionsByHour: [[Int]]
  public let titleLines: [String]

  /// - Parameter titleLines: the article's title as it is broken on the page.
  /// - Throws: if the values do not belong together, or have nothing to report.
  public init(
    city: CitySnapshot, risk: RiskField, plans: DutyPlanSet, roster: Roster, scorecard: Scorecard,
    weeks: [Scorecard], interventionsByHour: [[Int]], titleLines: [String]
  ) throws(CompositionError) {
    day = try DailyBulletin(
      city: city, risk: risk, plans: plans, roster: roster, scorecard: scorecard)
    self.weeks = weeks
    self.interventionsByHour = interventionsByHour
    self.titleLines = titleLines
  }

  /// The draft, with its fields still open.
  public func draft(_ imprint: DailyBulletin.Imprint) throws(CompositionError) -> BulletinDocument {
    BulletinDocument(
      masthead: imprint.masthead,
      sections: [BulletinSection(kind: .experienceSharing, articles: [try article()])],
      distribution: imprint.distribution, colophon: imprint.colophon,
      demoDataLabel: day.isDemoData ? BulletinDocument.demoDataNotice : nil,
      madeFrom: [
        day.city.version, day.risk.version, day.plans.version, day.roster.version,
        day.scorecard.version,
      ])
  }

  private func article() throws(CompositionError) -> Article {
    let illustrations = CampaignIllustrations(bulletin: self)
    let wording = CampaignWording(bulletin: self, illustrations: illustrations)
    let modes = try wording.modes()
    var blocks: [Block] = [wording.opening, wording.analysis, modes[0]]
    blocks.append(.table(illustrations.areas))
    blocks += modes.dropFirst()
    if let heat = try illustrations.heat() { blocks.append(.figure(heat)) }
    blocks.append(wording.supervision)
    if let trend = try illustrations.trend() { blocks.append(.figure(trend)) }
    if let posts = illustrations.leadingPosts { blocks.append(.table(posts)) }
    // A long table fills the pages between two that must stay whole.
    blocks.append(.table(illustrations.indicators))
    if let map = try illustrations.map() { blocks.append(.figure(map)) }
    return Article(titleLines: titleLines, blocks: blocks)
  }
}
