// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Rostering

/// One stay at one place within a rostered duty: what attendance is kept for.
public struct AssignmentID: Hashable, Codable, Sendable, Comparable {
  public var duty: ID<RosteredDuty>
  /// Position in `RosteredDuty.tasks`.
  public var task: Int

  public init(duty: ID<RosteredDuty>, task: Int) {
    self.duty = duty
    self.task = task
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.duty, left.task) < (right.duty, right.task)
  }
}
