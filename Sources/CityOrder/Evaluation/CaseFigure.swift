// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A rate of 综合评价 with its definition: a person can check it with two counts.
///
/// Source of the formulas: CJ/T 292 as cities publish it; Tianmen's figures of December 2016 (受理
/// 1054, 立案 996, 应结案 972, 结案 911, 按期 737) give 93.72 % and 75.82 %.
public enum CaseFigure: String, CaseIterable, Codable, Sendable {
  case openingRate, closingRate, onTimeRate, reworkRate, extensionRate, returnRate, buckPassingRate
  case reopeningRate

  public func counts(of tally: CaseTally) -> (numerator: Int, denominator: Int) {
    switch self {
    case .openingRate: (tally.opened, tally.received)
    case .closingRate: (tally.closed, tally.due)
    case .onTimeRate: (tally.closedOnTime, tally.due)
    case .reworkRate: (tally.reworked, tally.closed)
    case .extensionRate: (tally.extended, tally.due)
    case .returnRate: (tally.returned, tally.due)
    case .buckPassingRate: (tally.buckPassed, tally.due)
    case .reopeningRate: (tally.reopened, tally.closed)
    }
  }

  /// - Returns: `nil` for a denominator of 0.
  public func result(of tally: CaseTally) -> CaseFigureResult? {
    let (numerator, denominator) = counts(of: tally)
    guard denominator > 0 else { return nil }
    return CaseFigureResult(
      figure: self, numerator: numerator, denominator: denominator,
      interval: .wilson(successes: numerator, cases: denominator))
  }

  public var name: LocalizedName {
    switch self {
    case .openingRate: LocalizedName(chinese: "立案率", english: "Opening rate")
    case .closingRate: LocalizedName(chinese: "结案率", english: "Closing rate")
    case .onTimeRate: LocalizedName(chinese: "按期结案率", english: "On-time closing rate")
    case .reworkRate: LocalizedName(chinese: "返工率", english: "Rework rate")
    case .extensionRate: LocalizedName(chinese: "延期率", english: "Extension rate")
    case .returnRate: LocalizedName(chinese: "退回率", english: "Return rate")
    case .buckPassingRate: LocalizedName(chinese: "推诿率", english: "Buck-passing rate")
    case .reopeningRate: LocalizedName(chinese: "复核重开率", english: "Reopening rate")
    }
  }

  public var formula: LocalizedName {
    switch self {
    case .openingRate: LocalizedName(chinese: "立案数 ÷ 受理数", english: "opened ÷ received")
    case .closingRate: LocalizedName(chinese: "结案数 ÷ 应结案数", english: "closed ÷ due")
    case .onTimeRate:
      LocalizedName(chinese: "按期结案数 ÷ 应结案数", english: "closed and done by the deadline ÷ due")
    case .reworkRate:
      LocalizedName(
        chinese: "结案中核查未通过过的 ÷ 结案数", english: "closed that once failed verification ÷ closed")
    case .extensionRate: LocalizedName(chinese: "延期数 ÷ 应结案数", english: "extended ÷ due")
    case .returnRate: LocalizedName(chinese: "退回数 ÷ 应结案数", english: "returned ÷ due")
    case .buckPassingRate:
      LocalizedName(chinese: "再次要求退回数 ÷ 应结案数", english: "tried to return twice ÷ due")
    case .reopeningRate:
      LocalizedName(chinese: "交叉复核重开数 ÷ 结案数", english: "reopened by a cross-check ÷ closed")
    }
  }
}

public struct CaseFigureResult: Hashable, Codable, Sendable {
  /// Rates of fewer cases are not shown: chance alone moves them.
  public static let fewestCases = 10

  public var figure: CaseFigure
  public var numerator: Int
  public var denominator: Int
  /// 95 % Wilson interval; `nil` where a numerator is no part of its denominator.
  public var interval: ConfidenceInterval?

  public var value: Double { Double(numerator) / Double(denominator) }
  public var isShown: Bool { denominator >= Self.fewestCases }
}
