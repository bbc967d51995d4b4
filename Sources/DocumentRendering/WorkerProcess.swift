// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A Python process that answers each line of JSON with one line of JSON.
///
/// It listens on one end of a socket pair: unlike a pipe, a socket can be written to without a
/// SIGPIPE when the other side has gone, and has a time limit for reading.
final class WorkerProcess {
  private let process = Process()
  private let socket: FileHandle
  /// What the process says when it breaks off; a file without a name, so nothing stays behind.
  private let complaints: FileHandle
  private let timeout: Duration

  init(python: URL, script: URL, timeout: Duration) throws(RenderingError) {
    self.timeout = timeout
    let path = python.path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: path) else { throw .pythonMissing(path) }
    let (ours, theirs) = try Self.socketPair()
    socket = ours
    complaints = try Self.namelessFile()
    process.executableURL = python
    // Isolated, no byte code written beside the script, texts in UTF-8 in every locale.
    process.arguments = ["-I", "-B", "-X", "utf8", script.path(percentEncoded: false)]
    process.standardInput = theirs
    process.standardOutput = theirs
    process.standardError = complaints
    do { try process.run() } catch { throw .pythonMissing(path) }
    theirs.closeFile()
    limitWaiting()
  }

  deinit { stop() }

  /// Closes the socket; the process then ends by itself.
  func stop() { try? socket.close() }

  func ask<Reply: Decodable>(
    _ request: some Encodable, as: Reply.Type
  ) throws(RenderingError) -> Reply {
    do {
      try send(try JSONEncoder().encode(request) + [UInt8(ascii: "\n")])
      return try JSONDecoder().decode(Reply.self, from: try receiveLine())
    } catch let error as RenderingError {
      if error.endsWorker { process.terminate() }
      throw error
    } catch {
      process.terminate()
      throw .workerFailed("\(error)")
    }
  }

  private func send(_ data: Data) throws(RenderingError) {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { bytes in
        Glibc.send(
          socket.fileDescriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw broken(errno) }
      rest = rest.dropFirst(count)
    }
  }

  private func receiveLine() throws(RenderingError) -> Data {
    var line = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while line.last != UInt8(ascii: "\n") {
      let count = recv(socket.fileDescriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw broken(count == 0 ? 0 : errno) }
      line += buffer[..<count]
    }
    return line
  }

  private func broken(_ code: Int32) -> RenderingError {
    if code == EAGAIN || code == EWOULDBLOCK { return .workerTimedOut(timeout) }
    return .workerFailed(lastComplaint() ?? "it ended without a word")
  }

  /// The last line that the process wrote about its end, for which it has two seconds.
  private func lastComplaint() -> String? {
    let deadline = ContinuousClock.now + .seconds(2)
    while process.isRunning, ContinuousClock.now < deadline { usleep(10_000) }
    if process.isRunning { process.terminate() }
    try? complaints.seek(toOffset: 0)
    let text = (try? complaints.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
    return text?.split(separator: "\n").last.map(String.init)
  }

  private func limitWaiting() {
    let (seconds, attoseconds) = timeout.components
    var limit = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket.fileDescriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(socket.fileDescriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  }

  private static func socketPair() throws(RenderingError) -> (ours: FileHandle, theirs: FileHandle)
  {
    var ends: [Int32] = [0, 0]
    // Closed on exec: else the process would hold our end too and never see it close.
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .workerFailed(String(cString: strerror(errno)))
    }
    return (
      FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
      FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    )
  }

  private static func namelessFile() throws(RenderingError) -> FileHandle {
    let folder = FileManager.default.temporaryDirectory
    var name = Array(
      folder.appending(path: "chengxu-XXXXXX").path(percentEncoded: false).utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .workerFailed(String(cString: strerror(errno))) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
