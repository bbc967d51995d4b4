// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Foundation

extension CommandPage {
  /// Says at once that a port is taken, instead of after a minute of planning.
  ///
  /// Looks at numeric IPv4 addresses only; the server itself tells of all others when it starts.
  static func checkPort(_ configuration: ServerConfiguration) throws(ServerError) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(configuration.port).bigEndian
    guard configuration.port > 0,
      inet_pton(AF_INET, configuration.host, &address.sin_addr) == 1
    else { return }
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { return }
    defer { close(handle) }
    var reuse: Int32 = 1
    setsockopt(
      handle, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      if errno == EADDRINUSE {
        throw .portInUse(host: configuration.host, port: configuration.port)
      }
      throw .cannotListen(
        host: configuration.host, port: configuration.port,
        reason: String(cString: strerror(errno)))
    }
  }
}
