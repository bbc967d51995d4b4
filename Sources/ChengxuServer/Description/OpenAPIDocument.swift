// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Hummingbird

/// `/openapi.json`: what every route takes and gives, made from the table that the door asks.
///
/// A route that the table names and nobody has described fails `OpenAPITests`, and so does a
/// description of what is not there.
///
/// Source: OpenAPI Specification 3.1.1.
struct OpenAPIDocument: Sendable {
  let body: PreparedBody

  init() throws {
    let operations = RouteDescription.all
    var paths: [String: [String: JSONValue]] = [:]
    for (key, rule) in DoorRule.table {
      guard let described = operations[key] else { continue }
      let parts = key.split(separator: " ")
      paths[String(parts[1]), default: [:]][parts[0].lowercased()] = Self.operation(
        key, described, rule)
    }
    let document: JSONValue = .object([
      "openapi": "3.1.1",
      "info": .object([
        "title": "Chengxu", "version": "1",
        "description": "Duty of a city's traffic police. Moments are milliseconds since 1970, UTC.",
      ]),
      "paths": .object(paths.mapValues(JSONValue.object)),
      "components": .object(["schemas": .object(Self.schemas), "securitySchemes": Self.doors]),
    ])
    body = try PreparedBody(json: document)
  }

  func add(to router: Router<ServerContext>) {
    router.get("/openapi.json") { request, _ in body.response(to: request) }
  }

  private static func operation(
    _ key: String, _ described: RouteDescription, _ rule: DoorRule
  ) -> JSONValue {
    var operation: [String: JSONValue] = [
      "summary": .string(described.summary.english),
      "x-summary-zh": .string(described.summary.chinese),
      "operationId": .string(key.map { $0.isLetter ? "\($0)" : "_" }.joined()),
      "responses": .object([
        "2XX": .object([
          "description": .string(described.answer.english),
          "content": .object([described.mediaType: .object(["schema": .object([:])])]),
        ]),
        "4XX": .object([
          "description": "A problem that says what is wrong and what may help (RFC 9457).",
          "content": .object([
            "application/problem+json": .object([
              "schema": .object(["$ref": "#/components/schemas/Problem"])
            ])
          ]),
        ]),
      ]),
      "security": .array(security(of: rule)),
      "x-permission": .string(permission(of: rule)),
    ]
    let parameters =
      pathParameters(of: key) + described.query.map(queryParameter)
      + (described.needsKey || described.takesKey
        ? [idempotencyKey(isRequired: described.needsKey)] : [])
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let fields = described.body {
      operation["requestBody"] = .object([
        "required": true,
        "content": .object(["application/json": .object(["schema": schema(of: fields)])]),
      ])
    }
    return .object(operation)
  }

  private static func pathParameters(of key: String) -> [JSONValue] {
    key.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
      .object([
        "name": .string(String(part.dropFirst().dropLast())), "in": "path", "required": true,
        "schema": .object(["type": "string"]),
      ])
    }
  }

  private static func queryParameter(_ field: RouteDescription.Field) -> JSONValue {
    .object([
      "name": .string(field.name), "in": "query", "required": .flag(field.isRequired),
      "schema": field.kind.schema,
    ])
  }

  private static func idempotencyKey(isRequired: Bool) -> JSONValue {
    .object([
      "name": "Idempotency-Key", "in": "header", "required": .flag(isRequired),
      "description": "New with each action; the same key gets the first answer again for a week.",
      "schema": .object(["type": "string", "minLength": 8, "maxLength": 200]),
    ])
  }

  static func schema(of fields: [RouteDescription.Field]) -> JSONValue {
    .object([
      "type": "object",
      "properties": .object(
        Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.kind.schema) })),
      "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
    ])
  }

  private static func security(of rule: DoorRule) -> [JSONValue] {
    switch rule {
    case .open: [.object([:])]
    case .ownKey: [.object(["key": .array([])])]
    case .signedIn: [.object(["session": .array([])])]
    case .permission(_, let scope):
      [.object(["session": .array([])])]
        + (scope.map { [.object(["key": .array([.string($0.rawValue)])])] } ?? [])
    }
  }

  private static func permission(of rule: DoorRule) -> String {
    switch rule {
    case .open: "none"
    case .ownKey: "ownKey"
    case .signedIn: "signedIn"
    case .permission(let permission, _): permission.rawValue
    }
  }

  private static let schemas: [String: JSONValue] = [
    "Problem": .object([
      "type": "object",
      "required": .array(["title", "status", "detail", "explanation"]),
      "properties": .object([
        "title": .object(["type": "string"]), "status": .object(["type": "integer"]),
        "detail": .object(["type": "string"]), "kind": .object(["type": "string"]),
        "explanation": .object([
          "type": "object",
          "properties": .object([
            "zh": .object(["type": "string"]), "en": .object(["type": "string"]),
          ]),
        ]),
      ]),
    ])
  ]

  private static let doors: JSONValue = .object([
    "session": .object([
      "type": "apiKey", "in": "cookie", "name": .string(SignInRoutes.cookie),
      "description": "Changes also need the header X-Form-Secret from GET /api/session.",
    ]),
    "key": .object(["type": "http", "scheme": "bearer"]),
  ])
}

/// A JSON document that is put together by hand.
enum JSONValue: Encodable, Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral
{
  case string(String)
  case number(Int)
  case flag(Bool)
  case array([JSONValue])
  case object([String: JSONValue])

  init(stringLiteral text: String) { self = .string(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(integerLiteral number: Int) { self = .number(number) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .string(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}
