// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Operations

/// 道路三乱: what lies on the carriageway goes to the brigade whose ground it is.
extension CaseDesk {
  /// The brigade's body that a dispatch of this case goes to; `nil` where the district keeps it.
  ///
  /// Once: what was given back by anybody goes where the command centre says.
  public func referralBody(of one: CityCase) -> ID<OrderUnit>? {
    one.returns == 0 ? target(of: one.code, at: one.report.place)?.body : nil
  }

  func referralTarget(
    of command: CaseCommand, _ one: CityCase
  ) -> BrigadeReferral.Target? {
    switch command {
    case .dispatch(_, .classOwner) where one.returns == 0:
      return target(of: one.code, at: one.report.place)
    case .refer(let body):
      // By hand also what was given back before; another brigade than the ground's answers by hand.
      let found = target(of: one.code, at: one.report.place)
      return found?.body == body ? found : nil
    default: return nil
    }
  }

  /// Of what can be handed over at once; a class without a limit waits for the centres.
  func referralTarget(of report: CaseReport) -> BrigadeReferral.Target? {
    guard let deadlines, deadlines.hasLimit(for: report.code, in: report.area) else { return nil }
    return target(of: report.code, at: report.place)
  }

  private func target(of code: ClassCode, at place: Coordinate?) -> BrigadeReferral.Target? {
    guard let referral else { return nil }
    do throws(StaysWithDistrict) {
      return try referral.referral.target(of: code, at: place)
    } catch {
      // Whatever the reason: the district keeps it.
      return nil
    }
  }

  /// What a brigade does about a case that has a violation it does to that, so that both agree.
  func requireAnsweredHere(
    _ command: CaseCommand, _ one: CityCase
  ) throws(CaseDeskError) {
    guard let violation = one.violation else { return }
    switch command {
    case .accept, .giveBack, .brigadeOutcome: throw .answeredByViolation(violation)
    default: return
    }
  }

  func refer(
    _ one: CityCase, to target: BrigadeReferral.Target, by actor: CaseActor, key: RequestKey?,
    at now: Instant
  ) async throws(CaseDeskError) -> CityCase {
    guard let referral else { throw .noDeadlines }
    let deadline = try handling(of: one, from: now)
    // Refused before anything is opened, with the case's own reason.
    var copy = one
    do throws(CaseRefused) {
      _ = try copy.apply(
        CaseEvent(by: actor, at: now, .refer(to: target.body, deadline: deadline)))
    } catch {
      throw .store(.refused(error))
    }
    do throws(DeskError) {
      return try await referral.refer(
        one, to: target, deadline: deadline, by: actor, key: key, at: now)
    } catch {
      // Somebody else, or the same request at the same time, may have been first.
      let again = try await current(one.id, by: actor, key: key)
      if again.isDone { return again.cityCase }
      if again.cityCase.version != one.version { throw .store(.conflict(one.id)) }
      throw .referral(error)
    }
  }

  func file(
    _ event: CaseEvent, _ report: CaseReport, to target: BrigadeReferral.Target
  ) async throws(CaseDeskError) -> CityCase {
    guard let referral, let deadlines else { throw .noDeadlines }
    let (code, area, now) = (report.code, report.area, event.at)
    let handling = try counted { () throws(CalendarError) in
      try deadlines.handling(of: code, in: area, from: now)
    }
    guard let handling else { throw .noLimit(code) }
    let opening = try counted { () throws(CalendarError) in try deadlines.dispatch(from: now) }
    do throws(DeskError) {
      return try await referral.file(event, to: target, opening: opening, deadline: handling)
    } catch {
      throw .referral(error)
    }
  }
}
