// SPDX-License-Identifier: Apache-2.0

import AccessControl
import Bulletin
import DocumentRendering
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird

/// `/api/bulletins`: drafts with figures as fields, their review, approval and signature.
struct BulletinEditorRoutes: Sendable {
  /// `nil` where nothing is written; then every address says so.
  let desk: (any BulletinDesk)?
  let clock: CityClock

  private static let bodyBytes = 1 << 20

  func add(to router: Router<ServerContext>) {
    router.get("/api/bulletins", use: list)
    router.post("/api/bulletins", use: open)
    router.get("/api/bulletins/{draft}", use: show)
    router.put("/api/bulletins/{draft}", use: revise)
    router.post("/api/bulletins/{draft}/steps", use: step)
    for form in BulletinForm.allCases {
      router.get("/api/bulletins/{draft}/paper.\(form.rawValue)") { _, context in
        try await paper(form, context)
      }
    }
  }

  @Sendable private func list(_: Request, context: ServerContext) async throws -> Response {
    let desk = try known()
    return try Response(
      private: BulletinListBody(
        try await desk.ledger().register, templates: try await desk.templates(), clock: clock))
  }

  struct OpenBody: Codable, Sendable { var template: String }

  /// A new draft from a template, with the figures of now.
  @Sendable private func open(_ request: Request, context: ServerContext) async throws -> Response {
    let (desk, hand) = (try known(), try context.hand())
    let body: OpenBody = try await Self.value(of: request)
    let template = try await desk.template(body.template)
    let figures = try await desk.figures()
    let opened = try await desk.record(by: hand) {
      .open(issue: $0.register.nextIssue, draft: template)
    }
    guard let id = opened.register.issues.keys.max() else { throw Problem.noBulletinDesk }
    let ledger = try await desk.record(by: hand) { _ in .step(issue: id, .updateFigures(figures)) }
    return try await answer(id, ledger, status: .created)
  }

  @Sendable private func show(_: Request, context: ServerContext) async throws -> Response {
    try await answer(try Self.id(in: context), try await known().ledger())
  }

  struct RevisionBody: Codable, Sendable {
    var revision: Int
    var edit: DraftEdit
  }

  @Sendable private func revise(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desk, hand, id) = (try known(), try context.hand(), try Self.id(in: context))
    let body: RevisionBody = try await Self.value(of: request)
    let ledger = try await desk.record(by: hand) { ledger in
      try ledger.requireRevision(body.revision, of: id)
      return .step(issue: id, .revise(try ledger.register.issue(id).draft.edited(by: body.edit)))
    }
    return try await answer(id, ledger)
  }

  struct StepBody: Codable, Sendable {
    enum Step: String, CaseIterable, Codable, Sendable {
      case submit, review, approve, sign, sendBack, withdraw, updateFigures
    }

    var step: Step
    var revision: Int
    var reason: String?
  }

  @Sendable private func step(_ request: Request, context: ServerContext) async throws -> Response {
    let (desk, hand, id) = (try known(), try context.hand(), try Self.id(in: context))
    let body: StepBody = try await Self.value(of: request)
    let check: @Sendable (BulletinLedger) throws -> Void = {
      try $0.requireRevision(body.revision, of: id)
    }
    if body.step == .sign {
      return try await answer(id, try await desk.sign(id, by: hand, check))
    }
    let step = try await bulletinStep(body, desk)
    let ledger = try await desk.record(by: hand) { ledger in
      try check(ledger)
      return .step(issue: id, step)
    }
    return try await answer(id, ledger)
  }

  private func bulletinStep(
    _ body: StepBody, _ desk: any BulletinDesk
  ) async throws -> BulletinStep {
    let reason = body.reason ?? ""
    switch body.step {
    case .submit: return .submit
    case .review: return .review
    case .approve: return .approve
    case .sendBack: return .sendBack(reason: reason)
    case .withdraw: return .withdraw(reason: reason)
    case .updateFigures: return .updateFigures(try await desk.figures())
    case .sign: throw Problem.badBody
    }
  }

  /// The issue as it was signed, or as it would be set now and marked as not signed.
  private func paper(_ form: BulletinForm, _ context: ServerContext) async throws -> Response {
    let desk = try known()
    let register = try await desk.ledger().register
    let issue = try register.issue(try Self.id(in: context))
    let document = issue.onPaper(next: register.nextNumber(in: issue.draft.masthead.year))
    let bytes = try await desk.file(of: document, as: form)
    return Response(
      status: .ok,
      headers: [
        .contentType: form.mediaType, .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"bulletin-\(issue.id).\(form.rawValue)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: [UInt8](bytes))))
  }

  private func answer(
    _ id: DutyModel.ID<BulletinIssue>, _ ledger: BulletinLedger,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let fields = try await known().figures()
    return try Response(
      private: BulletinBody(
        try ledger.register.issue(id), ledger: ledger, fields: fields, clock: clock),
      status: status)
  }

  private func known() throws(Problem) -> any BulletinDesk {
    guard let desk else { throw .noBulletinDesk }
    return desk
  }

  private static func id(in context: ServerContext) throws -> DutyModel.ID<BulletinIssue> {
    ID(rawValue: try context.number("draft"))
  }

  private static func value<Value: Decodable>(of request: Request) async throws -> Value {
    let buffer = try await request.body.collect(upTo: bodyBytes)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView))
    } catch let error as DecodingError {
      throw Problem.badField(error)
    }
  }
}

extension BulletinIssue {
  /// - Parameter next: The number that it would get.
  fileprivate func onPaper(next: Int) -> BulletinDocument {
    if case .issued(let signature) = state { return signature.document }
    var document = document(issue: next, date: draft.masthead.date, signer: nil)
    document.demoDataLabel = ["未签发稿", document.demoDataLabel].compactMap { $0 }
      .joined(separator: "　")
    return document
  }
}

extension ServerContext {
  /// The account that acts, as it is written into the register.
  fileprivate func hand() throws(AccessError) -> BulletinHand {
    guard let visitor else { throw .sessionOver }
    return BulletinHand(
      account: visitor.visitor.name.text, name: visitor.account.displayName,
      mayWrite: visitor.visitor.permissions.contains(.writeBulletin),
      // An issue reports on the whole detachment: who signs it must lead all of that.
      maySign: visitor.visitor.holdsForAll(.signBulletin))
  }
}

extension Problem {
  static let noBulletinDesk = Self(
    status: .notFound,
    explanation: LocalizedName(
      chinese: "这里没有专报登记簿。可以用 chengxu serve --data 指定数据目录。",
      english: "There is no register of bulletins here. Maybe name the folder with "
        + "chengxu serve --data."))

  /// A document with a hole is the writer's to mend; all else is the machine's.
  init(_ error: RenderingError) {
    let status: HTTPResponse.Status =
      switch error {
      case .layout, .unprintable: .conflict
      default: .serviceUnavailable
      }
    self.init(status: status, explanation: error.explanation)
  }

  init(_ error: BulletinDeskError) {
    let status: HTTPResponse.Status =
      switch error {
      case .unknownTemplate: .notFound
      case .unusableTemplate: .conflict
      }
    self.init(status: status, explanation: error.explanation)
  }

  /// A step that the register's rules refuse.
  init(_ refused: BulletinRefused) {
    let status: HTTPResponse.Status =
      switch refused.reason {
      case .unknownIssue: .notFound
      case .mayNotWrite, .mayNotSign, .ownWork: .forbidden
      default: .conflict
      }
    self.init(status: status, explanation: refused.explanation, kind: "bulletinRefused")
  }
}
