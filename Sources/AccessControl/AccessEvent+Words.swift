// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AccessEvent.Kind {
  /// What happened, in plain words: for the auditor's page and files.
  public var words: LocalizedName {
    let (chinese, english) = pair
    return LocalizedName(chinese: chinese, english: english)
  }

  private var pair: (String, String) {
    switch self {
    case .accountCreated: ("开设账号", "Account opened")
    case .accountClosed: ("停用账号", "Account closed")
    case .accountReopened: ("恢复账号", "Account opened again")
    case .rolesChanged: ("更改角色", "Roles changed")
    case .passwordChanged: ("本人修改密码", "Own password changed")
    case .passwordReset: ("重置密码", "Password reset")
    case .secondFactorAdded: ("绑定验证器", "Authenticator added")
    case .secondFactorRemoved: ("解除验证器", "Authenticator removed")
    case .signedIn: ("登录", "Signed in")
    case .signInFailed: ("登录失败", "Sign-in failed")
    case .signInLocked: ("多次失败，账号锁定", "Locked after failed sign-ins")
    case .signedOut: ("退出登录", "Signed out")
    case .tokenCreated: ("发放接口密钥", "Key of a program made")
    case .tokenRotated: ("更换接口密钥", "Key of a program rotated")
    case .tokenRevoked: ("吊销接口密钥", "Key of a program revoked")
    case .webhookAdded: ("新增推送", "Webhook added")
    case .webhookPaused: ("暂停推送", "Webhook paused")
    case .webhookResumed: ("恢复推送", "Webhook resumed")
    case .webhookReplayed: ("重发推送", "Webhook replayed")
    case .webhookRemoved: ("删除推送", "Webhook removed")
    case .webhookRotated: ("更换推送密钥", "Secret of a webhook rotated")
    case .webhookTested: ("测试推送", "Webhook tested")
    case .webhookDisabled: ("推送被系统停用", "Webhook disabled by the program")
    case .positionsWatched: ("查看实时警力位置", "Looked where units are")
    case .trackRead: ("查阅轨迹", "Read a track")
    case .auditRead: ("查阅审计记录", "Read this record")
    case .auditExported: ("导出审计记录", "Exported this record")
    case .chainCheckBegun: ("开始校验事件链", "Check of the chained log begun")
    case .chainCheckIntact: ("事件链校验完整", "Chained log found intact")
    case .chainCheckBroken: ("事件链发现断点", "Chained log found broken")
    case .chainCheckFailed: ("事件链校验未完成", "Check of the chained log failed")
    }
  }
}
