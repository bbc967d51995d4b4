// SPDX-License-Identifier: Apache-2.0

public import Operations

/// The thresholds of supervision; data, because they are local.
public struct SupervisionPolicy: Hashable, Sendable {
  public var attendance = AttendancePolicy.standard
  public var handOver = HandOverPolicy.standard
  /// 到场达标: urban default of a local 110 rule.
  public var responseTargetSeconds: Int64 = 300
  /// A street counts as seen within this distance of a unit.
  public var visibilityMetres: Double = 200
  /// For at least this long within a slot of 15 minutes.
  public var visibilitySeconds = 180
  /// A case without a lawful end and without any step for this long is put up for review.
  public var silentCaseSeconds: Int64 = 86_400
  /// 不失控: the longest stretch without police that is still under control.
  public var revisitLimitMinutes = 120
  /// T of the chance of seeing police.
  public var exposureMinutes: Double = 5
  /// A sample for the handling rate lasts at least this long, one for the compliance rate that.
  public var handlingSampleMinutes = 10
  public var complianceSampleMinutes = 15
  /// Nights are compared over this many weeks up to the end of the period.
  public var nightWeeks = 12

  public init() {}
}

extension SupervisionPolicy {
  /// The thresholds that a province's definition may set, by name and in the unit named.
  public static let parameters:
    [String: any WritableKeyPath<SupervisionPolicy, Double> & Sendable] = [
      "visibilityMetres": \.visibilityMetres,
      "visibilitySeconds": \.visibilitySecondsValue,
      "onTimeSeconds": \.onTimeSecondsValue,
      "offPostAfterSeconds": \.offPostSecondsValue,
      "attendedPercent": \.attendedPercentValue,
      "responseTargetSeconds": \.responseTargetValue,
      "revisitLimitMinutes": \.revisitLimitValue,
      "exposureMinutes": \.exposureMinutes,
      "handlingSampleMinutes": \.handlingSampleValue,
      "complianceSampleMinutes": \.complianceSampleValue,
      "settleWithinMinutes": \.settleWithinValue,
      "nightWeeks": \.nightWeeksValue,
    ]

  private var visibilitySecondsValue: Double {
    get { Double(visibilitySeconds) }
    set { visibilitySeconds = Int(newValue) }
  }
  private var onTimeSecondsValue: Double {
    get { Double(attendance.onTimeSeconds) }
    set { attendance.onTimeSeconds = Int64(newValue) }
  }
  private var offPostSecondsValue: Double {
    get { Double(attendance.offPostAfterSeconds) }
    set { attendance.offPostAfterSeconds = Int64(newValue) }
  }
  private var attendedPercentValue: Double {
    get { Double(attendance.attendedPercent) }
    set { attendance.attendedPercent = Int(newValue) }
  }
  private var responseTargetValue: Double {
    get { Double(responseTargetSeconds) }
    set { responseTargetSeconds = Int64(newValue) }
  }
  private var revisitLimitValue: Double {
    get { Double(revisitLimitMinutes) }
    set { revisitLimitMinutes = Int(newValue) }
  }
  private var handlingSampleValue: Double {
    get { Double(handlingSampleMinutes) }
    set { handlingSampleMinutes = Int(newValue) }
  }
  private var complianceSampleValue: Double {
    get { Double(complianceSampleMinutes) }
    set { complianceSampleMinutes = Int(newValue) }
  }
  private var settleWithinValue: Double {
    get { Double(handOver.settleWithinMinutes) }
    set { handOver.settleWithinMinutes = Int(newValue) }
  }
  private var nightWeeksValue: Double {
    get { Double(nightWeeks) }
    set { nightWeeks = Int(newValue) }
  }
}
