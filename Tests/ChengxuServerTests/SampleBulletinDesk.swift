// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DocumentRendering
import DutyModel
import Foundation
import Supervision

@testable import ChengxuServer

/// A register in memory, one template, and paper that is the document's plain text.
actor SampleBulletinDesk: BulletinDesk {
  private let draft: BulletinDocument
  private let scorecard: Scorecard
  private let trouble: RenderingError?
  private var register = BulletinLedger()
  private var seconds: Int64 = 1_500_000_000

  /// - Parameter trouble: what keeps paper from being made.
  init(_ draft: BulletinDocument, _ scorecard: Scorecard, trouble: RenderingError? = nil) {
    self.draft = draft
    self.scorecard = scorecard
    self.trouble = trouble
  }

  func ledger() -> BulletinLedger { register }
  func figures() -> FigureFields { FigureFields(scorecard) }
  func templates() -> [String] { ["sample", "damaged"] }

  func template(_ name: String) throws -> BulletinDocument {
    switch name {
    case "sample": return draft
    case "damaged":
      throw BulletinDeskError.unusableTemplate(
        name, why: LocalizedName(chinese: "缺少字段 masthead。", english: "masthead is missing."))
    default: throw BulletinDeskError.unknownTemplate(name, known: templates())
    }
  }

  func record(
    by hand: BulletinHand,
    _ content: @escaping @Sendable (BulletinLedger) throws -> BulletinEvent.Content
  ) throws -> BulletinLedger {
    seconds += 1
    let event = BulletinEvent(
      at: Instant(milliseconds: seconds * 1000), by: hand, content: try content(register))
    _ = try register.append(event)
    return register
  }

  func sign(
    _ issue: DutyModel.ID<BulletinIssue>, by hand: BulletinHand,
    _ check: @escaping @Sendable (BulletinLedger) throws -> Void
  ) throws -> BulletinLedger {
    try check(register)
    let day = draft.masthead.date
    return try record(by: hand) { ledger in
      .step(issue: issue, try ledger.register.signing(issue, on: day, by: hand))
    }
  }

  func file(of document: BulletinDocument, as form: BulletinForm) throws -> Data {
    if let trouble { throw trouble }
    do { try document.validate() } catch { throw RenderingError.layout(error) }
    return Data(document.plainText.utf8)
  }
}
