// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// 社区站点 and 实地考察点位: what is looked at when a city is assessed.
public struct EvaluationSite: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<EvaluationSite>
  public var type: String
  public var name: String
  public var place: Coordinate
  public var grid: GridCode?
  /// Who answers for it; their people do its self-check.
  public var owner: DutyModel.ID<OrderUnit>

  public init(
    id: DutyModel.ID<EvaluationSite>, type: String, name: String, place: Coordinate,
    grid: GridCode? = nil, owner: DutyModel.ID<OrderUnit>
  ) {
    self.id = id
    self.type = type
    self.name = name
    self.place = place
    self.grid = grid
    self.owner = owner
  }
}

/// One thing to look at on sites of a type 测评标准.
public struct EvaluationCriterion: Hashable, Codable, Sendable {
  public var code: String
  public var siteType: String
  public var text: LocalizedName
  /// The class of the case that a finding becomes.
  public var caseCode: ClassCode

  public init(code: String, siteType: String, text: LocalizedName, caseCode: ClassCode) {
    self.code = code
    self.siteType = siteType
    self.text = text
    self.caseCode = caseCode
  }
}

/// What somebody saw of one criterion on one site. The same criterion may be seen several times.
public struct SiteObservation: Hashable, Codable, Sendable {
  public enum Verdict: String, CaseIterable, Codable, Sendable {
    case compliant, notCompliant, notApplicable
  }

  /// Kept apart in every figure: who answers for a site sees it otherwise.
  public enum Check: String, CaseIterable, Codable, Sendable {
    /// 自查
    case ownSite
    /// 独立复审
    case independent
  }

  public var site: ID<EvaluationSite>
  public var criterion: String
  public var verdict: Verdict
  public var check: Check
  public var by: CaseActor
  public var at: Instant
  public var photo: PhotoHash?
  public var note: String

  public init(
    site: ID<EvaluationSite>, criterion: String, verdict: Verdict, check: Check, by: CaseActor,
    at: Instant, photo: PhotoHash? = nil, note: String = ""
  ) {
    self.site = site
    self.criterion = criterion
    self.verdict = verdict
    self.check = check
    self.by = by
    self.at = at
    self.photo = photo
    self.note = note
  }
}
