// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird

/// Asks every request who it comes from, by the one table in `DoorRule`, before its route runs.
struct DoorMiddleware: RouterMiddleware {
  let door: Door
  let territories: TerritoryIndex
  /// Paths of pages, scripts and styles.
  let openPaths: Set<String>

  func handle(
    _ request: Request, context: ServerContext,
    next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    guard let path = context.endpointPath else { return try await next(request, context) }
    var context = context
    switch rule(of: request, at: path) {
    case .open, .ownKey: break
    case .signedIn: context.visitor = try await visitor(of: request)
    case .permission(let permission, let scope):
      if let scope, let key = request.programKey {
        context.program = try await program(key, scope)
      } else {
        context.visitor = try await visitor(of: request)
        try context.visitor?.visitor.require(permission, in: territories)
      }
    }
    return try await next(request, context)
  }

  private func rule(of request: Request, at path: String) -> DoorRule {
    if openPaths.contains(path) { return .open }
    if DoorRule.ownKeyPrefixes.contains(where: path.hasPrefix) { return .ownKey }
    let method: HTTPRequest.Method = request.method == .head ? .get : request.method
    // Forgotten in the table means closed: nobody holds every permission, so nobody passes.
    return DoorRule.table["\(method) \(path)"] ?? .permission(.manageAccounts)
  }

  /// - Returns: `nil` where reading is open and nobody is signed in.
  private func visitor(of request: Request) async throws -> SignedInVisitor? {
    let isReading = request.method == .get || request.method == .head
    do {
      let found = try await signedIn(request)
      if !isReading { try request.requireFormSecret(of: found.session) }
      if found.account.mustChangePassword && !SignInRoutes.paths.contains(request.uri.path) {
        throw Problem.passwordMustChange
      }
      return found
    } catch let error as AccessError {
      if error == .sessionOver && door.isReadingOpen && isReading { return nil }
      throw error
    }
  }

  private func signedIn(_ request: Request) async throws(AccessError) -> SignedInVisitor {
    guard let desk = door.desk, let secret = request.sessionSecret else { throw .sessionOver }
    let (account, session) = try await desk.resume(secret, at: .now)
    return SignedInVisitor(account: account, session: session)
  }

  private func program(_ key: Secret, _ scope: APIToken.Scope) async throws -> APIToken {
    guard let desk = door.desk else { throw AccessError.tokenRefused }
    return try await desk.authenticate(key, for: scope, at: .now)
  }
}

extension Request {
  /// The secret in the session's cookie.
  var sessionSecret: Secret? {
    cookies[SignInRoutes.cookie].map { Secret(text: $0.value) }
  }

  /// The key of a program (RFC 6750 §2.1), or the password of a program that only knows names and
  /// passwords, as calendars do (RFC 7617).
  fileprivate var programKey: Secret? {
    guard let field = headers[.authorization] else { return nil }
    let value = field.drop { $0 != " " }.trimmingCharacters(in: .whitespaces)
    switch field.prefix(while: { $0 != " " }).lowercased() {
    case "bearer": return Secret(text: value)
    case "basic":
      guard let bytes = Data(base64Encoded: value) else { return nil }
      let pair = String(decoding: bytes, as: UTF8.self)
      return pair.firstIndex(of: ":").map { Secret(text: String(pair[pair.index(after: $0)...])) }
    default: return nil
    }
  }

  /// Another site can make the browser send the cookie, but not read what goes beside it.
  fileprivate func requireFormSecret(of session: Session) throws(AccessError) {
    guard let name = HTTPField.Name("X-Form-Secret"), let sent = headers[name],
      Secret(text: sent).digest == Secret(text: session.formSecret).digest
    else { throw .formSecretMissing }
  }
}
