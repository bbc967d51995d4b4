// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a bulletin cannot be written from the given values.
public enum CompositionError: Error, Hashable, Sendable {
  /// A value was made from another one than the one it is given together with.
  case otherOrigin(part: String, named: Version, given: Version)
  /// The scorecard has no figure for the detachment.
  case noFigures(period: CivilInterval)
  case planMissing(DutyMode)
  case drawing(DrawingError)
  case layout(LayoutError)
}

extension CompositionError: ExplainedError {
  public var explanation: LocalizedName {
    switch self {
    case .otherOrigin(let part, let named, let given):
      LocalizedName(
        chinese: "\(part)出自\(Self.text(named))，而给出的是\(Self.text(given))。可以从头重新运行各阶段。",
        english: "The \(part) was made from \(Self.text(named)), and \(Self.text(given)) was given."
          + " Maybe run the stages again from the one that changed.")
    case .noFigures(let period):
      LocalizedName(
        chinese: "\(period.start)至\(period.end)没有指标。可以先运行该时段的督导统计。",
        english: "There is no figure for \(period.start) to \(period.end)."
          + " Maybe supervise that period first.")
    case .planMissing(let mode):
      LocalizedName(
        chinese: "缺少\(DutyModeText.name(mode))方案。可以重新运行勤务方案阶段。",
        english: "The plan for the mode \(mode.rawValue) is missing. Maybe plan all four modes.")
    case .drawing(let error): error.explanation
    case .layout(let error): error.explanation
    }
  }

  private static func text(_ version: Version) -> String {
    "\(version.stage) \(version.digest.prefix(12))"
  }
}

/// The modes in words.
enum DutyModeText {
  static func name(_ mode: DutyMode) -> String {
    switch mode {
    case .peak: "高峰勤务"
    case .offPeak: "平峰勤务"
    case .night: "夜间勤务"
    case .special: "特殊勤务"
    }
  }
}
