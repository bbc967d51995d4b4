// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import Supervision
import Testing

@Suite("Issuing a bulletin")
struct IssuingTests {
  static let writer = BulletinHand(
    account: "zhao", name: "赵撰", mayWrite: true, maySign: false)
  static let editor = BulletinHand(
    account: "qian", name: "钱核", mayWrite: true, maySign: false)
  static let leader = BulletinHand(account: "sun", name: "孙签", mayWrite: false, maySign: true)
  static let stranger = BulletinHand(account: "li", name: "李", mayWrite: false, maySign: false)
  static let day = SampleDay.day.adding(days: 1)
  static let id: ID<BulletinIssue> = 1

  /// A good document with a figure in its text.
  static func draft(_ text: String = "出动警力{{person-times.rounded}}人次。") -> BulletinDocument {
    BulletinDocument(
      masthead: SampleDay.imprint.masthead,
      sections: [
        BulletinSection(
          kind: .notice,
          articles: [Article(titleLines: ["通报"], blocks: [.paragraph([Run(.body, text)])])])
      ],
      distribution: SampleDay.imprint.distribution, colophon: SampleDay.imprint.colophon)
  }

  static func scorecard(personTimes: Double, arrivals: Double = 9) -> Scorecard {
    func definition(_ id: String, _ measure: KPIDefinition.Measure) -> KPIDefinition {
      let name = LocalizedName(chinese: id, english: id)
      return KPIDefinition(
        id: id, version: 1, name: name, formula: name, measure: measure,
        unit: LocalizedName(chinese: "人次", english: "person-times"))
    }
    return Scorecard(
      version: Version(stage: "scorecard", digest: "abcdef0123456789"),
      plan: Version(stage: "plan", digest: "0123456789ab"),
      roster: Version(stage: "roster", digest: "0123456789ab"), isDemoData: true,
      period: SampleDay.period,
      results: [
        KPIResult(
          definition: definition("person-times", .count), scope: .detachment,
          numerator: personTimes, denominator: 1, excluded: 0, interval: nil),
        KPIResult(
          definition: definition("arrival-rate", .proportion), scope: .detachment,
          numerator: arrivals, denominator: arrivals, excluded: 0, interval: nil),
      ])
  }

  /// A ledger that is given the steps one after the other, a second apart.
  struct Office {
    var ledger = BulletinLedger()
    var text = ""
    var seconds: Int64 = 1_500_000_000

    mutating func `do`(_ content: BulletinEvent.Content, by hand: BulletinHand) throws {
      seconds += 1
      let at = Instant(milliseconds: seconds * 1000)
      text += try ledger.append(BulletinEvent(at: at, by: hand, content: content))
    }

    mutating func open(_ draft: BulletinDocument, by hand: BulletinHand = writer) throws {
      try self.do(.open(issue: ledger.register.nextIssue, draft: draft), by: hand)
    }

    mutating func step(_ step: BulletinStep, by hand: BulletinHand, on id: ID<BulletinIssue> = id)
      throws
    {
      try self.do(.step(issue: id, step), by: hand)
    }

    /// From the draft to the approval.
    mutating func approve(_ id: ID<BulletinIssue> = id) throws {
      try step(.updateFigures(FigureFields(scorecard(personTimes: 16_234))), by: writer, on: id)
      try step(.submit, by: writer, on: id)
      try step(.review, by: editor, on: id)
      try step(.approve, by: leader, on: id)
    }

    mutating func sign(_ id: ID<BulletinIssue> = id, on date: CivilDate = day) throws {
      try step(try ledger.register.signing(id, on: date, by: leader), by: leader, on: id)
    }

    var issue: BulletinIssue { get throws { try ledger.register.issue(id) } }

    func refusal(_ step: BulletinStep, by hand: BulletinHand) -> BulletinRefused.Reason? {
      var copy = self
      do { try copy.step(step, by: hand) } catch { return (error as? BulletinRefused)?.reason }
      return nil
    }
  }

