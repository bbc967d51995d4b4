// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Hummingbird

/// A request that cannot be answered, worded for the person behind it.
struct Problem: ExplainedError {
  let status: HTTPResponse.Status
  let explanation: LocalizedName
  /// What a page does something about, in one word; `nil` where it only shows the explanation.
  var kind: String?

  static let passwordMustChange = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "请先把一次性密码改成自己的密码。",
      english: "Please replace the one-time password by one of your own first."),
    kind: "passwordMustChange")

  static let tooManySignIns = Self(
    status: .tooManyRequests,
    explanation: LocalizedName(
      chinese: "此地址一分钟内登录次数过多。可以稍后再试。",
      english: "Too many sign-ins from this address within a minute. Maybe try again later."))

  static let badBody = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "请求内容不是所需的 JSON。可以对照接口说明。",
      english: "The body is not the JSON that is expected. Maybe compare it with the interface."))

  static func unknownMode(_ text: String) -> Self {
    let modes = DutyMode.allCases.map(\.rawValue).joined(separator: ", ")
    return Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有名为“\(text)”的勤务方式。可以用：\(modes)。",
        english: "There is no duty mode \"\(text)\". Maybe one of: \(modes)."))
  }

  static func noPlan(for mode: DutyMode) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "方案里没有 \(mode.rawValue) 方式。可以重新运行 chengxu plan。",
        english: "The plan has no mode \(mode.rawValue). Maybe run chengxu plan again."))
  }

  static func unknownPlace(form: String, id: String) -> Self {
    let forms = DutyForm.allCases.map(\.rawValue).joined(separator: ", ")
    return Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有编号 \(id) 的 \(form)。种类可以是：\(forms)；编号见 /api/plans/…。",
        english: "There is no \(form) number \(id). The form may be \(forms); "
          + "numbers are in /api/plans/…."))
  }

  static func badDate(_ text: String, first: CivilDate, last: CivilDate) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text)”不是排班内的日期。可以写 \(first) 到 \(last) 之间的日期，如 \(first)。",
        english: "\"\(text)\" is no date of the roster. Maybe write one from \(first) through "
          + "\(last), such as \(first)."))
  }

  static func notFound(path: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "这里没有 \(path)。可以从首页 / 进入。",
        english: "There is nothing at \(path). Maybe start from the page at /."))
  }

  static func readOnly(method: String) -> Self {
    Self(
      status: .methodNotAllowed,
      explanation: LocalizedName(
        chinese: "不接受 \(method)：这里的内容只供查阅，请用 GET。",
        english: "\(method) is not accepted: what lies here is for reading, with GET."))
  }

  static let tooManyFromStrangers = Self(
    status: .tooManyRequests,
    explanation: LocalizedName(
      chinese: "未登记的设备今天发送得太多。可以先用 chengxu terminal import 登记。",
      english: "Devices that were never imported have sent too much today. "
        + "Maybe import this one with chengxu terminal import."))

  static func missingBulletin(_ form: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "还没有 \(form) 格式的工作专报。可以运行 chengxu bulletin 生成。",
        english: "There is no bulletin as \(form) yet. Maybe run chengxu bulletin."))
  }
}
