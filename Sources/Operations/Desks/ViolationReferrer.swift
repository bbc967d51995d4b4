// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Another office that refers violations to brigades, and hears within the same transaction what
/// becomes of them.
public protocol ViolationReferrer: Sendable {
  /// The violation took a step; `file` is as it is after it.
  func violation(
    _ file: ViolationFile, moved event: ViolationCase.Event, by caller: DeskCaller,
    in session: any DeskSession
  ) throws

  /// The brigade tried to give it back a second time.
  func violation(
    _ file: ViolationFile, refusedReturn reason: ReturnReason, by caller: DeskCaller,
    in session: any DeskSession
  ) throws
}
