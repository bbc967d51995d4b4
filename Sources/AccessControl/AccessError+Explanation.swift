// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessError {
  public var explanation: LocalizedName {
    switch self {
    case .badName(let name):
      LocalizedName(
        chinese: "账号名“\(name)”不可用。应为 2 至 32 个小写字母、数字、汉字或 . - _。",
        english:
          "The account name \"\(name)\" cannot be used. Expected 2 to 32 letters, digits, Chinese characters or . - _."
      )
    case .nameTaken(let name):
      LocalizedName(
        chinese: "已有账号 \(name)。可以换一个名称。",
        english: "There is an account \(name) already. Maybe take another name.")
    case .unknownAccount(let name):
      LocalizedName(
        chinese: "没有账号 \(name)。可以用 chengxu user list 查看。",
        english: "There is no account \(name). Maybe look at chengxu user list.")
    case .noRoles:
      LocalizedName(
        chinese: "账号至少需要一个角色：\(Self.roles)。",
        english: "An account needs one role at least: \(Self.roles).")
    case .unknownUnit(let unit):
      LocalizedName(
        chinese: "单位 \(unit) 不在组织机构中。可以核对 organization.json 或快照中的单位编号。",
        english:
          "There is no unit \(unit) in the organisation. Maybe check the numbers of the units in the snapshot."
      )
    case .reasonMissing:
      LocalizedName(
        chinese: "此操作须写明理由，理由不能为空。",
        english: "This needs a reason, and the reason is blank.")
    case .weakPassword(let weakness): weakness.explanation
    case .signInFailed:
      LocalizedName(
        chinese: "账号、密码或验证码不正确。",
        english: "The account, password or digits are wrong.")
    case .locked(let until):
      LocalizedName(
        chinese: "多次登录失败，账号暂时锁定（至 \(until.milliseconds / 1000) 秒）。可以稍后再试。",
        english:
          "The sign-in failed too often; the account is locked until second \(until.milliseconds / 1000). Maybe try later."
      )
    case .digitsNeeded:
      LocalizedName(
        chinese: "需要手机验证器上的六位验证码。",
        english: "The six digits of the authenticator are needed too.")
    case .noSecondFactor:
      LocalizedName(
        chinese: "尚未开始绑定验证器。",
        english: "No authenticator is being enrolled.")
    case .sessionOver:
      LocalizedName(
        chinese: "登录已过期或已退出。请重新登录。",
        english: "The session is over. Please sign in again.")
    case .formSecretMissing:
      LocalizedName(
        chinese: "请求缺少防伪标记 X-Form-Secret，可能来自其他网页，已拒绝。",
        english: "The request has no X-Form-Secret and may come from another page; it was refused.")
    case .unknownToken(let id):
      LocalizedName(
        chinese: "没有编号为 \(id) 的令牌。可以用 chengxu token list 查看。",
        english: "There is no token \(id). Maybe look at chengxu token list.")
    case .tokenRefused:
      LocalizedName(
        chinese: "令牌无效、已过期或已吊销。可以申请新的令牌。",
        english: "The token is wrong, expired or revoked. Maybe ask for a new one.")
    case .scopeMissing(let scope):
      LocalizedName(
        chinese: "令牌没有 \(scope.rawValue) 范围。可以申请含此范围的令牌。",
        english: "The token has no scope \(scope.rawValue). Maybe ask for one that has.")
    case .noScopes:
      LocalizedName(
        chinese: "令牌至少需要一个范围：\(Self.scopes)。",
        english: "A token needs one scope at least: \(Self.scopes).")
    case .badExpiry(let days):
      LocalizedName(
        chinese: "到期日应晚于现在，且不超过 \(days) 天。",
        english: "The day of expiry must lie ahead, \(days) days at most.")
    case .damagedHash:
      LocalizedName(
        chinese: "保存的密码摘要已损坏。可以用 chengxu user reset-password 重设。",
        english: "The stored password hash is damaged. Maybe use chengxu user reset-password.")
    case .conflict:
      LocalizedName(
        chinese: "内容已被他人修改。可以刷新后重试。",
        english: "Somebody else changed it first. Maybe load it again and retry.")
    case .storeFailed(let detail, _):
      LocalizedName(
        chinese: "账号库无法读写：\(detail)",
        english: "The accounts could not be read or written: \(detail)")
    }
  }

  private static var roles: String { Role.allCases.map(\.rawValue).joined(separator: ", ") }
  private static var scopes: String {
    APIToken.Scope.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

extension AccessError.Weakness {
  fileprivate var explanation: LocalizedName {
    switch self {
    case .tooShort(let count):
      LocalizedName(
        chinese: "密码只有 \(count) 个字符，至少需要 \(PasswordPolicy.minimumLength) 个。可以用几个词连成一句。",
        english:
          "The password has \(count) characters, \(PasswordPolicy.minimumLength) are needed. Maybe join a few words."
      )
    case .tooLong(let count):
      LocalizedName(
        chinese: "密码有 \(count) 个字符，最多 \(PasswordPolicy.maximumLength) 个。",
        english:
          "The password has \(count) characters, \(PasswordPolicy.maximumLength) at most are allowed."
      )
    case .containsName:
      LocalizedName(
        chinese: "密码中含有账号名。可以换一个。",
        english: "The password contains the account's name. Maybe take another.")
    case .repetitive:
      LocalizedName(
        chinese: "密码只有很少几种字符。可以换一个。",
        english: "The password repeats a few characters. Maybe take another.")
    case .wellKnown:
      LocalizedName(
        chinese: "这个密码太常见。可以换一个。",
        english: "The password is a well-known one. Maybe take another.")
    }
  }
}
