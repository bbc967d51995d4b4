// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import ChengxuServer

/// Somebody signed in, who reads and changes things.
struct ServedPerson: Sendable {
  let served: ServedDoor
  let cookie: String
  let secret: String

  init(
    _ served: ServedDoor, _ roles: Set<Role>, name: String = "li.wei",
    officer: ID<Officer>? = nil, territory: Territory = .detachment
  ) async throws {
    let new = try await served.desk.createAccount(
      AccessDesk.AccountRequest(
        name: name, displayName: "李伟", roles: roles, territory: territory, officer: officer),
      by: "test", at: .now)
    let password = "风筝之都 2017 晴天"
    try await served.desk.changePassword(
      of: new.account, from: new.oneTimePassword, to: password, at: .now)
    self.served = served
    cookie = try await served.signIn(name, password).cookie
    secret = try await served.formSecret(cookie)
  }

  /// Reads without a body, posts with one unless another method is named.
  func answer(
    _ address: String, _ json: String? = nil, key: String? = nil, prefer: String? = nil,
    method: HTTPRequest.Method? = nil
  ) async throws -> TestResponse {
    var headers = headers(key: key)
    if let prefer, let name = HTTPField.Name("Prefer") { headers[name] = prefer }
    return try await served.client.execute(
      uri: address, method: method ?? (json == nil ? .get : .post), headers: headers,
      body: json.map { ByteBuffer(string: $0) }
    ) { $0 }
  }

  /// Posts a file.
  func send(
    _ address: String, _ bytes: ByteBuffer, key: String? = nil
  ) async throws -> TestResponse {
    try await served.client.execute(
      uri: address, method: .post, headers: headers(key: key), body: bytes
    ) { $0 }
  }

  private func headers(key: String?) -> HTTPFields {
    var headers: HTTPFields = [.cookie: cookie]
    if let name = HTTPField.Name("X-Form-Secret") { headers[name] = secret }
    if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
    return headers
  }
}
