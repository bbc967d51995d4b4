// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel

/// One run of all detection rules over the series of a city, and the weekly values of its points.
public struct PointDetection: Sendable {
  private let traffic: [TrafficReading]
  private let observed: [ObservedViolations]
  private let reports: [StreetReport]
  private let congestion: CongestionDetector
  private let disorder = DisorderDetector()
  private let last: CivilDate
  private let shares: [String: Double]
  private let rates: [String: Double]

  /// - Parameter last: the last day looked at.
  public init(
    traffic: [TrafficReading], observed: [ObservedViolations], reports: [StreetReport],
    congestion: CongestionDetector, upTo last: CivilDate
  ) {
    self.traffic = traffic
    self.observed = observed
    self.reports = reports
    self.congestion = congestion
    self.last = last
    shares = congestion.shares(traffic, upTo: last)
    rates = disorder.rates(observed, upTo: last)
  }

  /// Congestion first, each kind the worst first. Reports tell of congestion only where no speeds are
  /// measured.
  public var findings: [PointFinding] {
    congestion.findings(traffic, upTo: last)
      + (traffic.isEmpty ? ReportedCongestion.findings(reports, upTo: last) : [])
      + disorder.findings(observed, reports, upTo: last)
  }

  /// What brought the point in, as it stands now; `nil` if nothing measures it any more.
  public func value(of point: PointCase) -> Double? {
    switch point.measure {
    case .jamShare: return shares[point.place]
    case .violationRate: return rates[point.place]
    case .reportWeight:
      return point.location.map { ReportedCongestion.weight(reports, near: $0, upTo: last) }
    case .complainants:
      return point.location.map { Double(disorder.complainants(reports, near: $0, upTo: last)) }
    }
  }
}
