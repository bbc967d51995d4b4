// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Geography
import Hummingbird
import Operations
import Rostering

/// `/api/duty/…` for the officer's own day, `/api/attendance` for the leader's view of it.
struct AttendanceRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex
  /// What terminals were last heard to say; nothing at a server without any.
  let signs: @Sendable () async throws(TrackingError) -> TerminalSigns
  private let boards = SharedAnswers<BoardView>()

  init(
    source: DutyDesksSource, territories: TerritoryIndex,
    signs: @escaping @Sendable () async throws(TrackingError) -> TerminalSigns
  ) {
    self.source = source
    self.territories = territories
    self.signs = signs
  }

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/duty/today", use: today)
    router.post("/api/duty/check-ins", use: checkIn)
    router.post("/api/duty/steps", use: step)
    router.post("/api/duty/replies", use: reply)
    router.get("/api/attendance", use: board)
    router.post("/api/attendance/:duty/:task/steps", use: lead)
    router.post("/api/attendance/roll-calls", use: callRoll)
  }

  struct TodayBody: Codable, Sendable {
    var now: Instant
    /// Of the city's clock, by which times are shown.
    var minutesEastOfUTC: Int
    var isExercise: Bool
    var officer: PersonBody?
    var stays: [StayBody]
    /// Incidents that the officer is sent to.
    var incidents: [IncidentBody]
    /// Special duties that the officer is called to.
    var special: [SpecialTaskBody]
    /// Shifts that the officer hands or takes over: what waits, and what was answered within a day.
    var handOvers: [ShiftHandOverBody]
  }

  @Sendable private func today(_: Request, context: ServerContext) async throws -> Response {
    let (desks, now) = (desks, desks.now)
    guard let id = context.visitor?.visitor.officer else {
      return try Response(
        private: TodayBody(
          now: now, minutesEastOfUTC: desks.book.clock.minutesEastOfUTC,
          isExercise: desks.live.clock.isExercise, officer: nil, stays: [],
          incidents: [], special: [], handOvers: []))
    }
    let stays = desks.book.day(of: now).stays.filter { $0.officer.id == id }
    let signs = try await signs()
    let body = try await desks.live.store.read { session in
      TodayBody(
        now: now, minutesEastOfUTC: desks.book.clock.minutesEastOfUTC,
        isExercise: desks.live.clock.isExercise,
        officer: desks.book.officer(id).map(PersonBody.init),
        stays: try stays.map { stay in
          let sheet = try session.file(AttendanceSheet.self, DeskKey(stay.id))
          let terminal = try Self.heard(stay, sheet, desks, signs, at: now, session)
          return StayBody(stay, sheet, desks, terminal: terminal, at: now)
        },
        incidents: try session.files(
          IncidentFile.self, DeskQuery(isOpen: true, person: id, limit: 20)
        ).map { IncidentBody($0, desks) },
        special: try session.files(
          SpecialDutyFile.self, DeskQuery(isOpen: true, person: id, limit: 20)
        ).flatMap { file in
          file.duty.calls.filter { $0.officer == id }.map { SpecialTaskBody(file, $0) }
        },
        handOvers: try ShiftHandOverBody.own(of: id, desks, at: now, session))
    }
    return try Response(private: body)
  }

  struct FixBody: Codable, Sendable {
    var latitude: Double
    var longitude: Double
    var system: CoordinateSystem?
    var accuracy: Double
    var at: Instant
    var isMock: Bool?

    var fix: AttendanceDesk.PhoneFix {
      get throws {
        try AttendanceDesk.PhoneFix(
          place: PlaceOnEarth.checked(latitude, longitude, system), accuracy: accuracy, at: at,
          isMock: isMock ?? false)
      }
    }
  }

  struct CheckInBody: Codable, Sendable {
    var duty: Int64
    var task: Int
    var fixes: [FixBody]
    var at: Instant?
  }

  @Sendable private func checkIn(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(CheckInBody.self, request, context, territories)
    guard read.body.fixes.count <= 50 else { throw Problem.badBody }
    let fixes = try read.body.fixes.map { try $0.fix }
    let id = AssignmentID(duty: ID(rawValue: read.body.duty), task: read.body.task)
    return try await answer(read, about: id) { desks, session in
      try desks.attendance.checkIn(
        id, fixes: fixes, at: read.body.at, by: read.caller, in: session)
    }
  }

  struct StepBody: Codable, Sendable {
    var duty: Int64
    var task: Int
    var step: AttendanceDesk.OwnStep
    var at: Instant?
  }

  @Sendable private func step(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(StepBody.self, request, context, territories)
    let id = AssignmentID(duty: ID(rawValue: read.body.duty), task: read.body.task)
    return try await answer(read, about: id) { desks, session in
      try desks.attendance.step(
        read.body.step, of: id, at: read.body.at, by: read.caller, in: session)
    }
  }

  struct ReplyBody: Codable, Sendable {
    var duty: Int64
    var task: Int
    var words: String
    var at: Instant?
  }

  @Sendable private func reply(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(ReplyBody.self, request, context, territories)
    let id = AssignmentID(duty: ID(rawValue: read.body.duty), task: read.body.task)
    return try await answer(read, about: id) { desks, session in
      try desks.attendance.reply(
        read.body.words, about: id, at: read.body.at, by: read.caller, in: session)
    }
  }

  /// Who should be where now, and who is; `?date=` for another day's.
  @Sendable private func board(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, now) = (desks, desks.now)
    let date = try request.uri.queryParameters["date"].map { text in
      guard let date = CivilDate(String(text)) else { throw Problem.noNumber(String(text)) }
      return date
    }
    let view = BoardView(
      roster: desks.book.roster.version, date: date,
      reach: desks.caller(context, territories).reach,
      lastEvent: try await desks.live.store.read { try $0.lastEvent() })
    let signs = try await signs()
    return try await boards.answer(view, second: now.milliseconds / 1000) {
      try await Self.board(desks, of: date, within: view.reach, signs, at: now)
    }.response(to: request, cacheControl: "no-store")
  }

  /// The part of the board that somebody sees, and the step after which they see it.
  struct BoardView: Hashable, Sendable {
    var roster: Version
    /// `nil` for the day that it is.
    var date: CivilDate?
    /// `nil` for the whole detachment.
    var reach: Set<ID<Unit>>?
    var lastEvent: ID<DutyEvent>
  }

  private static func board(
    _ desks: DutyDesks, of date: CivilDate?, within reach: Set<ID<Unit>>?, _ signs: TerminalSigns,
    at now: Instant
  ) async throws -> PreparedBody {
    let day = date.map(desks.book.day) ?? desks.book.day(of: now)
    let stays = day.stays.filter { stay in
      reach.map { $0.contains(stay.officer.unit) || $0.contains(stay.brigade) } ?? true
    }
    return try await desks.live.store.read { session in
      let sheets = try session.sheets(of: stays)
      let out = Set(sheets.values.filter { $0.vehicleOut != nil }.map(\.record.id.duty))
      return try PreparedBody(
        json: PageBody(
          desks,
          items: stays.map { stay in
            let holders = desks.attendance.holders(
              of: stay, isVehicleOut: out.contains(stay.id.duty))
            return StayBody(
              stay, sheets[stay.id], desks,
              terminal: AttendanceDesk.heard(holders, signs, at: now), at: now)
          }))
    }
  }

  struct LeadBody: Codable, Sendable {
    enum Step: String, CaseIterable, Codable, Sendable {
      case verify, reject, heard, confirm, relieve, comeBack, finish, offPost, notOffPost,
        markAbsent
      case cancel, withdraw
    }

    var step: Step
    var words: String?
    /// When they were heard by radio; no other step has a time of its own.
    var at: Instant?
    var version: Int

    var leaderStep: AttendanceDesk.LeaderStep {
      switch step {
      case .verify: .verify
      case .reject: .reject(words: words)
      case .heard: .heard(words: words, at: at)
      case .confirm: .confirm
      case .withdraw: .withdraw(words: words)
      case .relieve: .relieve(words: words)
      case .comeBack: .comeBack
      case .finish: .finish
      case .offPost: .review(isOffPost: true, words: words)
      case .notOffPost: .review(isOffPost: false, words: words)
      case .markAbsent: .markAbsent(words: words)
      case .cancel: .cancel(words: words)
      }
    }
  }

  @Sendable private func lead(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = AssignmentID(
      duty: ID(rawValue: try context.number("duty")), task: Int(try context.number("task")))
    let read = try await desks.read(LeadBody.self, request, context, territories)
    guard read.body.at == nil || read.body.step == .heard else { throw Problem.badBody }
    return try await answer(read, about: id) { desks, session in
      try desks.attendance.lead(
        read.body.leaderStep, of: id, version: read.body.version, by: read.caller, in: session)
    }
  }

  private func answer(
    _ read: DeskCall<some Decodable & Sendable>, about id: AssignmentID,
    _ body: @escaping @Sendable (DutyDesks, any DeskSession) throws -> AttendanceSheet
  ) async throws -> Response {
    let (desks, signs) = (desks, try await signs())
    let answer = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      let sheet = try body(desks, session)
      guard let stay = desks.book.stay(id) else {
        throw DeskError.missing(.attendance, DeskKey(id))
      }
      let terminal = try Self.heard(stay, sheet, desks, signs, at: read.caller.now, session)
      return StayBody(stay, sheet, desks, terminal: terminal, at: read.caller.now)
    }
    return try Response(private: answer)
  }

  private static func heard(
    _ stay: RosteredStay, _ sheet: AttendanceSheet?, _ desks: DutyDesks, _ signs: TerminalSigns,
    at now: Instant, _ session: any DeskSession
  ) throws -> Instant? {
    let isOut = try desks.attendance.isVehicleOut(stay, sheet, session)
    return AttendanceDesk.heard(
      desks.attendance.holders(of: stay, isVehicleOut: isOut), signs, at: now)
  }
}

