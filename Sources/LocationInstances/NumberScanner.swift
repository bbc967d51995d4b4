// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads words and numbers, separated by white space, from a file of any size.
///
/// Holds one chunk of the file at a time. Numbers are parsed from the bytes, so that ten million lines
/// cost no text.
struct NumberScanner {
  let file: String
  /// Of the word read last, from 1.
  private(set) var line = 1

  private let handle: FileHandle
  private var chunk: [UInt8] = []
  private var next = 0
  /// The word read last, as bytes.
  private var word: [UInt8] = []

  init(_ url: URL) throws(InstanceError) {
    file = url.lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw InstanceError(file: file, field: "file", .missingFile)
    }
    do {
      if isFolder.boolValue { throw CocoaError(.fileReadUnknown) }
      handle = try FileHandle(forReadingFrom: url)
    } catch {
      let reason = isFolder.boolValue ? "it is a folder" : error.localizedDescription
      throw InstanceError(file: file, field: "file", .unreadable(reason: reason))
    }
  }

  /// Whether there is another word; stands before it then.
  mutating func hasMore() throws(InstanceError) -> Bool {
    while true {
      while next < chunk.count {
        let byte = chunk[next]
        if byte > 0x20 { return true }
        if byte == 0x0A { line += 1 }
        next += 1
      }
      if try !refill() { return false }
    }
  }

  /// Whether another word stands in the line of the last one; stands before it then.
  mutating func hasMoreInLine() throws(InstanceError) -> Bool {
    while true {
      while next < chunk.count {
        let byte = chunk[next]
        if byte > 0x20 { return true }
        if byte == 0x0A { return false }
        next += 1
      }
      if try !refill() { return false }
    }
  }

  /// The next word as text.
  mutating func text(_ field: String) throws(InstanceError) -> String {
    try readWord(field)
    return String(decoding: word, as: UTF8.self)
  }

  /// Reads the next word, which must be `word`.
  mutating func expect(_ expected: StaticString) throws(InstanceError) {
    try readWord("record")
    let isSame = expected.withUTF8Buffer { word.elementsEqual($0) }
    if !isSame { throw error("\(expected)", .malformed(found: found, expected: "\(expected)")) }
  }

  /// A whole number of 0 or more.
  mutating func count(_ field: String) throws(InstanceError) -> Int {
    let value = try integer(field)
    if value < 0 { throw error(field, .negative(found: "\(value)")) }
    return value
  }

  mutating func integer(_ field: String) throws(InstanceError) -> Int {
    try readWord(field)
    if let value = Self.parseWhole(word) { return value }
    throw error(field, .malformed(found: found, expected: "a whole number"))
  }

  /// A finite number.
  mutating func number(_ field: String) throws(InstanceError) -> Double {
    try readWord(field)
    guard let value = DecimalText.parse(word[...]) else {
      throw error(field, .malformed(found: found, expected: "a number"))
    }
    if !value.isFinite { throw error(field, .notFinite(found: found)) }
    return value
  }

  /// An error at the word read last.
  func error(_ field: String, _ problem: InstanceError.Problem) -> InstanceError {
    InstanceError(file: file, line: line, field: field, problem)
  }

  private var found: String { String(decoding: word.prefix(40), as: UTF8.self) }

  private mutating func readWord(_ field: String) throws(InstanceError) {
    guard try hasMore() else { throw error(field, .ended) }
    word.removeAll(keepingCapacity: true)
    while true {
      while next < chunk.count {
        let byte = chunk[next]
        if byte <= 0x20 { return }
        word.append(byte)
        next += 1
      }
      if try !refill() { return }
    }
  }

  private mutating func refill() throws(InstanceError) -> Bool {
    do {
      guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else { return false }
      chunk = [UInt8](data)
      next = 0
      return true
    } catch {
      throw InstanceError(
        file: file, line: line, field: "file", .unreadable(reason: error.localizedDescription))
    }
  }

  private static func parseWhole(_ word: [UInt8]) -> Int? {
    var value = 0
    var isNegative = false
    for (index, byte) in word.enumerated() {
      if index == 0 && byte == UInt8(ascii: "-") && word.count > 1 {
        isNegative = true
        continue
      }
      guard byte >= 0x30 && byte <= 0x39, value < 1 << 52 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return isNegative ? -value : value
  }
}
