// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Two periods side by side, like with like: the same definitions, weekdays, hours and weather.
public struct ScorecardComparison: Hashable, Codable, Sendable {
  public struct Row: Hashable, Codable, Sendable {
    public var now: KPIResult
    public var before: KPIResult
    /// Now − before; `nil` where one of them has no figure.
    public var difference: Double?
    /// 95 % limits of the difference of two proportions.
    public var interval: ConfidenceInterval?

    /// Whether a change can be told from chance; `nil` where nothing can be said.
    public var isEvident: Bool? { interval.map { $0.lower > 0 || $0.upper < 0 } }
  }

  public var now: CivilInterval
  public var before: CivilInterval
  public var rows: [Row]

  /// - Parameter weather: each period's weather class, in the city's own words; compared as they are.
  public init(
    _ now: Scorecard, with before: Scorecard,
    weather: (now: String, before: String) = ("", "")
  ) throws(ComparisonError) {
    guard now.period.mix == before.period.mix else {
      throw .otherDays(now: now.period, before: before.period)
    }
    guard weather.now == weather.before else {
      throw .otherWeather(now: weather.now, before: weather.before)
    }
    self.now = now.period
    self.before = before.period
    var rows: [Row] = []
    let earlier = Dictionary(
      before.results.map { (Key(result: $0), $0) }
    ) { first, _ in first }
    for result in now.results {
      guard let match = earlier[Key(result: result)] else { continue }
      guard match.definition.version == result.definition.version else {
        throw .otherDefinition(
          result.definition.name, now: result.definition.version, before: match.definition.version)
      }
      rows.append(Row(now: result, before: match))
    }
    self.rows = rows
  }

  private struct Key: Hashable {
    var kpi: String
    var authority: String?
    var scope: KPIScope

    init(result: KPIResult) {
      kpi = result.definition.id
      authority = result.definition.authority
      scope = result.scope
    }
  }
}

extension ScorecardComparison.Row {
  /// Limits by Newcombe's hybrid score method (1998, method 10,
  /// doi:10.1002/(SICI)1097-0258(19980430)17:8<873).
  fileprivate init(now: KPIResult, before: KPIResult) {
    self.now = now
    self.before = before
    guard let new = now.value, let old = before.value else { return }
    difference = new - old
    guard let newLimits = now.interval, let oldLimits = before.interval else { return }
    func side(_ first: Double, _ second: Double) -> Double {
      (first * first + second * second).squareRoot()
    }
    interval = ConfidenceInterval(
      lower: new - old - side(new - newLimits.lower, oldLimits.upper - old),
      upper: new - old + side(newLimits.upper - new, old - oldLimits.lower))
  }
}

/// The weekdays of a period and the hours at its ends.
struct PeriodMix: Hashable {
  var weekdays: [Weekday: Int] = [:]
  var startMinute: Int
  var endMinute: Int
}

extension CivilInterval {
  var mix: PeriodMix {
    var mix = PeriodMix(startMinute: start.minuteOfDay, endMinute: end.minuteOfDay)
    var date = start.date
    while CivilTime(date: date) < end {
      mix.weekdays[date.weekday, default: 0] += 1
      date = date.adding(days: 1)
    }
    return mix
  }

  /// The latest period of the same length and the same weekdays that ends before this one begins.
  public var lastLikeIt: CivilInterval {
    let days = max(1, (minutes + 1439) / 1440)
    let shift = (days + 6) / 7 * 7
    return CivilInterval(
      start: start.adding(minutes: -shift * 1440), end: end.adding(minutes: -shift * 1440))
  }
}

/// Why two scorecards are not compared.
public enum ComparisonError: ExplainedError, Hashable {
  case otherDays(now: CivilInterval, before: CivilInterval)
  case otherWeather(now: String, before: String)
  case otherDefinition(LocalizedName, now: Int, before: Int)

  public var explanation: LocalizedName {
    switch self {
    case .otherDays(let now, let before):
      LocalizedName(
        chinese: "\(now.start.date) 与 \(before.start.date) 起的两个时段星期或钟点构成不同，不作比较。"
          + "可以选 \(now.lastLikeIt.start.date) 至 \(now.lastLikeIt.end.date)。",
        english: "The periods from \(now.start.date) and \(before.start.date) differ in their "
          + "weekdays or hours. Maybe compare with \(now.lastLikeIt.start.date) to "
          + "\(now.lastLikeIt.end.date).")
    case .otherWeather(let now, let before):
      LocalizedName(
        chinese: "两个时段天气不同（\(now)、\(before)），不作比较。可以选天气相近的时段。",
        english: "The weather differs (\(now), \(before)). Maybe choose a period that is alike.")
    case .otherDefinition(let name, let now, let before):
      LocalizedName(
        chinese: "“\(name.chinese)”的定义由第 \(before) 版改为第 \(now) 版，不作比较。可以用同一版定义重算。",
        english: "\(name.english) was version \(before) and is version \(now). "
          + "Maybe compute both with the same definition.")
    }
  }
}
