// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// A round of assessment from its drawing of sites to its end: what was seen, and which findings
/// became cases.
public struct AssessmentRecord: OrderRecord {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 测评: some or all sites.
    case assessment
    /// 全员复审: every site of the register again.
    case recheckByAll
  }

  /// How the sites were drawn, so that anybody can draw them again.
  public struct Sample: Hashable, Codable, Sendable {
    public var perType: Int
    public var seed: UInt64
    /// How many sites the register had.
    public var registered: Int

    public init(perType: Int, seed: UInt64, registered: Int) {
      self.perType = perType
      self.seed = seed
      self.registered = registered
    }
  }

  /// A site and a criterion that it does not meet.
  public struct Finding: Hashable, Codable, Sendable {
    public var site: DutyModel.ID<EvaluationSite>
    public var criterion: String

    public init(site: DutyModel.ID<EvaluationSite>, criterion: String) {
      self.site = site
      self.criterion = criterion
    }
  }

  public struct Filed: Hashable, Codable, Sendable {
    public var finding: Finding
    public var cityCase: DutyModel.ID<CityCase>

    public init(finding: Finding, cityCase: DutyModel.ID<CityCase>) {
      self.finding = finding
      self.cityCase = cityCase
    }
  }

  public enum Step: Hashable, Codable, Sendable {
    case open(Kind, LocalizedName, [EvaluationSite], [EvaluationCriterion], Sample?)
    /// Whose check it is follows from whose site it is.
    case observe(Finding, SiteObservation.Verdict, photo: PhotoHash?, note: String)
    /// Findings that became cases.
    case file([Filed])
    case end
  }

  public static let subject = OrderSubject.assessment

  public let kind: Kind
  public let sample: Sample?
  public private(set) var round: AssessmentRound
  public private(set) var filed: [Filed] = []
  public private(set) var endedAt: Instant?
  private var lastChange: Instant

  public init(number: Int64, first: OrderEntry<Step>) throws(OrderRefused) {
    guard case .open(let kind, let name, let sites, let criteria, let sample) = first.step else {
      throw .wrongBeginning
    }
    guard first.by.person != nil else { throw .personNeeded }
    guard !sites.isEmpty else { throw .noSites }
    var seen: Set<DutyModel.ID<EvaluationSite>> = []
    for site in sites {
      guard seen.insert(site.id).inserted else { throw .siteTwice(site.id.rawValue) }
      guard criteria.contains(where: { $0.siteType == site.type }) else {
        throw .typeWithoutCriteria(site.type)
      }
    }
    self.kind = kind
    self.sample = sample
    round = AssessmentRound(name: name, sites: sites, criteria: criteria)
    lastChange = first.at
  }

  public mutating func apply(_ entry: OrderEntry<Step>) throws(OrderRefused) {
    guard entry.by.person != nil else { throw .personNeeded }
    guard endedAt == nil else { throw .ended }
    guard entry.at >= lastChange else { throw .beforeEarlierEntry }
    switch entry.step {
    case .open: throw .wrongBeginning
    case .observe(let what, let verdict, let photo, let note):
      try observe(what, verdict, photo, note, entry)
    case .file(let new):
      let known = Set(filed.map(\.finding))
      let open = Set(round.wrong)
      guard new.allSatisfy({ open.contains($0.finding) && !known.contains($0.finding) }),
        Set(new.map(\.finding)).count == new.count
      else { throw .findingUnknown }
      filed += new
    case .end: endedAt = entry.at
    }
    lastChange = entry.at
  }

  /// Findings of independent checks that are no cases yet, with the reports that they become.
  public var unfiled: [(finding: Finding, report: CaseReport)] {
    let known = Set(filed.map(\.finding))
    return zip(round.wrong, round.findings).filter { !known.contains($0.0) }
      .map { (finding: $0.0, report: $0.1) }
  }

  private mutating func observe(
    _ what: Finding, _ verdict: SiteObservation.Verdict, _ photo: PhotoHash?, _ note: String,
    _ entry: OrderEntry<Step>
  ) throws(OrderRefused) {
    let site = round.sites.first { $0.id == what.site }
    let isOwn = site.map { $0.owner == entry.by.unit } ?? false
    if let site, !isOwn, entry.by.role != .collector { throw .notThisCheck(site.name) }
    do {
      try round.add(
        SiteObservation(
          site: what.site, criterion: what.criterion, verdict: verdict,
          check: isOwn ? .ownSite : .independent, by: entry.by, at: entry.at, photo: photo,
          note: note))
    } catch {
      throw .observation(error)
    }
  }
}
