// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One issue on its way from the first draft to the archive.
///
/// Drafted → submitted → reviewed → approved → issued; it can be sent back from each step before the
/// last, and withdrawn. Its figures follow the scorecard until it is signed; then it is frozen under
/// a seal. Whoever wrote any of it neither reviews, approves nor signs it. Reads no clock.
public struct BulletinIssue: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case drafted
    case submitted
    case reviewed(by: BulletinHand)
    case approved(reviewer: BulletinHand, by: BulletinHand)
    case issued(Signature)
    case withdrawn(reason: String)
  }

  /// Who signed what, when.
  public struct Signature: Hashable, Sendable {
    public var by: BulletinHand
    public var at: Instant
    /// The document as it went out: nothing of it changes any more.
    public var document: BulletinDocument
    public var seal: Version
  }

  public let id: ID<BulletinIssue>
  public private(set) var state = State.drafted
  /// As people wrote it, with its fields in braces.
  public private(set) var draft: BulletinDocument
  public private(set) var figures: FigureFields?
  /// The accounts that wrote in it.
  public private(set) var authors: Set<String>
  public private(set) var lastChange: Instant

  init(
    id: ID<BulletinIssue>, draft: BulletinDocument, by hand: BulletinHand, at: Instant
  ) throws(BulletinRefused) {
    self.id = id
    self.draft = draft
    authors = [hand.account]
    lastChange = at
    guard hand.mayWrite else { throw refused("open", .mayNotWrite) }
  }

  /// What would be printed now: the draft with its figures.
  public var document: BulletinDocument {
    if case .issued(let signature) = state { return signature.document }
    return figures.map(draft.filled) ?? draft
  }

  /// What `signer` would sign as number `issue` on `date`.
  public func document(issue: Int, date: CivilDate, signer: String?) -> BulletinDocument {
    var document = document
    document.masthead.issue = issue
    document.masthead.year = date.components.year
    document.masthead.date = date
    document.masthead.signer = signer
    document.colophon.printDate = date
    return document
  }

  /// Moves the issue on, or refuses and changes nothing.
  mutating func apply(
    _ step: BulletinStep, by hand: BulletinHand, at: Instant
  ) throws(BulletinRefused) {
    guard at >= lastChange else { throw refused(step.key, .beforeEarlierEvent) }
    try checkPower(step, hand)
    switch (state, step) {
    case (.drafted, .revise(let document)):
      draft = document
      authors.insert(hand.account)
    case (.drafted, .updateFigures(let new)), (.submitted, .updateFigures(let new)),
      (.reviewed, .updateFigures(let new)), (.approved, .updateFigures(let new)):
      figures = new
      // Approved figures are those that were approved: new ones are looked at again.
      if state != .drafted { state = .submitted }
    case (.drafted, .submit):
      try check(document, step)
      state = .submitted
    case (.submitted, .review): state = .reviewed(by: hand)
    case (.reviewed(let reviewer), .approve): state = .approved(reviewer: reviewer, by: hand)
    case (.approved, .sign(let document, let seal)):
      try checkSigned(document, seal, step, hand)
      state = .issued(Signature(by: hand, at: at, document: document, seal: seal))
    case (.submitted, .sendBack(let reason)), (.reviewed, .sendBack(let reason)),
      (.approved, .sendBack(let reason)):
      guard !TextCheck.isBlank(reason) else { throw refused(step.key, .withoutReason) }
      state = .drafted
    case (.drafted, .withdraw(let reason)), (.submitted, .withdraw(let reason)),
      (.reviewed, .withdraw(let reason)), (.approved, .withdraw(let reason)):
      guard !TextCheck.isBlank(reason) else { throw refused(step.key, .withoutReason) }
      state = .withdrawn(reason: reason)
    default: throw refused(step.key, isFrozen ? .frozen : .notAllowedInState)
    }
    lastChange = at
  }

  private var isFrozen: Bool { if case .issued = state { true } else { false } }

  private func checkPower(_ step: BulletinStep, _ hand: BulletinHand) throws(BulletinRefused) {
    switch step {
    case .revise, .updateFigures, .submit:
      guard hand.mayWrite else { throw refused(step.key, .mayNotWrite) }
    case .review, .sendBack, .withdraw:
      guard hand.mayWrite || hand.maySign else { throw refused(step.key, .mayNotWrite) }
    case .approve, .sign:
      guard hand.maySign else { throw refused(step.key, .mayNotSign) }
    }
    switch step {
    case .review, .approve, .sign:
      guard !authors.contains(hand.account) else { throw refused(step.key, .ownWork) }
    case .revise, .updateFigures, .submit, .sendBack, .withdraw: break
    }
  }

  private func check(
    _ document: BulletinDocument, _ step: BulletinStep
  ) throws(BulletinRefused) {
    do { try document.validate() } catch { throw refused(step.key, .incomplete(error)) }
  }

  /// Only what was approved is signed: the text under the seal is the approved one with its number
  /// and date.
  private func checkSigned(
    _ signed: BulletinDocument, _ seal: Version, _ step: BulletinStep, _ hand: BulletinHand
  ) throws(BulletinRefused) {
    try check(signed, step)
    let head = signed.masthead
    // Registers from before the name was printed hold issues without it.
    guard head.signer == nil || head.signer == hand.name else {
      throw refused(step.key, .otherDocument)
    }
    let expected = document(issue: head.issue, date: head.date, signer: head.signer)
    guard signed == expected, seal == signed.seal else { throw refused(step.key, .otherDocument) }
  }

  private func refused(_ step: String, _ reason: BulletinRefused.Reason) -> BulletinRefused {
    BulletinRefused(issue: id, state: state.key, step: step, reason: reason)
  }
}

extension BulletinIssue.State {
  /// A stable key, such as `submitted`.
  public var key: String {
    switch self {
    case .drafted: "drafted"
    case .submitted: "submitted"
    case .reviewed: "reviewed"
    case .approved: "approved"
    case .issued: "issued"
    case .withdrawn: "withdrawn"
    }
  }
}
