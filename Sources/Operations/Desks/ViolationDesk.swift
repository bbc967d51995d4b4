// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Violations from the street to the closed file: found, handed over 移交, accepted or returned once,
/// decided or released with a legal ground.
public struct ViolationDesk: Sendable {
  let book: DutyBook
  let policy: HandOverPolicy
  public let codes: ViolationCodeList
  /// Who hears of violations that they referred; `nil` where nobody refers any.
  let referrer: (any ViolationReferrer)?

  public init(
    _ book: DutyBook, codes: ViolationCodeList, policy: HandOverPolicy = .standard,
    referrer: (any ViolationReferrer)? = nil
  ) {
    self.referrer = referrer
    self.book = book
    self.codes = codes
    self.policy = policy
  }

  /// What an officer taps: the code, what was done, where.
  public struct Report: Hashable, Sendable {
    public var code: ViolationCode
    public var intervention: ViolationCase.Intervention
    public var place: TaggedCoordinate
    public var words: String?
    /// Files that lie elsewhere.
    public var evidence: [EvidenceReference]
    /// Uploads to the photo store. How long they are kept follows from what was done.
    public var photos: [PhotoHash]

    public init(
      code: ViolationCode, intervention: ViolationCase.Intervention, place: TaggedCoordinate,
      words: String? = nil, evidence: [EvidenceReference] = [], photos: [PhotoHash] = []
    ) {
      self.code = code
      self.intervention = intervention
      self.place = place
      self.words = words
      self.evidence = evidence
      self.photos = photos
    }

    /// A violation that ends with a word leaves a recording; any other may end in a penalty, and its
    /// photos belong to the file.
    public var retention: PhotoRetention { intervention.endsOnTheSpot ? .recording : .caseFile }

    /// Photos first, then what lies elsewhere.
    var allEvidence: [EvidenceReference] {
      photos.map { EvidenceReference($0, isKeptForever: retention.days == nil) } + evidence
    }
  }

  /// What somebody taps in at most while the other party waits.
  public static let mostPhotos = 9

  /// Takes a violation down together with what was done about it. What its finder may not decide
  /// goes to the brigade whose ground it is, in the same step.
  public func report(
    _ report: Report, at device: Instant?, by caller: DeskCaller, in session: any DeskSession
  ) throws -> ViolationFile {
    let at = try caller.time(of: device)
    let handler = try caller.requireHandler()
    guard let entry = codes[report.code] else { throw Self.unknownCode(report.code) }
    guard report.evidence.count <= 20 else { throw Self.tooMuchEvidence }
    guard report.photos.count <= Self.mostPhotos else { throw Self.tooManyPhotos }
    guard report.evidence.allSatisfy({ $0.kind != EvidenceReference.photoKind }) else {
      throw Self.photoElsewhere
    }
    guard let ground = book.ground(at: report.place.wgs84) else {
      throw DeskError.invalid(
        LocalizedName(
          chinese: "该位置 500 米内没有道路。可以在地图上重新点选。",
          english: "There is no street within 500 m of that place. Maybe choose it again."))
    }
    let observation = ViolationCase.Observation(
      by: handler, at: at, place: StreetPlace(segment: ground.street.segment), code: report.code,
      roadUser: entry.roadUser, mode: book.mode(at: at))
    let id = ID<ViolationCase>(rawValue: try session.lastNumber(of: .violation) + 1)
    var file = ViolationFile(
      ViolationCase(id: id, observation: observation), brigade: ground.brigade,
      shiftEnd: shiftEnd(of: handler.officer, at: at), codeList: codes.version,
      words: try DeskWords.checked(report.words), evidence: report.allEvidence)
    try session.record(
      caller.entry(.violationObserved(violation: id, observation: observation), at: at))
    try move(
      &file, .intervene(report.intervention, by: handler, at: at), caller, session)
    file.intervention = report.intervention
    if report.intervention.endsOnTheSpot && !entry.settlesOnTheSpot {
      file.flags.insert(.unexplainedRelease)
    }
    if case .intervened = file.violation.state, handler.isOfficeStaff || handler.status != .sworn {
      try handOver(&file, to: ground.brigade, by: handler, at: at, caller, session)
    }
    try session.save(file)
    return file
  }

