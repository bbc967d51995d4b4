// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Puts the same protective headers on every answer, errors included.
///
/// The pages load nothing from elsewhere and have no inline script or style, so the policy needs
/// no exception. `data:` images are what Leaflet uses to empty a tile it drops. Where somebody stands
/// is asked by the pages that report a problem or check in, when the button is pressed.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  private let headers: HTTPFields = {
    var headers: HTTPFields = [
      .contentSecurityPolicy: "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      .xContentTypeOptions: "nosniff",
    ]
    for (name, value) in [
      ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"),
      ("cross-origin-opener-policy", "same-origin"),
      ("cross-origin-resource-policy", "same-origin"),
      ("permissions-policy", "camera=(), geolocation=(self), microphone=()"),
    ] {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return headers
  }()

  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers.append(contentsOf: headers)
    return response
  }
}
