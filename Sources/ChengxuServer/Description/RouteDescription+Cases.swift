// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

extension RouteDescription {
  private static let report: [Field] = [
    .must("code", .text), .may("latitude", .number), .may("longitude", .number),
    .may("address", .text), .may("description", .text), .may("photos", .texts),
    .may("name", .text), .may("phone", .text), .may("key", .text),
  ]

  private static let step: [Field] = [.must("version", .integer), .may("key", .text)]
  private static let reason = Field.must("reason", .text)
  private static let dimension = Field.Kind.choice(CaseDimension.allCases.map(\.rawValue))
  private static let photos = Field.must("photos", .texts)

  /// City order: what is sent with each action of `CaseActionBody`.
  static let cases: [String: RouteDescription] = [
    "GET /api/cases": .reads(
      "城管案件", "Cases of city order", query: [.may("turn", .text), .may("limit", .integer)]),
    "GET /api/cases/map": .reads("案件地图", "Cases in a box", query: [.must("box", .text)]),
    "GET /api/cases/evaluation": .reads(
      "综合评价", "What cases of a period add up to, by one dimension",
      query: [.must("from", .text), .must("until", .text), .must("by", dimension)]),
    "GET /api/cases/anomalies": .reads(
      "值得复查的案件", "Closed cases of a period that a person should look at again, by body",
      query: [.must("from", .text), .must("until", .text)]),
    "GET /api/grid/responsibility": .reads(
      "网格责任人", "Who answers for a place, now or on a day",
      query: [.must("latitude", .number), .must("longitude", .number), .may("at", .text)]),
    "GET /api/cases/desk": .reads("受理台", "What a person may do with cases"),
    "GET /api/cases/{id}": .reads("一件案件", "One case with its story"),
    "GET /api/cases/{id}/photos/{hash}": .reads(
      "案件照片", "A photo of a case", mediaType: "image/jpeg"),
    "POST /api/photos": .acts("上传照片", "Stores a photo, answers its hash", nil),
    "POST /api/cases": .acts("上报", "Reports a case", report),
    "POST /api/report": .acts("市民上报", "Reports a case without signing in", report),
    "POST /api/report/photos": .acts("市民上传照片", "Stores a photo without signing in", nil),
    "POST /api/cases/{id}/open": .acts("立案", "Opens", step + [.may("code", .text)]),
    "POST /api/cases/{id}/decline": .acts("不予立案", "Declines", step + [reason]),
    "POST /api/cases/{id}/withdraw": .acts("作废", "Withdraws", step + [reason]),
    "POST /api/cases/{id}/mark-duplicate": .acts(
      "标为重复", "Marks as a duplicate", step + [.must("parent", .integer)]),
    "POST /api/cases/{id}/correct-class": .acts(
      "更正类别", "Corrects the class", step + [.must("code", .text), reason]),
    "POST /api/cases/{id}/dispatch": .acts(
      "派遣", "Dispatches", step + [.must("unit", .integer), .may("basis", .text)]),
    "POST /api/cases/{id}/dispatch-to-territory": .acts(
      "按属地派遣", "Dispatches by territory", step),
    "POST /api/cases/{id}/refer": .acts(
      "移送", "Refers to the traffic police", step + [.must("unit", .integer)]),
    "POST /api/cases/{id}/pause": .acts("挂起", "Pauses", step + [reason]),
    "POST /api/cases/{id}/resume": .acts("恢复", "Resumes", step),
    "POST /api/cases/{id}/accept": .acts("接收", "Accepts", step),
    "POST /api/cases/{id}/give-back": .acts("退回", "Gives back", step + [reason]),
    "POST /api/cases/{id}/request-extension": .acts(
      "申请延期", "Asks for more time", step + [.must("limit", .text), reason]),
    "POST /api/cases/{id}/finish": .acts(
      "处置完毕", "Reports as done", step + [photos, .may("note", .text)]),
    "POST /api/cases/{id}/brigade-outcome": .acts(
      "大队处理结果", "The brigade's outcome", step + [.must("outcome", .text)]),
    "POST /api/cases/{id}/decide-extension": .acts(
      "审批延期", "Decides on more time", step + [.must("granted", .flag), reason]),
    "POST /api/cases/{id}/put-on-ledger": .acts(
      "挂账", "Puts on the ledger", step + [reason, .must("review", .text)]),
    "POST /api/cases/{id}/take-off-ledger": .acts("销账", "Takes off the ledger", step),
    "POST /api/cases/{id}/verify": .acts(
      "核查", "Verifies", step + [.must("passed", .flag), photos]),
    "POST /api/cases/{id}/cross-check": .acts(
      "交叉复核", "Checks again by somebody else", step + [.must("passed", .flag), photos]),
    "POST /api/cases/{id}/close": .acts("结案", "Closes", step + [.may("note", .text)]),
    "POST /api/cases/{id}/evaluate": .acts("评价", "Evaluates", step),
  ]
}
