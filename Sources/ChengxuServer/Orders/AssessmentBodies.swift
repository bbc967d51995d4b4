// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

struct AssessmentStartBody: Decodable {
  var key: String?
  /// `assessment` or `recheckByAll`.
  var kind: String
  var name: String
  /// How many sites of each type are drawn; all of them without it.
  var perType: Int?
  /// Of the drawing; anybody can draw again.
  var seed: UInt64?

  func step(_ register: SiteRegister) throws(Problem) -> AssessmentRecord.Step {
    let kind = try OrderFields.found(AssessmentRecord.Kind(rawValue: kind), "kind")
    let name = try OrderFields.name(name)
    guard let perType, kind == .assessment else {
      return .open(kind, name, register.sites, register.criteria, nil)
    }
    guard (1...10_000).contains(perType) else { throw .badField("perType") }
    let seed = try OrderFields.found(seed, "seed")
    return .open(
      kind, name, AssessmentRound.sample(register.sites, perType: perType, seed: seed),
      register.criteria,
      AssessmentRecord.Sample(
        perType: perType, seed: seed, registered: register.sites.count))
  }
}

struct AssessmentObservationBody: OrderStepBody {
  var version: Int
  var key: String?
  var site: Int64
  var criterion: String
  /// `compliant`, `notCompliant` or `notApplicable`.
  var verdict: String
  /// What `POST /api/photos` answered; needed where something is wrong.
  var photo: String?
  var note: String?
}

struct AssessmentStepBody: OrderStepBody {
  var version: Int
  var key: String?
}

/// The rounds, the latest first, and the register that the next is drawn from.
struct AssessmentListBody: Codable {
  struct SiteType: Codable {
    var type: String
    var sites: Int
    var criteria: Int
  }

  var rounds: [AssessmentSummaryBody]
  var types: [SiteType]

  init(rounds: [AssessmentSummaryBody], register: SiteRegister) {
    self.rounds = rounds
    types = Set(register.sites.map(\.type)).sorted().map { type in
      SiteType(
        type: type, sites: register.sites.count { $0.type == type },
        criteria: register.criteria.count { $0.siteType == type })
    }
  }
}

struct AssessmentSummaryBody: Codable {
  var number: Int64
  var kind: AssessmentRecord.Kind
  var name: LocalizedName
  var sites: Int
  var hasEnded: Bool

  init(_ stored: StoredOrderRecord<AssessmentRecord>) {
    number = stored.number
    kind = stored.record.kind
    name = stored.record.round.name
    sites = stored.record.round.sites.count
    hasEnded = stored.record.endedAt != nil
  }
}

/// A round as its reader sees it: their own sites, or all. Scores are of the sites shown.
struct AssessmentBody: Codable {
  struct Seen: Codable {
    var verdict: SiteObservation.Verdict
    var check: SiteObservation.Check
    var at: String
    var photo: String?
    var note: String
  }

  struct Criterion: Codable {
    var code: String
    var text: LocalizedName
    /// Oldest first.
    var seen: [Seen]
    /// The case that its finding became.
    var filedAs: Int64?
  }

  struct Site: Codable {
    var id: Int64
    var type: String
    var name: String
    var latitude: Double
    var longitude: Double
    var ownerName: LocalizedName?
    /// Whether the reader's own body answers for it, so that theirs is a self-check.
    var isMine: Bool
    var criteria: [Criterion]
  }

  /// Self-checks and independent checks are never added up.
  struct Scores: Codable {
    var ownSite: ScoreBody
    var independent: ScoreBody
    /// Pairs of site and criterion that nobody has looked at yet.
    var ownSiteMissing: Int
    var independentMissing: Int
  }

  var number: Int64
  var version: Int
  var kind: AssessmentRecord.Kind
  var name: LocalizedName
  var sample: AssessmentRecord.Sample?
  var endedAt: String?
  var scores: Scores
  /// Findings of independent checks that are no cases yet.
  var unfiled: Int
  var sites: [Site]

  init(_ stored: StoredOrderRecord<AssessmentRecord>, _ opened: OrderEntrance.Opened) {
    let record = stored.record
    let shown = record.round.only { opened.visitor.sees($0, of: record) }
    let filed = Dictionary(
      record.filed.map { ($0.finding, $0.cityCase.rawValue) },
      uniquingKeysWith: { first, _ in first }
    )
    number = stored.number
    version = stored.version
    kind = record.kind
    name = record.round.name
    sample = record.sample
    endedAt = record.endedAt.map(opened.text)
    unfiled = record.unfiled.count { opened.visitor.sees($0.finding.site, of: record) }
    scores = Scores(
      ownSite: ScoreBody(shown.score(.ownSite)),
      independent: ScoreBody(shown.score(.independent)),
      ownSiteMissing: shown.missing(.ownSite).count,
      independentMissing: shown.missing(.independent).count)
    let seen = Dictionary(grouping: shown.observations) {
      AssessmentRecord.Finding(site: $0.site, criterion: $0.criterion)
    }
    sites = shown.sites.map { site in
      let criteria = shown.criteria.filter { $0.siteType == site.type }
      return Site(
        id: site.id.rawValue, type: site.type, name: site.name, latitude: site.place.latitude,
        longitude: site.place.longitude, ownerName: opened.names[site.owner],
        isMine: opened.visitor.isOf(site.owner),
        criteria: criteria.map { criterion in
          let pair = AssessmentRecord.Finding(site: site.id, criterion: criterion.code)
          return Criterion(
            code: criterion.code, text: criterion.text,
            seen: (seen[pair] ?? []).map { Seen($0, opened) }, filedAs: filed[pair])
        })
    }
  }
}

extension AssessmentBody.Seen {
  fileprivate init(_ one: SiteObservation, _ opened: OrderEntrance.Opened) {
    self.init(
      verdict: one.verdict, check: one.check, at: opened.text(one.at),
      photo: one.photo?.hexadecimal, note: one.note)
  }
}
