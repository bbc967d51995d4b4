// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What can be seen of a case, each with a line in `CaseRedaction.table`.
public enum CaseField: String, CaseIterable, Codable, Sendable {
  case number, version, kind, state, turn, body, basis, deadlines, times, place, address
  case description, photos, media, answers, origin, contact, step, actor, person, reason, note
  case result, outcome, violation, extension_ = "extension", counts, reminders, requestKey
}

/// Who sees what of a case: the one table, from which every view of a case is made.
///
/// A field that a line does not give to somebody is hidden from them, so that nothing is shown by
/// being forgotten.
public enum CaseRedaction {
  public struct Line: Sendable {
    public let field: CaseField
    public let name: LocalizedName
    /// The stored properties that it stands for, as `type.property`.
    public let properties: [String]
    public let whole: Set<CaseAudience>
    public let masked: Set<CaseAudience>

    init(
      _ field: CaseField, _ chinese: String, _ english: String, of properties: [String],
      whole: Set<CaseAudience> = [], masked: Set<CaseAudience> = []
    ) {
      self.field = field
      name = LocalizedName(chinese: chinese, english: english)
      self.properties = properties
      self.whole = whole
      self.masked = masked
    }

    public func sight(for audience: CaseAudience) -> CaseSight {
      whole.contains(audience) ? .whole : masked.contains(audience) ? .masked : .hidden
    }
  }

  private static let all = Set(CaseAudience.allCases)
  /// Everybody who is signed in.
  private static let inside = all.subtracting([.everybody])
  /// Those who handle cases, give them out or watch over that.
  private static let office: Set<CaseAudience> = [.district, .brigade, .centre, .auditor]

  public static let table: [Line] = [
    Line(.number, "编号", "number", of: ["CityCase.id"], whole: all),
    Line(.version, "版本", "version", of: ["CityCase.version"], whole: inside),
    Line(.kind, "类别", "class", of: ["CityCase.code", "CaseReport.code"], whole: all),
    Line(.state, "状态", "state", of: ["CityCase.state"], whole: all),
    Line(.turn, "轮到谁", "whose turn", of: [], whole: inside),
    Line(.body, "责任单位", "responsible body", of: ["CityCase.unit"], whole: all),
    Line(.basis, "派遣依据", "why the body has it", of: ["CityCase.basis"], whole: office),
    Line(
      .deadlines, "时限", "deadlines", of: ["CityCase.clock", "CityCase.handlingDeadline"],
      whole: all),
    Line(
      .times, "时间", "times",
      of: [
        "CityCase.receivedAt", "CityCase.openedAt", "CityCase.completedAt", "CityCase.closedAt",
        "CityCase.lastChange", "CaseEvent.at",
      ], whole: all),
    Line(
      .place, "位置和网格", "place and grid",
      of: ["CaseReport.place", "CaseReport.grid", "CaseReport.area"], whole: all),
    Line(
      .address, "地址", "address", of: ["CaseReport.address"],
      whole: [.brigade, .centre, .auditor], masked: [.everybody, .collector, .district]),
    // What people write names themselves and others. A brigade needs the plate in it, a centre calls
    // back; whoever sweeps the street or looks at it needs neither.
    Line(
      .description, "情况描述", "description", of: ["CaseReport.description"],
      whole: [.brigade, .centre, .auditor], masked: [.everybody, .collector, .district]),
    Line(
      .photos, "照片", "photos", of: ["CaseReport.photos", "CityCase.completionEvidence"],
      whole: inside),
    Line(.media, "外部图片链接", "picture elsewhere", of: ["CaseReport.mediaURL"], whole: all),
    Line(.answers, "表单答案", "answers to the form", of: ["CaseReport.attributes"]),
    Line(.origin, "来源", "origin", of: ["CaseReport.source", "CaseReport.isPublic"]),
    // Reporters are reached through a table of their own, never through a case.
    Line(.contact, "举报人联系方式", "reporter's contact", of: ["CaseReport.contact"]),
    Line(.step, "办理步骤", "steps taken", of: ["CityCase.report", "CaseEvent.action"], whole: all),
    Line(
      .actor, "岗位和单位", "role and body of whoever acted", of: ["CaseEvent.by"], whole: inside),
    Line(
      .person, "人员编号", "number of whoever acted",
      of: [
        "CityCase.reportedBy", "CityCase.solver", "CityCase.verifier", "CityCase.extensionAskedBy",
      ], whole: [.auditor]),
    Line(.reason, "理由", "reasons", of: [], whole: office),
    // What the district's bodies and centres tell each other is not the police's.
    Line(.note, "说明", "notes", of: [], whole: [.collector, .district, .centre, .auditor]),
    Line(.result, "是否通过", "whether it passed", of: [], whole: all),
    Line(
      .outcome, "交警处理结果", "the brigade's outcome", of: ["CityCase.brigadeOutcome"], whole: inside),
    // By it the police's file is found; the district needs the outcome alone.
    Line(
      .violation, "交警案件编号", "violation's number", of: ["CityCase.violation"],
      whole: [.brigade, .centre, .auditor]),
    Line(
      .extension_, "延期申请", "extension asked for", of: ["CityCase.requestedExtension"],
      whole: office),
    Line(
      .counts, "退回、返工次数", "counts of returns and rework",
      of: [
        "CityCase.returns", "CityCase.buckPassings", "CityCase.reworks", "CityCase.extensions",
        "CityCase.reopenings",
      ]),
    Line(
      .reminders, "提醒和督办", "reminders, and how far up it went",
      of: ["CityCase.remindedPercent"], whole: office),
    Line(.requestKey, "请求编号", "request's key", of: ["CaseEvent.key"]),
  ]
}

extension CaseRedaction {
  /// The table as a page shows it: a row a field, a column an audience.
  public static func markdown() -> String {
    let heads = CaseAudience.allCases.map { "\($0.name.chinese) \($0.name.english)" }
    let rows = table.map { line in
      let cells = CaseAudience.allCases.map { line.sight(for: $0).mark }
      return "| \(line.name.chinese) \(line.name.english) | \(cells.joined(separator: " | ")) |"
    }
    return
      ([
        "| | \(heads.joined(separator: " | ")) |", "| --- |" + heads.map { _ in " --- |" }.joined(),
      ]
      + rows).joined(separator: "\n")
  }
}

extension CaseSight {
  fileprivate var mark: String {
    switch self {
    case .hidden: "–"
    case .masked: "masked"
    case .whole: "yes"
    }
  }
}
