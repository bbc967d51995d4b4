// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Why something that was asked of a case was not done.
public enum CaseDeskError: ExplainedError {
  case store(CaseStoreError)
  case calendar(CalendarError)
  case classes(ClassListError)
  case photos(PhotoStoreError)
  case noDeadlines
  case noLimit(ClassCode)
  /// No such body, or one of a kind that cannot get cases this way.
  case wrongUnit(ID<OrderUnit>)
  case noTerritory(ID<CityCase>)
  case noPhotos
  /// Another person used the request's key on this case.
  case keyTaken
  /// The brigade answers through the violation, not through the case.
  case answeredByViolation(ID<ViolationCase>)
  /// The brigade's desk could not take it; nothing was stored.
  case referral(DeskError)

  public var explanation: LocalizedName {
    switch self {
    case .store(let error): error.explanation
    case .calendar(let error): error.explanation
    case .classes(let error): error.explanation
    case .photos(let error): error.explanation
    case .noDeadlines:
      LocalizedName(
        chinese: "本市还没有时限表，案件只能查看。可以运行 chengxu cases prepare --deadlines。",
        english: "This city has no table of deadlines, so cases are for reading alone. Maybe run "
          + "chengxu cases prepare --deadlines.")
    case .noLimit(let code):
      LocalizedName(
        chinese: "时限表没有类别 \(code)。可以在时限表中补上一行。",
        english: "The table of deadlines has no class \(code). Maybe add a row for it.")
    case .wrongUnit(let unit):
      LocalizedName(
        chinese: "单位 \(unit) 不存在，或不能这样接收案件（交警大队用移送）。可以另选处置单位。",
        english: "There is no body \(unit), or it gets no cases this way (brigades get referrals). "
          + "Maybe choose another.")
    case .noTerritory(let id):
      LocalizedName(
        chinese: "案件 \(id) 的地点没有属地单位。可以补上网格责任人，或由指挥中心指定单位。",
        english: "No body answers for the ground of case \(id). Maybe give its grid an owner, or "
          + "let the command centre decide.")
    case .noPhotos:
      LocalizedName(
        chinese: "这里不保存照片。可以请管理员设置照片目录。",
        english: "No photos are kept here. Maybe ask an administrator to give them a folder.")
    case .referral(let error): error.explanation
    case .answeredByViolation(let violation):
      LocalizedName(
        chinese: "该案件由交警按违法案件 \(violation) 办理，结果自动返回。可以在违法案件中接收、退回或处理。",
        english:
          "The brigade handles this case as violation \(violation), and its outcome comes back "
          + "by itself. Maybe accept, return or decide the violation.")
    case .keyTaken:
      LocalizedName(
        chinese: "该请求编号已被他人使用。可以刷新后重试。",
        english: "Another person used this request's key. Maybe reload and try again.")
    }
  }
}
