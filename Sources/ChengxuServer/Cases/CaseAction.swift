// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Operations

/// What can be done to a case over HTTP, by the last part of its address.
enum CaseAction: String, CaseIterable, Codable, Sendable {
  case open, decline, withdraw, close, evaluate
  case markDuplicate = "mark-duplicate"
  case correctClass = "correct-class"
  case dispatch, refer, pause, resume
  case dispatchToTerritory = "dispatch-to-territory"
  case accept, finish
  case giveBack = "give-back"
  case requestExtension = "request-extension"
  case brigadeOutcome = "brigade-outcome"
  case decideExtension = "decide-extension"
  case putOnLedger = "put-on-ledger"
  case takeOffLedger = "take-off-ledger"
  case verify
  case crossCheck = "cross-check"

  /// As what somebody does it who passed the door; a brigade's handler is its officer.
  var role: CaseActor.Role {
    switch self {
    case .open, .decline, .withdraw, .close, .evaluate, .markDuplicate, .correctClass: .supervisor
    case .dispatch, .refer, .pause, .resume, .dispatchToTerritory: .dispatcher
    case .accept, .finish, .giveBack, .requestExtension, .brigadeOutcome: .handler
    case .decideExtension, .putOnLedger, .takeOffLedger: .leader
    case .verify, .crossCheck: .collector
    }
  }

  /// What the access table asks of whoever does it.
  var permission: Permission? {
    guard case .permission(let permission, _) = DoorRule.table["POST /api/cases/{id}/\(rawValue)"]
    else { return nil }
    return permission
  }

  /// Whether the case would let somebody do it at this moment, everything else being in order: the
  /// case itself is asked, with an event that a copy of it may refuse.
  func isOpen(on one: CityCase, to actor: CaseActor, at now: Instant) -> Bool {
    guard let sample = sample(on: one, at: now) else { return false }
    var copy = one
    do throws(CaseRefused) {
      _ = try copy.apply(CaseEvent(by: actor, at: max(now, one.lastChange), sample))
      return true
    } catch {
      return false
    }
  }

  private func sample(on one: CityCase, at now: Instant) -> CaseEvent.Action? {
    guard let reason = CaseReason("?"), let hash = PhotoHash(String(repeating: "0", count: 64))
    else { return nil }
    let moment = max(now, one.lastChange, one.handlingDeadline?.due ?? now)
    let deadline = Deadline(given: moment.adding(seconds: 60), from: now)
    let unit = ID<OrderUnit>(rawValue: .max)
    let photo = CaseEvidence.photo(hash)
    return switch self {
    case .open: .open(one.code, deadline: deadline)
    case .decline: .decline(reason)
    case .withdraw: .withdraw(reason)
    case .close: .close(note: "")
    case .evaluate: .evaluate
    case .markDuplicate: .markDuplicate(of: ID(rawValue: .max))
    case .correctClass: .correctClass(one.code, reason)
    case .dispatch: .dispatch(to: unit, basis: .classOwner, deadline: deadline)
    case .dispatchToTerritory: .dispatch(to: unit, basis: .territorial, deadline: deadline)
    case .refer: .refer(to: unit, deadline: deadline)
    case .pause: .pause(reason)
    case .resume: .resume(deadline: deadline)
    case .accept: .accept
    case .finish: .finish([photo], note: "", verification: deadline)
    case .giveBack: .giveBack(reason)
    case .requestExtension: .requestExtension(.days(1), reason)
    case .brigadeOutcome: .brigadeOutcome(.dissuaded, verification: deadline)
    case .decideExtension: .decideExtension(extended: deadline, reason)
    case .putOnLedger: .putOnLedger(reason, review: CivilDate(day: 0))
    case .takeOffLedger: .takeOffLedger(deadline: deadline)
    case .verify: .verify(passed: true, photo, resumed: nil)
    case .crossCheck: .crossCheck(passed: true, photo)
    }
  }
}
