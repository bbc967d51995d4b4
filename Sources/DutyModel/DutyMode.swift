// SPDX-License-Identifier: Apache-2.0

/// When and why officers are on the street: the four duty modes 勤务运行方式, exactly four.
public enum DutyMode: String, CaseIterable, Codable, Sendable {
  /// 高峰勤务
  case peak
  /// 平峰勤务
  case offPeak
  /// 夜间勤务
  case night
  /// 特殊勤务
  case special
}

/// How an officer works once there.
public enum DutyForm: String, CaseIterable, Codable, Sendable {
  /// 岗
  case post
  /// 网格
  case beat
  /// 巡逻
  case patrol
  /// 查缉点
  case checkpoint
}

extension DutyMode {
  /// The forms a plan in this mode may use, the leading form first.
  ///
  /// Source: Weifang bulletin no. 6 of 2017, part 2 (posts in the peak, beats between peaks,
  /// checks at night, all forms together on special days).
  public var forms: [DutyForm] {
    switch self {
    case .peak: [.post]
    case .offPeak: [.beat, .patrol, .checkpoint]
    case .night: [.checkpoint, .patrol]
    case .special: DutyForm.allCases
    }
  }
}
