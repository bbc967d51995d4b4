// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
import Foundation

/// Congestion points where no sensor measures speeds: from calls and patrol reports.
///
/// A report weighs 0.5^(age / 14 days); reports within 100 m add up. A place whose reports weigh 3
/// or more is a candidate; how often it truly jams is then found out on site.
public enum ReportedCongestion {
  public static let threshold = 3.0
  static let halfLifeDays = 14.0

  public static func findings(_ reports: [StreetReport], upTo last: CivilDate) -> [PointFinding] {
    let used = reports.filter { counts($0, upTo: last) }
    return ReportClusters(used) { weight($0, upTo: last) }.clusters
      .compactMap { cluster in
        let value = weight(cluster.members, upTo: last)
        guard value >= threshold else { return nil }
        return PointFinding(
          kind: .congestion, measure: .reportWeight, place: cluster.place, location: cluster.centre,
          grade: .occasional,
          value: value, threshold: threshold, score: value,
          reason: LocalizedName(
            chinese: "无测速数据；100 米内 \(cluster.members.count) 次报告，按 14 天半衰期计 "
              + "\(String(format: "%.1f", value))（入账线 3）",
            english: "no speeds measured; \(cluster.members.count) reports within 100 m, weighing "
              + "\(String(format: "%.1f", value)) with a half-life of 14 days (threshold 3)"))
      }
      .ranked()
  }

  /// What the reports within 100 m of a place weigh.
  static func weight(
    _ reports: [StreetReport], near place: Coordinate, upTo last: CivilDate
  ) -> Double {
    weight(
      reports.filter { counts($0, upTo: last) && ReportClusters.isNear($0.location, place) },
      upTo: last)
  }

  private static func counts(_ report: StreetReport, upTo last: CivilDate) -> Bool {
    // After ten half-lives a report weighs a thousandth.
    let age = Double(last.day - report.time.date.day)
    return report.topic == .congestion && (0..<10 * halfLifeDays).contains(age)
  }

  private static func weight(_ reports: [StreetReport], upTo last: CivilDate) -> Double {
    reports.reduce(0) { $0 + exp2(-Double(last.day - $1.time.date.day) / halfLifeDays) }
  }
}
