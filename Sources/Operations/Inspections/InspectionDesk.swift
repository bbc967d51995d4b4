// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// Internal inspections 督导检查 of the running duty: drawn, paid, sampled, and what they found.
///
/// Everything is stored in the transaction of the log, from which the figures are taken.
public struct InspectionDesk: Sendable {
  let book: DutyBook
  public let checklists: [InspectionChecklist]

  public init(_ book: DutyBook, checklists: [InspectionChecklist]) {
    self.book = book
    self.checklists = checklists
  }

  public static let mostVisits = 200
  /// The unit may answer a finding for so long, unless the inspector says otherwise.
  public static let replyHours = 24

  public func checklist(_ mode: DutyMode) -> InspectionChecklist? {
    checklists.first { $0.mode == mode }
  }

  /// Draws a week's visits; the log keeps the commitment to the seed, and not the places.
  ///
  /// - Parameter seed: Unpredictable, from the caller; the same seed draws the same week.
  public func draw(
    monday: CivilDate, visits: Int, seed: UInt64, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> InspectionWeek {
    guard caller.reach == nil else { throw DeskError.outsideTerritory }
    let today = book.clock.civilTime(of: caller.now).date
    guard monday.weekday == .monday, monday >= today.adding(days: -6) else {
      throw Self.badMonday(monday)
    }
    guard (1...Self.mostVisits).contains(visits) else { throw Self.badVisits(visits) }
    let plan = InspectionDraw(visits: visits).plan(
      try candidates(for: monday, in: session), monday: monday, calendar: book.plans.calendar,
      seed: seed)
    guard !plan.visits.isEmpty else { throw Self.nowhere }
    var week = InspectionWeek(
      plan, seed: seed, started: book.clock.instant(of: CivilTime(date: monday)))
    week.lines.append(DeskLine(caller, at: caller.now, "draw"))
    try session.record(
      caller.entry(
        .inspection(
          entry: .drawn(
            monday: monday, commitment: plan.commitment, visits: plan.visits.count)),
        at: caller.now))
    try session.save(week)
    return week
  }

  /// Every place of the plans, with the weeks since a team was there.
  private func candidates(
    for monday: CivilDate, in session: any DeskSession
  ) throws -> [InspectionDraw.Candidate] {
    var last: [DutyBook.PlaceKey: CivilDate] = [:]
    for week in try session.files(InspectionWeek.self, DeskQuery(limit: 53)) {
      for visit in week.reports.compactMap(\.visit) {
        let key = DutyBook.PlaceKey(mode: visit.mode, place: visit.place)
        last[key] = max(last[key] ?? week.plan.monday, week.plan.monday)
      }
    }
    return InspectionDraw.candidates(book.plans).map { candidate in
      var candidate = candidate
      let key = DutyBook.PlaceKey(mode: candidate.mode, place: candidate.place)
      if let seen = last[key] {
        candidate.weeksSinceVisit = max(0, Int(monday.day - seen.day) / 7 - 1)
      }
      return candidate
    }
  }

  /// Takes in a filled-in checklist of one visit.
  public func report(
    _ answers: [InspectionVisit.Answer], of visit: Int, on monday: CivilDate, at device: Instant?,
    version: Int, by caller: DeskCaller, in session: any DeskSession
  ) throws -> InspectionWeek {
    let (at, handler) = (try caller.time(of: device), try caller.requireHandler())
    var week = try week(monday, visit: visit, version: version, caller, session)
    let planned = week.plan.visits[visit]
    guard week.reports[visit].visit == nil else { throw Self.visitedBefore }
    guard let checklist = checklist(planned.mode) else {
      throw DeskError.invalid(ChecklistError.missing(planned.mode).explanation)
    }
    let done = InspectionVisit(
      place: planned.place, mode: planned.mode, at: at, by: handler, checklist: checklist.name,
      answers: answers)
    let gaps = checklist.gaps(in: done)
    guard gaps.unanswered.isEmpty, gaps.unknown.isEmpty else {
      throw Self.gaps(gaps.unanswered + gaps.unknown, in: checklist)
    }
    guard Set(answers.map(\.item)).count == answers.count else {
      throw Self.gaps(answers.map(\.item), in: checklist)
    }
    week.reports[visit].visit = done
    week.lines.append(DeskLine(caller, at: at, "visit", words: "\(visit + 1)"))
    try session.record(caller.entry(.inspection(entry: .visit(done)), at: at))
    return try saved(&week, session)
  }

  /// Takes in one form of an observation at a visit's place.
  ///
  /// - Parameter rows: What was seen, by class of road user.
  public func sample(
    _ rows: [RoadSample.Row], of visit: Int, on monday: CivilDate, from start: Instant,
    minutes: Int, isFromVideo: Bool, version: Int, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> InspectionWeek {
    _ = try caller.requireHandler()
    var week = try week(monday, visit: visit, version: version, caller, session)
    let planned = week.plan.visits[visit]
    let sample: RoadSample
    do throws(SampleError) {
      sample = try RoadSample(
        place: planned.place, mode: planned.mode, from: start, minutes: minutes,
        isFromVideo: isFromVideo, rows: rows)
    } catch {
      throw DeskError.invalid(error.explanation)
    }
    let end = start.adding(seconds: Int64(minutes) * 60)
    guard end <= caller.now.adding(seconds: DeskCaller.clockToleranceSeconds) else {
      throw Self.notOver
    }
    week.reports[visit].samples.append(sample)
    week.lines.append(DeskLine(caller, at: min(end, caller.now), "sample", words: "\(visit + 1)"))
    try session.record(
      caller.entry(.inspection(entry: .sample(sample)), at: min(end, caller.now)))
    return try saved(&week, session)
  }

  private func week(
    _ monday: CivilDate, visit: Int, version: Int, _ caller: DeskCaller, _ session: any DeskSession
  ) throws -> InspectionWeek {
    let week = try session.require(
      InspectionWeek.self, DeskKey(number: monday.day), version: version, for: caller)
    guard week.plan.visits.indices.contains(visit) else { throw Self.noVisit(visit + 1) }
    return week
  }

  private func saved<File: DeskFile>(
    _ file: inout File, _ session: any DeskSession
  ) throws -> File {
    file.version += 1
    try session.save(file)
    return file
  }
}

// MARK: Findings

extension InspectionDesk {
  /// What a team saw that is not in order; the brigade on whose ground it is has to put it right.
  public struct Observation: Hashable, Sendable {
    public var category: InspectionFinding.Category
    public var words: String
    public var place: DutyPlace
    public var mode: DutyMode
    public var photos: [PhotoReference]
    public var replyHours: Int

    public init(
      category: InspectionFinding.Category, words: String, place: DutyPlace, mode: DutyMode,
      photos: [PhotoReference], replyHours: Int = InspectionDesk.replyHours
    ) {
      self.category = category
      self.words = words
      self.place = place
      self.mode = mode
      self.photos = photos
      self.replyHours = replyHours
    }
  }

  public func raise(
    _ observation: Observation, at device: Instant?, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> FindingFile {
    let (at, handler) = (try caller.time(of: device), try caller.requireHandler())
    let words = try DeskWords.required(observation.words)
    guard let unit = book.brigade(of: observation.place, in: observation.mode) else {
      throw Self.unknownPlace
    }
    guard (1...240).contains(observation.replyHours) else { throw Self.badReplyHours }
    let id = ID<InspectionFinding>(rawValue: try session.lastNumber(of: .finding) + 1)
    let notice = InspectionFinding.Notice(
      category: observation.category, text: words, place: observation.place,
      mode: observation.mode, unit: unit, by: handler, at: at,
      replyDue: at.adding(seconds: Int64(observation.replyHours) * 3600),
      photos: observation.photos)
    var file = FindingFile(InspectionFinding(id: id, notice: notice))
    try caller.requireReach(of: file)
    guard handler.unit != unit else {
      throw TransitionRefused(
        subject: .finding(id), state: file.stateKey, event: "raise", reason: .ownWork)
    }
    file.lines.append(DeskLine(caller, at: at, "raise", words: words))
    try session.record(
      caller.entry(.inspection(entry: .findingRaised(finding: id, notice: notice)), at: at))
    try session.notify(DeskNotice(.findingRaised, .finding, file.key, unit: unit, at: at))
    try session.save(file)
    return file
  }

  /// What the unit concerned says.
  public enum Answer: Hashable, Sendable {
    /// Its own account 申辩.
    case reply(String)
    case reportDone
  }

  public func answer(
    _ answer: Answer, to id: ID<InspectionFinding>, version: Int, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> FindingFile {
    let handler = try caller.requireHandler()
    switch answer {
    case .reply(let words):
      let words = try DeskWords.required(words)
      return try move(id, version, caller, session, words: words, tell: .findingAnswered) {
        .reply(words, by: handler, at: $0)
      }
    case .reportDone:
      return try move(id, version, caller, session, tell: .findingAnswered) {
        .reportDone(by: handler, at: $0)
      }
    }
  }

  /// What the inspection decides.
  public enum Judgement: Hashable, Sendable {
    case uphold(due: Instant)
    case withdraw(reason: String)
    case reinspect(isInOrder: Bool, nextDue: Instant?)
    case signOff
  }

  public func judge(
    _ judgement: Judgement, of id: ID<InspectionFinding>, version: Int, by caller: DeskCaller,
    in session: any DeskSession
  ) throws -> FindingFile {
    let handler = try caller.requireHandler()
    var words = ""
    if case .withdraw(let reason) = judgement { words = try DeskWords.required(reason) }
    return try move(id, version, caller, session, words: words, tell: .findingMoved) { at in
      switch judgement {
      case .uphold(let due): .uphold(due: due, by: handler, at: at)
      case .withdraw: .withdraw(reason: words, by: handler, at: at)
      case .reinspect(let isInOrder, let next):
        .reinspect(isInOrder: isInOrder, nextDue: next, by: handler, at: at)
      case .signOff: .signOff(by: handler, at: at)
      }
    }
  }

  private func move(
    _ id: ID<InspectionFinding>, _ version: Int, _ caller: DeskCaller, _ session: any DeskSession,
    words: String = "", tell kind: DeskNotice.Kind,
    _ event: (Instant) -> InspectionFinding.Event
  ) throws -> FindingFile {
    let now = caller.now
    var file = try session.require(
      FindingFile.self, DeskKey(number: id.rawValue), version: version, for: caller)
    let event = event(now)
    _ = try file.finding.apply(event)
    file.lines.append(DeskLine(caller, at: now, event.key, words: words))
    try session.record(
      caller.entry(.inspection(entry: .findingMoved(finding: id, event: event)), at: now))
    let notice = file.finding.notice
    let isForUnit = kind == .findingMoved
    try session.notify(
      DeskNotice(
        kind, .finding, file.key, unit: isForUnit ? notice.unit : nil,
        officer: isForUnit ? nil : notice.by.officer, at: now, detail: event.key))
    return try saved(&file, session)
  }

  /// Tells the unit, and who found it, of deadlines that have passed.
  ///
  /// - Returns: how many findings were changed.
  public func runClocks(
    at now: Instant, isExercise: Bool, in session: any DeskSession
  ) throws -> Int {
    let due = try session.files(FindingFile.self, DeskQuery(isOpen: true, clockBy: now, limit: 50))
    for found in due {
      var file = found
      let notice = file.finding.notice
      file.remindedDue = file.nextClock
      file.lines.append(DeskLine(.system(at: now, isExercise: isExercise), at: now, "due"))
      try session.notify(
        DeskNotice(.findingDue, .finding, file.key, unit: notice.unit, at: now))
      try session.notify(
        DeskNotice(.findingDue, .finding, file.key, officer: notice.by.officer, at: now))
      _ = try saved(&file, session)
    }
    return due.count
  }
}
