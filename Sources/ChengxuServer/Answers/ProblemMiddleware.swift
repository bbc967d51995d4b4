// SPDX-License-Identifier: Apache-2.0

import AccessControl
import Bulletin
import CityOrder
import DocumentRendering
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import IncidentAnalysis
import JobQueue
import Logging
import Operations
import Rostering
import Supervision
import Terminals
import Webhooks

/// Turns errors into `application/problem+json` answers: the only place that knows both.
///
/// Source of the form: RFC 9457. `explanation` is an extension member with both languages, `kind`
/// one with a word that a page acts on.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      let isReading = request.method == .get || request.method == .head
      guard isReading || context.endpointPath != nil else {
        throw Problem.readOnly(method: request.method.rawValue)
      }
      return try await next(request, context)
    } catch let problem as Problem {
      return try answer(problem)
    } catch let error as AccessError {
      if case .storeFailed = error {
        context.logger.error("access", metadata: ["error": "\(error)"])
      }
      return try answer(Problem(error))
    } catch let error as AccessRefused {
      return try answer(Problem(status: .forbidden, explanation: error.explanation))
    } catch let error as CaseStoreError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as CaseDeskError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as OrderStoreError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as RosterDeskError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as JobStoreError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as WebhookError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as PointDeskError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as DeskError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as BulletinRefused {
      return try answer(Problem(error))
    } catch let error as DraftEditError {
      return try answer(Problem(status: .conflict, explanation: error.explanation))
    } catch let error as BulletinDeskError {
      return try answer(Problem(error))
    } catch let error as RenderingError {
      return try answer(logged(Problem(error), error, context))
    } catch let error as SupervisionError {
      return try answer(Problem(status: .notFound, explanation: error.explanation))
    } catch let error as PhoneReportError {
      return try answer(Problem(status: .badRequest, explanation: error.explanation))
    } catch let error as TrackingError {
      context.logger.error("tracking failed", metadata: ["error": "\(error)"])
      let status: HTTPResponse.Status =
        error.code == .full
        ? .init(code: 507, reasonPhrase: "Insufficient Storage") : .serviceUnavailable
      return try answer(Problem(status: status, explanation: error.explanation))
    } catch let error as EventLogError {
      context.logger.error("the log failed", metadata: ["error": "\(error)"])
      return try answer(Problem(status: .serviceUnavailable, explanation: error.explanation))
    } catch let error as any HTTPResponseError {
      return try answer(Problem(error, path: request.uri.path))
    } catch {
      context.logger.error("request failed", metadata: ["error": "\(error)"])
      return try answer(.failed)
    }
  }

  private func logged(_ problem: Problem, _ error: any Error, _ context: Context) -> Problem {
    if problem.status.kind == .serverError {
      context.logger.error("desk failed", metadata: ["error": "\(error)"])
    }
    return problem
  }

  private func answer(_ problem: Problem) throws -> Response {
    let body = ProblemBody(problem)
    var headers: HTTPFields = [
      .contentType: "application/problem+json; charset=utf-8", .cacheControl: "no-store",
    ]
    if problem.status == .methodNotAllowed { headers[.allow] = "GET, HEAD" }
    return Response(
      status: problem.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(body))))
  }
}

/// The members that RFC 9457 names, and the explanation in both languages.
struct ProblemBody: Codable {
  var title: String
  var status: Int
  var detail: String
  var explanation: LocalizedName
  var kind: String?

  init(_ problem: Problem) {
    title = problem.status.reasonPhrase
    status = problem.status.code
    detail = problem.explanation.english
    explanation = problem.explanation
    kind = problem.kind
  }
}

extension Problem {
  fileprivate static let failed = Self(
    status: .internalServerError,
    explanation: LocalizedName(
      chinese: "服务内部出错，已记入日志。可以稍后重试。",
      english: "Something went wrong in the server and was logged. Maybe try again later."))

  fileprivate init(_ error: any HTTPResponseError, path: String) {
    if error.status == .notFound {
      self = .notFound(path: path)
    } else {
      self.init(
        status: error.status,
        explanation: LocalizedName(
          chinese: "请求不合要求（\(error.status.code)）。可以检查网址里的参数。",
          english: "The request is not as expected (\(error.status)). "
            + "Maybe check the parameters in the address."))
    }
  }
}
