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
    return (decoded, try key(for: bytes, context))
  }

  /// The request's key where it has one.
  ///
  /// - Parameter content: the body; the key stands for it and the address.
  /// - Throws: `Problem` for a key too short to be one.
  func key(for content: Data, _ context: ServerContext) throws(Problem) -> RosterRequestKey? {
    guard let name = HTTPField.Name("Idempotency-Key"), let key = headers[name] else { return nil }
    guard (8...200).contains(key.utf8.count) else { throw Problem.noIdempotencyKey }
    let asked = Data("\(method) \(uri.path)\n".utf8) + content
    let digest = SHA256.hash(data: asked).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return RosterRequestKey(
      key: "\(context.visitor?.account.id.rawValue ?? 0):\(key)", fingerprint: digest.joined())
  }
}
