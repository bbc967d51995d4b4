// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird

/// `/api/session`: signing in and out, the own password, the authenticator.
struct SignInRoutes: Sendable {
  let desk: AccessDesk
  let limit: AddressLimit
  let enrolments: SecondFactorEnrolments
  /// Whether the pages are reached over TLS, so that the cookie never leaves it.
  let isSecure: Bool

  static let cookie = "chengxu-session"
  /// What somebody with a one-time password may still reach.
  static let paths: Set<String> = ["/api/session", "/api/session/password"]
  static let bodyBytes = 4096

  func add(to router: Router<ServerContext>) {
    router.post("/api/session", use: signIn)
    router.delete("/api/session", use: signOut)
    router.post("/api/session/password", use: changePassword)
    router.post("/api/session/second-factor", use: startEnrolment)
    router.post("/api/session/second-factor/confirmation", use: confirmEnrolment)
  }

  private struct SignInBody: Decodable {
    var name: String
    var password: String
    var digits: String?
  }

  @Sendable private func signIn(_ request: Request, context: ServerContext) async throws -> Response
  {
    guard await limit.allows(context.address, at: .now) else { throw Problem.tooManySignIns }
    let body: SignInBody = try await request.json(upTo: Self.bodyBytes)
    let signedIn = try await desk.signIn(
      name: body.name, password: body.password,
      digits: body.digits.flatMap { $0.isEmpty ? nil : $0 },
      address: context.address, at: .now)
    var response = try Response(
      private: SessionBody(SignedInVisitor(account: signedIn.account, session: signedIn.session)))
    response.setCookie(cookie(signedIn.secret.text, seconds: Int(Session.longestSeconds)))
    return response
  }

  @Sendable private func signOut(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    guard let secret = request.sessionSecret else { throw AccessError.sessionOver }
    try await desk.signOut(secret, at: .now)
    var response = Response(status: .noContent)
    response.setCookie(cookie("", seconds: 0))
    return response
  }

  private struct PasswordBody: Decodable {
    var old: String
    var new: String
  }

  /// Ends every session, this one too: the person signs in with the new password.
  @Sendable private func changePassword(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let account = try context.account()
    let body: PasswordBody = try await request.json(upTo: Self.bodyBytes)
    try await desk.changePassword(of: account, from: body.old, to: body.new, at: .now)
    return Response(status: .noContent)
  }

  /// A secret for the authenticator, which counts only when its digits come back.
  @Sendable private func startEnrolment(
    _: Request, context: ServerContext
  ) async throws -> Response {
    let account = try context.account()
    let factor = SecondFactor.random()
    await enrolments.start(factor, for: account.id)
    return try Response(private: EnrolmentBody(factor, account: account), status: .created)
  }

  private struct DigitsBody: Decodable {
    var digits: String
  }

  @Sendable private func confirmEnrolment(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let account = try context.account()
    let body: DigitsBody = try await request.json(upTo: Self.bodyBytes)
    guard let factor = await enrolments.factor(of: account.id) else {
      throw AccessError.noSecondFactor
    }
    try await desk.addSecondFactor(factor, digits: body.digits, to: account, at: .now)
    await enrolments.end(for: account.id)
    return Response(status: .noContent)
  }

  private func cookie(_ value: String, seconds: Int) -> Cookie {
    Cookie(
      name: Self.cookie, value: value, maxAge: seconds, path: "/", secure: isSecure,
      httpOnly: true, sameSite: .strict)
  }

}

extension Response {
  /// JSON that nobody keeps.
  init(private value: some Encodable, status: HTTPResponse.Status = .ok) throws {
    self.init(
      status: status,
      headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
  }
}

extension ServerContext {
  fileprivate func account() throws(AccessError) -> Account {
    guard let visitor else { throw .sessionOver }
    return visitor.account
  }
}

extension Request {
  /// A JSON body of at most so many bytes.
  func json<Value: Decodable>(upTo bytes: Int) async throws -> Value {
    let buffer = try await body.collect(upTo: bytes)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView))
    } catch {
      throw Problem.badBody
    }
  }
}
