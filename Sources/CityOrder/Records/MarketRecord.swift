// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A market of the register: its ground, what was decided about it, its marked places, and who was
/// seen selling where.
public struct MarketRecord: OrderRecord {
  public enum Step: Hashable, Codable, Sendable {
    case register(
      Market.Kind, name: String, grid: GridCode?, outline: [Coordinate],
      keeper: DutyModel.ID<OrderUnit>)
    case decide(MarketDecision.What, CaseReason)
    /// 划线: replaces what was drawn before; older checks keep what they found.
    case drawStalls([StallPlan.Stall])
    /// 归位检查: sellers as they were seen at one time.
    case check([StallPlan.Seen])
  }

  /// One round over the market, judged by the places that were marked then.
  public struct Check: Hashable, Codable, Sendable {
    public var by: CaseActor
    public var at: Instant
    public var sellers: [StallPlan.Seen]
    /// Of each seller, in their order.
    public var findings: [StallPlan.Finding]

    /// 归位率: in a marked place for their trade, among all seen.
    public var placement: AssessmentScore {
      AssessmentScore(
        compliant: findings.count { if case .inPlace = $0 { true } else { false } },
        applicable: findings.count)
    }
  }

  public static let subject = OrderSubject.market

  public private(set) var market: Market
  /// Which body looks after it.
  public let keeper: DutyModel.ID<OrderUnit>
  public private(set) var stalls: StallPlan?
  public private(set) var checks: [Check] = []
  private var lastChange: Instant

  public init(number: Int64, first: OrderEntry<Step>) throws(OrderRefused) {
    guard case .register(let kind, let name, let grid, let outline, let keeper) = first.step else {
      throw .wrongBeginning
    }
    guard first.by.person != nil else { throw .personNeeded }
    guard outline.count >= 3, !name.allSatisfy(\.isWhitespace) else { throw .badOutline }
    market = Market(
      id: ID(rawValue: number), kind: kind, name: name, grid: grid, outline: outline)
    self.keeper = keeper
    lastChange = first.at
  }

  public mutating func apply(_ entry: OrderEntry<Step>) throws(OrderRefused) {
    guard entry.by.person != nil else { throw .personNeeded }
    guard entry.at >= lastChange else { throw .beforeEarlierEntry }
    switch entry.step {
    case .register: throw .wrongBeginning
    case .decide(let what, let reason):
      try refusing { () throws(MarketRefused) in
        try market.decide(MarketDecision(what: what, reason: reason, by: entry.by, at: entry.at))
      }
      if isGone { stalls = nil }
    case .drawStalls(let drawn):
      guard !isGone else { throw .banned }
      guard drawn.allSatisfy({ $0.corners.count >= 3 }) else { throw .badOutline }
      let market = market
      stalls = try refusing { () throws(MarketRefused) in
        try StallPlan(market, stalls: drawn)
      }
    case .check(let sellers):
      guard let stalls else { throw .noStalls }
      checks.append(
        Check(
          by: entry.by, at: entry.at, sellers: sellers, findings: stalls.findings(of: sellers)))
    }
    lastChange = entry.at
  }

  /// 已取缔 or 已迁移: nobody may sell here.
  public var isGone: Bool {
    switch market.decisions.last?.what {
    case .ban, .relocate: true
    case .regularise, .upgrade, nil: false
    }
  }

  private func refusing<Value>(
    _ body: () throws(MarketRefused) -> Value
  ) throws(OrderRefused) -> Value {
    do {
      return try body()
    } catch {
      throw .market(error)
    }
  }
}
