// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Gzip
import HTTPTypes
import Hummingbird

/// The bytes of an answer, compressed and digested once, so that serving them only compares tags.
struct PreparedBody: Sendable {
  let mediaType: String
  private let plain: ByteBuffer
  /// `nil` where compression does not pay: small or already packed.
  private let compressed: ByteBuffer?
  /// Weak, since the same tag stands for both encodings.
  let entityTag: String

  /// Bodies shorter than this are sent as they are.
  static let smallestCompressed = 1024

  init(_ bytes: [UInt8], mediaType: String, compresses: Bool = true) throws {
    self.mediaType = mediaType
    plain = ByteBuffer(bytes: bytes)
    let digest = SHA256.hash(data: bytes).prefix(10)
    entityTag = "W/\"" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    compressed =
      compresses && bytes.count >= Self.smallestCompressed
      ? ByteBuffer(bytes: try GzipCompressor.pack(bytes)) : nil
  }

  /// JSON with sorted keys, so that equal values make equal tags.
  init(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try self.init([UInt8](encoder.encode(value)), mediaType: "application/json; charset=utf-8")
  }

  /// The whole body, its compressed form, or 304 when the reader already has it.
  func response(to request: Request, cacheControl: String = "no-cache") -> Response {
    var headers: HTTPFields = [
      .eTag: entityTag, .cacheControl: cacheControl, .vary: "accept-encoding",
    ]
    if request.headers[values: .ifNoneMatch].contains(where: matches) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = mediaType
    guard let compressed, request.acceptsGzip else {
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
    }
    headers[.contentEncoding] = "gzip"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: compressed))
  }

  /// Source: RFC 9110 §13.1.2, weak comparison.
  private func matches(_ field: String) -> Bool {
    field.split(separator: ",").contains { candidate in
      let tag = candidate.trimmingCharacters(in: .whitespaces)
      return tag == "*" || tag == entityTag || "W/" + tag == entityTag
    }
  }
}

extension Request {
  /// Whether `accept-encoding` names gzip with a quality above zero.
  var acceptsGzip: Bool {
    headers[values: .acceptEncoding].joined(separator: ",").split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let coding = parts.first?.lowercased(), coding == "gzip" || coding == "*" else {
        return false
      }
      return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }
}
