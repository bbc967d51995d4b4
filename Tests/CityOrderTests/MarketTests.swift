// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Testing

@Suite("A market")
struct MarketTests {
  /// Metres east and north of a corner, roughly.
  static func place(_ x: Double, _ y: Double) -> Coordinate {
    Coordinate(latitude: 36.7 + y / 111_195, longitude: 119.1 + x / 89_150)
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [Coordinate] {
    [
      place(x, y), place(x + width, y), place(x + width, y + height), place(x, y + height),
    ]
  }

  static var market: Market {
    Market(id: 1, kind: .morningMarket, name: "早市", outline: box(0, 0, 50, 20))
  }

  static func stall(_ number: Int, _ x: Double, trade: String = "蔬菜") -> StallPlan.Stall {
    StallPlan.Stall(number: number, trade: trade, corners: box(x, 2, 3, 2))
  }

  @Test("has marked places that stalls are checked against")
  func placement() throws {
    let plan = try StallPlan(
      Self.market, stalls: [Self.stall(1, 2), Self.stall(2, 5, trade: "水果")])
    let sellers = [
      StallPlan.Seen(place: Self.place(3, 3), trade: "蔬菜"),
      StallPlan.Seen(place: Self.place(6, 3), trade: "蔬菜"),
      StallPlan.Seen(place: Self.place(20, 10), trade: "蔬菜"),
      StallPlan.Seen(place: Self.place(60, 10), trade: "蔬菜"),
    ]
    #expect(
      plan.findings(of: sellers) == [
        .inPlace(stall: 1), .wrongTrade(stall: 2), .outsideLines, .outsideGround,
      ])
    #expect(plan.placement(of: sellers) == (1, 4))
  }

  @Test("takes no places that leave its ground, overlap, or share a number")
  func badPlans() throws {
    let market = Self.market
    #expect(throws: MarketRefused.stallOutside(number: 1)) {
      try StallPlan(market, stalls: [Self.stall(1, 49)])
    }
    #expect(throws: MarketRefused.self) {
      try StallPlan(market, stalls: [Self.stall(1, 2), Self.stall(2, 4)])
    }
    #expect(throws: MarketRefused.stallTwice(1)) {
      try StallPlan(market, stalls: [Self.stall(1, 2), Self.stall(1, 9)])
    }
  }

  @Test("is banned, moved, regularised or upgraded by a leader, with a reason, in order")
  func decisions() throws {
    var market = Self.market
    func decision(_ what: MarketDecision.What, by actor: CaseActor, at minute: Int64) throws
      -> MarketDecision
    {
      MarketDecision(
        what: what, reason: try SampleDesk.reason("占道"), by: actor, at: SampleDesk.at(minute))
    }
    try market.decide(decision(.regularise, by: SampleDesk.leader, at: 5))
    #expect(throws: MarketRefused.leaderNeeded) {
      try market.decide(decision(.ban, by: SampleDesk.handler, at: 6))
    }
    #expect(throws: MarketRefused.beforeEarlierDecision) {
      try market.decide(decision(.ban, by: SampleDesk.leader, at: 4))
    }
    #expect(throws: MarketRefused.ownPlace) {
      try market.decide(decision(.relocate(to: 1), by: SampleDesk.leader, at: 6))
    }
    #expect(market.decisions.map(\.what) == [.regularise])
  }
}
