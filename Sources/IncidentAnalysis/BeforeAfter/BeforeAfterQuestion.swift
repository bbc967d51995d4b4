// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// What changed on some streets since a day, such as the one on which a plan took effect.
public struct BeforeAfterQuestion: Hashable, Sendable {
  public var effective: CivilDate
  /// Days looked at from the effective day on; the same days of earlier years are set against them.
  public var days: Int
  /// Earlier years taken together as "before".
  public var years: Int
  /// Only incidents in these hours count, before and after.
  public var hours: DutyHours
  /// The streets that the plan changed.
  public var treated: Set<ID<RoadSegment>>
  /// Streets too near the treated ones to be compared with them: what left the one may be here.
  public var nearby: Set<ID<RoadSegment>>

  public init(
    effective: CivilDate, days: Int, years: Int = 3, hours: DutyHours = .all,
    treated: Set<ID<RoadSegment>>, nearby: Set<ID<RoadSegment>> = []
  ) {
    self.effective = effective
    self.days = days
    self.years = years
    self.hours = hours
    self.treated = treated
    self.nearby = nearby.subtracting(treated)
  }

  /// Treats the streets around some places; those 300 m farther out are compared with nothing, since
  /// incidents may have moved there.
  public init(
    effective: CivilDate, days: Int, years: Int = 3, hours: DutyHours = .all,
    places: [Coordinate], radiusMetres: Int, roads: RoadNetwork
  ) {
    let index = SegmentIndex(roads)
    func streets(within metres: Int) -> Set<ID<RoadSegment>> {
      Set(places.flatMap { index.segments(near: $0, withinMetres: Double(metres)) }.map(\.segment))
    }
    self.init(
      effective: effective, days: days, years: years, hours: hours,
      treated: streets(within: radiusMetres), nearby: streets(within: radiusMetres + 300))
  }

  /// The span after, and those before, the latest first. Whole weeks lie between them, 52 a year,
  /// so that each holds the same number of every weekday, in the same season.
  public var after: DateSpan {
    DateSpan(first: effective, last: effective.adding(days: days - 1))
  }
  public var before: [DateSpan] {
    (1...years).map { back in
      DateSpan(
        first: after.first.adding(days: -364 * back), last: after.last.adding(days: -364 * back))
    }
  }
}

/// Why a comparison cannot be made.
public enum BeforeAfterError: ExplainedError, Hashable {
  case nothingTreated
  case badQuestion(name: String, value: Int, expected: String)
  /// A span reaches beyond the data.
  case outsideData(span: DateSpan, data: DateSpan)
  /// So few incidents that a ratio of them says nothing.
  case tooFew(which: Part, found: Int, needed: Int)

  public enum Part: Sendable {
    case all, treatedBefore, comparisonBefore, comparisonAfter

    var name: LocalizedName {
      switch self {
      case .all: LocalizedName(chinese: "全部路段", english: "all streets")
      case .treatedBefore:
        LocalizedName(chinese: "措施路段、实施前", english: "streets of the measure, before")
      case .comparisonBefore:
        LocalizedName(chinese: "对照路段、实施前", english: "streets compared with, before")
      case .comparisonAfter:
        LocalizedName(chinese: "对照路段、实施后", english: "streets compared with, after")
      }
    }
  }

  public var explanation: LocalizedName {
    switch self {
    case .nothingTreated:
      LocalizedName(
        chinese: "没有任何路段属于措施范围。可以检查地点文件，或增大 --radius。",
        english:
          "No street belongs to the measure. Maybe check the file of places, or widen --radius.")
    case .badQuestion(let name, let value, let expected):
      LocalizedName(
        chinese: "参数 \(name) 的值 \(value) 无效，应为：\(expected)。",
        english: "\(name) \(value) is invalid; expected \(expected). Maybe correct it.")
    case .outsideData(let span, let data):
      LocalizedName(
        chinese: "需要 \(span.first) 至 \(span.last) 的警情，而数据范围为 \(data.first) 至 \(data.last)。"
          + "可以缩短 --days 或减少 --years。",
        english:
          "Incidents of \(span.first) to \(span.last) are needed; the data run from \(data.first) "
          + "to \(data.last). Maybe shorten --days or lessen --years.")
    case .tooFew(let which, let found, let needed):
      LocalizedName(
        chinese: "\(which.name.chinese)只有 \(found) 起警情，至少需要 \(needed) 起。可以延长 --days 或扩大范围。",
        english:
          "There are \(found) incidents (\(which.name.english)); at least \(needed) are needed. Maybe lengthen "
          + "--days or take in more streets.")
    }
  }
}
