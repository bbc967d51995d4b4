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
      case .conflict: .conflict
      case .refused(let refusal): Self.status(of: refusal.reason)
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .busy, .damaged, .unavailable: .serviceUnavailable
      }
    let hasChanged = if case .conflict = error { true } else { false }
    self.init(
      status: status, explanation: error.explanation, kind: hasChanged ? "caseChanged" : nil)
  }

  private static func status(of reason: CaseRefused.Reason) -> HTTPResponse.Status {
    switch reason {
    case .notYourRole, .notYourUnit, .solverMayNotVerify, .otherPersonNeeded, .askerMayNotDecide,
      .personNeeded:
      .forbidden
    default: .conflict
    }
  }

  /// What was asked of a case and not done.
  init(_ error: CaseDeskError) {
    switch error {
    case .store(let error): self.init(error)
    case .photos(let error): self.init(error)
    case .classes, .wrongUnit: self.init(status: .badRequest, explanation: error.explanation)
    case .calendar: self.init(status: .serviceUnavailable, explanation: error.explanation)
    case .referral(let error): self.init(error)
    case .noDeadlines, .noLimit, .noTerritory, .noPhotos, .keyTaken, .answeredByViolation:
      self.init(status: .conflict, explanation: error.explanation)
    }
  }

  static let noCases = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本市还没有案件库。可以运行 chengxu cases import。",
      english: "This city has no cases yet. Maybe run chengxu cases import."))

  static let noBody = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "本账号的单位不对应任何处置单位。可以请管理员在城市管理名录中填写对应关系。",
      english: "No body of the city belongs to this account's unit. Maybe ask an administrator to "
        + "enter it in the directory of city order."))

  static let otherBody = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "案件属于其他单位，不在本账号范围内。可以联系指挥中心。",
      english: "The case is another body's and outside this account's territory. Maybe ask the "
        + "command centre."))

  static let noGrid = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "此处不在任何单元网格内。可以核对坐标（WGS-84），或补划网格。",
      english:
        "No unit grid lies there. Maybe check the coordinates (WGS-84), or have the grid drawn."),
    kind: "noGrid")

  static let noPlace = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "缺少地点。可以写地址，或附上位置。",
      english: "The place is missing. Maybe write an address or add the position."))

  static let tooManyReports = Self(
    status: .tooManyRequests,
    explanation: LocalizedName(
      chinese: "此地址一小时内上报过多。可以稍后再试，或拨打热线。",
      english: "Too many reports from this address within an hour. Maybe try again later, or call.")
  )

  static func badField(_ name: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "字段 \(name) 缺失或不合要求。可以对照接口说明。",
        english: "The field \(name) is missing or not as expected. Maybe compare it with the "
          + "interface."))
  }

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
        chinese: "参数 turn 为“\(text)”。可以写 supervisionCentre、commandCentre、escalated 或单位编号。",
        english:
          "turn is \"\(text)\". Maybe supervisionCentre, commandCentre, escalated or a body's "
          + "number."))
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
