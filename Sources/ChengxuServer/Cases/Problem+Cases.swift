// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import HTTPTypes

extension Problem {
  /// What the register of cases says over HTTP.
  init(_ error: CaseStoreError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .notFound
      case .conflict, .refused: .conflict
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .busy, .damaged, .unavailable: .serviceUnavailable
      }
    self.init(status: status, explanation: error.explanation)
  }

  static let noCases = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本市还没有案件库。可以运行 chengxu cases import。",
      english: "This city has no cases yet. Maybe run chengxu cases import."))

  static let casesNeedDetachment = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "案件只对管辖范围为全支队的账号开放。可以请管理员调整账号范围。",
      english: "Cases are open to accounts for the whole detachment alone. Maybe ask an "
        + "administrator to change the account's territory."))

  static func badCaseNumber(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text)”不是案件编号。可以写数字，如 12。",
        english: "\"\(text)\" is no number of a case. Maybe write digits, such as 12."))
  }

  static func badTurn(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "参数 turn 为“\(text)”。可以写 supervisionCentre、commandCentre 或单位编号。",
        english: "turn is \"\(text)\". Maybe supervisionCentre, commandCentre or a body's number."))
  }

  static func badLimit(_ text: String, most: Int) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "参数 limit 为“\(text)”。可以写 1 到 \(most) 的整数。",
        english: "limit is \"\(text)\". Maybe a whole number from 1 through \(most)."))
  }

  static func badBox(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "参数 box 为“\(text)”。可以写“西,南,东,北”四个度数，边长不超过 1 度。",
        english: "box is \"\(text)\". Maybe west,south,east,north in degrees, at most one degree "
          + "wide and high."))
  }
}
