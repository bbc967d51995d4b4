// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import Operations

/// A request to a desk: who asks, what for, and its key, so that it is carried out once.
struct DeskCall<Body: Decodable & Sendable>: Sendable {
  var body: Body
  var caller: DeskCaller
  var request: DeskRequest

  static var bodyBytes: Int { 16_384 }
}

extension DutyDesks {
  /// Reads a request that changes something.
  ///
  /// - Throws: `Problem` for a missing key or a body that is not the JSON expected.
  func read<Body: Decodable & Sendable>(
    _ type: Body.Type, _ request: Request, _ context: ServerContext, _ territories: TerritoryIndex
  ) async throws -> DeskCall<Body> {
    guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name],
      (8...200).contains(key.utf8.count)
    else { throw Problem.noIdempotencyKey }
    let buffer = try await request.body.collect(upTo: DeskCall<Body>.bodyBytes)
    let bytes = Data(buffer.readableBytesView)
    let content = "\(request.method) \(request.uri.path)\n" + String(decoding: bytes, as: UTF8.self)
    do {
      return DeskCall(
        body: try JSONDecoder().decode(type, from: bytes), caller: caller(context, territories),
        request: DeskRequest(sender: context.sender, key: key, content: content))
    } catch let error as DecodingError {
      throw Problem.badField(error)
    }
  }

  func caller(_ context: ServerContext, _ territories: TerritoryIndex) -> DeskCaller {
    let visitor = context.visitor?.visitor
    return DeskCaller(
      handler: visitor?.officer.flatMap(book.handler(of:)),
      account: visitor?.name.text ?? context.program.map { "program:\($0.name)" } ?? "-",
      accountNumber: visitor?.account.rawValue,
      reach: visitor.flatMap { territories.units(in: $0.territory) }, now: now,
      isExercise: live.clock.isExercise)
  }
}

extension ServerContext {
  /// Whose idempotency keys these are; a program's numbers are kept apart from people's.
  fileprivate var sender: Int64 {
    visitor?.account.id.rawValue ?? program.map { -$0.id.rawValue } ?? 0
  }

  func number(_ name: String) throws -> Int64 {
    let text = parameters.get(name) ?? ""
    guard let number = Int64(text), number >= 0 else { throw Problem.noNumber(text) }
    return number
  }
}

extension Request {
  /// `?before=` and `?limit=`: the next page starts below the last number of this one.
  func page() throws -> (before: Int64?, limit: Int) {
    let query = uri.queryParameters
    let before = try query["before"].map { text in
      guard let number = Int64(text) else { throw Problem.noNumber(String(text)) }
      return number
    }
    guard let text = query["limit"] else { return (before, 100) }
    guard let limit = Int(text), (1...500).contains(limit) else {
      throw Problem.noNumber(String(text))
    }
    return (before, limit)
  }
}

extension Problem {
  static let noIdempotencyKey = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "缺少请求编号 Idempotency-Key（8–200 字符）。可以为每次操作生成一个 UUID。",
      english: "The header Idempotency-Key (8 to 200 characters) is missing. Maybe send a new UUID "
        + "with each action."))

  static func noNumber(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text.prefix(40))”不是所需的数字。可以对照 /openapi.json。",
        english: "\"\(text.prefix(40))\" is not the number that is expected. Maybe compare it with "
          + "/openapi.json."))
  }

  /// Which field, and what is wrong with it.
  static func badField(_ error: DecodingError) -> Self {
    let (path, what): ([any CodingKey], String) =
      switch error {
      case .keyNotFound(let key, let context): (context.codingPath + [key], "missing")
      case .typeMismatch(let type, let context): (context.codingPath, "not a \(type)")
      case .valueNotFound(let type, let context): (context.codingPath, "not a \(type)")
      case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
      @unknown default: ([], "unreadable")
      }
    let field = path.map(\.stringValue).joined(separator: ".")
    return Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "请求内容的“\(field)”不对：\(what)。可以对照 /openapi.json。",
        english: "The body's \"\(field)\" is wrong: \(what). Maybe compare it with /openapi.json."))
  }

  /// What a desk says over HTTP.
  init(_ error: DeskError) {
    self.init(
      status: Self.status(of: error), explanation: error.explanation, kind: Self.kind(of: error))
  }

  private static func status(of error: DeskError) -> HTTPResponse.Status {
    switch error {
    case .conflict, .refused: .conflict
    case .missing: .notFound
    case .outsideTerritory: .forbidden
    case .keyReused: .unprocessableContent
    case .invalid: .badRequest
    case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
    case .busy, .damaged, .unavailable: .serviceUnavailable
    }
  }

  private static func kind(of error: DeskError) -> String? {
    switch error {
    case .conflict: "conflict"
    case .refused(let refusal): refusal.reason.rawValue
    default: nil
    }
  }
}
