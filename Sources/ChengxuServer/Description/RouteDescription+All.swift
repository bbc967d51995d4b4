// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import Operations

extension RouteDescription {
  /// Every route of `DoorRule.table`, by the same key.
  static let all: [String: RouteDescription] =
    published.merging(doors) { first, _ in first }
    .merging(attendance) { first, _ in first }
    .merging(incidents) { first, _ in first }
    .merging(violations) { first, _ in first }
    .merging(special) { first, _ in first }
    .merging(shifts) { first, _ in first }
    .merging(inspections) { first, _ in first }
    .merging(cases) { first, _ in first }
    .merging(orders) { first, _ in first }
    .merging(rosters) { first, _ in first }
    .merging(figures) { first, _ in first }
    .merging(bulletins) { first, _ in first }
    .merging(webhooks) { first, _ in first }
    .merging(audit) { first, _ in first }

  private static let page: [Field] = [.may("before", .integer), .may("limit", .integer)]
  private static let place: [Field] = [
    .must("latitude", .number), .must("longitude", .number),
    .may("system", .choice(CoordinateSystem.allCases.map(\.rawValue))),
  ]
  private static let stay: [Field] = [.must("duty", .integer), .must("task", .integer)]
  private static let edit: [Field] = [.must("version", .integer), .may("at", .moment)]

  private static let dayFigure: [Field] = [
    .may("date", .text), .may("scope", .text), .may("id", .integer), .may("mode", .text),
  ]

  /// Decisions by hand on a plan.
  private static let edits: [Field] = [
    .must(
      "edits",
      .list([
        .must("change", .choice(PlanEdit.Kind.allCases.map(\.rawValue))), .may("form", .text),
        .may("place", .integer), .may("latitude", .number), .may("longitude", .number),
        .may("strength", .object),
      ])),
    .must("reason", .text), .may("moves", .integer),
  ]

