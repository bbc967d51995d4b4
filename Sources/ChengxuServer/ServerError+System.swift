// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore

extension ServerError {
  /// Words what the network layer threw while starting or running.
  init(_ error: any Error, configuration: ServerConfiguration) {
    switch error {
    case let error as ServerError:
      self = error
    case let error as IOError where error.errnoCode == EADDRINUSE:
      self = .portInUse(host: configuration.host, port: configuration.port)
    case let error as IOError:
      self = .cannotListen(
        host: configuration.host, port: configuration.port,
        reason: String(cString: strerror(error.errnoCode)))
    case let error as SocketAddressError:
      self = .cannotListen(
        host: configuration.host, port: configuration.port, reason: "\(error)")
    default:
      self = .stopped(reason: "\(error)")
    }
  }
}
