// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// 划行归市, 划线归位: the marked places of a market and what may be sold in each.
public struct StallPlan: Hashable, Codable, Sendable {
  public struct Stall: Hashable, Codable, Sendable {
    public var number: Int
    /// What is sold here, such as 蔬菜.
    public var trade: String
    public var corners: [Coordinate]

    public init(number: Int, trade: String, corners: [Coordinate]) {
      self.number = number
      self.trade = trade
      self.corners = corners
    }
  }

  /// Somebody seen selling.
  public struct Seen: Hashable, Codable, Sendable {
    public var place: Coordinate
    public var trade: String

    public init(place: Coordinate, trade: String) {
      self.place = place
      self.trade = trade
    }
  }

  public enum Finding: Hashable, Codable, Sendable {
    case inPlace(stall: Int)
    /// In a marked place for another trade.
    case wrongTrade(stall: Int)
    /// On the market's ground, outside every line.
    case outsideLines
    /// Outside the ground: the market spreads.
    case outsideGround
  }

  public let market: DutyModel.ID<Market>
  public let stalls: [Stall]
  private let outline: [Coordinate]

  /// - Throws: `MarketRefused` where places leave the ground, overlap, or share a number.
  public init(_ market: Market, stalls: [Stall]) throws(MarketRefused) {
    self.market = market.id
    self.stalls = stalls
    outline = market.outline
    let ground = RegionIndex([[market.outline]])
    for (position, stall) in stalls.enumerated() {
      guard !stalls[..<position].contains(where: { $0.number == stall.number }) else {
        throw .stallTwice(stall.number)
      }
      guard stall.innerCorners.allSatisfy({ !ground.regions(containing: $0).isEmpty }) else {
        throw .stallOutside(number: stall.number)
      }
    }
    let places = RegionIndex(stalls.map { [$0.corners] }, cellMetres: 20)
    for (position, stall) in stalls.enumerated() {
      for corner in stall.innerCorners {
        for other in places.regions(containing: corner) where other != position {
          throw .stallsOverlap(stall.number, stalls[other].number)
        }
      }
    }
  }

  /// Where each seller stands, in the order given.
  public func findings(of sellers: [Seen]) -> [Finding] {
    let ground = RegionIndex([[outline]])
    let places = RegionIndex(stalls.map { [$0.corners] }, cellMetres: 20)
    return sellers.map { seller in
      guard let position = places.regions(containing: seller.place).first else {
        return ground.regions(containing: seller.place).isEmpty ? .outsideGround : .outsideLines
      }
      let stall = stalls[position]
      return stall.trade == seller.trade
        ? .inPlace(stall: stall.number) : .wrongTrade(stall: stall.number)
    }
  }

  /// 归位率: sellers in a marked place for their trade, among all seen.
  public func placement(of sellers: [Seen]) -> (inPlace: Int, seen: Int) {
    let found = findings(of: sellers).count { if case .inPlace = $0 { true } else { false } }
    return (found, sellers.count)
  }
}

extension StallPlan.Stall {
  /// Middle and corners drawn in a little, so that stalls may share a line.
  fileprivate var innerCorners: [Coordinate] {
    guard let box = GeographicBox(around: corners) else { return [] }
    let middle = box.centre
    return [middle]
      + corners.map { corner in
        Coordinate(
          latitude: corner.latitude + (middle.latitude - corner.latitude) * 0.02,
          longitude: corner.longitude + (middle.longitude - corner.longitude) * 0.02)
      }
  }
}
