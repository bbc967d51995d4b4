// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import Supervision

/// Takes a draft through the register: figures, submission, review, approval, signature.
///
/// The hands are made up and named as such: in a demonstration nobody real signs.
struct CampaignIssue {
  let draft: BulletinDocument
  let figures: FigureFields
  let issuesBefore: Int
  let date: CivilDate
  let clock: CityClock

  /// - Returns: the document as signed, and the register's events.
  /// - Throws: `BulletinRefused` where the draft is not fit to go out, by the rule that says so.
  func signed(in file: inout BulletinRegisterFile) throws -> BulletinDocument {
    let writer = Self.hand("demo-writer", "演示·拟稿人", signs: false)
    let reviewer = Self.hand("demo-reviewer", "演示·核稿人", signs: false)
    let leader = Self.hand("demo-leader", "演示·签发人", signs: true)
    let year = date.components.year
    if issuesBefore > 0, file.ledger.register.lastNumber[year] == nil {
      try record(
        .startNumbering(
          year: year, last: issuesBefore, reason: "前\(issuesBefore)期在本登记簿之前印发（演示）"),
        by: leader, minute: 0, &file)
    }
    let id = file.ledger.register.nextIssue
    try record(.open(issue: id, draft: draft), by: writer, minute: 1, &file)
    try record(.step(issue: id, .updateFigures(figures)), by: writer, minute: 2, &file)
    try record(.step(issue: id, .submit), by: writer, minute: 3, &file)
    try record(.step(issue: id, .review), by: reviewer, minute: 20, &file)
    try record(.step(issue: id, .approve), by: leader, minute: 30, &file)
    let step = try file.ledger.register.signing(id, on: date, by: leader)
    try record(.step(issue: id, step), by: leader, minute: 31, &file)
    return try file.ledger.register.issue(id).document
  }

  private func record(
    _ content: BulletinEvent.Content, by hand: BulletinHand, minute: Int64,
    _ file: inout BulletinRegisterFile
  ) throws {
    // On the scenario's own clock: the evening of the last day.
    let at = clock.instant(of: CivilTime(date: date, minuteOfDay: 1380)).adding(
      seconds: minute * 60)
    try file.append(BulletinEvent(at: at, by: hand, content: content))
  }

  private static func hand(_ account: String, _ name: String, signs: Bool) -> BulletinHand {
    BulletinHand(account: account, name: name, mayWrite: true, maySign: signs)
  }
}
