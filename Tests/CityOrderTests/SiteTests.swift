// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations
import Testing

@Suite("An assessment round")
struct SiteTests {
  static let owner = CaseActor(person: 5, role: .handler, unit: 301)
  static let assessor = CaseActor(person: 6, role: .collector, unit: 100)

  static func round(sites: Int = 2) throws -> AssessmentRound {
    let name = LocalizedName(chinese: "复审", english: "re-check")
    return AssessmentRound(
      name: name,
      sites: (1...sites).map { number in
        EvaluationSite(
          id: ID(rawValue: Int64(number)), type: number.isMultiple(of: 2) ? "junction" : "market",
          name: "点位 \(number)", place: Coordinate(latitude: 36.7, longitude: 119.1), owner: 301)
      },
      criteria: [
        EvaluationCriterion(
          code: "J1", siteType: "junction", text: name, caseCode: try SampleDesk.code("E0506")),
        EvaluationCriterion(
          code: "M1", siteType: "market", text: name, caseCode: try SampleDesk.code("E0504")),
      ])
  }

  static func seen(
    _ site: Int64, _ criterion: String, _ verdict: SiteObservation.Verdict,
    _ check: SiteObservation.Check = .independent, by actor: CaseActor = assessor,
    minute: Int64 = 0, photo: Character? = "a"
  ) throws -> SiteObservation {
    var hash: PhotoHash?
    if let photo, case .photo(let found) = try SampleDesk.photo(photo) { hash = found }
    return SiteObservation(
      site: ID(rawValue: site), criterion: criterion, verdict: verdict, check: check, by: actor,
      at: SampleDesk.at(minute), photo: hash)
  }

  @Test("keeps what owners see apart from what others see")
  func apart() throws {
    var round = try Self.round()
    for _ in 0..<3 {
      try round.add(Self.seen(1, "M1", .compliant, .ownSite, by: Self.owner))
    }
    try round.add(Self.seen(1, "M1", .notCompliant))
    try round.add(Self.seen(1, "M1", .compliant))
    try round.add(Self.seen(1, "M1", .notApplicable))
    #expect(round.score(.ownSite).value == 1)
    #expect(round.score(.independent) == AssessmentScore(compliant: 1, applicable: 2))
    #expect(round.score(.independent, siteType: "junction").value == nil)
    #expect(round.missing(.independent).map(\.criterion) == ["J1"])
  }

  @Test("refuses what would not be worth anything, and then holds nothing of it")
  func refusals() throws {
    var round = try Self.round()
    let nobody = CaseActor(person: nil, role: .collector, unit: 100)
    let refused: [(SiteObservation, ObservationRefused)] = [
      (try Self.seen(9, "M1", .compliant), .unknownSite(9)),
      (try Self.seen(1, "J1", .compliant), .foreignCriterion("J1", siteType: "market")),
      (try Self.seen(1, "M1", .compliant, by: nobody), .personNeeded),
      (try Self.seen(1, "M1", .compliant, by: Self.owner), .ownersDoNotAssess("点位 1")),
      (try Self.seen(1, "M1", .compliant, .ownSite), .onlyOwnersSelfCheck("点位 1")),
      (try Self.seen(1, "M1", .notCompliant, photo: nil), .photoNeeded("点位 1")),
    ]
    for (observation, reason) in refused {
      #expect(throws: reason) { try round.add(observation) }
    }
    #expect(round.observations.isEmpty)
  }

  @Test("turns each finding into one case, with its latest photo")
  func findings() throws {
    var round = try Self.round()
    try round.add(Self.seen(2, "J1", .notCompliant, minute: 9, photo: "b"))
    try round.add(Self.seen(2, "J1", .notCompliant, minute: 3, photo: "a"))
    try round.add(Self.seen(1, "M1", .notCompliant, .ownSite, by: Self.owner))
    let findings = round.findings
    #expect(findings.count == 1)
    #expect(findings.first?.code.text == "E0506" && findings.first?.source == .assessment)
    #expect(findings.first?.photos.first?.hexadecimal.first == "b")
  }

  @Test("scores Jiaozuo's 1 166 observations at 70.1 percent, with its uncertainty")
  func jiaozuo() throws {
    let score = AssessmentScore(compliant: 817, applicable: 1166)
    let value = try #require(score.value)
    #expect((value * 1000).rounded() == 701)
    let interval = try #require(score.interval)
    #expect(interval.lower > 0.67 && interval.upper < 0.73)
  }

  @Test("samples each type alike, by a seed")
  func sampling() throws {
    let sites = try Self.round(sites: 60).sites
    let drawn = AssessmentRound.sample(sites, perType: 7, seed: 4)
    #expect(drawn == AssessmentRound.sample(sites.reversed(), perType: 7, seed: 4))
    #expect(drawn != AssessmentRound.sample(sites, perType: 7, seed: 5))
    #expect(drawn.count { $0.type == "market" } == 7 && drawn.count == 14)
  }
}