  @Test("Drafted, submitted, reviewed, approved and signed it is frozen under its seal")
  func lifeCycle() throws {
    var office = Office()
    try office.open(Self.draft())
    try office.approve()
    try office.sign()
    guard case .issued(let signature) = try office.issue.state else {
      Issue.record("not issued")
      return
    }
    #expect(signature.by.name == "孙签")
    #expect(signature.at == Instant(milliseconds: office.seconds * 1000))
    #expect(signature.document.masthead.issue == 1)
    #expect(signature.document.masthead.date == Self.day)
    #expect(signature.document.plainText.contains("出动警力1.6万余人次。"))
    #expect(signature.document.demoDataLabel != nil)
    #expect(signature.document.madeFrom.map(\.stage) == ["scorecard"])
    #expect(signature.seal == signature.document.seal)
    for step in [
      BulletinStep.revise(Self.draft("改。")), .submit, .review, .approve, .sendBack(reason: "迟"),
      .withdraw(reason: "迟"), .updateFigures(FigureFields(Self.scorecard(personTimes: 1))),
    ] {
      let hand = step == .approve ? Self.leader : Self.editor
      #expect(office.refusal(step, by: hand) == .frozen, "\(step.key)")
    }
    #expect(try office.issue.document == signature.document)
  }

  @Test("Figures follow the scorecard until the signature; after a review they are looked at again")
  func figuresFollow() throws {
    var office = Office()
    try office.open(Self.draft())
    try office.approve()
    #expect(try office.issue.document.plainText.contains("1.6万余人次"))
    try office.step(
      .updateFigures(FigureFields(Self.scorecard(personTimes: 7000))), by: Self.editor)
    #expect(try office.issue.state == .submitted)
    #expect(try office.issue.document.plainText.contains("出动警力7000人次。"))
  }

