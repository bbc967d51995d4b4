// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Supervision

/// A KPI's figure in words and cells.
struct IndicatorText: Sendable {
  let result: KPIResult

  init(_ result: KPIResult) { self.result = result }

  var name: String { result.definition.name.chinese }

  /// The figure with its unit, or why there is none.
  var value: String {
    switch result.gap {
    case .noDenominator: return "无数据"
    case .tooFewCases: return "样本不足"
    case nil: break
    }
    guard let value = result.value, value.isFinite else { return "无数据" }
    let unit = result.definition.unit.chinese
    switch result.definition.measure {
    case .proportion, .share: return Self.percent(value)
    case .index: return SVGBuilder.number(value)
    case .count: return Self.amount(value) + unit
    case .mean, .quantile:
      let isLong = unit == "秒" && value >= 60
      return isLong
        ? ChineseNumber.duration(seconds: Int(value.rounded()))
        : SVGBuilder.number((value * 10).rounded() / 10) + unit
    }
  }

  var numerator: String { Self.amount(result.numerator) }

  /// A count or percentile divides by nothing.
  var denominator: String {
    switch result.definition.measure {
    case .count, .quantile: "—"
    case .proportion, .share, .index, .mean: Self.amount(result.denominator)
    }
  }

  /// Wilson's 95 % limits, or a dash.
  var interval: String {
    guard result.gap == nil, let interval = result.interval else { return "—" }
    return "\(Self.percent(interval.lower))～\(Self.percent(interval.upper))"
  }

  /// 到岗率92.3%
  var phrase: String { name + value }

  /// 340／360; a count or percentile divides by nothing.
  var parts: String { denominator == "—" ? "—" : "\(numerator)／\(denominator)" }

  /// What the figure means in a few words, with the version of its definition where it is not the
  /// first, and whose it is where it is not ours.
  var gist: String {
    let definition = result.definition
    let text = definition.gist.chinese
    let gist = text.hasSuffix("。") ? String(text.dropLast()) : text
    let version = definition.version > 1 ? "（第\(definition.version)版）" : ""
    return gist + version + (definition.authority.map { "〔\($0)〕" } ?? "")
  }

  static func percent(_ rate: Double) -> String { tenths(rate * 100) + "%" }

  /// With one decimal in every row, so that a column's points stand below each other.
  static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// Above a hundred without decimals: nobody reads the hundredths of 84 512 hours.
  private static func amount(_ value: Double) -> String {
    ChartText.number(abs(value) >= 100 ? value.rounded() : value)
  }
}
