// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
import Foundation

/// Finds disorder points 乱点 from violations with their observation hours, and from complaints.
///
/// A place is one if its empirical Bayes rate of violations per observation hour is in the top tenth
/// of all places in at least two of three consecutive fortnights; or if at least five different
/// people complained within 100 m of it in 14 days. Raw counts are never compared: where more
/// officers look, more is recorded (`ObservationRates`, `docs/models/exposure.md`).
public struct DisorderDetector: Hashable, Sendable {
  public static let complaintThreshold = 5
  static let fortnights = 3
  static let fortnightsNeeded = 2
  /// Fewer places have no top tenth.
  static let leastPlaces = 10

  public init() {}

  /// - Parameter last: the last day of the last fortnight.
  public func findings(
    _ observed: [ObservedViolations], _ reports: [StreetReport], upTo last: CivilDate
  ) -> [PointFinding] {
    (fromObservations(observed, upTo: last) + fromComplaints(reports, upTo: last)).ranked()
  }

  /// One fortnight's rates, and the least rate of its top tenth.
  struct Fortnight {
    var estimates: [ObservationRates.Estimate]
    var threshold: Double
    var top: Set<String>

    /// - Returns: `nil` with fewer than ten places watched.
    init?(_ observed: [ObservedViolations], endingOn last: CivilDate) {
      let span = DateSpan(first: last.adding(days: -13), last: last)
      let byPlace = Dictionary(
        grouping: observed.filter { span.contains($0.time.date) }, by: \.place)
      guard byPlace.count >= DisorderDetector.leastPlaces else { return nil }
      let places = byPlace.keys.sorted().map { name in
        let rows = byPlace[name] ?? []
        return ObservationRates.Place(
          name: name, violations: rows.reduce(0) { $0 + $1.violations },
          hours: rows.reduce(0) { $0 + $1.hours })
      }
      let estimates = ObservationRates(places).estimates
      let ranked = estimates.sorted {
        $0.rate == $1.rate ? $0.place < $1.place : $0.rate > $1.rate
      }
      let tenth = Array(ranked.prefix(max(1, ranked.count / 10)))
      self.estimates = estimates
      threshold = tenth.last?.rate ?? 0
      top = Set(tenth.map(\.place))
    }
  }

  func fromObservations(_ observed: [ObservedViolations], upTo last: CivilDate) -> [PointFinding] {
    let fortnights = (0..<Self.fortnights).compactMap { back in
      Fortnight(observed, endingOn: last.adding(days: -14 * back))
    }
    guard let latest = fortnights.first else { return [] }
    let locations = Dictionary(
      observed.compactMap { row in row.location.map { (row.place, $0) } },
      uniquingKeysWith: { first, _ in first })
    return latest.estimates.compactMap { estimate in
      let times = fortnights.count { $0.top.contains(estimate.place) }
      guard times >= Self.fortnightsNeeded else { return nil }
      let rate = String(format: "%.2f", estimate.rate)
      return PointFinding(
        kind: .disorder, measure: .violationRate, place: estimate.place,
        location: locations[estimate.place],
        grade: .recurrent, value: estimate.rate, threshold: latest.threshold,
        score: estimate.rate,
        reason: LocalizedName(
          chinese: "近三个双周中 \(times) 个居前 10%；本期每观察小时 \(rate) 起（观察 "
            + "\(String(format: "%.1f", estimate.hours)) 小时，已做经验贝叶斯修正）",
          english:
            "in the top tenth in \(times) of 3 fortnights; now \(rate) violations an hour of "
            + "observation (\(String(format: "%.1f", estimate.hours)) h watched, empirical Bayes)"))
    }
  }

  /// Each place's rate in the latest fortnight.
  func rates(_ observed: [ObservedViolations], upTo last: CivilDate) -> [String: Double] {
    Dictionary(
      (Fortnight(observed, endingOn: last)?.estimates ?? []).map { ($0.place, $0.rate) },
      uniquingKeysWith: max)
  }

  /// How many different people complained of disorder within 100 m of a place in 14 days.
  func complainants(
    _ reports: [StreetReport], near place: Coordinate, upTo last: CivilDate
  ) -> Int {
    let span = DateSpan(first: last.adding(days: -13), last: last)
    let near = reports.filter {
      $0.topic == .disorder && span.contains($0.time.date)
        && ReportClusters.isNear($0.location, place)
    }
    return Set(near.map(\.reporter)).count
  }

  func fromComplaints(_ reports: [StreetReport], upTo last: CivilDate) -> [PointFinding] {
    let span = DateSpan(first: last.adding(days: -13), last: last)
    let used = reports.filter { $0.topic == .disorder && span.contains($0.time.date) }
    return ReportClusters(used) { Double(Set($0.map(\.reporter)).count) }.clusters
      .filter { $0.reporters >= Self.complaintThreshold }
      .map { cluster in
        PointFinding(
          kind: .disorder, measure: .complainants, place: cluster.place, location: cluster.centre,
          grade: .recurrent,
          value: Double(cluster.reporters), threshold: Double(Self.complaintThreshold),
          score: Double(cluster.reporters),
          reason: LocalizedName(
            chinese: "14 天内 100 米范围有 \(cluster.reporters) 人投诉（入账线 5 人）",
            english: "\(cluster.reporters) people complained within 100 m in 14 days (threshold 5)")
        )
      }
  }
}