  @Test("A hole is named and keeps the draft from being submitted")
  func holes() throws {
    for hole in ["{{person-time}}", "{{arrival-rate}}"] {
      var office = Office()
      try office.open(Self.draft("到岗率\(hole)。"))
      // Nine cases are too few for a rate: the field stays empty.
      try office.step(
        .updateFigures(FigureFields(Self.scorecard(personTimes: 1, arrivals: 9))), by: Self.writer)
      #expect(
        office.refusal(.submit, by: Self.writer)
          == .incomplete(
            .unresolvedField(hole, part: .at("【通报】第1篇第1段", "paragraph 1 of article 1 of 【通报】"))))
    }
    var office = Office()
    try office.open(Self.draft("到岗率{{arrival-rate}}，{{arrival-rate.numerator}}次。"))
    try office.step(
      .updateFigures(FigureFields(Self.scorecard(personTimes: 1, arrivals: 10))), by: Self.writer)
    try office.step(.submit, by: Self.writer)
    #expect(try office.issue.document.plainText.contains("到岗率100.0%，10次。"))
  }

  @Test(
    "Who may not write does not write, who may not sign does not sign, and nobody passes their own")
  func hands() throws {
    var office = Office()
    #expect(throws: BulletinRefused.self) { try office.open(Self.draft(), by: Self.leader) }
    try office.open(Self.draft())
    #expect(office.refusal(.submit, by: Self.stranger) == .mayNotWrite)
    #expect(office.refusal(.revise(Self.draft()), by: Self.leader) == .mayNotWrite)
    try office.step(.updateFigures(FigureFields(Self.scorecard(personTimes: 1))), by: Self.writer)
    try office.step(.submit, by: Self.writer)
    #expect(office.refusal(.review, by: Self.writer) == .ownWork)
    #expect(office.refusal(.review, by: Self.stranger) == .mayNotWrite)
    try office.step(.review, by: Self.editor)
    #expect(office.refusal(.approve, by: Self.editor) == .mayNotSign)
    // A leader who wrote in it signs no more than any other author.
    let both = BulletinHand(account: "zhao", name: "赵撰", mayWrite: true, maySign: true)
    #expect(office.refusal(.approve, by: both) == .ownWork)
    try office.step(.approve, by: Self.leader)
    let signing = try office.ledger.register.signing(Self.id, on: Self.day, by: Self.leader)
    #expect(office.refusal(signing, by: both) == .ownWork)
    #expect(office.refusal(signing, by: Self.editor) == .mayNotSign)
  }

  @Test("Sending back and withdrawing need a reason; no step is left out")
  func order() throws {
    var office = Office()
    try office.open(Self.draft("文。"))
    #expect(office.refusal(.review, by: Self.editor) == .notAllowedInState)
    #expect(office.refusal(.approve, by: Self.leader) == .notAllowedInState)
    let signing = try office.ledger.register.signing(Self.id, on: Self.day, by: Self.leader)
    #expect(office.refusal(signing, by: Self.leader) == .notAllowedInState)
    try office.step(.submit, by: Self.writer)
    #expect(office.refusal(.revise(Self.draft()), by: Self.writer) == .notAllowedInState)
    #expect(office.refusal(.sendBack(reason: " "), by: Self.editor) == .withoutReason)
    try office.step(.sendBack(reason: "数字待核"), by: Self.editor)
    try office.step(.revise(Self.draft("新。")), by: Self.editor)
    #expect(office.refusal(.withdraw(reason: ""), by: Self.writer) == .withoutReason)
    try office.step(.withdraw(reason: "并入下期"), by: Self.writer)
    #expect(office.refusal(.submit, by: Self.writer) == .notAllowedInState)
  }

  @Test("Only what was approved is signed, under its own seal")
  func otherDocument() throws {
    var office = Office()
    try office.open(Self.draft())
    try office.approve()
    var changed = try office.issue.document(issue: 1, date: Self.day, signer: Self.leader.name)
    changed.colophon.copies = 500
    #expect(
      office.refusal(.sign(changed, seal: changed.seal), by: Self.leader) == .otherDocument)
    let right = try office.issue.document(issue: 1, date: Self.day, signer: Self.leader.name)
    #expect(office.refusal(.sign(right, seal: changed.seal), by: Self.leader) == .otherDocument)
    let other = try office.issue.document(issue: 1, date: Self.day, signer: "别人")
    #expect(
      office.refusal(.sign(other, seal: other.seal), by: Self.leader) == .otherDocument,
      "the name on paper is the signer's")
    try office.step(.sign(right, seal: right.seal), by: Self.leader)
    #expect(try office.issue.document.plainText.contains("签发：\(Self.leader.name)"))
  }

  @Test("Numbers run on in each year without a gap, also after those given before the register")
  func numbers() throws {
    var office = Office()
    #expect(throws: BulletinRefused.self) {
      try office.do(.startNumbering(year: 2017, last: 5, reason: "旧"), by: Self.writer)
    }
    try office.do(.startNumbering(year: 2017, last: 5, reason: "前五期纸质"), by: Self.leader)
    #expect(throws: BulletinRefused.self) {
      try office.do(.startNumbering(year: 2017, last: 3, reason: "改"), by: Self.leader)
    }
    for _ in 1...4 { try office.open(Self.draft()) }
    try office.step(.withdraw(reason: "不用"), by: Self.writer, on: 2)
    for id: ID<BulletinIssue> in [3, 1, 4] { try office.approve(id) }
    try office.sign(3)
    // A number from before the last signature is not given again.
    let stale = try office.ledger.register.signing(1, on: Self.day, by: Self.leader)
    try office.sign(1)
    #expect(office.ledger.register.lastNumber == [2017: 7])
    #expect(throws: BulletinRefused.self) { try office.step(stale, by: Self.leader, on: 4) }
    let january = try #require(CivilDate(year: 2018, month: 1, day: 3))
    try office.sign(4, on: january)
    #expect(office.ledger.register.lastNumber == [2017: 7, 2018: 1])
  }

  @Test("The register is read back as it was, and a changed or missing line is found")
  func ledger() throws {
    var office = Office()
    try office.open(Self.draft())
    try office.approve()
    try office.sign()
    let again = try BulletinLedger(text: office.text)
    #expect(again.register == office.ledger.register)
    #expect(again.events == office.ledger.events)
    var lines = office.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    let changed = lines[2].replacing("submit", with: "review")
    #expect(throws: BulletinLedgerError.broken(line: 3)) {
      try BulletinLedger(text: (lines[..<2] + [changed] + lines[3...]).joined(separator: "\n"))
    }
    lines.remove(at: 3)
    #expect(throws: BulletinLedgerError.broken(line: 4)) {
      try BulletinLedger(text: lines.joined(separator: "\n"))
    }
    #expect(throws: BulletinLedgerError.malformed(line: 1)) {
      try BulletinLedger(text: String(office.text.dropFirst(3)))
    }
  }
}
