// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation

/// A province's own definitions of some figures: read from a file with a version, put before ours.
///
/// A definition sets thresholds of one of our figures (another radius, another deadline), or is the
/// ratio of two of them. Both the province's and our figure are in the scorecard, side by side.
public struct LocalDefinitions: Hashable, Codable, Sendable {
  public struct Definition: Hashable, Codable, Sendable {
    /// The key of our figure that it takes the place of.
    public var kpi: String
    public var version: Int
    public var name: LocalizedName?
    public var formula: LocalizedName
    public var gist: LocalizedName?
    /// Names of `SupervisionPolicy.parameters` with their values.
    public var parameters: [String: Double]?
    public var ratio: Ratio?
  }

  /// The numerator of one figure over the numerator of another.
  public struct Ratio: Hashable, Codable, Sendable {
    public var of: String
    public var to: String
    public var unit: LocalizedName
  }

  /// Who set the definitions, such as a provincial traffic bureau.
  public var authority: LocalizedName
  /// The file's own version, printed beside every figure.
  public var version: String
  public var definitions: [Definition]

  /// - Parameter name: The file's name, for messages.
  public static func read(_ data: Data, name: String) throws(LocalDefinitionError) -> Self {
    let read: Self
    do {
      read = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw LocalDefinitionError(file: name, kpi: nil, problem: .notReadable("\(error)"))
    }
    for definition in read.definitions { try read.check(definition, in: name) }
    return read
  }

  private func check(_ one: Definition, in file: String) throws(LocalDefinitionError) {
    func refuse(_ problem: LocalDefinitionError.Problem) -> LocalDefinitionError {
      LocalDefinitionError(file: file, kpi: one.kpi, problem: problem)
    }
    let known = Set(KPIRegistry.all.map(\.definition.id))
    guard known.contains(one.kpi) else { throw refuse(.unknownFigure(one.kpi)) }
    guard definitions.count(where: { $0.kpi == one.kpi }) == 1 else { throw refuse(.repeated) }
    guard one.version >= 1 else { throw refuse(.version(one.version)) }
    guard !one.formula.chinese.allSatisfy(\.isWhitespace) else { throw refuse(.noFormula) }
    switch (one.parameters, one.ratio) {
    case (let parameters?, nil):
      for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
        guard SupervisionPolicy.parameters[name] != nil else {
          throw refuse(.unknownParameter(name))
        }
        guard value.isFinite, value > 0, value <= 1_000_000 else {
          throw refuse(.value(name, value))
        }
      }
    case (nil, let ratio?):
      for part in [ratio.of, ratio.to] {
        guard known.contains(part) else { throw refuse(.unknownFigure(part)) }
        guard KPIRegistry.all.contains(where: { $0.definition.id == part && $0.isSum }) else {
          throw refuse(.noSum(part))
        }
      }
    default: throw refuse(.eitherParametersOrRatio)
    }
  }
}

extension KPI {
  /// Whether its numerator is what its cases add up to.
  fileprivate var isSum: Bool {
    guard let counted = self as? any CountedKPI else { return false }
    return counted.percentile == nil && definition.measure != .index
  }
}

/// Why a file of local definitions is not taken.
public struct LocalDefinitionError: ExplainedError, Hashable {
  public enum Problem: Hashable, Sendable {
    case notReadable(String)
    case unknownFigure(String)
    case unknownParameter(String)
    case value(String, Double)
    case repeated
    case version(Int)
    case noFormula
    case eitherParametersOrRatio
    /// A percentile or index has no numerator that cases add up to.
    case noSum(String)
  }

  public var file: String
  public var kpi: String?
  public var problem: Problem

  public var explanation: LocalizedName {
    let place = "\(file)\(kpi.map { " (\($0))" } ?? "")"
    let (chinese, english) = sentence
    return LocalizedName(
      chinese: "地方指标定义 \(place)：\(chinese)", english: "Local definitions \(place): \(english)")
  }

  private var sentence: (chinese: String, english: String) {
    switch problem {
    case .notReadable(let detail):
      (
        "不是定义文件：\(detail)。可以对照 docs/models/kpis.md 的示例。",
        "not a file of definitions: \(detail). Maybe compare with docs/models/kpis.md."
      )
    case .unknownFigure(let key):
      (
        "没有指标“\(key)”。可以用 chengxu kpis --list 查看全部键名。",
        "there is no figure “\(key)”. Maybe look it up with chengxu kpis --list."
      )
    case .unknownParameter(let name):
      (
        "没有参数“\(name)”，可用：\(Self.parameters)。",
        "there is no parameter “\(name)”; known are \(Self.parameters)."
      )
    case .value(let name, let value):
      (
        "参数“\(name)”的值 \(value) 不成立，应大于0。可能单位不对。",
        "the value \(value) of “\(name)” cannot be; expected above 0. Maybe its unit is another."
      )
    case .repeated: ("同一指标定义了两次。可以删去一个。", "the figure is defined twice. Maybe remove one.")
    case .version(let version):
      ("版本 \(version) 不成立，应从1起。", "version \(version) cannot be; versions start at 1.")
    case .noFormula:
      ("没有写明公式。没有定义的数字不能公布。", "no formula is given. A figure without one is not published.")
    case .noSum(let key):
      (
        "“\(key)”不是逐起相加的指标，不能作比值的一部分。可以改用计数、率或平均值类指标。",
        "“\(key)” is not a sum over cases and cannot be part of a ratio. Maybe use a count, a rate or a mean."
      )
    case .eitherParametersOrRatio:
      ("应写 parameters 或 ratio 之一。", "expected either parameters or ratio. Maybe remove one.")
    }
  }

  private static var parameters: String {
    SupervisionPolicy.parameters.keys.sorted().joined(separator: ", ")
  }
}
