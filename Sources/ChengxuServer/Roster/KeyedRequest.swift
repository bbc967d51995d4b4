// SPDX-License-Identifier: Apache-2.0

import AccessControl
import Crypto
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import Rostering

extension Request {
  /// The body, and the request's key where it has one (draft-ietf-httpapi-idempotency-key-header).
  ///
  /// - Throws: `Problem` for a body that is not the JSON expected, or a key too short to be one.
  func keyed<Body: Decodable>(
    _ type: Body.Type, _ context: ServerContext
  ) async throws -> (body: Body, key: RosterRequestKey?) {
    // A decision with a dozen reasons is far shorter.
    let bytes = Data(try await body.collect(upTo: 16_384).readableBytesView)
    guard let decoded = try? JSONDecoder().decode(type, from: bytes) else { throw Problem.badBody }
    guard let name = HTTPField.Name("Idempotency-Key"), let key = headers[name] else {
      return (decoded, nil)
    }
    guard (8...200).contains(key.utf8.count) else { throw Problem.noIdempotencyKey }
    let content = Data("\(method) \(uri.path)\n".utf8) + bytes
    let digest = SHA256.hash(data: content).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return (
      decoded,
      RosterRequestKey(
        key: "\(context.visitor?.account.id.rawValue ?? 0):\(key)", fingerprint: digest.joined())
    )
  }
}
