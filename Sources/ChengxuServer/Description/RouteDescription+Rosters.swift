// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension RouteDescription {
  /// Which version of the roster the person has seen.
  private static let revision = Field.must("revision", .integer)
  private static let file: [Field] = [.must("file", .text), .may("sheet", .text)]
  private static let waivers = Field.may(
    "waivers",
    .list([
      .must("rule", .text), .must("officer", .integer), .must("date", .text),
      .must("reason", .text),
    ]))

  /// The roster desk: changes, requests and publication.
  static let rosters: [String: RouteDescription] = [
    "GET /api/roster/book": .reads("排班台", "The roster as the desk has it"),
    "GET /api/roster/duties/{duty}/candidates": .reads(
      "替换人选", "Who could take over a duty, with the rules"),
    "GET /api/roster/conflict": .reads(
      "排班冲突", "Demands and rules that cannot hold together, and the cheapest ways out"),
    "GET /api/roster/own": .reads(
      "我的排班", "One's own published duties and requests, and the pool's burdens"),
    "POST /api/roster/own/calendar": .acts(
      "生成日历地址", "Makes a new address of one's own calendar and ends the old one", nil),
    "POST /api/roster/own/calendar/revocation": .acts(
      "停用日历地址", "Ends the address of one's own calendar", nil),
    "GET /calendar/{key}": .reads(
      "本人日历", "The calendar behind such an address", mediaType: "text/calendar"),
    "GET /api/roster/requests/{request}/review": .reads(
      "申请审查", "What a request would break"),
    "GET /api/roster/people/{badge}/duties.ics": .reads(
      "日历订阅", "A person's duties as a calendar", mediaType: "text/calendar"),
    "POST /api/roster/pins": .steps(
      "固定一行", "Keeps a row as it is",
      [revision, .must("duty", .integer), .must("isPinned", .flag)]),
    "POST /api/roster/assignments": .steps(
      "换人", "Gives a duty to somebody else",
      [revision, .must("duty", .integer), .must("officer", .integer), waivers]),
    "POST /api/roster/swaps": .steps(
      "对调", "Swaps two duties",
      [revision, .must("duty", .integer), .must("against", .integer), waivers]),
    "POST /api/roster/weights": .steps(
      "调整软规则分值", "Lets a soft rule weigh something else",
      [
        revision, .must("rule", .text), .must("weight", .integer), .must("reason", .text),
      ]),
    "GET /api/roster/sheets/{file}": .reads(
      "导出班表", "The roster as a table: draft or published, ending in .xlsx or .csv",
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "POST /api/roster/weeks": .changes(
      "排下几周", "Has the roster's next weeks solved by a worker; the answer is the job",
      [revision, .must("from", .text), .must("to", .text), .must("seconds", .number)]),
    "POST /api/roster/weeks/{job}/adoption": .steps(
      "采用新周", "Adds the weeks that the job found to the draft", [revision]),
    "POST /api/roster/redrafts": .changes(
      "重新排班", "Has weeks of the draft solved anew by a worker; the answer is the job",
      [
        revision, .must("from", .text), .must("seconds", .number),
        .must("changeWeight", .integer),
      ]),
    "POST /api/roster/redrafts/{job}/adoption": .steps(
      "采用新草稿", "Makes what the job found the draft", [revision]),
    "GET /api/roster/templates/{file}": .reads(
      "导入模板",
      "The staff to change and bring back (staff.xlsx, staff.csv), or an empty list of "
        + "leave (leave.xlsx, leave.csv) or of days (heat.xlsx, heat.csv)",
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "POST /api/roster/imports/heat/checks": .uploads(
      "检查气温预报", "What a forecast says, with each refused row and why", query: file),
    "POST /api/roster/imports/heat": .uploads(
      "收入气温预报", "Lets the heat rules judge by a forecast",
      query: file + [.must("revision", .integer)], takesKey: true),
    "POST /api/roster/imports/{kind}/checks": .uploads(
      "检查人员或休假文件", "What a file of staff or leave would change, with each refused row and why",
      query: file),
    "POST /api/roster/imports/{kind}": .uploads(
      "收入人员或休假文件", "Takes a file of staff or leave, as a whole or not at all",
      query: file + [.must("revision", .integer), .may("without", .integer)], takesKey: true),
    "POST /api/roster/repairs": .steps(
      "提出修复", "Proposes what to do when somebody is missing",
      [
        revision, .must("officers", .integers), .must("from", .text), .must("to", .text),
        .may("order", .text),
      ]),
    "GET /api/jobs/{job}": .reads(
      "任务进度", "How far the work is that was asked for with Prefer: respond-async"),
    "GET /api/jobs/{job}/answer": .reads(
      "任务结果", "What came of the work, where it is kept nowhere else"),
    "POST /api/jobs/{job}/stop": .acts(
      "停止任务", "Ends the work with the best found by now", nil),
    "POST /api/roster/repairs/{repair}/acceptance": .steps(
      "采纳修复", "Accepts a proposal", [revision]),
    "POST /api/roster/repairs/{repair}/refusal": .steps(
      "放弃修复", "Drops a proposal", [revision, .may("reason", .text)]),
    "POST /api/roster/publications": .steps(
      "发布", "Publishes the roster", [revision, .may("note", .text)]),
    "POST /api/roster/requests": .steps(
      "申请换班或请假", "Asks for a swap or for leave",
      [
        .may("duty", .integer), .may("with", .integer), .may("against", .integer),
        .may("leaveFrom", .text), .may("leaveTo", .text),
      ]),
    "POST /api/roster/requests/{request}/answer": .steps(
      "答复申请", "Agrees, refuses or withdraws",
      [
        revision, .must("action", .choice(["agree", "refuse", "withdraw"])),
        .may("reason", .text),
      ]),
    "POST /api/roster/requests/{request}/decision": .steps(
      "审批申请", "Decides on a request",
      [revision, .must("approves", .flag), .may("reason", .text), waivers]),
  ]
}
