// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How far up an open case has gone: 催办 its holder, 督办 by the supervision centre, 升级 to the leader.
public enum CaseRung: String, CaseIterable, Codable, Sendable {
  case none, holder, supervisor, leader
}

/// Whom a reminder goes to. Bodies alone are kept with a case; who stands for a body on that day, the
/// grids and the accounts know.
public struct CaseRecipient: Hashable, Codable, Sendable {
  public enum Post: String, CaseIterable, Codable, Sendable {
    /// The body whose clock runs.
    case holder
    /// A person who answers for the grid 网格责任人, where the body that has the case is theirs.
    case gridOwner
    /// 值班长 of the supervision centre
    case supervisor
    /// 分管领导 at the command centre
    case leader
  }

  public var post: Post
  /// `nil` where the city's directory has no such body.
  public var unit: ID<OrderUnit>?
  /// As what a grid's owner answers for it; `nil` for the others.
  public var gridRole: GridOwner.Role?

  public init(_ post: Post, of unit: ID<OrderUnit>?, gridRole: GridOwner.Role? = nil) {
    self.post = post
    self.unit = unit
    self.gridRole = gridRole
  }
}

/// Who is reminded at which percentage of a clock.
///
/// At 50 percent the body whose clock runs, with those who answer for the grid where it is theirs; at
/// 80 the supervision centre's supervisor too; at 100 the leader too. A rung that the clock's own body
/// stands on is passed over. Source: the levels of 鲁建城字〔2014〕19号; the percentages are our default.
public struct ReminderLadder: Sendable {
  private let directory: OrderDirectory
  private let grids: GridMap

  public init(_ directory: OrderDirectory, grids: GridMap) {
    self.directory = directory
    self.grids = grids
  }

  public func recipients(
    of one: CityCase, percent: Int, at now: Instant
  ) -> [CaseRecipient] {
    let supervision = body(.supervisionCentre)
    let holder: ID<OrderUnit>? =
      switch one.turn {
      case .unit(let unit): unit
      case .supervisionCentre: supervision
      case .commandCentre: body(.commandCentre)
      case .nobody: nil
      }
    var found = [CaseRecipient(.holder, of: holder)]
    if case .unit(let unit) = one.turn { found += gridOwners(of: one, for: unit, at: now) }
    let rung = CaseRung(percent: percent)
    if rung != .holder, one.turn != .supervisionCentre {
      found.append(CaseRecipient(.supervisor, of: supervision))
    }
    if rung == .leader { found.append(CaseRecipient(.leader, of: body(.commandCentre))) }
    return found
  }

  /// Those of the body who answer for the ground that day; collectors see, they do not solve.
  private func gridOwners(
    of one: CityCase, for unit: ID<OrderUnit>, at now: Instant
  ) -> [CaseRecipient] {
    let date = directory.clock.civilTime(of: now).date
    let owners = one.report.place.flatMap { grids.responsibility(at: $0, on: date)?.owners } ?? []
    let roles = Set(owners.filter { $0.unit == unit && $0.role != .collector }.map(\.role))
    return GridOwner.Role.allCases.filter(roles.contains).map {
      CaseRecipient(.gridOwner, of: unit, gridRole: $0)
    }
  }

  private func body(_ kind: OrderUnit.Kind) -> ID<OrderUnit>? {
    directory.units.first { $0.kind == kind }?.id
  }
}

extension CaseRung {
  /// Where a clock stands that was reminded of at this percentage; 0 for none.
  init(percent: Int) {
    self =
      switch percent {
      case 100...: .leader
      case 80...: .supervisor
      case 1...: .holder
      default: .none
      }
  }
}

extension CityCase {
  /// When the running clock next comes to a percentage that nobody was reminded of; `nil` where none
  /// runs or all are told.
  public var nextAlert: Instant? { clock?.alerts.first { $0.percent > remindedPercent }?.at }

  /// The highest percentage of the running clock that has passed and that nobody was reminded of.
  public func duePercent(at now: Instant) -> Int? {
    clock?.alerts.last { $0.at <= now && $0.percent > remindedPercent }?.percent
  }

  /// A clock that ran out goes up to the leader, and so does a case that was passed on a second time,
  /// reworked twice or found unsolved by a cross-check, until it ends.
  public var rung: CaseRung {
    if isEnded { return .none }
    if buckPassings > 0 || reworks > 1 || reopenings > 0 { return .leader }
    return clock == nil ? .none : CaseRung(percent: remindedPercent)
  }
}
