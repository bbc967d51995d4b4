// SPDX-License-Identifier: Apache-2.0

/// What somebody does in the system; a person may have several.
public enum Role: String, CaseIterable, Codable, Sendable {
  /// 勤务规划员
  case planner
  /// 指挥调度员
  case dispatcher
  /// 大队领导
  case brigadeLeader
  /// 民警
  case officer
  /// 辅警
  case auxiliary
  /// 督导员
  case inspector
  /// 区（街道）处置单位经办人
  case district
  /// 分管领导 of a body or of the district
  case districtLeader
  /// 监督中心值班长
  case supervisionCentre
  /// 指挥中心派遣员
  case commandCentre
  /// 信息采集员
  case collector
  /// 联勤单位联络员: another service under a special order
  case partner
  /// 专报撰稿人
  case bulletinWriter
  /// 系统管理员
  case administrator
  /// 审计员
  case auditor
}
