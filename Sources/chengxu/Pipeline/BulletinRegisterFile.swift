// SPDX-License-Identifier: Apache-2.0

import Bulletin
import Foundation

/// The register of bulletins in a folder: a text that is only ever added to.
struct BulletinRegisterFile {
  private let file: URL
  private let handle: FileHandle
  private(set) var ledger: BulletinLedger

  /// Opens the file, makes it if it is not there, and holds it against other processes until this
  /// value is gone.
  init(_ file: URL) throws {
    self.file = file
    let descriptor = open(file.path(percentEncoded: false), O_RDWR | O_CREAT | O_APPEND, 0o640)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw StageFileError(file: file, reason: .unwritable(reason))
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    flock(descriptor, LOCK_EX)
    let bytes = try handle.readToEnd() ?? Data()
    ledger = try BulletinLedger(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Returns when the event is durable. A line that could not be written whole is taken back.
  mutating func append(_ event: BulletinEvent) throws {
    var next = ledger
    let line = try next.append(event)
    let end = try handle.seekToEnd()
    do {
      try handle.write(contentsOf: Data(line.utf8))
      try handle.synchronize()
    } catch {
      try? handle.truncate(atOffset: end)
      throw StageFileError(file: file, cause: error, isReading: false)
    }
    ledger = next
  }
}
