// SPDX-License-Identifier: Apache-2.0

import CityData
import Foundation
import Testing

/// A file comes into being whole; what is no file is written to and left as it is.
@Suite struct WholeFileTests {
  @Test func aFileIsReplacedByTheNewOneAlone() throws {
    try inFolder { folder in
      let file = folder.appending(path: "plan.json")
      try Data("old and longer".utf8).write(to: file)
      try WholeFile.write(Data("new".utf8), to: file)
      #expect(try String(contentsOf: file, encoding: .utf8) == "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plan.json"])
    }
  }

  @Test func aPipeIsWrittenToAndStaysAPipe() throws {
    try inFolder { folder in
      let pipe = folder.appending(path: "pipe").path
      try #require(mkfifo(pipe, 0o600) == 0)
      // Both ends at once, so that opening it to write does not wait for a reader.
      let reader = open(pipe, O_RDWR | O_NONBLOCK)
      try #require(reader >= 0)
      defer { close(reader) }
      try WholeFile.write(Data("whole".utf8), to: URL(filePath: pipe))
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = read(reader, &bytes, bytes.count)
      #expect(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self) == "whole")
      var status = stat()
      #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }
  }

  @Test func aFolderThatIsMissingIsAnError() throws {
    try inFolder { folder in
      #expect(throws: CocoaError.self) {
        try WholeFile.write(Data(), to: folder.appending(path: "missing/plan.json"))
      }
    }
  }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chengxu-whole-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }
}
