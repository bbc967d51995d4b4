// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import DutyModel
import Foundation
import NIOCore
import NIOHTTP1
import Webhooks

/// Sends messages over HTTP. A redirection is a refusal like any other: it would lead past the list of
/// allowed addresses.
struct HTTPWebhookSender: WebhookSender {
  let client: HTTPClient

  /// Within this time a receiver connects and answers in full.
  static let timeoutSeconds = 10
  /// More than that of an answer nobody reads.
  private static let answerBytes = 16_384

  static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: .seconds(Int64(timeoutSeconds)), read: .seconds(Int64(timeoutSeconds))))
    configuration.httpVersion = .http1Only
    return configuration
  }

  func send(
    _ message: WebhookMessage, to address: WebhookAddress, signedWith secrets: [WebhookSecret]
  ) async throws -> WebhookFailure? {
    var request = HTTPClientRequest(url: address.text)
    request.method = .POST
    request.headers = HTTPHeaders(message.headers(signedWith: secrets).map { ($0.name, $0.value) })
    request.headers.add(name: "user-agent", value: "chengxu")
    request.body = .bytes(ByteBuffer(bytes: message.body))
    return try await withThrowingTaskGroup(of: WebhookFailure?.self) { [request] group in
      group.addTask { try await send(request) }
      group.addTask {
        try await Task.sleep(for: .seconds(Self.timeoutSeconds))
        return .timeout(seconds: Self.timeoutSeconds)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  private func send(_ request: HTTPClientRequest) async throws -> WebhookFailure? {
    do {
      let answer = try await client.execute(
        request, timeout: .seconds(Int64(Self.timeoutSeconds)))
      // To its end, so that the connection serves for the next message; what it says is not kept.
      _ = try? await answer.body.collect(upTo: Self.answerBytes)
      return (200...299).contains(answer.status.code) ? nil : .status(Int(answer.status.code))
    } catch let error as HTTPClientError where error == .cancelled {
      throw CancellationError()
    } catch let error as CancellationError {
      throw error
    } catch let error as HTTPClientError
      where error == .deadlineExceeded || error == .connectTimeout || error == .readTimeout
    {
      return .timeout(seconds: Self.timeoutSeconds)
    } catch {
      return .unreachable(detail: "\(error)")
    }
  }
}
