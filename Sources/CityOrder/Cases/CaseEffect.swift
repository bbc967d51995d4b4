// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What the caller must carry out, in order, once the new state is stored.
public enum CaseEffect: Hashable, Codable, Sendable {
  case notify(CaseTurn)
  case remind(CaseTurn, percent: Int, at: Instant)
  case escalate(CaseTurn, CaseEscalation)
  /// Close every case that is a duplicate of this one.
  case closeDuplicates
  /// Tell whoever reported it.
  case answerReporter
}

/// Why a case goes up a level.
public enum CaseEscalation: String, CaseIterable, Codable, Sendable {
  case overdue
  /// 推诿: the unit tried to return it a second time.
  case returnedTwice
  /// Verification failed more than once.
  case reworkedTwice
  case crossCheckFailed
}
