// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

struct MarketRegisterBody: Decodable {
  var key: String?
  var kind: String
  var name: String
  /// Who looks after it.
  var keeper: Int64
  /// Corners in degrees of WGS-84, latitude first.
  var outline: [[Double]]

  func step(_ opened: OrderEntrance.Opened) throws(Problem) -> MarketRecord.Step {
    let unit = ID<OrderUnit>(rawValue: keeper)
    guard opened.knows(unit) else { throw .badField("keeper") }
    let corners = try OrderFields.corners(outline, "outline")
    return .register(
      try OrderFields.found(Market.Kind(rawValue: kind), "kind"),
      name: try OrderFields.name(name).chinese,
      grid: corners.first.flatMap { opened.service.grids.grid(at: $0)?.code }, outline: corners,
      keeper: unit)
  }
}

struct MarketDecisionBody: OrderStepBody {
  var version: Int
  var key: String?
  /// `ban`, `relocate`, `regularise` or `upgrade`.
  var what: String
  var reason: String
  /// Where a relocated market goes.
  var market: Int64?

  var step: MarketRecord.Step {
    get throws(Problem) {
      .decide(try decision, try OrderFields.found(CaseReason(reason), "reason"))
    }
  }

  private var decision: MarketDecision.What {
    get throws(Problem) {
      switch what {
      case "ban": .ban
      case "relocate": .relocate(to: ID(rawValue: try OrderFields.found(market, "market")))
      case "regularise": .regularise
      case "upgrade": .upgrade
      default: throw .badField("what")
      }
    }
  }
}

struct MarketStallsBody: OrderStepBody {
  struct Stall: Codable {
    var number: Int
    var trade: String
    var corners: [[Double]]
  }

  var version: Int
  var key: String?
  /// All marked places; what was drawn before is replaced.
  var stalls: [Stall]

  var step: MarketRecord.Step {
    get throws(Problem) {
      guard stalls.count <= 1000 else { throw .badField("stalls") }
      return .drawStalls(
        try stalls.map { stall throws(Problem) in
          guard stall.number > 0 else { throw .badField("number") }
          return StallPlan.Stall(
            number: stall.number, trade: try OrderFields.name(stall.trade).chinese,
            corners: try OrderFields.corners(stall.corners, "corners"))
        })
    }
  }
}

struct MarketCheckBody: OrderStepBody {
  struct Seller: Codable {
    var latitude: Double
    var longitude: Double
    var trade: String
  }

  var version: Int
  var key: String?
  var sellers: [Seller]

  var step: MarketRecord.Step {
    get throws(Problem) {
      guard (1...1000).contains(sellers.count) else { throw .badField("sellers") }
      let places = try OrderFields.corners(
        sellers.map { [$0.latitude, $0.longitude] }, "latitude")
      return .check(
        try zip(places, sellers).map { place, seller throws(Problem) in
          StallPlan.Seen(place: place, trade: try OrderFields.name(seller.trade).chinese)
        })
    }
  }
}

/// A market with what was decided, drawn and seen.
struct MarketBody: Codable {
  struct Decision: Codable {
    var what: String
    /// The market that it moves to.
    var market: Int64?
    var reason: String
    var at: String
  }

  struct Seller: Codable {
    var latitude: Double
    var longitude: Double
    var trade: String
    /// `inPlace`, `wrongTrade`, `outsideLines` or `outsideGround`.
    var finding: String
    var stall: Int?
  }

  struct Check: Codable {
    var at: String
    var placement: ScoreBody
    var sellers: [Seller]
  }

  var number: Int64
  var version: Int
  var kind: Market.Kind
  var name: String
  var grid: String?
  var keeper: Int64
  var keeperName: LocalizedName?
  /// Whether the reader may act for its keeper.
  var isMine: Bool
  /// Banned or moved away: nobody may sell there.
  var isGone: Bool
  var outline: [[Double]]
  /// The latest first.
  var decisions: [Decision]
  var stalls: [MarketStallsBody.Stall]
  /// The latest first.
  var checks: [Check]

  init(_ stored: StoredOrderRecord<MarketRecord>, _ opened: OrderEntrance.Opened) {
    let record = stored.record
    number = stored.number
    version = stored.version
    kind = record.market.kind
    name = record.market.name
    grid = record.market.grid?.digits
    keeper = record.keeper.rawValue
    keeperName = opened.names[record.keeper]
    isMine = opened.visitor.isOf(record.keeper)
    isGone = record.isGone
    outline = record.market.outline.map(\.pair)
    decisions = record.market.decisions.reversed().map { Decision($0, opened) }
    stalls = (record.stalls?.stalls ?? []).map {
      MarketStallsBody.Stall(
        number: $0.number, trade: $0.trade, corners: $0.corners.map(\.pair))
    }
    checks = record.checks.reversed().map { Check($0, opened) }
  }
}

extension MarketBody.Decision {
  fileprivate init(_ decision: MarketDecision, _ opened: OrderEntrance.Opened) {
    switch decision.what {
    case .ban: (what, market) = ("ban", nil)
    case .relocate(let target): (what, market) = ("relocate", target.rawValue)
    case .regularise: (what, market) = ("regularise", nil)
    case .upgrade: (what, market) = ("upgrade", nil)
    }
    reason = decision.reason.text
    at = opened.text(decision.at)
  }
}

extension MarketBody.Check {
  fileprivate init(_ check: MarketRecord.Check, _ opened: OrderEntrance.Opened) {
    at = opened.text(check.at)
    placement = ScoreBody(check.placement)
    sellers = zip(check.sellers, check.findings).map(MarketBody.Seller.init)
  }
}

extension MarketBody.Seller {
  fileprivate init(_ seen: StallPlan.Seen, _ found: StallPlan.Finding) {
    (latitude, longitude, trade) = (seen.place.latitude, seen.place.longitude, seen.trade)
    switch found {
    case .inPlace(let number): (finding, stall) = ("inPlace", number)
    case .wrongTrade(let number): (finding, stall) = ("wrongTrade", number)
    case .outsideLines: (finding, stall) = ("outsideLines", nil)
    case .outsideGround: (finding, stall) = ("outsideGround", nil)
    }
  }
}
