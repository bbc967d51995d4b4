// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Where the server listens and where its pages lie.
public struct ServerConfiguration: Hashable, Sendable {
  /// The address to listen on. The default reaches this machine only.
  public var host: String
  /// 1...65535, or 0 for any free port.
  public var port: Int
  /// The folder that `Scripts/build-web` fills.
  public var webFolder: URL
  /// After a stop is asked for, requests under way get this long.
  public var stopSeconds: Int
  /// Whether people reach the pages over TLS, which something before the server then speaks.
  public var isReachedOverTLS: Bool
  /// Whether the server takes slow work too, or leaves it to workers.
  public var worksOnJobs: Bool

  public init(
    host: String = "127.0.0.1", port: Int = 8080, webFolder: URL, stopSeconds: Int = 10,
    isReachedOverTLS: Bool = false, worksOnJobs: Bool = true
  ) {
    self.host = host
    self.port = port
    self.webFolder = webFolder
    self.stopSeconds = stopSeconds
    self.isReachedOverTLS = isReachedOverTLS
    self.worksOnJobs = worksOnJobs
  }

  /// Whether nobody but this machine reaches the server.
  public var isLocalOnly: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}
