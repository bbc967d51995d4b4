// SPDX-License-Identifier: Apache-2.0

/// One thing that somebody may do. What a role may do stands in `AccessPolicy` and nowhere else.
public enum Permission: String, CaseIterable, Codable, Sendable {
  // Reading.
  case readPlans, readBoard, readOwnDuty, readFigures, readCases
  /// Cases of traffic law, which city order has nothing to do with.
  case readViolations
  /// A person's way through the day; each reading is itself recorded.
  case readTracks
  case readAudit
  // Planning.
  case plan, publishRoster, askForLeave, approveLeave
  /// Steps on the way of congestion and disorder points; the rules keep an owner from judging itself.
  case followPoints
  // The day.
  case checkIn, confirmAttendance, dispatch, reportViolation, startSpecialDuty
  /// A special duty with who has acknowledged it, and a partner's own tasks under one.
  case readSpecialDuty, doPartnerTask
  /// A shift handed over 交接班 to the next: led, and so handed over and taken over, by sworn officers.
  case readShiftHandOver, handOverShift
  /// Sworn officers only: auxiliaries never decide a penalty.
  case decidePenalty
  case acceptHandOver, releaseViolation
  // City order.
  case reportCase, openCase, dispatchCase, handleCase, verifyCase, closeCase
  /// More time, and the ledger 挂账: never decided by whoever handles.
  case approveExtension
  // Supervision and bulletin.
  case inspect, readFindings, replyToFinding, writeBulletin, signBulletin
  // The system.
  case manageAccounts, manageTokens, manageTerminals, manageWebhooks
}
