// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// All issues of an office and their numbers, as the events so far leave them.
///
/// A number is given at the signature: the next one of the year. So no number is missing or given
/// twice, whatever became of drafts.
public struct BulletinRegister: Hashable, Sendable {
  public private(set) var issues: [DutyModel.ID<BulletinIssue>: BulletinIssue] = [:]
  /// The highest number of each year that is given.
  public private(set) var lastNumber: [Int: Int] = [:]

  public init() {}

  public init(replaying events: [BulletinEvent]) throws(BulletinRefused) {
    for event in events { try apply(event) }
  }

  /// The number that the next draft is kept under.
  public var nextIssue: DutyModel.ID<BulletinIssue> { ID(rawValue: Int64(issues.count + 1)) }

  public func nextNumber(in year: Int) -> Int { lastNumber[year, default: 0] + 1 }

  public func issue(_ id: DutyModel.ID<BulletinIssue>) throws(BulletinRefused) -> BulletinIssue {
    guard let issue = issues[id] else { throw refused(id, "look", .unknownIssue) }
    return issue
  }

  /// The step by which `hand` signs `id` with the next number of the date's year.
  public func signing(
    _ id: DutyModel.ID<BulletinIssue>, on date: CivilDate, by hand: BulletinHand
  ) throws(BulletinRefused) -> BulletinStep {
    let number = nextNumber(in: date.components.year)
    let document = try issue(id).document(issue: number, date: date, signer: hand.name)
    return .sign(document, seal: document.seal)
  }

  /// Takes the event in, or refuses it and changes nothing.
  public mutating func apply(_ event: BulletinEvent) throws(BulletinRefused) {
    switch event.content {
    case .startNumbering(let year, let last, let reason):
      try startNumbering(year, last: last, reason: reason, by: event.by)
    case .open(let id, let draft):
      guard id == nextIssue else { throw refused(id, "open", .wrongNumber(expected: nextIssue)) }
      issues[id] = try BulletinIssue(id: id, draft: draft, by: event.by, at: event.at)
    case .step(let id, let step):
      var next = try issue(id)
      try next.apply(step, by: event.by, at: event.at)
      if case .sign(let document, _) = step { try take(document.masthead, for: id) }
      issues[id] = next
    }
  }

  private mutating func startNumbering(
    _ year: Int, last: Int, reason: String, by hand: BulletinHand
  ) throws(BulletinRefused) {
    guard hand.maySign else { throw refused(nil, "startNumbering", .mayNotSign) }
    guard !TextCheck.isBlank(reason) else { throw refused(nil, "startNumbering", .withoutReason) }
    guard lastNumber[year] == nil, last >= 1, (1000...9999).contains(year) else {
      throw refused(nil, "startNumbering", .numberingUnderWay(year: year))
    }
    lastNumber[year] = last
  }

  private mutating func take(
    _ masthead: Masthead, for id: DutyModel.ID<BulletinIssue>
  ) throws(BulletinRefused) {
    let expected = nextNumber(in: masthead.year)
    guard masthead.issue == expected else {
      throw refused(id, "sign", .wrongNumber(expected: ID(rawValue: Int64(expected))))
    }
    lastNumber[masthead.year] = expected
  }

  private func refused(
    _ id: DutyModel.ID<BulletinIssue>?, _ step: String, _ reason: BulletinRefused.Reason
  ) -> BulletinRefused {
    BulletinRefused(
      issue: id, state: id.flatMap { issues[$0]?.state.key } ?? "-", step: step, reason: reason)
  }
}
