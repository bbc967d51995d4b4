// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography
public import Operations

/// 移送交警: gives a case on the carriageway to the brigade whose ground it is, and opens the violation
/// that the brigade decides, in one transaction.
public struct ReferralDesk: Sendable {
  let referral: BrigadeReferral
  private let store: any DeskStore
  private let violations: ViolationDesk
  private let classes: ClassList
  /// By the clock of duty, which in an exercise is another day's.
  private let moment: Instant
  private let isExercise: Bool

  public init(
    _ referral: BrigadeReferral, store: any DeskStore, violations: ViolationDesk,
    classes: ClassList, at moment: Instant, isExercise: Bool
  ) {
    self.referral = referral
    self.store = store
    self.violations = violations
    self.classes = classes
    self.moment = moment
    self.isExercise = isExercise
  }

  /// Appends the referral to the version of the case that was read.
  func refer(
    _ one: CityCase, to target: BrigadeReferral.Target, deadline: Deadline, by actor: CaseActor,
    key: RequestKey?, at now: Instant
  ) async throws(DeskError) -> CityCase {
    let (classes, moment) = (classes, moment)
    return try await store.change(nil, at: moment) { session in
      let file = try open(one, for: target, until: deadline, in: session)
      return try session.cases().append(
        [
          CaseEvent(
            by: actor, at: now,
            .refer(to: target.body, deadline: deadline, violation: file.id), key: key)
        ], to: one.id, version: one.version, classes: classes
      ).cityCase
    }
  }

  /// Files what an officer of the district saw on the carriageway: it goes to the brigade at once.
  ///
  /// - Parameter report: The report's event; opening and referral follow from the rule, so the system
  ///   takes these steps.
  func file(
    _ report: CaseEvent, to target: BrigadeReferral.Target, opening: Deadline, deadline: Deadline
  ) async throws(DeskError) -> CityCase {
    let (classes, moment) = (classes, moment)
    return try await store.change(nil, at: moment) { session in
      let opened = CaseEvent(
        by: .system, at: report.at, .open(target.rule.code, deadline: opening))
      let (one, isNew) = try session.cases().file([report, opened], classes: classes)
      guard isNew else { return one }
      let file = try open(one, for: target, until: deadline, in: session)
      return try session.cases().append(
        [
          CaseEvent(
            by: .system, at: report.at,
            .refer(to: target.body, deadline: deadline, violation: file.id))
        ], to: one.id, version: one.version, classes: classes
      ).cityCase
    }
  }

  private func open(
    _ one: CityCase, for target: BrigadeReferral.Target, until deadline: Deadline,
    in session: any DeskSession
  ) throws -> ViolationFile {
    let origin = ViolationCase.Referral(
      cityCase: one.id.rawValue, version: one.version + 1, brigade: target.brigade,
      returns: one.returns)
    let words = [one.report.address, one.report.description].filter { !$0.isEmpty }
    // The case's clock may be another than duty's, so its time is taken over as a span.
    let seconds = deadline.due.seconds(since: one.lastChange)
    return try violations.refer(
      ViolationDesk.ReferralReport(
        origin: origin, place: StreetPlace(segment: target.street.segment),
        code: target.rule.violation,
        words: String(words.joined(separator: " · ").prefix(DeskWords.longest)),
        photos: one.report.photos, wantedWithin: seconds),
      by: .system(at: moment, isExercise: isExercise), in: session)
  }
}
