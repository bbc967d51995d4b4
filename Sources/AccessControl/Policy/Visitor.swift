// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Who stands at the door after the sign-in: what every use case asks before it does anything.
public struct Visitor: Hashable, Sendable {
  public var account: DutyModel.ID<Account>
  public var name: AccountName
  public var roles: Set<Role>
  public var permissions: Set<Permission>
  public var territory: Territory
  /// The officer of the staff list whom the account belongs to.
  public var officer: DutyModel.ID<Officer>?

  public init(_ account: Account) {
    self.account = account.id
    name = account.name
    roles = account.roles
    permissions = AccessPolicy.permissions(of: account.roles)
    territory = account.territory
    officer = account.officer
  }

  /// Whether the permission reaches the whole detachment, for what reports on all of it.
  public func holdsForAll(_ permission: Permission) -> Bool {
    permissions.contains(permission) && territory == .detachment
  }

  /// - Parameter unit: Whose matter it is; `nil` for what concerns no unit, such as one's own
  ///   duty.
  public func require(
    _ permission: Permission, of unit: DutyModel.ID<Unit>? = nil, in index: TerritoryIndex
  ) throws(AccessRefused) {
    guard permissions.contains(permission) else { throw .notPermitted(permission) }
    guard let unit else { return }
    guard index.covers(territory, unit) else { throw .outsideTerritory(unit) }
  }
}

/// Why somebody who is signed in may not do something.
public enum AccessRefused: ExplainedError, Hashable {
  case notPermitted(Permission)
  case outsideTerritory(DutyModel.ID<Unit>)

  public var explanation: LocalizedName {
    switch self {
    case .notPermitted(let permission):
      LocalizedName(
        chinese: "本账号没有权限：\(permission.rawValue)。可以请管理员调整角色。",
        english:
          "This account may not do that: \(permission.rawValue). Maybe ask an administrator for the role."
      )
    case .outsideTerritory(let unit):
      LocalizedName(
        chinese: "单位 \(unit) 不在本账号的管辖范围内。可以请该单位或支队办理。",
        english:
          "Unit \(unit) lies outside this account's territory. Maybe ask that unit or the detachment."
      )
    }
  }
}
