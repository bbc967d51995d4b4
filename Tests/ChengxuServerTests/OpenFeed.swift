// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import HummingbirdTesting
import Synchronization
import Testing

/// A feed of a served server that stays open, read as a page reads it.
struct OpenFeed {
  private let reader: LineReader
  private let session: URLSession

  fileprivate init(_ request: URLRequest) {
    reader = LineReader()
    session = URLSession(configuration: .ephemeral, delegate: reader, delegateQueue: nil)
    session.dataTask(with: request).resume()
  }

  var lines: AsyncThrowingStream<String, any Error> { reader.lines }

  func close() { session.invalidateAndCancel() }
}

extension DutyClient {
  func openFeed(_ path: String, _ person: Person) throws -> OpenFeed {
    let port = try #require(client.port)
    var request = URLRequest(url: try #require(URL(string: "http://localhost:\(port)\(path)")))
    request.setValue(person.cookie, forHTTPHeaderField: "Cookie")
    return OpenFeed(request)
  }
}

/// The lines of an answer as they arrive; Foundation on Linux has no `bytes(for:)`.
private final class LineReader: NSObject, URLSessionDataDelegate {
  let lines: AsyncThrowingStream<String, any Error>
  private let continuation: AsyncThrowingStream<String, any Error>.Continuation
  private let rest = Mutex("")

  override init() {
    (lines, continuation) = AsyncThrowingStream.makeStream()
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let whole = rest.withLock { rest in
      rest += String(decoding: data, as: UTF8.self)
      var lines = rest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      rest = lines.removeLast()
      return lines
    }
    for line in whole { continuation.yield(line) }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) { continuation.finish(throwing: error) }
}
