// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import Operations

/// 道路三乱: a case on the carriageway as the violation that the traffic brigade handles, and the
/// brigade's decision as the answer that the district gets.
public struct BrigadeReferral: Sendable {
  /// Whose disorder a class is 三乱, and the violation that it is.
  public struct Rule: Hashable, Codable, Sendable {
    public var code: ClassCode
    public var roadUser: ViolationCase.RoadUser
    public var violation: ViolationCode

    public init(code: ClassCode, roadUser: ViolationCase.RoadUser, violation: ViolationCode) {
      self.code = code
      self.roadUser = roadUser
      self.violation = violation
    }
  }

  private let rules: [ClassCode: Rule]
  private let streets: SegmentIndex
  /// A place farther from every street is no carriageway.
  private let carriagewayMetres: Double

  public init(rules: [Rule], streets: SegmentIndex, carriagewayMetres: Double = 15) {
    self.rules = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
    self.streets = streets
    self.carriagewayMetres = carriagewayMetres
  }

  /// What the brigade's officer would have seen there; `nil` for a class that is no traffic matter,
  /// or a place off the carriageway: those stay with the district.
  public func observation(
    of one: CityCase, acceptedBy officer: Handler, at moment: Instant, mode: DutyMode
  ) -> ViolationCase.Observation? {
    guard let rule = rules[one.code], let place = one.report.place,
      let street = streets.nearestSegment(to: place, withinMetres: carriagewayMetres)
    else { return nil }
    return ViolationCase.Observation(
      by: officer, at: moment, place: StreetPlace(segment: street.segment),
      code: rule.violation, roadUser: rule.roadUser, mode: mode)
  }

  /// The answer to the district: what was done, without anybody's name, plate or fine.
  ///
  /// - Returns: `nil` while the violation is not closed.
  public static func outcome(of violation: ViolationCase) -> BrigadeOutcome? {
    guard case .closed(let closing) = violation.state else { return nil }
    switch closing {
    case .correctedOnTheSpot: return .dissuaded
    case .decided(let decision):
      switch decision.outcome {
      case .warned, .fined, .generalProcedure: return .penalised
      case .released: return .releasedByLaw
      }
    }
  }
}