  func handOver(
    _ file: inout ViolationFile, to unit: ID<Unit>, by handler: Handler, at: Instant,
    _ caller: DeskCaller, _ session: any DeskSession
  ) throws {
    let due = policy.acceptanceDue(handedOver: at, shiftEnd: file.shiftEnd)
    try move(&file, .handOver(to: unit, due: due, by: handler, at: at), caller, session)
    file.reminded[.acceptance] = nil
  }

  /// Moves the case, logs the step, and tells whoever must know.
  func move(
    _ file: inout ViolationFile, _ event: ViolationCase.Event, _ caller: DeskCaller,
    _ session: any DeskSession, words: String = ""
  ) throws {
    let effects = try file.violation.apply(event)
    file.lines.append(DeskLine(caller, at: event.at, event.key, words: words))
    try session.record(
      caller.entry(.violationMoved(violation: file.id, event: event), at: event.at))
    for effect in effects { try carryOut(effect, of: event, for: &file, session) }
    if file.violation.observation.referral != nil {
      try referrer?.violation(file, moved: event, by: caller, in: session)
    }
  }

  private func carryOut(
    _ effect: ViolationCase.Effect, of event: ViolationCase.Event, for file: inout ViolationFile,
    _ session: any DeskSession
  ) throws {
    switch (effect, event) {
    case (.notify(let unit), .handOver), (.notify(let unit), .refer):
      try session.notify(
        DeskNotice(.handedOver, .violation, file.key, unit: unit, at: event.at))
    case (.notify, .giveBack):
      try session.notify(
        DeskNotice(
          .returned, .violation, file.key, officer: file.violation.observation.by?.officer,
          at: event.at))
    case (.notify(let unit), .remind(let percent, _)):
      try session.notify(
        DeskNotice(
          .reminder, .violation, file.key, unit: unit, at: event.at, percent: percent,
          detail: ViolationClock.Kind.acceptance.rawValue))
    case (.escalate(let unit, let why), _):
      if why == .acceptanceOverdue { file.flags.insert(.acceptanceOverdue) }
      try escalate(file, from: unit, at: event.at, percent: 100, detail: why.rawValue, session)
    case (.notify, _), (.remind, _), (.countTowardKPIs, _): break
    }
  }

  /// To the unit's superior, and to the unit itself.
  func escalate(
    _ file: ViolationFile, from unit: ID<Unit>, at: Instant, percent: Int?, detail: String,
    _ session: any DeskSession
  ) throws {
    for addressee in [unit, book.unit(unit)?.parent].compactMap({ $0 }) {
      try session.notify(
        DeskNotice(
          .escalation, .violation, file.key, unit: addressee, at: at, percent: percent,
          detail: detail))
    }
  }

  /// The end of the stay that the finder is on; without one, the case is due as early as may be.
  private func shiftEnd(of officer: ID<Officer>, at: Instant) -> Instant {
    book.day(of: at).stays.first {
      $0.officer.id == officer && $0.start <= at && at < $0.end
    }?.end ?? at
  }

  static func unknownCode(_ code: ViolationCode) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "代码表里没有 \(code.text)。可以在列表中选择。",
        english: "The code list has no \(code.text). Maybe choose one of the list."))
  }

  private static var tooManyPhotos: DeskError {
    .invalid(
      LocalizedName(
        chinese: "照片超过 \(mostPhotos) 张。可以只留最清楚的几张。",
        english: "There are more than \(mostPhotos) photos. Maybe keep the clearest ones."))
  }

  private static var photoElsewhere: DeskError {
    .invalid(
      LocalizedName(
        chinese: "照片不能作为外部证据登记。可以先上传，再写入 photos。",
        english: "A photo is no evidence that lies elsewhere. Maybe upload it and name it under "
          + "photos."))
  }

  private static var tooMuchEvidence: DeskError {
    .invalid(
      LocalizedName(
        chinese: "证据超过 20 件。可以分开登记。",
        english: "There are more than 20 pieces of evidence. Maybe report them apart."))
  }
}
