// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import DutyPlanning
import HTTPTypes
import Hummingbird
import Operations

/// `/api/findings`: what inspections found, answered by the unit and judged by others.
struct FindingRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/findings", use: list)
    router.post("/api/findings", use: raise)
    router.get("/api/findings/:id/photos/:hash", use: photo)
    router.post("/api/findings/:id/answers", use: answer)
    router.post("/api/findings/:id/judgements", use: judge)
  }

  /// `?state=open` for those that are not signed off or withdrawn.
  @Sendable private func list(_ request: Request, context: ServerContext) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let query = DeskQuery(
      isOpen: request.uri.queryParameters["state"] == "open" ? true : nil,
      units: desks.caller(context, territories).reach, before: page.before, limit: page.limit)
    let found = try await desks.live.store.read { try $0.files(FindingFile.self, query) }
    return try Response(
      private: PageBody(
        desks, items: found.map { FindingBody($0, desks) },
        next: found.count == page.limit ? found.last?.id.rawValue : nil))
  }

  private struct RaiseBody: Decodable, Sendable {
    var form: DutyForm
    var place: Int64
    var mode: DutyMode
    var category: InspectionFinding.Category
    var words: String
    /// Hashes that the upload answered.
    var photos: [PhotoHash]?
    var replyHours: Int?
    var at: Instant?
  }

  @Sendable private func raise(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = desks
    let read = try await desks.read(RaiseBody.self, request, context, territories)
    let form = read.body
    let hashes = form.photos ?? []
    guard hashes.count <= Self.mostPhotos else { throw Problem.tooManyPhotos }
    let photos = PhotoEvidence(store: desks.live.photos, hashes: hashes)
    try await photos.require()
    let observation = InspectionDesk.Observation(
      category: form.category, words: form.words,
      place: DutyPlace(form: form.form, number: form.place), mode: form.mode,
      photos: hashes.compactMap { hash in
        EventDigest(hexadecimal: hash.hexadecimal).map {
          PhotoReference(name: hash.hexadecimal, digest: $0)
        }
      }, replyHours: form.replyHours ?? InspectionDesk.replyHours)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      FindingBody(
        try desks.inspections.raise(observation, at: form.at, by: read.caller, in: session), desks)
    }
    try await photos.keep(for: .inspection)
    return try Response(private: body, status: .created)
  }

  private static let mostPhotos = 6

  @Sendable private func photo(_: Request, context: ServerContext) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    guard let hash = PhotoHash(context.parameters.get("hash") ?? "") else {
      throw Problem.badField("hash")
    }
    let reach = desks.caller(context, territories).reach
    let file = try await desks.live.store.read {
      try $0.file(FindingFile.self, DeskKey(number: id))
    }
    guard let file, file.finding.notice.photos.contains(where: { $0.name == hash.hexadecimal })
    else { throw CaseDeskError.photos(.missing(hash)) }
    guard reach?.isDisjoint(with: file.units) != true else { throw DeskError.outsideTerritory }
    return try await PhotoAnswer.response(hash, desks.live.photos)
  }

  struct AnswerBody: Decodable, Sendable {
    enum Step: String, CaseIterable, Decodable, Sendable { case reply, reportDone }

    var step: Step
    var words: String?
    var version: Int
  }

  @Sendable private func answer(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let read = try await desks.read(AnswerBody.self, request, context, territories)
    let answer: InspectionDesk.Answer =
      switch read.body.step {
      case .reply: .reply(read.body.words ?? "")
      case .reportDone: .reportDone
      }
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      FindingBody(
        try desks.inspections.answer(
          answer, to: ID(rawValue: id), version: read.body.version, by: read.caller, in: session),
        desks)
    }
    return try Response(private: body)
  }

  struct JudgementBody: Decodable, Sendable {
    enum Step: String, CaseIterable, Decodable, Sendable {
      case uphold, withdraw, inOrder, notInOrder, signOff
    }

    var step: Step
    var words: String?
    /// The day by whose end it has to be put right.
    var due: CivilDate?
    var version: Int
  }

  @Sendable private func judge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, id) = (desks, try context.number("id"))
    let read = try await desks.read(JudgementBody.self, request, context, territories)
    let judgement = try Self.judgement(read.body, desks.book.clock)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      FindingBody(
        try desks.inspections.judge(
          judgement, of: ID(rawValue: id), version: read.body.version, by: read.caller,
          in: session), desks)
    }
    return try Response(private: body)
  }

  private static func judgement(
    _ body: JudgementBody, _ clock: CityClock
  ) throws(Problem) -> InspectionDesk.Judgement {
    let due = body.due.map { clock.instant(of: CivilTime(date: $0.adding(days: 1))) }
    switch body.step {
    case .uphold:
      guard let due else { throw .noDeadline }
      return .uphold(due: due)
    case .withdraw: return .withdraw(reason: body.words ?? "")
    case .inOrder: return .reinspect(isInOrder: true, nextDue: nil)
    case .notInOrder:
      guard let due else { throw .noDeadline }
      return .reinspect(isInOrder: false, nextDue: due)
    case .signOff: return .signOff
    }
  }
}

extension Problem {
  fileprivate static let noDeadline = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "没有写明整改期限（due）。可以填写日期，如 2017-06-15。",
      english: "There is no deadline (due). Maybe give a date such as 2017-06-15."))

  fileprivate static let tooManyPhotos = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "一个问题最多 6 张照片。可以挑选最清楚的几张。",
      english: "A finding has at most 6 photos. Maybe choose the clearest ones."))
}