extension AttendanceRoutes {
  struct RollCallBody: Codable, Sendable {
    struct Stay: Codable, Sendable {
      var duty: Int64
      var task: Int
    }

    /// Who answered.
    var heard: [Stay]
    var words: String
    var at: Instant?
  }

  struct RollCalledBody: Codable, Sendable {
    var heard: Int
  }

  /// Several people answered one call by radio.
  @Sendable private func callRoll(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = desks
    let read = try await desks.read(RollCallBody.self, request, context, territories)
    guard (1...200).contains(read.body.heard.count) else { throw Problem.badBody }
    let answer = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      RollCalledBody(
        heard: try desks.attendance.callRoll(
          of: read.body.heard.map { AssignmentID(duty: ID(rawValue: $0.duty), task: $0.task) },
          words: read.body.words, at: read.body.at, by: read.caller, in: session
        ).count)
    }
    return try Response(private: answer)
  }
}

/// A pair of degrees that a request names.
enum PlaceOnEarth {
  static func checked(
    _ latitude: Double, _ longitude: Double, _ system: CoordinateSystem?
  ) throws -> TaggedCoordinate {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
      throw Problem.notOnEarth
    }
    // What a browser measures is WGS-84.
    return TaggedCoordinate(
      latitude: latitude, longitude: longitude, system: system ?? .wgs84)
  }
}

extension Problem {
  fileprivate static let notOnEarth = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "经纬度超出范围。纬度应为 -90 到 90，经度应为 -180 到 180，可能写反了。",
      english: "The place is not on Earth: latitude -90 to 90, longitude -180 to 180. Maybe they "
        + "were swapped."))
}
