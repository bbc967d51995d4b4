// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// As whom somebody looks at a case that the district and the traffic police share.
public enum CaseAudience: String, CaseIterable, Codable, Sendable {
  /// 公众: Open311 and the page for reports.
  case everybody
  /// Whoever goes and looks on the spot: collectors 信息采集员 and inspectors.
  case collector
  /// A body of the district that solves cases, and its leaders.
  case district
  /// The traffic police: a brigade, and the detachment above it.
  case brigade
  /// The supervision centre 监督中心 and the command centre 指挥中心.
  case centre
  case auditor

  public var name: LocalizedName {
    switch self {
    case .everybody: LocalizedName(chinese: "公众", english: "everybody")
    case .collector: LocalizedName(chinese: "采集员", english: "collector")
    case .district: LocalizedName(chinese: "区处置单位", english: "district body")
    case .brigade: LocalizedName(chinese: "交警", english: "traffic police")
    case .centre: LocalizedName(chinese: "两个中心", english: "centres")
    case .auditor: LocalizedName(chinese: "审计员", english: "auditor")
    }
  }

  /// The audience of those who act for a body of this kind.
  public init(of kind: OrderUnit.Kind) {
    self =
      switch kind {
      case .supervisionCentre, .commandCentre: .centre
      case .trafficBrigade: .brigade
      case .department, .subdistrict, .community: .district
      }
  }
}

/// How much of a field somebody sees.
public enum CaseSight: Int, Codable, Sendable {
  case hidden
  /// A text without telephones, cards and mail addresses (`MaskedText`).
  case masked
  case whole
}
