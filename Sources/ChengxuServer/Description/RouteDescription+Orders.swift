// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

extension RouteDescription {
  private static let step: [Field] = [.must("version", .integer), .may("key", .text)]
  private static let reason = Field.must("reason", .text)

  /// Campaigns, markets and assessment rounds of city order.
  static let orders: [String: RouteDescription] = [
    "GET /api/campaigns": .reads("整治行动", "Campaigns, the latest first"),
    "GET /api/campaigns/ground": .reads("可选网格", "The grids that a campaign may go over"),
    "GET /api/campaigns/{campaign}": .reads(
      "一次整治行动", "A campaign with its tasks, its coverage and what is missing"),
    "POST /api/campaigns": .acts(
      "制定整治方案", "Plans a campaign",
      [
        .may("key", .text),
        .must("kind", .choice(CampaignRecord.Kind.allCases.map(\.rawValue))),
        .must("name", .text), .must("from", .text), .must("until", .text),
        .must(
          "tasks",
          .list([
            .must("name", .text), .must("unit", .integer), .must("grids", .texts),
            .may("withStreets", .flag),
          ])),
      ]),
    "POST /api/campaigns/{campaign}/visits": .acts(
      "登记排查", "Says that somebody went over a grid or along a street",
      step + [
        .must("task", .integer), .may("grid", .text), .may("street", .integer),
        .may("fromMetres", .number), .may("untilMetres", .number), .may("cases", .integers),
      ]),
    "POST /api/campaigns/{campaign}/results": .acts(
      "上报战果", "Reports what a body did of its task",
      step + [
        .must("task", .integer), .must("people", .integer), .must("vehicles", .integer),
        .must("corrected", .integer), .may("note", .text),
      ]),
    "POST /api/campaigns/{campaign}/end": .acts(
      "结束行动", "Ends a campaign", step + [.may("reason", .text)]),
    "GET /api/markets": .reads("市场名册", "The register of markets, the latest first"),
    "GET /api/markets/{market}": .reads(
      "一处市场", "A market with what was decided, drawn and seen"),
    "POST /api/markets": .acts(
      "登记市场", "Registers a market",
      [
        .may("key", .text), .must("kind", .choice(Market.Kind.allCases.map(\.rawValue))),
        .must("name", .text), .must("keeper", .integer), .must("outline", .pairs),
      ]),
    "POST /api/markets/{market}/decisions": .acts(
      "处置决定", "Decides what becomes of a market",
      step + [
        .must("what", .choice(["ban", "relocate", "regularise", "upgrade"])), reason,
        .may("market", .integer),
      ]),
    "POST /api/markets/{market}/stalls": .acts(
      "划线归位", "Draws the marked places",
      step + [
        .must(
          "stalls",
          .list([.must("number", .integer), .must("trade", .text), .must("corners", .pairs)]))
      ]),
    "POST /api/markets/{market}/checks": .acts(
      "归位检查", "Checks who sells where",
      step + [
        .must(
          "sellers",
          .list([.must("latitude", .number), .must("longitude", .number), .must("trade", .text)]))
      ]),
    "GET /api/assessments": .reads("测评轮次", "Assessment rounds, the latest first"),
    "GET /api/assessments/{assessment}": .reads(
      "一轮测评", "A round with its sites, what was seen, and its scores"),
    "GET /api/assessments/{assessment}/photos/{hash}": .reads(
      "测评照片", "A photo of a round", mediaType: "image/jpeg"),
    "POST /api/assessments": .acts(
      "开始一轮测评", "Opens a round",
      [
        .may("key", .text),
        .must("kind", .choice(AssessmentRecord.Kind.allCases.map(\.rawValue))),
        .must("name", .text), .may("perType", .integer), .may("seed", .integer),
      ]),
    "POST /api/assessments/{assessment}/observations": .acts(
      "记录观察", "Records what somebody saw of a criterion on a site",
      step + [
        .must("site", .integer), .must("criterion", .text),
        .must("verdict", .choice(SiteObservation.Verdict.allCases.map(\.rawValue))),
        .may("photo", .text), .may("note", .text),
      ]),
    "POST /api/assessments/{assessment}/findings": .acts(
      "不合格项立案", "Makes a case of each finding that is none yet", step),
    "POST /api/assessments/{assessment}/end": .acts("结束本轮", "Ends a round", step),
  ]
}
