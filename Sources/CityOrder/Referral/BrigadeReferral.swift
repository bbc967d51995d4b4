// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import Operations

/// Says which brigade a case on the carriageway goes to, and as which violation; or why it stays with
/// the district.
public struct BrigadeReferral: Sendable {
  /// Where a case goes.
  public struct Target: Hashable, Sendable {
    public let rule: ReferralRules.Rule
    public let street: SegmentPosition
    /// Whose ground it is.
    public let brigade: ID<Unit>
    /// The brigade as city order knows it.
    public let body: ID<OrderUnit>
  }

  private let rules: ReferralRules
  private let book: DutyBook
  private let bodies: [ID<Unit>: ID<OrderUnit>]
  /// Bodies that no violation can go to, since their unit is no brigade here.
  public let unmatched: [ReferralMappingError]

  /// - Parameter directory: Its traffic brigades name their unit of the police: the mapping between
  ///   both organisations.
  /// - Throws: `ReferralMappingError.twoBodies`: nobody could say which of them gets the case.
  public init(
    rules: ReferralRules, directory: OrderDirectory, book: DutyBook
  ) throws(ReferralMappingError) {
    var bodies: [ID<Unit>: ID<OrderUnit>] = [:]
    var unmatched: [ReferralMappingError] = []
    for body in directory.units where body.kind == .trafficBrigade {
      guard let unit = body.unit else { continue }
      guard book.unit(unit)?.kind == .brigade else {
        unmatched.append(.noBrigade(unit, of: body.id))
        continue
      }
      if let other = bodies.updateValue(body.id, forKey: unit) {
        throw .twoBodies(other, body.id, unit)
      }
    }
    self.rules = rules
    self.book = book
    self.bodies = bodies
    self.unmatched = unmatched
  }

  /// - Throws: `StaysWithDistrict`, which says why.
  public func target(
    of code: ClassCode, at place: Coordinate?
  ) throws(StaysWithDistrict) -> Target {
    guard let rule = rules[code] else { throw .noRule(code) }
    guard let place else { throw .noPlace }
    let near = book.streets(near: place, withinMetres: rules.mostReachMetres)
    let found = near.first { one in
      Double(one.street.distanceMillimetres) / 1000 <= rules.reachMetres(on: one.roadClass)
    }
    guard let found else { throw .offCarriageway }
    guard let body = bodies[found.brigade] else { throw .noBody(of: found.brigade) }
    return Target(rule: rule, street: found.street, brigade: found.brigade, body: body)
  }

  /// The answer to the district: what was done, without anybody's name, plate or fine.
  ///
  /// - Returns: `nil` while the violation is not closed, and where the brigade gave it back.
  public static func outcome(of violation: ViolationCase) -> BrigadeOutcome? {
    guard case .closed(let closing) = violation.state else { return nil }
    switch closing {
    case .correctedOnTheSpot: return .dissuaded
    case .notFound: return .notFound
    case .givenBack: return nil
    case .decided(let decision):
      switch decision.outcome {
      case .warned, .fined, .generalProcedure: return .penalised
      case .released: return .releasedByLaw
      }
    }
  }
}

/// Why a case is no matter of the traffic brigade.
public enum StaysWithDistrict: ExplainedError, Hashable {
  /// The class is no disorder on the road.
  case noRule(ClassCode)
  /// Only an address is known.
  case noPlace
  case offCarriageway
  /// City order has no body for the brigade whose ground it is.
  case noBody(of: ID<Unit>)

  public var explanation: LocalizedName {
    switch self {
    case .noRule(let code):
      LocalizedName(
        chinese: "类别 \(code) 没有移送规则。可以在移送规则中补上。",
        english: "Class \(code) has no referral rule. Maybe add one.")
    case .noPlace:
      LocalizedName(
        chinese: "案件没有坐标，无法判断是否在车行道上。可以人工移送。",
        english: "The case has no coordinates, so nobody can say whether it lies on a carriageway. "
          + "Maybe refer it by hand.")
    case .offCarriageway:
      LocalizedName(
        chinese: "位置不在车行道上，由区属单位处置。",
        english: "The place is no carriageway, so the district handles it.")
    case .noBody(let unit):
      LocalizedName(
        chinese: "城管目录没有辖区大队 \(unit) 对应的单位。可以在目录中补上。",
        english: "The directory of city order has no body for brigade \(unit). Maybe add one.")
    }
  }
}

/// Why bodies of city order and units of the police do not fit.
public enum ReferralMappingError: ExplainedError, Hashable {
  case twoBodies(ID<OrderUnit>, ID<OrderUnit>, ID<Unit>)
  /// The unit is no brigade of this organisation.
  case noBrigade(ID<Unit>, of: ID<OrderUnit>)

  public var explanation: LocalizedName {
    switch self {
    case .twoBodies(let first, let second, let unit):
      LocalizedName(
        chinese: "单位 \(first) 与 \(second) 都对应大队 \(unit)。可以只保留一个。",
        english: "Bodies \(first) and \(second) both stand for brigade \(unit). Maybe keep one.")
    case .noBrigade(let unit, let body):
      LocalizedName(
        chinese: "单位 \(body) 对应的 \(unit) 不是大队。可以在目录中改正 unit。",
        english:
          "Body \(body) stands for unit \(unit), which is no brigade. Maybe correct its unit.")
    }
  }
}
