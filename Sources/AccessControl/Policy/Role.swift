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
  /// 区（街道）城市管理人员
  case district
  /// 专报撰稿人
  case bulletinWriter
  /// 系统管理员
  case administrator
  /// 审计员
  case auditor
}
