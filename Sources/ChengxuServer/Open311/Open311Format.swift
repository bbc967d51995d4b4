// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Logging

/// The two forms of every answer; the address ends in one of them.
enum Open311Format: String, CaseIterable, Sendable {
  case xml, json

  var mediaType: String {
    switch self {
    case .xml: "text/xml; charset=utf-8"
    case .json: "application/json; charset=utf-8"
    }
  }

  /// By the last part of an address, such as `requests.xml`; XML, the required form, otherwise.
  init(path: String) {
    self = Self(rawValue: String(path.split(separator: ".").last ?? "")) ?? .xml
  }

  func answer(
    _ node: Open311Node, root: String, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    Response(
      status: status, headers: [.contentType: mediaType, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: try text(node, root: root))))
  }

  func text(_ node: Open311Node, root: String) throws -> String {
    switch self {
    case .xml: node.xml(root: root)
    case .json: try node.json()
    }
  }
}

/// One or more errors of a request, as GeoReport v2 words them: 404 for what does not exist, 403 for
/// keys, 400 for all else.
struct Open311Failure: Error {
  struct Item: Hashable {
    var status: HTTPResponse.Status
    var description: String
  }

  /// At least one; the first one's status is the answer's.
  var items: [Item]

  init(_ status: HTTPResponse.Status, _ description: String) {
    items = [Item(status: status, description: description)]
  }

  init(items: [Item]) { self.items = items }

  var node: Open311Node {
    .list(
      item: "error",
      items.map {
        .object([("code", .integer($0.status.code)), ("description", .text($0.description))])
      })
  }
}

/// Turns every error below its routes into the standard's answer, in the form that was asked for.
struct Open311ErrorMiddleware<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let format = Open311Format(path: request.uri.path)
    do {
      return try await next(request, context)
    } catch let failure as Open311Failure {
      return try format.answer(
        failure.node, root: "errors", status: failure.items.first?.status ?? .badRequest)
    } catch let error as any HTTPResponseError {
      let failure = Open311Failure(
        error.status == .notFound ? .notFound : .badRequest,
        "The request is not as expected (\(error.status)).")
      return try format.answer(failure.node, root: "errors", status: error.status)
    } catch {
      context.logger.error("open311 request failed", metadata: ["error": "\(error)"])
      let failure = Open311Failure(
        .badRequest, "General service error: the request could not be processed and was logged.")
      return try format.answer(failure.node, root: "errors", status: .internalServerError)
    }
  }
}
