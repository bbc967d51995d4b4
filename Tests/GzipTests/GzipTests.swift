// SPDX-License-Identifier: Apache-2.0

import Foundation
import Gzip
import Testing

@Suite("Gzip")
struct GzipTests {
  /// `printf 'time,lat\n' | gzip -9n`.
  private static let known: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0xC9, 0xCC, 0x4D, 0xD5, 0xC9,
    0x49, 0x2C, 0xE1, 0x02, 0x00, 0x6E, 0xF0, 0xE8, 0xA1, 0x09, 0x00, 0x00, 0x00,
  ]

  private static func sample(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
  }

  @Test("What was packed unpacks to the same bytes", arguments: [0, 1, 70_000, 1_000_000])
  func roundTrip(count: Int) throws {
    let bytes = Self.sample(count)
    for level in [1, 6, 9] {
      #expect(try GzipDecompressor.unpack(GzipCompressor.pack(bytes, level: level)) == bytes)
    }
  }

  @Test("The same bytes always pack to the same bytes")
  func deterministic() throws {
    let bytes = Self.sample(5000)
    #expect(try GzipCompressor.pack(bytes) == GzipCompressor.pack(bytes))
  }

  @Test("The system's gunzip reads what we pack, and we read what its gzip packs")
  func systemTool() throws {
    let bytes = Self.sample(100_000)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gzip-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(GzipCompressor.pack(bytes)).write(to: folder.appendingPathComponent("ours.gz"))
    try Data(bytes).write(to: folder.appendingPathComponent("theirs"))
    try run(["gzip", "-d", "ours.gz"], in: folder)
    try run(["gzip", "theirs"], in: folder)
    #expect(try [UInt8](Data(contentsOf: folder.appendingPathComponent("ours"))) == bytes)
    let theirs = try [UInt8](Data(contentsOf: folder.appendingPathComponent("theirs.gz")))
    #expect(try GzipDecompressor.unpack(theirs) == bytes)
  }

  private func run(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("Members one after the other are one stream, and zeros after them are padding")
  func members() throws {
    let first = Self.sample(300)
    let second = Self.sample(90_000)
    let stream = try GzipCompressor.pack(first) + GzipCompressor.pack(second)
    #expect(try GzipDecompressor.unpack(stream) == first + second)
    #expect(try GzipDecompressor.unpack(stream + [0, 0, 0]) == first + second)
  }

  @Test("A stream may come in pieces of any size", arguments: [1, 7, 4096])
  func pieces(size: Int) throws {
    let bytes = Self.sample(20_000)
    let packed = try GzipCompressor.pack(bytes) + GzipCompressor.pack(bytes)
    var decompressor = try GzipDecompressor()
    var output: [UInt8] = []
    for start in stride(from: 0, to: packed.count, by: size) {
      try decompressor.decompress(
        Array(packed[start..<min(start + size, packed.count)]), into: &output)
    }
    try decompressor.finish()
    #expect(output == bytes + bytes)
  }

  @Test("A cut stream says where it ends")
  func truncated() throws {
    let packed = try GzipCompressor.pack(Self.sample(50_000))
    for count in [5, 30, packed.count - 1] {
      #expect(throws: GzipError.truncated(offset: count)) {
        try GzipDecompressor.unpack(Array(packed.prefix(count)))
      }
    }
    #expect(
      GzipError.truncated(offset: 30).description
        == "The gzip stream ends too early, at byte 30. Maybe fetch the file again.")
  }

  @Test("Bytes that are no gzip are refused")
  func notGzip() {
    #expect(throws: GzipError.notGzip(offset: 0)) {
      try GzipDecompressor.unpack(Array("time".utf8))
    }
    #expect(throws: GzipError.notGzip(offset: 0)) {
      try GzipDecompressor.unpack([0x1F, 0x20, 1, 2])
    }
    #expect(throws: GzipError.notGzip(offset: 0)) { try GzipDecompressor.unpack([]) }
  }

  @Test("A flipped byte is found, and so is something after the end")
  func damaged() throws {
    var packed = try GzipCompressor.pack(Self.sample(50_000))
    #expect(throws: GzipError.trailingBytes(offset: packed.count)) {
      try GzipDecompressor.unpack(packed + [1, 2, 3])
    }
    // The check sum is in the last eight bytes.
    packed[packed.count - 6] ^= 0xFF
    let error = #expect(throws: GzipError.self) { try GzipDecompressor.unpack(packed) }
    guard case .damaged(let offset, let detail) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(offset > packed.count - 9 && detail == "incorrect data check")
  }

  @Test("A stream that unpacks to more than the limit is refused")
  func limit() throws {
    let packed = try GzipCompressor.pack([UInt8](repeating: 7, count: 5_000_000))
    #expect(throws: GzipError.tooLarge(limit: 1_000_000)) {
      try GzipDecompressor.unpack(packed, limit: 1_000_000)
    }
  }

  @Test("The bytes that gzip -9n makes of a line are that line")
  func knownBytes() throws {
    #expect(try GzipDecompressor.unpack(Self.known) == Array("time,lat\n".utf8))
    #expect(throws: GzipError.truncated(offset: 21)) {
      try GzipDecompressor.unpack(Array(Self.known.prefix(21)))
    }
  }
}
