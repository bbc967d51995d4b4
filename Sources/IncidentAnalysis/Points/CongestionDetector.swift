// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel

/// Finds congestion points 堵点 from speed or level-of-service series.
///
/// A place is recurrent 常发 if over the last 20 working days, in at least 40 % of the same peak, it
/// stayed moderately congested or worse for at least three consecutive intervals of five minutes;
/// occasional 偶发 below that with at least two such events. Score: share of peaks × mean duration
/// (minutes) × mean severity (moderate 1, severe 2) × flow weight (the place's mean flow over the
/// mean of all places; 1 where unknown). `docs/models/points.md`.
public struct CongestionDetector: Sendable {
  public enum Peak: String, CaseIterable, Codable, Sendable {
    /// 07–09
    case morning
    /// 17–19
    case evening

    init?(_ time: CivilTime) {
      switch time.hour {
      case 7..<9: self = .morning
      case 17..<19: self = .evening
      default: return nil
      }
    }
  }

  public static let threshold = 0.40
  private static let workdays = 20
  static let leastIntervals = 3
  static let leastEvents = 2
  /// A share of fewer days says too little to put a place on a ledger.
  static let leastDaysSeen = 10

  private let isWorkday: @Sendable (CivilDate) -> Bool

  /// - Parameter isWorkday: Monday to Friday unless told otherwise; holidays and 调休 are the
  ///   caller's to know.
  public init(isWorkday: @escaping @Sendable (CivilDate) -> Bool = { !$0.weekday.isWeekend }) {
    self.isWorkday = isWorkday
  }

  /// The last 20 working days up to `last`; fewer if a year does not have so many.
  private func workdays(upTo last: CivilDate) -> Set<CivilDate> {
    let year = (0..<366).lazy.map { last.adding(days: -$0) }
    return Set(year.filter(isWorkday).prefix(Self.workdays))
  }

  /// - Parameter last: the last day looked at.
  /// - Returns: Places with at least two events, the worst first, each once with its worse peak.
  public func findings(_ readings: [TrafficReading], upTo last: CivilDate) -> [PointFinding] {
    var worst: [String: PointFinding] = [:]
    for measure in measures(readings, upTo: last) where measure.events >= Self.leastEvents {
      let finding = finding(measure)
      if let known = worst[measure.place], known.score >= finding.score { continue }
      worst[measure.place] = finding
    }
    return worst.values.ranked()
  }

  /// The share of peaks with an event, by place: what entry and exit are measured by. Each place's
  /// worse peak; places seen on fewer than ten days are left out.
  public func shares(_ readings: [TrafficReading], upTo last: CivilDate) -> [String: Double] {
    Dictionary(
      measures(readings, upTo: last).map { ($0.place, $0.share) }, uniquingKeysWith: max)
  }

  /// One place in one peak over the working days looked at.
  struct Measure: Hashable {
    var place: String
    var peak: Peak
    /// Working days with any reading in this peak.
    var daysSeen = 0
    /// Days with a run of congested intervals that is long enough.
    var events = 0
    var minutes = 0
    /// Sum of 1 or 2 over the intervals of those runs.
    var severity = 0
    var flowWeight = 1.0
    /// Where the place's readings say that it lies.
    var location: Coordinate?

    var share: Double { daysSeen > 0 ? Double(events) / Double(daysSeen) : 0 }
    var meanMinutes: Double { events > 0 ? Double(minutes) / Double(events) : 0 }
    var meanSeverity: Double { minutes > 0 ? Double(severity) / Double(minutes / 5) : 0 }
    var score: Double { share * meanMinutes * meanSeverity * flowWeight }
  }

  func measures(_ readings: [TrafficReading], upTo last: CivilDate) -> [Measure] {
    let days = workdays(upTo: last)
    let used = readings.filter { days.contains($0.time.date) && Peak($0.time) != nil }
    let weights = Self.flowWeights(used)
    return Dictionary(grouping: used, by: \.place).flatMap { place, readings in
      Peak.allCases.map { peak in
        var measure = Measure(place: place, peak: peak, flowWeight: weights[place] ?? 1)
        measure.location = readings.lazy.compactMap(\.location).first
        let ofPeak = readings.filter { Peak($0.time) == peak }
        for (_, day) in Dictionary(grouping: ofPeak, by: \.time.date) { measure.add(day) }
        return measure
      }
    }
    .filter { $0.daysSeen >= Self.leastDaysSeen }
    .sorted { ($0.place, $0.peak.rawValue) < ($1.place, $1.peak.rawValue) }
  }

  private static func flowWeights(_ readings: [TrafficReading]) -> [String: Double] {
    var flows: [String: [Double]] = [:]
    for reading in readings {
      if let flow = reading.flow { flows[reading.place, default: []].append(flow) }
    }
    let means = flows.mapValues { $0.reduce(0, +) / Double($0.count) }
    let mean = means.values.sorted().reduce(0, +) / Double(max(1, means.count))
    return mean > 0 ? means.mapValues { $0 / mean } : [:]
  }

  private func finding(_ measure: Measure) -> PointFinding {
    let share = Int((measure.share * 100).rounded())
    let peak = measure.peak == .morning ? ("早高峰", "morning") : ("晚高峰", "evening")
    return PointFinding(
      kind: .congestion, measure: .jamShare, place: measure.place, location: measure.location,
      grade: measure.share >= Self.threshold ? .recurrent : .occasional, value: measure.share,
      threshold: Self.threshold, score: measure.score,
      reason: LocalizedName(
        chinese: "\(peak.0)：近 \(measure.daysSeen) 个工作日中 \(measure.events) 日拥堵（\(share)%，入账线 40%），"
          + "平均 \(Int(measure.meanMinutes.rounded())) 分钟",
        english:
          "\(peak.1) peak: congested on \(measure.events) of \(measure.daysSeen) working days "
          + "(\(share) %, threshold 40 %), \(Int(measure.meanMinutes.rounded())) minutes on average"
      ))
  }
}

extension CongestionDetector.Measure {
  /// Adds one day's readings in one peak: its runs of consecutive congested intervals.
  fileprivate mutating func add(_ day: [TrafficReading]) {
    daysSeen += 1
    var run: [TrafficReading] = []
    var (minutes, severity) = (0, 0)
    func isNext(_ reading: TrafficReading) -> Bool {
      run.last.map { $0.time.adding(minutes: 5) == reading.time } ?? false
    }
    func close() {
      guard run.count >= CongestionDetector.leastIntervals else { return }
      minutes += run.count * 5
      severity += run.reduce(0) { $0 + ($1.level == .severe ? 2 : 1) }
    }
    for reading in day.sorted(by: { $0.time < $1.time }) {
      guard reading.level >= .moderate else {
        close()
        run = []
        continue
      }
      if !isNext(reading) {
        close()
        run = []
      }
      run.append(reading)
    }
    close()
    guard minutes > 0 else { return }
    events += 1
    self.minutes += minutes
    self.severity += severity
  }
}
