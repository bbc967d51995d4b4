// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What officers of a mode do first where they cannot do everything.
public enum DutyPriority: String, Codable, Sendable {
  /// 疏导: keep traffic moving.
  case trafficDirection
  /// 劝导: speak to people on foot and on bicycles who break a rule.
  case dissuasion
  /// 闯禁行 and other violations of vehicles.
  case restrictedZoneEntry
  /// 堵点乱点: places on the ledger.
  case congestionAndDisorder
  /// 严重违法: what kills.
  case seriousViolations
  /// 酒驾夜查.
  case drinkDriving
  /// The mission's own task, and those of partner forces beside it.
  case mission

  /// The first thing first: in the peak people are led and spoken to before anybody is fined.
  public static func order(in mode: DutyMode) -> [DutyPriority] {
    switch mode {
    case .peak: [.trafficDirection, .dissuasion, .restrictedZoneEntry]
    case .offPeak: [.congestionAndDisorder, .seriousViolations, .dissuasion]
    case .night: [.drinkDriving, .seriousViolations, .congestionAndDisorder]
    case .special: [.mission, .trafficDirection, .dissuasion]
    }
  }
}
