// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A place where people trade in the open: 早市, 摊点群, 社区市场, 马路市场.
public struct Market: Identifiable, Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    case morningMarket, stallCluster, communityMarket, streetMarket
  }

  public let id: DutyModel.ID<Market>
  public var kind: Kind
  public var name: String
  public var grid: GridCode?
  /// The ground that it may use.
  public var outline: [Coordinate]
  /// Oldest first; the last one holds.
  public private(set) var decisions: [MarketDecision] = []

  public init(
    id: DutyModel.ID<Market>, kind: Kind, name: String, grid: GridCode? = nil,
    outline: [Coordinate]
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.grid = grid
    self.outline = outline
  }

  /// Adds a decision after those that were made before it.
  ///
  /// - Throws: `MarketRefused` for one that lies before the last, or by nobody.
  public mutating func decide(_ decision: MarketDecision) throws(MarketRefused) {
    guard decision.by.role == .leader, decision.by.person != nil else { throw .leaderNeeded }
    guard decisions.last.map({ $0.at <= decision.at }) ?? true else { throw .beforeEarlierDecision }
    if case .relocate(let target) = decision.what, target == id { throw .ownPlace }
    decisions.append(decision)
  }
}

/// 取缔, 迁移, 规范, 提升: what becomes of a market, with its reason.
public struct MarketDecision: Hashable, Codable, Sendable {
  public enum What: Hashable, Codable, Sendable {
    case ban
    case relocate(to: ID<Market>)
    case regularise
    case upgrade
  }

  public var what: What
  public var reason: CaseReason
  public var by: CaseActor
  public var at: Instant

  public init(what: What, reason: CaseReason, by: CaseActor, at: Instant) {
    self.what = what
    self.reason = reason
    self.by = by
    self.at = at
  }
}

public enum MarketRefused: ExplainedError, Hashable {
  case leaderNeeded
  case beforeEarlierDecision
  case ownPlace
  /// A marked place that leaves the market's ground.
  case stallOutside(number: Int)
  case stallsOverlap(Int, Int)
  case stallTwice(Int)

  public var explanation: LocalizedName {
    switch self {
    case .leaderNeeded:
      LocalizedName(
        chinese: "市场处置须由分管领导决定。可以报分管领导。",
        english: "A named leader decides about a market. Maybe ask them.")
    case .beforeEarlierDecision:
      LocalizedName(
        chinese: "决定时间早于上一次决定。可以核对日期。",
        english: "The decision lies before the last one. Maybe check the date.")
    case .ownPlace:
      LocalizedName(
        chinese: "市场不能迁往自身。可以选择另一市场。",
        english: "A market cannot move to itself. Maybe name another one.")
    case .stallOutside(let number):
      LocalizedName(
        chinese: "\(number) 号摊位画到了市场范围之外。可以移回范围内。",
        english: "Stall \(number) leaves the market's ground. Maybe draw it inside.")
    case .stallsOverlap(let one, let other):
      LocalizedName(
        chinese: "\(one) 号与 \(other) 号摊位重叠。可以错开划线。",
        english: "Stalls \(one) and \(other) overlap. Maybe draw them apart.")
    case .stallTwice(let number):
      LocalizedName(
        chinese: "\(number) 号摊位出现两次。可以改号。",
        english: "There are two stalls \(number). Maybe renumber one.")
    }
  }
}
