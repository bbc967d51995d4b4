// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import IncidentAnalysis
import Supervision

extension RouteDescription {
  private static let period: [Field] = [.may("from", .text), .may("to", .text)]
  private static let scope: [Field] = [
    .may("scope", .choice(KPIDimension.allCases.map(\.rawValue))), .may("id", .integer),
    .may("mode", .choice(DutyMode.allCases.map(\.rawValue))),
    .may("form", .choice(DutyForm.allCases.map(\.rawValue))),
  ]

  /// Drafts of bulletins and their way to the signature.
  static let bulletins: [String: RouteDescription] = [
    "GET /api/bulletins": .reads("专报登记", "All drafts and issues, and the templates"),
    "POST /api/bulletins": .acts("新建专报", "Opens a draft", [.must("template", .text)]),
    "GET /api/bulletins/{draft}": .reads("一期专报", "One draft or issue with its fields and steps"),
    "PUT /api/bulletins/{draft}": .acts(
      "改稿",
      "Changes a draft: `edit` holds `organization`, `name`, `office`, `date`, `sections`, "
        + "`distribution`, `issuingOffice` and `copies`; a block is `paragraph` or `kept`",
      [.must("revision", .integer), .must("edit", .object)]),
    "POST /api/bulletins/{draft}/steps": .acts(
      "送审、核稿、审批、签发、退改、撤销、更新指标", "Moves an issue on",
      [
        .must("step", .choice(BulletinEditorRoutes.StepBody.Step.allCases.map(\.rawValue))),
        .must("revision", .integer), .may("reason", .text),
      ]),
    "GET /api/bulletins/{draft}/paper.pdf": .reads(
      "专报 PDF", "The issue for paper", mediaType: BulletinForm.pdf.mediaType),
    "GET /api/bulletins/{draft}/paper.docx": .reads(
      "专报 DOCX", "The issue for paper", mediaType: BulletinForm.docx.mediaType),
  ]

  /// Figures, their weeks, and the way back from each to its cases.
  static let figures: [String: RouteDescription] = [
    "GET /api/points": .reads(
      "堵点乱点台账", "Congestion and disorder points with their life cycle"),
    "POST /api/points/{point}/steps": .acts(
      "点位办理", "Takes the next step at a point",
      [
        .must("revision", .integer), .must("step", .choice(PointWork.allCases.map(\.rawValue))),
        .must("reason", .text), .may("owner", .text), .may("measure", .text),
        .may("deadline", .text),
      ]),
    "GET /api/scorecard.csv": .reads(
      "指标导出", "The figures as comma-separated values", mediaType: "text/csv"),
    "GET /api/scorecard.xlsx": .reads(
      "指标导出", "The figures as a workbook",
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "GET /api/review": .reads("周评", "Week by week: planned, done, and points signed off"),
    "GET /api/charts/{chart}": .reads(
      "图", "A chart of the figures, as it is printed",
      query: [
        .may("kpi", .text), .may("width", .choice(DrawingWidth.allCases.map(\.rawValue))),
      ],
      mediaType: "image/svg+xml"),
    "GET /api/decisions": .reads("待决事项", "What waits for a leader's word", query: period),
    "GET /api/figures/{kpi}/cases": .reads(
      "指标追溯", "The cases of a figure with their events, shifts, places, streets and incidents",
      query: scope + period + [
        .may("definition", .choice(["local", "ours"])), .may("offset", .integer),
      ]),
    "GET /api/figures/events": .reads(
      "追溯事件", "Events by number, without names", query: [.may("numbers", .text)]),
  ]
}
