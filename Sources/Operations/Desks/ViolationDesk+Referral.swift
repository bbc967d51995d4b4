// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension ViolationDesk {
  /// What another office says of a violation that it refers.
  public struct ReferralReport: Hashable, Sendable {
    public var origin: ViolationCase.Referral
    public var place: StreetPlace
    public var code: ViolationCode
    public var words: String
    /// In the same photo store, which keeps them by the rules of that office.
    public var photos: [PhotoHash]
    /// Until when that office needs the answer, in seconds from now.
    public var wantedWithin: Int64

    public init(
      origin: ViolationCase.Referral, place: StreetPlace, code: ViolationCode, words: String,
      photos: [PhotoHash], wantedWithin: Int64
    ) {
      self.origin = origin
      self.place = place
      self.code = code
      self.words = words
      self.photos = photos
      self.wantedWithin = wantedWithin
    }
  }

  /// Opens a violation that belongs to a brigade from the start: it accepts or returns it, looks at the
  /// spot, decides and closes as with any other.
  public func refer(
    _ report: ReferralReport, by caller: DeskCaller, in session: any DeskSession
  ) throws -> ViolationFile {
    let (at, brigade) = (caller.now, report.origin.brigade)
    guard let entry = codes[report.code] else { throw Self.unknownCode(report.code) }
    let observation = ViolationCase.Observation(
      referral: report.origin, at: at, place: report.place, code: report.code,
      roadUser: entry.roadUser, mode: book.mode(at: at))
    let id = ID<ViolationCase>(rawValue: try session.lastNumber(of: .violation) + 1)
    var file = ViolationFile(
      ViolationCase(id: id, observation: observation), brigade: brigade, shiftEnd: at,
      codeList: codes.version, words: try DeskWords.checked(report.words),
      evidence: report.photos.map { EvidenceReference($0, isKeptForever: false) })
    try session.record(
      caller.entry(.violationObserved(violation: id, observation: observation), at: at))
    let due = policy.acceptanceDue(
      handedOver: at, shiftEnd: at.adding(seconds: report.wantedWithin))
    try move(&file, .refer(to: brigade, due: due, at: at), caller, session)
    try session.save(file)
    return file
  }
}
