// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What the rules say about a request as the draft stands, and what an approval would change.
public struct RequestReview: Hashable, Encodable, Sendable {
  public var violations: [HardRuleViolation]
  /// Soft-rule points that it adds.
  public var points: Int
  public var moves: [RosterMove]
  /// For leave: who takes over what.
  public var cells: [RepairProposal.Cell] = []
}

extension RosterDesk {
  /// A wish to swap or to have leave. It is checked at once, so that nobody waits for an answer that
  /// the rules give, but only a leader decides.
  public func file(
    _ kind: DutyRequest.Kind, applicant: ID<Officer>, seen revision: Int?,
    by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let book = try await current()
    let request = DutyRequest(
      id: book.nextRequest, by: applicant, kind, at: clock.civilTime(of: now))
    _ = try await review(request, at: now)
    return try await record(
      .file(request.id, applicant: applicant, kind), seen: revision ?? book.revision, by: person,
      at: now)
  }

  public func review(
    _ request: ID<DutyRequest>, at now: Instant
  ) async throws(RosterDeskError) -> RequestReview {
    try await review(try await self.request(request), at: now)
  }

  /// The other of a swap agrees, or the applicant takes it back.
  public func answer(
    _ request: ID<DutyRequest>, _ action: DutyRequest.Action, officer: ID<Officer>,
    seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(
      .decide(request, action, by: officer, violations: [], moves: []), seen: revision,
      by: person, at: now)
  }

  /// A leader's decision. An approval carries the rules that were broken, each with its waiver.
  public func approve(
    _ request: ID<DutyRequest>, waivers: [Waiver], leader: ID<Officer>, seen revision: Int,
    by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    let overrides = try overrides(waivers, by: person, at: now)
    let review = try await review(try await self.request(request), at: now)
    return try await record(
      .decide(
        request, .approve(overrides: overrides), by: leader, violations: review.violations,
        moves: review.moves), seen: revision, by: person, at: now)
  }

  public func request(_ id: ID<DutyRequest>) async throws(RosterDeskError) -> DutyRequest {
    guard let request = try await current().requests.first(where: { $0.id == id }) else {
      throw .refused(.unknownRequest(id))
    }
    return request
  }

  private func review(
    _ request: DutyRequest, at now: Instant
  ) async throws(RosterDeskError) -> RequestReview {
    let book = try await current()
    switch request.kind {
    case .swap: return try swapReview(request, of: book, at: now)
    case .leave(let interval):
      return try await leaveReview(
        .leave(officer: request.applicant, interval: interval), book, now)
    }
  }

  func swapReview(
    _ request: DutyRequest, of book: RosterBook, at now: Instant
  ) throws(RosterDeskError) -> RequestReview {
    let problem = try problem(of: book)
    do {
      let check = try RequestCheck(
        request, in: book.draft, of: problem, now: planningTime(now))
      return RequestReview(
        violations: check.violations, points: check.points,
        moves: book.draft.moves(to: check.roster))
    } catch {
      throw .repair(error)
    }
  }

  /// Leave without duties in its time changes nothing; else the least change that covers them.
  private func leaveReview(
    _ change: RosterChange, _ book: RosterBook, _ now: Instant
  ) async throws(RosterDeskError) -> RequestReview {
    do {
      let proposal = try await repair(change, of: book, at: now)
      return RequestReview(
        violations: proposal.open.map(\.violation),
        points: proposal.penaltyAfter - proposal.penaltyBefore,
        moves: book.draft.moves(to: proposal.roster), cells: proposal.cells)
    } catch .repair(.nothingToDo) {
      return RequestReview(violations: [], points: 0, moves: [])
    }
  }
}

extension RepairProposal.OpenDuty {
  /// A duty that nobody can take over stands in the way of leave.
  fileprivate var violation: HardRuleViolation {
    let obstacle = obstacles.first?.sentence
    return HardRuleViolation(
      rule: "cover", officer: nil, date: duty.interval.start.date,
      explanation: LocalizedName(
        chinese: "\(duty.interval.start)的\(duty.shiftName.chinese)无人可接替"
          + (obstacle.map { "（\($0.chinese)）" } ?? ""),
        english: "Nobody can take over the \(duty.shiftName.english) of \(duty.interval.start)"
          + (obstacle.map { " (\($0.english))" } ?? "")))
  }
}
