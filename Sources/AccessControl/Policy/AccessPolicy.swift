// SPDX-License-Identifier: Apache-2.0

/// Who may do what: the one table that every door asks.
///
/// An administrator opens accounts and reads no tracks; an auditor reads everything and changes
/// nothing; whoever handles a case neither verifies it nor grants more time for it, and whoever
/// verifies it does not close it (no role holds both); whoever writes a
/// bulletin does not sign it: that is a leader's, whose territory must cover what it reports on.
public enum AccessPolicy {
  public static func permissions(of role: Role) -> Set<Permission> {
    switch role {
    case .planner:
      [
        .readPlans, .readBoard, .readFigures, .plan, .publishRoster, .approveLeave, .followPoints,
        .manageTerminals,
      ]
    case .dispatcher:
      [
        .readPlans, .readBoard, .readTracks, .readCases, .readViolations, .dispatch,
        .confirmAttendance, .startSpecialDuty, .readSpecialDuty, .reportCase,
        .readShiftHandOver, .handOverShift,
      ]
    case .brigadeLeader:
      [
        .readPlans, .readBoard, .readOwnDuty, .readFigures, .readTracks, .readCases,
        .readViolations, .checkIn, .confirmAttendance, .approveLeave, .askForLeave,
        .reportViolation, .decidePenalty,
        .acceptHandOver, .releaseViolation, .readSpecialDuty, .reportCase, .handleCase,
        .readFindings, .replyToFinding, .readShiftHandOver, .handOverShift,
        .signBulletin, .followPoints,
      ]
    case .officer:
      [
        .readOwnDuty, .readBoard, .checkIn, .askForLeave, .reportViolation, .decidePenalty,
        .acceptHandOver, .reportCase, .readFindings, .replyToFinding, .readShiftHandOver,
        .handOverShift,
      ]
    case .auxiliary:
      [
        .readOwnDuty, .checkIn, .askForLeave, .reportViolation, .reportCase, .readFindings,
        .replyToFinding,
      ]
    case .inspector:
      [
        .readPlans, .readBoard, .readFigures, .readTracks, .readCases, .readViolations, .inspect,
        .readFindings, .reportCase, .verifyCase, .followPoints, .readSpecialDuty,
        .readShiftHandOver,
      ]
    case .district:
      [.readCases, .readFigures, .reportCase, .handleCase]
    case .districtLeader: [.readCases, .readFigures, .approveExtension]
    case .supervisionCentre: [.readCases, .readFigures, .reportCase, .openCase, .closeCase]
    case .commandCentre: [.readCases, .readFigures, .dispatchCase]
    case .collector: [.readCases, .reportCase, .verifyCase]
    case .partner: [.doPartnerTask]
    case .bulletinWriter: [.readPlans, .readFigures, .writeBulletin]
    case .administrator: [.manageAccounts, .manageTokens, .manageTerminals, .manageWebhooks]
    case .auditor:
      [
        .readPlans, .readBoard, .readFigures, .readTracks, .readCases, .readViolations, .readAudit,
        .readSpecialDuty, .readFindings, .readShiftHandOver,
      ]
    }
  }

  public static func permissions(of roles: Set<Role>) -> Set<Permission> {
    roles.reduce(into: []) { $0.formUnion(permissions(of: $1)) }
  }
}
