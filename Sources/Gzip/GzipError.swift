// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no complete gzip stream (RFC 1952), or why zlib gave up.
public enum GzipError: Error, Hashable, CustomStringConvertible {
  /// The bytes do not begin with a gzip header.
  case notGzip(offset: Int)
  /// The stream contradicts itself, such as a wrong check sum.
  case damaged(offset: Int, detail: String)
  /// The input ended inside a member.
  case truncated(offset: Int)
  /// Something that is no further member follows the last one.
  case trailingBytes(offset: Int)
  /// More than the caller wished to hold.
  case tooLarge(limit: Int)
  /// zlib could not be set up; memory is short.
  case unavailable(code: Int)

  public var description: String {
    switch self {
    case .notGzip(let offset):
      "No gzip header at byte \(offset). Maybe the file is not compressed; name it without .gz."
    case .damaged(let offset, let detail):
      "The gzip stream is damaged near byte \(offset): \(detail). Maybe fetch the file again."
    case .truncated(let offset):
      "The gzip stream ends too early, at byte \(offset). Maybe fetch the file again."
    case .trailingBytes(let offset):
      "At byte \(offset), after the end of the gzip stream, follows something that is none."
    case .tooLarge(let limit):
      "The gzip stream unpacks to more than \(limit) bytes, which is the limit here."
    case .unavailable(let code):
      "zlib could not be started (code \(code)). Maybe memory is short."
    }
  }
}
