// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Logging
import Metrics

/// Writes one log line and one measurement for every request, by route and not by address, so
/// that the number of series stays small whatever is asked for.
struct RequestRecord<Context: RequestContext>: RouterMiddleware {
  let metrics: any MetricsFactory

  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let elapsed = ContinuousClock.now - start
    let route = context.endpointPath ?? "unmatched"
    measure(request, response, route: route, elapsed: elapsed)
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(route)", "status": "\(response.status.code)",
        "ms": "\(elapsed.tenthsOfMilliseconds)",
      ])
    return response
  }

  private func measure(
    _ request: Request, _ response: Response, route: String, elapsed: Duration
  ) {
    let dimensions = [
      ("route", route), ("method", request.method.rawValue),
      ("status", String(response.status.code)),
    ]
    Counter(label: "http_requests_total", dimensions: dimensions, factory: metrics).increment()
    Metrics.Timer(
      label: "http_request_duration_seconds", dimensions: [("route", route)], factory: metrics
    ).recordNanoseconds(elapsed.nanoseconds)
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }

  fileprivate var tenthsOfMilliseconds: String {
    let tenths = nanoseconds / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
