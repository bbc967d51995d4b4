// SPDX-License-Identifier: Apache-2.0

import DutyModel
import HTTPTypes
import Rostering

extension Problem {
  /// What the roster desk says over HTTP.
  init(_ error: RosterDeskError) {
    self.init(
      status: Self.status(of: error), explanation: error.explanation, kind: Self.kind(of: error))
  }

  /// For accounts of nobody on the staff list, where a step is somebody's own.
  static let noOfficer = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "本账号没有对应的人员，不能办理本人事项或审批。可以请管理员用 chengxu user add --officer 关联。",
      english: "This account belongs to nobody on the staff list, so it has no duties of its own "
        + "and decides nothing. Maybe ask an administrator for one made with --officer."))

  static let onlyWholeDetachment = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "班表由支队统一发布。可以请支队规划员发布。",
      english: "A roster is published for the whole detachment. Maybe ask its planner."))

  static func unknownBadge(_ badge: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有警号为“\(badge)”的人员。可以核对警号。",
        english: "Nobody has the badge number \"\(badge)\". Maybe check it."))
  }

  static let notPublished = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "班表尚未发布。可以在发布后再订阅。",
      english: "The roster was not published yet. Maybe subscribe after it was."))

  private static func status(of error: RosterDeskError) -> HTTPResponse.Status {
    switch error {
    case .refused(.keyReused): .unprocessableContent
    case .store(.conflict), .refused, .rulesBroken: .conflict
    case .store(.missing): .notFound
    case .store(.full): .init(code: 507, reasonPhrase: "Insufficient Storage")
    case .store: .serviceUnavailable
    case .repair(.unknownDuty), .repair(.unknownOfficer): .notFound
    case .repair(.solver): .serviceUnavailable
    case .weeks(.overlap), .weeks(.gap), .weeks(.fixed): .conflict
    case .weeks: .badRequest
    case .repair, .solving, .noHeatRules: .conflict
    case .override, .unknownRule: .badRequest
    }
  }

  /// The page loads the newest draft after a conflict, and offers waivers for rules.
  private static func kind(of error: RosterDeskError) -> String? {
    switch error {
    case .store(.conflict): "rosterConflict"
    case .refused(.request(.breaksRules)): "rulesBroken"
    default: nil
    }
  }
}
