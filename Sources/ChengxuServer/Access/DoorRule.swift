// SPDX-License-Identifier: Apache-2.0

import AccessControl

/// What a route asks of whoever comes.
enum DoorRule: Hashable, Sendable {
  /// Nothing: it shows nothing of the city, or is how one signs in.
  case open
  /// A key of its own, which the route itself checks.
  case ownKey
  /// Any session.
  case signedIn
  /// A session whose roles hold the permission, or a program's key with the scope.
  case permission(Permission, orScope: APIToken.Scope? = nil)
}

extension DoorRule {
  /// What every route asks, by method and path: the one table of the server. A route that is not
  /// listed answers nobody.
  ///
  /// HEAD asks what GET asks. Pages, scripts and styles are open: they hold nothing of the city.
  static let table: [String: DoorRule] = [
    // Counts and times of the server itself: nothing of the city, nothing of anybody.
    "GET /health": .open,
    "GET /metrics": .open,
    "GET /strings.json": .open,
    "POST /api/session": .open,
    "GET /api/session": .signedIn,
    "DELETE /api/session": .signedIn,
    "POST /api/session/password": .signedIn,
    "POST /api/session/second-factor": .signedIn,
    "POST /api/session/second-factor/confirmation": .signedIn,

    "GET /api/city": .signedIn,
    "GET /api/roads": .signedIn,
    "GET /api/plans/{mode}": .permission(.readPlans),
    "POST /api/plans/{mode}/trials": .permission(.plan),
    "GET /api/plan-edits": .permission(.plan),
    "POST /api/plan-edits/{mode}": .permission(.plan),
    "POST /api/plan-edit-withdrawals": .permission(.plan),
    "GET /api/risk/{mode}": .permission(.readPlans),
    "GET /api/places/{form}/{id}/incidents": .permission(.readPlans),
    "GET /api/roster": .permission(.readPlans),
    "GET /api/roster/book": .permission(.readPlans),
    "GET /api/roster/duties/{duty}/candidates": .permission(.plan),
    "GET /api/roster/conflict": .permission(.plan),
    "POST /api/roster/pins": .permission(.plan),
    "POST /api/roster/assignments": .permission(.plan),
    "POST /api/roster/swaps": .permission(.plan),
    "POST /api/roster/weights": .permission(.plan),
    "POST /api/roster/repairs": .permission(.plan),
    "GET /api/roster/sheets/{file}": .permission(.readPlans),
    "POST /api/roster/weeks": .permission(.plan),
    "POST /api/roster/weeks/{job}/adoption": .permission(.plan),
    "POST /api/roster/redrafts": .permission(.plan),
    "POST /api/roster/redrafts/{job}/adoption": .permission(.plan),
    // Whose people a planner may change, each row is asked.
    "GET /api/roster/templates/{file}": .permission(.plan),
    "POST /api/roster/imports/heat/checks": .permission(.plan),
    "POST /api/roster/imports/heat": .permission(.plan),
    "POST /api/roster/imports/{kind}/checks": .permission(.plan),
    "POST /api/roster/imports/{kind}": .permission(.plan),
    "GET /api/jobs/{job}": .permission(.plan),
    "GET /api/jobs/{job}/answer": .permission(.plan),
    "POST /api/jobs/{job}/stop": .permission(.plan),
    "POST /api/roster/repairs/{repair}/acceptance": .permission(.plan),
    "POST /api/roster/repairs/{repair}/refusal": .permission(.plan),
    "POST /api/roster/publications": .permission(.publishRoster),
    "GET /api/roster/own": .permission(.readOwnDuty),
    "POST /api/roster/own/calendar": .permission(.readOwnDuty),
    "POST /api/roster/own/calendar/revocation": .permission(.readOwnDuty),
    // The address is the key: calendars send nothing else.
    "GET /calendar/{key}": .ownKey,
    "POST /api/roster/requests": .permission(.askForLeave),
    "POST /api/roster/requests/{request}/answer": .permission(.askForLeave),
    "GET /api/roster/requests/{request}/review": .permission(.approveLeave),
    "POST /api/roster/requests/{request}/decision": .permission(.approveLeave),
    "GET /api/roster/people/{badge}/duties.ics":
      .permission(.readPlans, orScope: .calendars),
    "GET /api/timeline": .permission(.readBoard),
    "GET /api/events": .permission(.readBoard),
    "GET /api/scorecard": .permission(.readFigures, orScope: .figures),
    "GET /api/scorecard.csv": .permission(.readFigures, orScope: .figures),
    "GET /api/scorecard.xlsx": .permission(.readFigures, orScope: .figures),
    "GET /api/review": .permission(.readFigures, orScope: .figures),
    "GET /api/charts/{chart}": .permission(.readFigures),
    // What figures rest on: streets, places and cases of traffic duty, which city order has nothing
    // to do with. Nobody's name is among it.
    "GET /api/decisions": .permission(.readPlans),
    "GET /api/points": .permission(.readPlans),
    "POST /api/points/{point}/steps": .permission(.followPoints),
    "GET /api/figures/{kpi}/cases": .permission(.readPlans),
    "GET /api/figures/events": .permission(.readPlans),
    // Drafts are for whoever may see what they report on. Which of the steps an account may take, the
    // register itself decides: it knows who wrote what.
    "GET /api/bulletins": .permission(.readPlans),
    "POST /api/bulletins": .permission(.writeBulletin),
    "GET /api/bulletins/{draft}": .permission(.readPlans),
    "PUT /api/bulletins/{draft}": .permission(.writeBulletin),
    "POST /api/bulletins/{draft}/steps": .permission(.readPlans),
    "GET /api/bulletins/{draft}/paper.pdf": .permission(.readPlans),
    "GET /api/bulletins/{draft}/paper.docx": .permission(.readPlans),
    "GET /api/cases": .permission(.readCases),
    "GET /api/cases/map": .permission(.readCases),
    "GET /api/cases/desk": .permission(.readCases),
    "GET /api/cases/evaluation": .permission(.readFigures),
    "GET /api/cases/anomalies": .permission(.readFigures),
    "GET /api/grid/responsibility": .permission(.readCases),
    "GET /api/cases/{id}": .permission(.readCases),
    "GET /api/cases/{id}/photos/{hash}": .permission(.readCases),
    "POST /api/photos": .permission(.reportCase),
    "POST /api/cases": .permission(.reportCase),
    // The supervision centre opens and closes, the command centre dispatches, bodies handle, leaders
    // grant time, collectors verify; what a case further asks of the person, it checks itself.
    "POST /api/cases/{id}/open": .permission(.openCase),
    "POST /api/cases/{id}/decline": .permission(.openCase),
    "POST /api/cases/{id}/withdraw": .permission(.openCase),
    "POST /api/cases/{id}/mark-duplicate": .permission(.openCase),
    "POST /api/cases/{id}/correct-class": .permission(.openCase),
    "POST /api/cases/{id}/dispatch": .permission(.dispatchCase),
    "POST /api/cases/{id}/dispatch-to-territory": .permission(.dispatchCase),
    "POST /api/cases/{id}/refer": .permission(.dispatchCase),
    "POST /api/cases/{id}/pause": .permission(.dispatchCase),
    "POST /api/cases/{id}/resume": .permission(.dispatchCase),
    "POST /api/cases/{id}/accept": .permission(.handleCase),
    "POST /api/cases/{id}/give-back": .permission(.handleCase),
    "POST /api/cases/{id}/request-extension": .permission(.handleCase),
    "POST /api/cases/{id}/finish": .permission(.handleCase),
    "POST /api/cases/{id}/brigade-outcome": .permission(.handleCase),
    "POST /api/cases/{id}/decide-extension": .permission(.approveExtension),
    "POST /api/cases/{id}/put-on-ledger": .permission(.approveExtension),
    "POST /api/cases/{id}/take-off-ledger": .permission(.approveExtension),
    "POST /api/cases/{id}/verify": .permission(.verifyCase),
    "POST /api/cases/{id}/cross-check": .permission(.verifyCase),
    "POST /api/cases/{id}/close": .permission(.closeCase),
    "POST /api/cases/{id}/evaluate": .permission(.closeCase),
    // The command centre plans campaigns and registers markets; bodies say what they did, whoever
    // walks the streets what they saw; leaders decide about markets; the supervision centre runs
    // assessment rounds. Whose task, market or site it is, the record checks itself.
    "GET /api/campaigns": .permission(.readCases),
    "GET /api/campaigns/ground": .permission(.readCases),
    "GET /api/campaigns/{campaign}": .permission(.readCases),
    "POST /api/campaigns": .permission(.dispatchCase),
    "POST /api/campaigns/{campaign}/visits": .permission(.reportCase),
    "POST /api/campaigns/{campaign}/results": .permission(.handleCase),
    "POST /api/campaigns/{campaign}/end": .permission(.dispatchCase),
    "GET /api/markets": .permission(.readCases),
    "GET /api/markets/{market}": .permission(.readCases),
    "POST /api/markets": .permission(.dispatchCase),
    "POST /api/markets/{market}/decisions": .permission(.approveExtension),
    "POST /api/markets/{market}/stalls": .permission(.handleCase),
    "POST /api/markets/{market}/checks": .permission(.verifyCase),
    "GET /api/assessments": .permission(.readCases),
    "GET /api/assessments/{assessment}": .permission(.readCases),
    "GET /api/assessments/{assessment}/photos/{hash}": .permission(.readCases),
    "POST /api/assessments": .permission(.openCase),
    "POST /api/assessments/{assessment}/observations": .permission(.reportCase),
    "POST /api/assessments/{assessment}/findings": .permission(.openCase),
    "POST /api/assessments/{assessment}/end": .permission(.openCase),
    // What anybody reports; each address may send a few an hour.
    "POST /api/report": .open,
    "POST /api/report/photos": .open,
    "GET /openapi.json": .open,
    "GET /api/duty/today": .permission(.readOwnDuty),
    "GET /api/duty/violations": .permission(.reportViolation),
    "POST /api/duty/check-ins": .permission(.checkIn),
    "POST /api/duty/steps": .permission(.checkIn),
    "POST /api/duty/replies": .permission(.checkIn),
    "POST /api/duty/incidents": .permission(.reportViolation),
    "POST /api/duty/incidents/{id}/steps": .permission(.checkIn),
    "GET /api/attendance": .permission(.readBoard),
    "POST /api/attendance/{duty}/{task}/steps": .permission(.confirmAttendance),
    "POST /api/attendance/roll-calls": .permission(.confirmAttendance),
    "GET /api/incidents": .permission(.readBoard),
    "POST /api/incidents": .permission(.dispatch, orScope: .incidents),
    "GET /api/incidents/{id}": .permission(.readBoard),
    "GET /api/incidents/{id}/candidates": .permission(.dispatch),
    "POST /api/incidents/{id}/units": .permission(.dispatch),
    "POST /api/incidents/{id}/steps": .permission(.dispatch),
    "POST /api/incidents/{id}/merge": .permission(.dispatch),
    "POST /api/incidents/{id}/cancellation": .permission(.dispatch),
    "GET /api/violation-codes": .signedIn,
    "GET /api/violations": .permission(.readViolations),
    "POST /api/violations": .permission(.reportViolation),
    // Which photos somebody may see, the case itself says; each look is recorded.
    "POST /api/duty/photos": .permission(.reportViolation),
    "GET /api/duty/violations/{id}/photos/{hash}": .permission(.reportViolation),
    "GET /api/violations/{id}/photos/{hash}": .permission(.readViolations),
    "GET /api/hand-overs": .permission(.acceptHandOver),
    "POST /api/violations/{id}/hand-over": .permission(.reportViolation),
    "POST /api/violations/{id}/acceptance": .permission(.acceptHandOver),
    "POST /api/violations/{id}/return": .permission(.acceptHandOver),
    "POST /api/violations/{id}/decision": .permission(.decidePenalty),
    "POST /api/violations/{id}/closing": .permission(.decidePenalty),
    // What city order referred: what was done on the spot, or that nothing was there.
    "POST /api/violations/{id}/intervention": .permission(.acceptHandOver),
    "POST /api/violations/{id}/absence": .permission(.acceptHandOver),
    "POST /api/violations/{id}/clocks": .permission(.decidePenalty),
    "POST /api/violations/{id}/release": .permission(.releaseViolation),
    "GET /api/special-duties": .permission(.readSpecialDuty),
    "POST /api/special-duties": .permission(.startSpecialDuty, orScope: .specialDuty),
    "POST /api/special-duties/{id}/end": .permission(.startSpecialDuty),
    // Whoever answers for people on duty; whose people, the desk knows.
    "POST /api/special-duties/{id}/reminders": .permission(.confirmAttendance),
    "POST /api/duty/special-duties/{id}/acknowledgement": .permission(.checkIn),
    // Whoever leads a shift hands it over and takes it over; of which two it is, the desk knows.
    "GET /api/shift-hand-overs": .permission(.readShiftHandOver),
    "GET /api/shift-hand-overs/{id}/paper.pdf": .permission(.readShiftHandOver),
    "POST /api/shift-hand-overs/{id}/reminders": .permission(.confirmAttendance),
    "GET /api/duty/shift-hand-overs/draft": .permission(.handOverShift),
    "POST /api/duty/shift-hand-overs": .permission(.handOverShift),
    "POST /api/duty/shift-hand-overs/{id}/acknowledgement": .permission(.handOverShift),
    "POST /api/duty/shift-hand-overs/{id}/withdrawal": .permission(.handOverShift),
    "GET /api/partner-tasks": .permission(.doPartnerTask),
    "POST /api/partner-tasks/{id}/{task}/acknowledgement": .permission(.doPartnerTask),
    // Where teams go is for inspectors alone; a finding is the inspection's and the unit's, and what
    // each may do about it the desk knows.
    "GET /api/inspections": .permission(.inspect),
    "POST /api/inspections": .permission(.inspect),
    "POST /api/inspections/{monday}/visits": .permission(.inspect),
    "POST /api/inspections/{monday}/samples": .permission(.inspect),
    "POST /api/inspections/photos": .permission(.inspect),
    "GET /api/findings": .permission(.readFindings),
    "GET /api/findings/{id}/photos/{hash}": .permission(.readFindings),
    "POST /api/findings": .permission(.inspect),
    "POST /api/findings/{id}/answers": .permission(.replyToFinding),
    "POST /api/findings/{id}/judgements": .permission(.inspect),
    "GET /api/notices": .signedIn,
    "POST /api/notices/{id}/acknowledgement": .signedIn,
    "GET /api/day/scorecard": .permission(.readFigures),
    "GET /api/day/figures/{kpi}/cases": .permission(.readPlans),
    "GET /api/day/figures/{kpi}/events": .permission(.readPlans),
    "GET /api/live": .permission(.readBoard),
    "POST /api/exercise/clock": .permission(.dispatch),
    // Where units are now, each reader's territory alone; who looks is written down.
    "GET /api/units": .permission(.readTracks),
    "GET /api/units/live": .permission(.readTracks),
    // Where one of them was through a day: each reading is written down with its purpose.
    "GET /api/units/{terminal}/track": .permission(.readTracks),
    // The record of access: who reads it is written down too; and each whose way was read sees that.
    "GET /api/audit/events": .permission(.readAudit),
    "GET /api/audit/events.csv": .permission(.readAudit),
    "GET /api/audit/events.xlsx": .permission(.readAudit),
    "GET /api/audit/chain": .permission(.readAudit),
    "POST /api/audit/chain/verifications": .permission(.readAudit),
    "GET /api/duty/track-readings": .permission(.readOwnDuty),
    // Which unit was how long at which place, by quarter of an hour: no terminal, plate or person.
    "GET /api/presence": .permission(.readTracks),
    "GET /api/webhooks": .permission(.manageWebhooks),
    "POST /api/webhooks": .permission(.manageWebhooks),
    "GET /api/webhooks/choices": .permission(.manageWebhooks),
    "POST /api/webhooks/{webhook}/steps": .permission(.manageWebhooks),
    "POST /api/webhooks/{webhook}/secrets": .permission(.manageWebhooks),
    "POST /api/webhooks/{webhook}/tests": .permission(.manageWebhooks),
    "DELETE /api/webhooks/{webhook}": .permission(.manageWebhooks),
    "GET /bulletin.pdf": .permission(.readFigures),
    "GET /bulletin.docx": .permission(.readFigures),
  ]

  /// Where whoever comes shows a key of its own, or is known by the terminal that was imported.
  /// Open311 publishes what its standard publishes; whoever reports shows a key.
  static let ownKeyPrefixes = ["/open311/", "/osmand", "/owntracks"]
}
