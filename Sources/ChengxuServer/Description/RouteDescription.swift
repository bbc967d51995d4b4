// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What one route is for, what it takes and what it answers.
struct RouteDescription: Sendable {
  struct Field: Sendable {
    enum Kind: Sendable {
      case integer, number, text, moment, flag, texts, integers, object
      /// Pairs of latitude and longitude in degrees.
      case pairs
      case choice([String])
      case list([Field])

      var schema: JSONValue {
        switch self {
        case .integer: .object(["type": "integer"])
        case .number: .object(["type": "number"])
        case .text: .object(["type": "string"])
        case .flag: .object(["type": "boolean"])
        case .object: .object(["type": "object"])
        case .integers: .object(["type": "array", "items": .object(["type": "integer"])])
        case .texts: .object(["type": "array", "items": .object(["type": "string"])])
        case .pairs:
          .object([
            "type": "array",
            "items": .object(["type": "array", "items": .object(["type": "number"])]),
          ])
        case .moment:
          .object(["type": "integer", "description": "Milliseconds since 1970, UTC."])
        case .choice(let words):
          .object(["type": "string", "enum": .array(words.map(JSONValue.string))])
        case .list(let fields):
          .object(["type": "array", "items": OpenAPIDocument.schema(of: fields)])
        }
      }
    }

    var name: String
    var kind: Kind
    var isRequired: Bool

    static func must(_ name: String, _ kind: Kind) -> Self {
      Self(name: name, kind: kind, isRequired: true)
    }

    static func may(_ name: String, _ kind: Kind) -> Self {
      Self(name: name, kind: kind, isRequired: false)
    }
  }

  var summary: LocalizedName
  var answer: LocalizedName
  var mediaType = "application/json"
  var query: [Field] = []
  /// `nil` for a route that takes no body.
  var body: [Field]?
  /// Whether the header `Idempotency-Key` must come with it.
  var needsKey = false
  /// Whether that header is heeded where it comes.
  var takesKey = false

  static func reads(
    _ chinese: String, _ english: String, query: [Field] = [],
    mediaType: String = "application/json"
  ) -> Self {
    Self(
      summary: LocalizedName(chinese: chinese, english: english),
      answer: LocalizedName(chinese: "内容", english: "What was asked for."),
      mediaType: mediaType, query: query)
  }

  static func acts(_ chinese: String, _ english: String, _ body: [Field]?) -> Self {
    Self(
      summary: LocalizedName(chinese: chinese, english: english),
      answer: LocalizedName(chinese: "结果", english: "What became of it."), body: body)
  }

  /// The body is a file.
  static func uploads(
    _ chinese: String, _ english: String, query: [Field], takesKey: Bool = false
  ) -> Self {
    var route = acts(chinese, english, nil)
    route.query = query
    route.takesKey = takesKey
    return route
  }

  /// A step at the roster's desk: with a key, carried out once however often it is sent.
  static func steps(_ chinese: String, _ english: String, _ body: [Field]) -> Self {
    var route = acts(chinese, english, body)
    route.takesKey = true
    return route
  }

  /// A step at a desk of the running day: carried out once for each key.
  static func changes(_ chinese: String, _ english: String, _ body: [Field]) -> Self {
    Self(
      summary: LocalizedName(chinese: chinese, english: english),
      answer: LocalizedName(chinese: "更新后的记录", english: "The file as it is now."), body: body,
      needsKey: true)
  }
}
