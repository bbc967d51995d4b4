// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

extension Open311Bodies {
  /// What the public hears of each step: a status of the extension, and a sentence. Steps that are the offices' own
  /// business (extensions, reminders, buck-passing) are not among them.
  ///
  /// Source of the statuses: FixMyStreet's extension of GeoReport v2, `servicerequestupdates`.
  static let updateStatuses: [String: (status: String, sentence: String)] = [
    "report": ("OPEN", "已受理"),
    "open": ("INVESTIGATING", "已立案"),
    "decline": ("NO_FURTHER_ACTION", "不予立案"),
    "markDuplicate": ("DUPLICATE", "与另一案件重复，随其处理"),
    "closeWithParent": ("CLOSED", "随重复案件一并结案"),
    "dispatch": ("ACTION_SCHEDULED", "已派遣"),
    "refer": ("INTERNAL_REFERRAL", "已移送交警"),
    "accept": ("IN_PROGRESS", "正在处置"),
    "giveBack": ("FOR_TRIAGE", "退回重新派遣"),
    "pause": ("ACTION_SCHEDULED", "暂停计时"),
    "resume": ("IN_PROGRESS", "恢复处置"),
    "putOnLedger": ("ACTION_SCHEDULED", "挂账，定期复查"),
    "takeOffLedger": ("IN_PROGRESS", "销账，恢复处置"),
    "finish": ("FIXED", "处置完毕，待核查"),
    "brigadeOutcome": ("FIXED", "交警已处理，待核查"),
    "verify": ("FIXED", "已核查"),
    "crossCheck": ("FIXED", "已复核"),
    "close": ("CLOSED", "已结案"),
    "withdraw": ("NO_FURTHER_ACTION", "已作废"),
    "closeAsRecorded": ("CLOSED", "已结案"),
  ]

  func updates(_ updates: [CaseUpdate]) -> Open311Node {
    .list(item: "request_update", updates.map(update))
  }

  /// Nothing that anybody wrote, and nobody's name: only what became of the case and when.
  private func update(_ update: CaseUpdate) -> Open311Node {
    let seen = reader.view(of: update.event, number: update.number)
    let (status, sentence) = words(of: seen)
    return .object([
      ("update_id", .text("\(update.id)-\(seen.number)")),
      ("service_request_id", .text(update.id.description)), ("status", .text(status)),
      (
        "updated_datetime", .text(Open311Time.text(seen.at, on: directory.clock))
      ), ("description", .text(sentence)), ("media_url", .text(nil)),
    ])
  }

  private func words(of seen: CaseEventView) -> (status: String, sentence: String) {
    switch (seen.action, seen.isPassed) {
    case ("verify", false): ("IN_PROGRESS", "核查未通过，继续处置")
    case ("crossCheck", false): ("REOPEN", "复核未通过，重新派遣")
    default: Self.updateStatuses[seen.action] ?? ("OPEN", "")
    }
  }
}
