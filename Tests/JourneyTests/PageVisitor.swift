// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import Testing

/// Somebody at a page of a running server: signed in, with what the page would send.
struct PageVisitor {
  struct Refused: Error {
    var status: Int
    var body: String
  }

  private let base: String
  private var cookie: String?
  private var formSecret: String?

  /// A new account in a data folder, with a password of its own.
  ///
  /// - Parameter arguments: how `chengxu` finds the database where that is not in the folder.
  init(
    _ name: String, role: String, at base: String, data: URL, _ arguments: [String]
  ) async throws {
    self.base = base
    struct Added: Decodable { var oneTimePassword: String }
    let added = try Program.run(
      ["user", "add", name, "--role", role, "--data", data.path(), "--format", "json"] + arguments)
    try #require(added.status == 0, "\(added.complaint)")
    let once = try JSONDecoder().decode(Added.self, from: Data(added.output.utf8)).oneTimePassword
    let own = "东风街 胜利街 早高峰 八点"
    try await signIn(name, once)
    _ = try await answer(
      "POST", "/api/session/password", try JSONEncoder().encode(["old": once, "new": own]))
    try await signIn(name, own)
  }

  func get<Answer: Decodable>(_ type: Answer.Type, _ path: String) async throws -> Answer {
    try JSONDecoder().decode(type, from: try await answer("GET", path, nil))
  }

  func post<Answer: Decodable>(
    _ type: Answer.Type, _ path: String, _ json: String
  ) async throws -> Answer {
    try JSONDecoder().decode(type, from: try await answer("POST", path, Data(json.utf8)))
  }

  private mutating func signIn(_ name: String, _ password: String) async throws {
    struct Session: Decodable {
      struct Person: Decodable { var formSecret: String }
      var person: Person
    }
    let (data, response) = try await exchange(
      "POST", "/api/session", try JSONEncoder().encode(["name": name, "password": password]))
    let set = try #require(response.value(forHTTPHeaderField: "Set-Cookie"))
    cookie = set.split(separator: ";").first.map(String.init)
    formSecret = try JSONDecoder().decode(Session.self, from: data).person.formSecret
  }

  private func answer(_ method: String, _ path: String, _ body: Data?) async throws -> Data {
    try await exchange(method, path, body).0
  }

  private func exchange(
    _ method: String, _ path: String, _ body: Data?
  ) async throws -> (Data, HTTPURLResponse) {
    var request = URLRequest(url: try #require(URL(string: base + path)))
    request.httpMethod = method
    request.httpBody = body
    request.httpShouldHandleCookies = false
    request.timeoutInterval = 60
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    request.setValue(cookie, forHTTPHeaderField: "Cookie")
    if method != "GET", let formSecret {
      request.setValue(formSecret, forHTTPHeaderField: "X-Form-Secret")
      request.setValue(UUID().uuidString, forHTTPHeaderField: "Idempotency-Key")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    let head = try #require(response as? HTTPURLResponse)
    guard (200..<300).contains(head.statusCode) else {
      throw Refused(status: head.statusCode, body: String(decoding: data, as: UTF8.self))
    }
    return (data, head)
  }
}
