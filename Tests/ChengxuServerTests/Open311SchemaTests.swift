// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Our answers against the standard's own schemas and examples.
@Suite("Open311 beside its specification")
struct Open311SchemaTests {
  static let folder = TestTools.sharedData?.appending(path: "open311")
  static let reason: Comment =
    "CHENGXU_SHARED_DATA is not set: nothing is compared with the schemas."

  static func file(_ name: String) throws -> Data {
    try Data(contentsOf: try #require(folder).appending(path: name))
  }

  /// Problems of a value under a schema: the words that these schemas use.
  static func problems(_ value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let fits = choices.contains { problems(value, $0, at: path).isEmpty }
      return fits ? [] : ["\(path): fits none of \(choices.count)"]
    }
    var found: [String] = []
    if let type = schema["type"] as? String, !isA(value, type) {
      found.append("\(path): no \(type)")
    }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      found.append("\(path): \(value) is none of \(words)")
    }
    if let most = schema["maxLength"] as? Int, let text = value as? String, text.count > most {
      found.append("\(path): longer than \(most)")
    }
    let object = value as? [String: Any] ?? [:]
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      found.append("\(path): no \(name)")
    }
    for (name, part) in schema["properties"] as? [String: [String: Any]] ?? [:] {
      if let member = object[name] { found += problems(member, part, at: "\(path)/\(name)") }
    }
    if let part = schema["items"] as? [String: Any] {
      for element in value as? [Any] ?? [] { found += problems(element, part, at: "\(path)[]") }
    }
    return found
  }

  private static func isA(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "boolean": value is Bool
    case "number", "integer": value is NSNumber && !(value is String)
    case "array": value is [Any]
    default: true
    }
  }

  @Test("fits the JSON schemas", .enabled(if: folder != nil, reason))
  func schemas() async throws {
    @Sendable func schema(_ name: String) throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: try Self.file("schema_\(name).json"))
          as? [String: Any])
    }
    try await ServedOpen311.test { served in
      _ = try await served.post(Open311Tests.report)
      _ = try await served.post(["service_code=E0505", "address_string=东", "attribute[SIDE]=E"])
      func value(_ path: String) async throws -> Any {
        try JSONSerialization.jsonObject(
          with: Data(try await served.get("v2/" + path).body.readableBytesView))
      }
      let services = try #require(try await value("services.json") as? [Any])
      #expect(services.count == 2)
      for one in services { #expect(Self.problems(one, try schema("service")) == []) }
      let requests = try #require(try await value("requests.json") as? [Any])
      #expect(requests.count == 2)
      for one in requests { #expect(Self.problems(one, try schema("request")) == []) }
      let definition = try await value("services/E0505.json")
      #expect(Self.problems(definition, try schema("service-definition")) == [])
      // The checker itself finds what is wrong.
      #expect(Self.problems(["status": "lost"], try schema("request")).count == 4)
    }
  }

  @Test("has the elements of the XML examples", .enabled(if: folder != nil, reason))
  func elements() async throws {
    try await ServedOpen311.test { served in
      _ = try await served.post(Open311Tests.report)
      for (path, example) in [
        ("v2/services.xml", "service-list"), ("v2/services/E0505.xml", "service-definition"),
        ("v2/requests.xml", "service-requests"), ("v2/requests/1.xml", "service-request"),
        ("v2/tokens/1.xml", "request-from-token"), ("discovery.xml", "discovery"),
      ] {
        let ours = try Elements.paths(Data(try await served.get(path).body.readableBytesView))
        let theirs = try Elements.paths(try Self.file("spec_\(example).xml"))
        #expect(ours == theirs, "\(path)")
      }
      let filed = try await served.post(Open311Tests.report, to: "v2/requests.xml")
      #expect(
        try Elements.paths(Data(filed.body.readableBytesView))
          == Elements.paths(try Self.file("spec_service-request-post.xml")))
    }
  }
}

/// Collects the paths of all elements of a document.
private final class Elements: NSObject, XMLParserDelegate {
  private var path: [String] = []
  private var found: Set<String> = []

  static func paths(_ document: Data) throws -> Set<String> {
    let elements = Elements()
    let parser = XMLParser(data: document)
    parser.delegate = elements
    try #require(parser.parse(), "no well-formed XML")
    return elements.found
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    path.append(name)
    found.insert(path.joined(separator: "/"))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
  }
}
