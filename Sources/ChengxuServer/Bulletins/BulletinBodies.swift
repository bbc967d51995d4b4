// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import HTTPTypes

/// The register as the editor lists it.
struct BulletinListBody: Codable {
  struct Issue: Codable {
    var draft: Int64
    var state: String
    var title: String
    var year: Int?
    var number: Int?
    var changed: CivilTime
  }

  var issues: [Issue]
  /// What a new draft can start from.
  var templates: [String]

  init(_ register: BulletinRegister, templates: [String], clock: CityClock) {
    self.templates = templates
    issues = register.issues.values.sorted { $0.id > $1.id }.map { issue in
      let masthead = issue.document.masthead
      let isIssued = if case .issued = issue.state { true } else { false }
      return Issue(
        draft: issue.id.rawValue, state: issue.state.key,
        title: issue.document.sections.first?.articles.first?.title ?? "–",
        year: isIssued ? masthead.year : nil, number: isIssued ? masthead.issue : nil,
        changed: clock.civilTime(of: issue.lastChange))
    }
  }
}

/// One issue: as written, what its fields say, and its way so far.
struct BulletinBody: Codable {
  struct Step: Codable {
    var step: String
    var by: String
    var at: CivilTime
    var reason: String?
  }

  struct Signature: Codable {
    var by: String
    var at: CivilTime
    var seal: String
    var year: Int
    var number: Int
  }

  var draft: Int64
  /// How many events the issue has: whoever changes it says which of its states was read.
  var revision: Int
  var state: String
  /// As written, with its fields in braces; of an issued one too, so that its figures stay open.
  var document: BulletinDocument
  /// What the fields say: as signed, or of now.
  var fields: [String: String]
  var scorecard: String
  var history: [Step]
  var signature: Signature?
  /// What is missing before it may be submitted; `nil` for nothing.
  var hole: LocalizedName?
}

extension BulletinBody {
  init(
    _ issue: BulletinIssue, ledger: BulletinLedger, fields: FigureFields, clock: CityClock
  ) {
    let figures = issue.figures ?? fields
    let signature: Signature? =
      if case .issued(let signed) = issue.state {
        Signature(
          by: signed.by.name, at: clock.civilTime(of: signed.at), seal: signed.seal.digest,
          year: signed.document.masthead.year, number: signed.document.masthead.issue)
      } else { nil }
    self.init(
      draft: issue.id.rawValue, revision: ledger.revision(of: issue.id), state: issue.state.key,
      document: issue.draft, fields: figures.texts, scorecard: figures.scorecard.digest,
      history: ledger.events.compactMap { Step($0, of: issue.id, clock: clock) },
      signature: signature, hole: issue.document.hole)
  }
}

extension BulletinDocument {
  fileprivate var hole: LocalizedName? {
    do { try validate() } catch { return error.explanation }
    return nil
  }
}

extension BulletinLedger {
  func revision(of issue: DutyModel.ID<BulletinIssue>) -> Int {
    events.count { $0.content.issue == issue }
  }

  /// - Throws: where somebody else moved the issue on since it was read.
  func requireRevision(_ revision: Int, of issue: DutyModel.ID<BulletinIssue>) throws {
    guard self.revision(of: issue) == revision else { throw Problem.bulletinMoved }
  }
}

extension BulletinEvent.Content {
  fileprivate var issue: DutyModel.ID<BulletinIssue>? {
    switch self {
    case .startNumbering: nil
    case .open(let id, _), .step(let id, _): id
    }
  }
}

extension BulletinBody.Step {
  fileprivate init?(
    _ event: BulletinEvent, of issue: DutyModel.ID<BulletinIssue>, clock: CityClock
  ) {
    guard event.content.issue == issue else { return nil }
    by = event.by.name
    at = clock.civilTime(of: event.at)
    guard case .step(_, let taken) = event.content else {
      step = "open"
      return
    }
    step = taken.key
    switch taken {
    case .sendBack(let why), .withdraw(let why): reason = why
    default: break
    }
  }
}

extension Problem {
  static let bulletinMoved = Self(
    status: .conflict,
    explanation: LocalizedName(
      chinese: "稿件刚被别人改动，您的修改未保存。可以刷新后重改。",
      english: "Somebody else changed the draft first and nothing was stored. "
        + "Maybe reload and edit again."),
    kind: "conflict")
}
