// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a figure means: printed wherever the figure is.
public struct KPIDefinition: Identifiable, Hashable, Codable, Sendable {
  public enum Measure: String, CaseIterable, Codable, Sendable {
    /// Cases over cases, shown in percent with a Wilson interval.
    case proportion
    /// Part over whole of something measured (minutes, weighted street slots), shown in percent
    /// without an interval: its parts are not independent cases.
    case share
    /// Numerator over denominator, a pure number from 0 to 1.
    case index
    /// Numerator over denominator in `unit`, a mean.
    case mean
    /// A median, percentile or spread in `unit`: the numerator alone; the denominator is 1.
    case quantile
    /// The numerator alone; the denominator is 1.
    case count
  }

  /// A stable key, such as `visibility-rate`.
  public let id: String
  /// Raised whenever the formula changes.
  public var version: Int
  public var name: LocalizedName
  public var formula: LocalizedName
  public var measure: Measure
  public var unit: LocalizedName
  /// What is counted above the line, in one unit.
  public var numerator: LocalizedName
  /// What is counted below it; "1" where nothing is divided.
  public var denominator: LocalizedName
  /// What is left out of both and shown as a number beside the figure.
  public var exclusions: LocalizedName
  /// Which moment puts a case into the period.
  public var window: LocalizedName
  /// The formula in a few words, for a table's note.
  public var gist: LocalizedName
  /// Who set the definition where it is not ours: a province, with the version of its file.
  public var authority: String?

  public init(
    id: String, version: Int, name: LocalizedName, formula: LocalizedName, measure: Measure,
    unit: LocalizedName, numerator: LocalizedName = .notSaid, denominator: LocalizedName = .notSaid,
    exclusions: LocalizedName = .none, window: LocalizedName = .notSaid,
    gist: LocalizedName? = nil, authority: String? = nil
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.formula = formula
    self.measure = measure
    self.unit = unit
    self.numerator = numerator
    self.denominator = denominator
    self.exclusions = exclusions
    self.window = window
    self.gist = gist ?? formula
    self.authority = authority
  }
}

extension LocalizedName {
  public static let notSaid = LocalizedName(chinese: "见公式", english: "see the formula")
  public static let none = LocalizedName(chinese: "无", english: "none")
  /// Below the line of counts, percentiles and spreads.
  public static let one = LocalizedName(chinese: "1（不作除）", english: "1 (not divided)")
}

/// Both languages at once, for the many short texts of the definitions.
func both(_ chinese: String, _ english: String) -> LocalizedName {
  LocalizedName(chinese: chinese, english: english)
}

extension LocalizedName {
  static let percent = both("%", "%")
  static let cases = both("起", "cases")
  static let seconds = both("秒", "s")
  static let minutes = both("分钟", "min")
  static let zeroToOne = both("0–1", "0–1")
  static let stayStarts = both("勤务开始时刻在统计期内", "the stay starts in the period")
  static let callsIn = both("接警时刻在统计期内", "the call comes in in the period")
  static let seenIn = both("发现时刻在统计期内", "the violation is seen in the period")
  static let slotIn = both("所属勤务时段在统计期内开始", "the duty window starts in the period")
  static let doneIn = both("检查时刻在统计期内", "the inspection happens in the period")
}