  private static let published: [String: RouteDescription] = [
    "GET /health": .reads("服务状态", "Whether the server is ready"),
    "GET /metrics": .reads("运行计数", "Counts of the server itself", mediaType: "text/plain"),
    "GET /strings.json": .reads("页面文字", "The pages' words in both languages"),
    "GET /openapi.json": .reads("接口说明", "This description"),
    "GET /api/city": .reads("城市与单位", "The city and its units"),
    "GET /api/roads": .reads("路网", "The street network as columns"),
    "GET /api/plans/{mode}": .reads("勤务方案", "The plan of a duty mode"),
    "POST /api/plans/{mode}/trials": .acts(
      "试算调整", "The plan made anew with decisions by hand, what each costs and what moves", edits),
    "GET /api/plan-edits": .reads(
      "人工调整", "Decisions by hand: in force, waiting for the next planning run, or ending with it"),
    "POST /api/plan-edits/{mode}": .acts(
      "保留调整", "Keeps decisions by hand for the next planning run", edits),
    "POST /api/plan-edit-withdrawals": .acts(
      "撤回调整", "Takes a decision by hand back: the next planning run no longer holds to it",
      [.must("edit", .object), .must("reason", .text)]),
    "GET /api/risk/{mode}": .reads("风险", "The risk of each street in a duty mode"),
    "GET /api/places/{form}/{id}/incidents": .reads(
      "岗位依据的警情", "The incidents behind a place of duty", query: [.may("mode", .text)]),
    "GET /api/roster": .reads("排班", "Who is where on a day", query: [.may("date", .text)]),
    "GET /api/timeline": .reads("时间轴", "What a day is like", query: [.may("date", .text)]),
    "GET /api/events": .reads(
      "事件", "Events of the published day",
      query: [.may("form", .text), .may("place", .integer), .may("kind", .text)]),
    "GET /api/scorecard": .reads("指标", "The figures of the published period"),
    "GET /api/day/scorecard": .reads(
      "当日指标", "The figures of the running day", query: [.may("date", .text)]),
    "GET /api/day/figures/{kpi}/cases": .reads(
      "当日指标的依据", "The cases behind a figure of the running day",
      query: dayFigure + [.may("offset", .integer)]),
    "GET /api/day/figures/{kpi}/events": .reads(
      "依据的事件", "Events behind a figure of the running day",
      query: dayFigure + [.must("numbers", .text)]),
    "GET /bulletin.pdf": .reads("专报", "The bulletin", mediaType: "application/pdf"),
    "GET /bulletin.docx": .reads(
      "专报", "The bulletin",
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "GET /api/units": .reads("定位终端", "Who carries the terminals of one's territory"),
    "GET /api/units/live": .reads(
      "实时警力位置", "Where units are, as they move: server-sent events",
      query: [.may("wait", .integer)], mediaType: "text/event-stream"),
    "GET /api/units/{terminal}/track": .reads(
      "轨迹回放", "The way of a terminal through a day; each reading is recorded with its reason",
      query: [
        .must("reason", .text), .may("date", .text), .may("from", .text), .may("to", .text),
      ]),
    "GET /api/presence": .reads(
      "在位时长", "How long terminals of which units were at a place, by quarter of an hour",
      query: [
        .may("date", .text), .may("from", .text), .may("to", .text), .may("kind", .text),
        .may("id", .integer), .may("mode", .text),
      ]),
    "GET /api/live": .reads(
      "实时动态", "What changes, as server-sent events that resume from Last-Event-ID",
      query: [.may("after", .integer), .may("wait", .integer)], mediaType: "text/event-stream"),
    "GET /api/notices": .reads("通知", "What one's units and oneself were told", query: page),
    "POST /api/notices/{id}/acknowledgement": .changes("已阅", "Says that it was read", []),
  ]

  private static let doors: [String: RouteDescription] = [
    "POST /api/session": .acts(
      "登录", "Signs in",
      [.must("name", .text), .must("password", .text), .may("digits", .text)]),
    "GET /api/session": .reads("本人", "Who is signed in"),
    "DELETE /api/session": .acts("退出", "Signs out", nil),
    "POST /api/session/password": .acts(
      "修改密码", "Changes the own password", [.must("old", .text), .must("new", .text)]),
    "POST /api/session/second-factor": .acts("绑定验证器", "Begins with an authenticator", nil),
    "POST /api/session/second-factor/confirmation": .acts(
      "确认验证器", "Confirms the authenticator", [.must("digits", .text)]),
  ]

  private static let attendance: [String: RouteDescription] = [
    "GET /api/duty/today": .reads("今日勤务", "One's own stays and incidents of the day"),
    "POST /api/duty/check-ins": .changes(
      "签到", "Signs in for a stay with the phone's fixes",
      stay + [
        .must(
          "fixes",
          .list(
            place + [
              .must("accuracy", .number), .must("at", .moment), .may("isMock", .flag),
            ])), .may("at", .moment),
      ]),
    "POST /api/duty/steps": .changes(
      "离岗、返岗、下勤，出车、收车", "Leaves, comes back, goes off; takes the vehicle out and brings it back",
      stay + [
        .must("step", .choice(AttendanceDesk.OwnStep.allCases.map(\.rawValue))),
        .may("at", .moment),
      ]),
    "POST /api/duty/replies": .changes(
      "本人说明", "The officer's own words about a stay",
      stay + [.must("words", .text), .may("at", .moment)]),
    "GET /api/attendance": .reads(
      "到岗情况", "Who should be where, and who is", query: [.may("date", .text)]),
    "POST /api/attendance/{duty}/{task}/steps": .changes(
      "领导核实", "A leader's word on a stay",
      [
        .must("step", .choice(AttendanceRoutes.LeadBody.Step.allCases.map(\.rawValue))),
        .may("words", .text), .may("at", .moment), .must("version", .integer),
      ]),
    "POST /api/attendance/roll-calls": .changes(
      "点名", "Several people answered a call by radio",
      [
        .must("heard", .list([.must("duty", .integer), .must("task", .integer)])),
        .must("words", .text), .may("at", .moment),
      ]),
  ]

  private static let report: [Field] =
    [
      .may("matter", .choice(IncidentReport.Matter.allCases.map(\.rawValue))),
      .may("severity", .choice(Incident.Severity.allCases.map(\.rawValue))),
      .must("kind", .text), .may("words", .text), .may("priority", .integer), .may("at", .moment),
    ] + place

  private static let unitStep: [Field] = [
    .must("step", .choice(IncidentRoutes.StepBody.Step.allCases.map(\.rawValue))),
    .may("reason", .choice(IncidentResponse.DeclineReason.allCases.map(\.rawValue))),
    .may("words", .text), .may("at", .moment),
  ]

  private static let incidents: [String: RouteDescription] = [
    "GET /api/incidents": .reads("警情", "Incidents", query: [.may("state", .text)] + page),
    "POST /api/exercise/clock": .changes(
      "演练时钟向前拨", "Moves an exercise's clock on", [.must("to", .moment)]),
    "POST /api/incidents": .changes(
      "接警",
      "Takes an incident down: a crash with its severity, or looking after an officer in lost contact without",
      report),
    "POST /api/duty/incidents": .changes("路面上报警情", "Reports an incident by phone", report),
    "GET /api/incidents/{id}": .reads("一起警情", "One incident"),
    "GET /api/incidents/{id}/candidates": .reads(
      "派警候选", "The nearest suitable units with the reasons"),
    "POST /api/incidents/{id}/units": .changes(
      "派警", "Sends a unit",
      [.may("unit", .integer), .may("reason", .text), .must("version", .integer)]),
    "POST /api/incidents/{id}/steps": .changes(
      "登记进展", "Enters a unit's step", [.must("unit", .integer)] + unitStep),
    "POST /api/duty/incidents/{id}/steps": .changes("上报进展", "Reports one's own step", unitStep),
    "POST /api/incidents/{id}/merge": .changes(
      "合并重复警情", "Puts a duplicate together with another",
      [.must("into", .integer), .must("version", .integer)]),
    "POST /api/incidents/{id}/cancellation": .changes(
      "撤销", "Withdraws an incident", [.must("reason", .text), .must("version", .integer)]),
  ]

  private static let special: [String: RouteDescription] = [
    "GET /api/special-duties": .reads(
      "特殊勤务", "Special duties with who has acknowledged", query: [.may("state", .text)] + page),
    "POST /api/special-duties": .changes(
      "启动特殊勤务", "Starts a special duty: the plan's own order, or a template by its trigger",
      [
        .may("trigger", .choice(SpecialOrder.Trigger.allCases.map(\.rawValue))),
        .may("level", .choice(AlertLevel.allCases.map(\.rawValue))), .may("name", .text),
        .may("latitude", .number), .may("longitude", .number), .may("minutes", .integer),
        .must("reason", .text),
      ]),
    "POST /api/special-duties/{id}/end": .changes(
      "结束特殊勤务", "Ends it and books the rest that is owed",
      edit + [.must("reason", .text)]),
    "POST /api/special-duties/{id}/reminders": .changes(
      "催办确认", "Reminds whoever of one's people has not acknowledged", [.must("version", .integer)]),
    "POST /api/duty/special-duties/{id}/acknowledgement": .changes(
      "收到命令", "Says that the order was read", [.must("at", .moment)]),
    "GET /api/partner-tasks": .reads("联勤任务", "The partner's own tasks"),
    "POST /api/partner-tasks/{id}/{task}/acknowledgement": .changes(
      "收到联勤任务", "Says that the task was read", [.must("at", .moment)]),
  ]

  private static let shifts: [String: RouteDescription] = [
    "GET /api/shift-hand-overs": .reads(
      "交接班记录", "Shifts handed over, with what was open then",
      query: [.may("state", .text)] + page),
    "GET /api/shift-hand-overs/{id}/paper.pdf": .reads(
      "打印交接班记录", "The record of a hand-over on A4, to be signed",
      query: [.may("language", .choice(["zh", "en"]))], mediaType: "application/pdf"),
    "POST /api/shift-hand-overs/{id}/reminders": .changes(
      "催办接班", "Reminds whoever has to take a shift over", [.must("version", .integer)]),
    "GET /api/duty/shift-hand-overs/draft": .reads(
      "交班预填", "What is open in the unit and who may take over", query: [.may("duty", .integer)]),
    "POST /api/duty/shift-hand-overs": .changes(
      "交班", "Hands the own shift over to a named person; without a duty the command centre's",
      [
        .may("duty", .integer), .must("to", .integer), .may("note", .text),
        .may(
          "equipment",
          .list([.must("name", .text), .must("count", .integer), .may("words", .text)])),
      ]),
    "POST /api/duty/shift-hand-overs/{id}/acknowledgement": .changes(
      "接班确认", "Takes a shift over, with a reason for each thing that is not as written",
      [
        .may(
          "reservations",
          .list([
            .must("part", .choice(ShiftHandOver.Reservation.Part.allCases.map(\.rawValue))),
            .must("index", .integer), .must("reason", .text),
          ])), .may("version", .integer), .may("at", .moment),
      ]),
    "POST /api/duty/shift-hand-overs/{id}/withdrawal": .changes(
      "撤回交班", "Takes the own record back before it was acknowledged",
      [.must("reason", .text), .must("version", .integer)]),
  ]

  private static let violations: [String: RouteDescription] = [
    "GET /api/violation-codes": .reads("违法代码", "The codes to choose from, with their version"),
    "GET /api/violations": .reads("违法案件", "Cases", query: [.may("state", .text)] + page),
    "GET /api/duty/violations": .reads("我的案件", "One's own cases", query: page),
    "GET /api/hand-overs": .reads("移交", "Cases of the own unit", query: page),
    "POST /api/violations": .changes(
      "登记违法", "Takes a violation down with what was done about it",
      [
        .must("code", .text),
        .must("intervention", .choice(ViolationCase.Intervention.allCases.map(\.rawValue))),
        .may("words", .text),
        .may(
          "evidence",
          .list([
            .must("digest", .text), .must("kind", .text), .must("isKeptForever", .flag),
          ])), .may("photos", .texts), .may("at", .moment),
      ] + place),
    "POST /api/duty/photos": .acts(
      "上传违法照片", "Stores a photo of a violation, answers its hash", nil),
    "GET /api/duty/violations/{id}/photos/{hash}": .reads(
      "本人或本单位案件照片", "A photo of one's own case or the own unit's; the look is recorded",
      mediaType: "image/jpeg"),
    "GET /api/violations/{id}/photos/{hash}": .reads(
      "违法案件照片", "A photo of a case in the territory; the look is recorded",
      mediaType: "image/jpeg"),
    "POST /api/violations/{id}/hand-over": .changes(
      "移交", "Hands a case over", edit + [.may("unit", .integer)]),
    "POST /api/violations/{id}/acceptance": .changes("接收", "Accepts a case", edit),
    "POST /api/violations/{id}/return": .changes(
      "退回（一次）", "Gives a case back, once", edit + [.must("reason", .text)]),
    "POST /api/violations/{id}/decision": .changes(
      "处理决定", "Decides a case",
      edit + [
        .must("outcome", .choice(ViolationRoutes.DecisionBody.Outcome.allCases.map(\.rawValue))),
        .may("cents", .integer), .must("document", .text),
      ]),
    "POST /api/violations/{id}/release": .changes(
      "依法放行", "Releases with the legal ground", edit + [.must("ground", .text)]),
    "POST /api/violations/{id}/intervention": .changes(
      "移送案件的现场处置", "What was done on the spot about a violation that city order referred",
      edit + [
        .must("intervention", .choice(ViolationCase.Intervention.allCases.map(\.rawValue)))
      ]),
    "POST /api/violations/{id}/absence": .changes(
      "移送案件现场未发现", "Nothing of what city order referred was there", edit),
    "POST /api/violations/{id}/closing": .changes("结案", "Closes a case", edit),
    "POST /api/violations/{id}/clocks": .changes(
      "期限事项办结", "Says that what a clock asks for is done",
      edit + [.must("clock", .choice(ViolationClock.Kind.allCases.map(\.rawValue)))]),
  ]
}
