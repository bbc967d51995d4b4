// SPDX-License-Identifier: Apache-2.0

import DutyModel
import HTTPTypes

extension Problem {
  static func daysTurned(_ from: CivilDate, _ to: CivilDate) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "起始日 \(from) 在截止日 \(to) 之后。可以调换这两天。",
        english: "The first day, \(from), comes after the last, \(to). Maybe change them over."))
  }

  static func unknownAuditKind(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "审计记录没有“\(text.prefix(40))”这一类。可以用 /api/audit/events 的 kinds 中所列。",
        english: "The record has no kind \"\(text.prefix(40))\". "
          + "Maybe one of those that /api/audit/events lists as kinds."))
  }

  static func tooManyAuditRows(_ most: Int) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "所选记录超过 \(most) 条，没有导出。可以缩短日期或加选条件，分几次导出。",
        english: "There are more than \(most) such events, and none were exported. "
          + "Maybe choose fewer days or one kind, and export in parts."))
  }

  /// - Parameter account: whose check it is.
  static func checkUnderWay(_ account: String) -> Self {
    Self(
      status: .conflict,
      explanation: LocalizedName(
        chinese: "事件链正在校验（由 \(account) 发起），一次只校验一遍。可以等它结束后再发起。",
        english: "The chain is being checked already, as \(account) asked. "
          + "Maybe wait until that check has ended."), kind: "checkUnderWay")
  }
}
