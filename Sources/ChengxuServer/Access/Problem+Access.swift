// SPDX-License-Identifier: Apache-2.0

import AccessControl
import HTTPTypes

extension Problem {
  /// What the door says over HTTP.
  init(_ error: AccessError) {
    self.init(
      status: Self.status(of: error), explanation: error.explanation, kind: Self.kind(of: error))
  }

  private static func status(of error: AccessError) -> HTTPResponse.Status {
    switch error {
    case .signInFailed, .digitsNeeded, .sessionOver, .tokenRefused: .unauthorized
    case .formSecretMissing, .scopeMissing: .forbidden
    case .locked: .tooManyRequests
    case .conflict, .nameTaken: .conflict
    case .unknownAccount, .unknownToken, .unknownUnit: .notFound
    case .storeFailed, .damagedHash: .serviceUnavailable
    case .badName, .noRoles, .reasonMissing, .weakPassword, .noSecondFactor, .noScopes,
      .badExpiry:
      .badRequest
    }
  }

  private static func kind(of error: AccessError) -> String? {
    switch error {
    case .digitsNeeded: "digitsNeeded"
    case .sessionOver: "sessionOver"
    default: nil
    }
  }
}
