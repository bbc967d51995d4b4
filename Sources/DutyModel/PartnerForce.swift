// SPDX-License-Identifier: Apache-2.0

/// Another service that works beside the traffic police under a special order 多警联动.
public enum PartnerForce: String, CaseIterable, Codable, Sendable {
  /// 治安、特警
  case publicOrder
  /// 派出所
  case localStation
  /// 城管
  case cityManagement
  /// 交通运输、公交
  case transport
  /// 气象
  case weather
  /// 应急、市政
  case emergencyWorks
  /// 高速
  case expressway
  /// 医疗、消防
  case rescue
}

/// What one partner is asked to do.
public struct PartnerTask: Hashable, Codable, Sendable {
  public var force: PartnerForce
  public var task: LocalizedName

  public init(force: PartnerForce, task: LocalizedName) {
    self.force = force
    self.task = task
  }
}
