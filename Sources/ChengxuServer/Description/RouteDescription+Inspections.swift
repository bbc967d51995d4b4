// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations

extension RouteDescription {
  /// Internal inspections and what they found.
  static let inspections: [String: RouteDescription] = [
    "GET /api/inspections": .reads(
      "督导检查计划", "Weeks of inspections, with the checklists by mode",
      query: [.may("before", .integer), .may("limit", .integer)]),
    "POST /api/inspections": .changes(
      "随机抽定一周的督导检查", "Draws a week of inspections by chance",
      [.must("monday", .text), .must("visits", .integer)]),
    "POST /api/inspections/{monday}/visits": .changes(
      "填报检查表", "Takes in a visit's checklist",
      visit + [
        .may("at", .moment),
        .must(
          "answers",
          .list([
            .must("item", .text),
            .must("mark", .choice(InspectionVisit.Answer.Mark.allCases.map(\.rawValue))),
          ])),
      ]),
    "POST /api/inspections/{monday}/samples": .changes(
      "填报抽样观察表", "Takes in an observation: seen, compliant, dealt with",
      visit + [
        .must("from", .moment), .must("minutes", .integer), .may("isFromVideo", .flag),
        .must(
          "rows",
          .list([
            .must("roadUser", .choice(ViolationCase.RoadUser.allCases.map(\.rawValue))),
            .must("observed", .integer), .must("compliant", .integer),
            .must("handled", .integer),
          ])),
      ]),
    "POST /api/inspections/photos": .acts(
      "上传问题照片", "Takes in a photo of a finding, the body being the file", []),
    "GET /api/findings": .reads(
      "督导发现的问题", "What inspections found, within one's territory",
      query: [.may("state", .text), .may("before", .integer), .may("limit", .integer)]),
    "GET /api/findings/{id}/photos/{hash}": .reads(
      "问题照片", "A photo of a finding", mediaType: "image/jpeg"),
    "POST /api/findings": .changes(
      "登记问题", "Raises a finding with the brigade whose ground it is",
      [
        .must("form", .choice(DutyForm.allCases.map(\.rawValue))), .must("place", .integer),
        .must("mode", .choice(DutyMode.allCases.map(\.rawValue))),
        .must("category", .choice(InspectionFinding.Category.allCases.map(\.rawValue))),
        .must("words", .text), .may("photos", .texts), .may("replyHours", .integer),
        .may("at", .moment),
      ]),
    "POST /api/findings/{id}/answers": .changes(
      "被检查单位申辩或报告整改", "The unit's own account, or that it is put right",
      [
        .must("step", .choice(FindingRoutes.AnswerBody.Step.allCases.map(\.rawValue))),
        .may("words", .text), .must("version", .integer),
      ]),
    "POST /api/findings/{id}/judgements": .changes(
      "认定、撤销、复查、销号", "Upholds, withdraws, looks at it again, signs off",
      [
        .must("step", .choice(FindingRoutes.JudgementBody.Step.allCases.map(\.rawValue))),
        .may("words", .text), .may("due", .text), .must("version", .integer),
      ]),
  ]

  private static let visit: [Field] = [.must("visit", .integer), .must("version", .integer)]
}
