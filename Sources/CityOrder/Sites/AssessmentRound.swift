// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One round of a civilized-city assessment 文明城市测评 or of a re-check by all 全员复审.
///
/// A value that takes observations or refuses them; scores, what is still to do, and the cases that
/// its findings become follow from it.
public struct AssessmentRound: Hashable, Codable, Sendable {
  public var name: LocalizedName
  public let sites: [EvaluationSite]
  public let criteria: [EvaluationCriterion]
  public private(set) var observations: [SiteObservation] = []

  public init(name: LocalizedName, sites: [EvaluationSite], criteria: [EvaluationCriterion]) {
    self.name = name
    self.sites = sites
    self.criteria = criteria
  }

  /// Takes an observation in.
  ///
  /// - Throws: `ObservationRefused`, and then nothing changed.
  public mutating func add(_ observation: SiteObservation) throws(ObservationRefused) {
    guard let site = sites.first(where: { $0.id == observation.site }) else {
      throw .unknownSite(observation.site)
    }
    guard
      let criterion = criteria.first(where: { $0.code == observation.criterion }),
      criterion.siteType == site.type
    else { throw .foreignCriterion(observation.criterion, siteType: site.type) }
    guard observation.by.person != nil else { throw .personNeeded }
    let isOwner = observation.by.unit == site.owner
    guard (observation.check == .ownSite) == isOwner else {
      throw isOwner ? .ownersDoNotAssess(site.name) : .onlyOwnersSelfCheck(site.name)
    }
    guard observation.verdict != .notCompliant || observation.photo != nil else {
      throw .photoNeeded(site.name)
    }
    observations.append(observation)
  }

  /// The round as somebody sees it who sees only some of its sites.
  public func only(_ isSeen: (ID<EvaluationSite>) -> Bool) -> AssessmentRound {
    var part = AssessmentRound(
      name: name, sites: sites.filter { isSeen($0.id) }, criteria: criteria)
    part.observations = observations.filter { isSeen($0.site) }
    return part
  }

  /// Compliant among applicable observations.
  public func score(
    _ check: SiteObservation.Check, siteType: String? = nil, site: ID<EvaluationSite>? = nil
  ) -> AssessmentScore {
    let types = Dictionary(uniqueKeysWithValues: sites.map { ($0.id, $0.type) })
    let counted = observations.filter { one in
      one.check == check && one.verdict != .notApplicable
        && (siteType.map { types[one.site] == $0 } ?? true) && (site.map { one.site == $0 } ?? true)
    }
    return AssessmentScore(
      compliant: counted.count { $0.verdict == .compliant }, applicable: counted.count)
  }

  /// Pairs of site and criterion that nobody has looked at in this check yet: what is missing, so
  /// that nothing is left out.
  public func missing(
    _ check: SiteObservation.Check
  ) -> [(site: ID<EvaluationSite>, criterion: String)] {
    let seen = Set(observations.filter { $0.check == check }.map { Pair($0.site, $0.criterion) })
    return sites.flatMap { site in
      criteria.filter { $0.siteType == site.type && !seen.contains(Pair(site.id, $0.code)) }
        .map { (site.id, $0.code) }
    }
  }

  private struct Pair: Hashable {
    var site: ID<EvaluationSite>
    var criterion: String

    init(_ site: ID<EvaluationSite>, _ criterion: String) {
      self.site = site
      self.criterion = criterion
    }
  }

  /// Sites and criteria that independent checks found wrong, each once, by site and code.
  public var wrong: [AssessmentRecord.Finding] {
    sites.flatMap { site in
      Set(observations.filter { $0.site == site.id && $0.isFinding }.map(\.criterion)).sorted()
        .map { AssessmentRecord.Finding(site: site.id, criterion: $0) }
    }
  }

  /// The reports that become cases: one for each of `wrong`, in its order, with the latest photo.
  public var findings: [CaseReport] {
    wrong.compactMap { finding in
      let latest = observations.filter {
        $0.site == finding.site && $0.criterion == finding.criterion && $0.isFinding
      }.max { $0.at < $1.at }
      guard let site = sites.first(where: { $0.id == finding.site }), let latest,
        let criterion = criteria.first(where: { $0.code == finding.criterion })
      else { return nil }
      return CaseReport(
        source: .assessment, code: criterion.caseCode, place: site.place, grid: site.grid,
        address: site.name, description: criterion.text.chinese,
        photos: [latest.photo].compactMap(\.self))
    }
  }

  /// Sites for a round that cannot see all: the same number of each type, drawn by a seed.
  public static func sample(
    _ sites: [EvaluationSite], perType: Int, seed: UInt64
  ) -> [EvaluationSite] {
    var generator = SeededGenerator(seed: seed)
    return Dictionary(grouping: sites, by: \.type).sorted { $0.key < $1.key }
      .flatMap { _, group in
        group.sorted { $0.id < $1.id }.shuffled(using: &generator).prefix(perType)
          .sorted { $0.id < $1.id }
      }
  }
}

extension SiteObservation {
  fileprivate var isFinding: Bool { check == .independent && verdict == .notCompliant }
}

/// A share of compliant observations with its uncertainty.
public struct AssessmentScore: Hashable, Codable, Sendable {
  public var compliant: Int
  public var applicable: Int

  public init(compliant: Int, applicable: Int) {
    self.compliant = compliant
    self.applicable = applicable
  }

  /// `nil` when nothing was applicable.
  public var value: Double? { applicable > 0 ? Double(compliant) / Double(applicable) : nil }
  public var interval: ConfidenceInterval? {
    .wilson(successes: compliant, cases: applicable)
  }
}

/// Why an observation was not taken in.
public enum ObservationRefused: ExplainedError, Hashable {
  case unknownSite(ID<EvaluationSite>)
  case foreignCriterion(String, siteType: String)
  case personNeeded
  case ownersDoNotAssess(String)
  case onlyOwnersSelfCheck(String)
  case photoNeeded(String)

  public var explanation: LocalizedName {
    switch self {
    case .unknownSite(let id):
      LocalizedName(
        chinese: "本轮没有点位 \(id)。可以核对编号。",
        english: "This round has no site \(id). Maybe check the number.")
    case .foreignCriterion(let code, let type):
      LocalizedName(
        chinese: "标准 \(code) 不适用于“\(type)”点位。可以核对代码。",
        english: "Criterion \(code) is none of sites of type \(type). Maybe check the code.")
    case .personNeeded:
      LocalizedName(
        chinese: "观察记录必须记到人。可以登录后再提交。",
        english: "An observation needs a named person. Maybe sign in first.")
    case .ownersDoNotAssess(let name):
      LocalizedName(
        chinese: "“\(name)”的责任单位不能作独立复审。可以记为自查。",
        english: "Who answers for \(name) cannot assess it. Maybe record a self-check.")
    case .onlyOwnersSelfCheck(let name):
      LocalizedName(
        chinese: "只有“\(name)”的责任单位可以自查。可以记为独立复审。",
        english: "Only who answers for \(name) checks it themselves. Maybe record an assessment.")
    case .photoNeeded(let name):
      LocalizedName(
        chinese: "“\(name)”不合格须附照片。可以拍照后再提交。",
        english: "A finding at \(name) needs a photo. Maybe take one and try again.")
    }
  }
}
