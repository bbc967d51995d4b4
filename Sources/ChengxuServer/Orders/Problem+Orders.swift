// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import HTTPTypes

extension Problem {
  /// What the store of campaigns, markets and assessment rounds says over HTTP.
  init(_ error: OrderStoreError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .notFound
      case .conflict, .keyTaken: .conflict
      case .refused(let refusal): Self.status(of: refusal)
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .busy, .damaged, .unavailable: .serviceUnavailable
      }
    let hasChanged = if case .conflict = error { true } else { false }
    self.init(
      status: status, explanation: error.explanation, kind: hasChanged ? "recordChanged" : nil)
  }

  private static func status(of refusal: OrderRefused) -> HTTPResponse.Status {
    switch refusal {
    case .personNeeded, .leaderNeeded, .notYourTask, .notKeeper, .notThisCheck,
      .market(.leaderNeeded),
      .observation(.personNeeded), .observation(.ownersDoNotAssess),
      .observation(.onlyOwnersSelfCheck):
      .forbidden
    case .wrongBeginning, .ended, .beforeEarlierEntry, .outsidePeriod, .stillMissing, .banned,
      .noStalls, .market(.beforeEarlierDecision), .findingUnknown:
      .conflict
    default: .badRequest
    }
  }

  static let noOrders = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本市还没有整治、市场和测评记录。可以运行 chengxu cases prepare。",
      english: "This city keeps no campaigns, markets and assessments yet. Maybe run chengxu cases "
        + "prepare."))

  static func badRecordNumber(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text)”不是编号。可以写数字，如 12。",
        english: "\"\(text)\" is no number of a record. Maybe write digits, such as 12."))
  }
}
