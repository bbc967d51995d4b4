// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Until when those that show a photo need it: cases, assessment rounds, findings.
public enum PhotoNeed: Hashable, Sendable {
  /// One of them is not ended.
  case open
  /// All have ended; when the last one did.
  case ended(Instant)

  /// What two that show the same photo need together: the longer of both.
  public func joined(with other: Self) -> Self {
    guard case .ended(let mine) = self, case .ended(let theirs) = other else { return .open }
    return .ended(max(mine, theirs))
  }
}
