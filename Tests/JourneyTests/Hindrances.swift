// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A port of the loopback address that is taken as long as this lives.
struct Listener {
  let port: Int
  private let handle: Int32

  init() throws {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(handle, generic, length) == 0 && listen(handle, 1) == 0
          && getsockname(handle, generic, &length) == 0
      }
    }
    guard result else { throw POSIXError(.EADDRINUSE) }
    self.handle = handle
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  func close() { _ = Glibc.close(handle) }
}

/// A file system of a few kilobytes, to fill.
struct SmallDisk {
  let folder: URL

  static var isPossible: Bool {
    guard getuid() == 0, let disk = try? SmallDisk(kilobytes: 64) else { return false }
    disk.remove()
    return true
  }

  init(kilobytes: Int) throws {
    folder = try Scratch.folder()
    let status = mount("tmpfs", folder.path(), "tmpfs", 0, "size=\(kilobytes)k")
    guard status == 0 else {
      Scratch.remove(folder)
      throw POSIXError(.EPERM)
    }
  }

  func remove() {
    umount(folder.path())
    Scratch.remove(folder)
  }
}
