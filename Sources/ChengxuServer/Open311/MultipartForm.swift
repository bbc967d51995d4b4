// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A form with files, part by part in the order sent.
///
/// Source: RFC 7578 (multipart/form-data) over RFC 2046 §5.1: a boundary stands at the beginning of a
/// line, what precedes the first and follows the last is no part.
struct MultipartForm: Sendable {
  struct Part: Sendable {
    var name: String
    /// `nil` for a plain field.
    var fileName: String?
    var bytes: [UInt8]
  }

  private(set) var parts: [Part] = []

  /// So many parts, and no more: a form of Open311 has some twenty fields.
  static let mostParts = 200
  private static let longestBoundary = 70
  private static let longestHead = 4096

  /// - Returns: `nil` for a form that is cut off, has no boundary, too many parts, or a part without
  ///   its name.
  init?(_ bytes: [UInt8], contentType: String) {
    guard let boundary = Self.parameter("boundary", of: contentType),
      (1...Self.longestBoundary).contains(boundary.utf8.count)
    else { return nil }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter may stand at the very beginning, without a line's end before it.
    let body = Array("\r\n".utf8) + bytes
    guard var position = Self.find(delimiter, in: body, from: 0).map({ $0 + delimiter.count })
    else {
      return nil
    }
    while true {
      if body[position...].starts(with: Array("--".utf8)) { return }
      // Blanks may follow a boundary before the line ends.
      while position < body.count, [0x20, 0x09].contains(body[position]) { position += 1 }
      guard body[position...].starts(with: Array("\r\n".utf8)),
        let end = Self.find(delimiter, in: body, from: position),
        let part = Self.part(body[position..<end]), parts.count < Self.mostParts
      else { return nil }
      parts.append(part)
      position = end + delimiter.count
    }
  }

  /// - Parameter text: From the line's end after the boundary to the one before the next.
  private static func part(_ text: ArraySlice<UInt8>) -> Part? {
    let gap = Array("\r\n\r\n".utf8)
    guard let end = find(gap, in: text, from: text.startIndex),
      end - text.startIndex <= longestHead,
      let head = String(validating: text[text.startIndex..<end], as: UTF8.self)
    else { return nil }
    let lines = head.split(separator: "\r\n").map { $0.split(separator: ":", maxSplits: 1) }
    let field = lines.first { $0.first?.lowercased() == "content-disposition" }
    guard let value = field?.last.map(String.init), value.lowercased().contains("form-data"),
      let name = parameter("name", of: value), !name.isEmpty
    else { return nil }
    return Part(
      name: name, fileName: parameter("filename", of: value),
      bytes: Array(text[(end + gap.count)...]))
  }

  /// `b` of `…; name=b` or `…; name="b"`, whatever other parameters hold; browsers write a quotation
  /// mark inside as `%22`.
  static func parameter(_ name: String, of value: String) -> String? {
    var rest = value.drop { $0 != ";" }
    while rest.first == ";" {
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      let content: Substring
      if rest.first == "\"" {
        rest = rest.dropFirst()
        content = rest.prefix { $0 != "\"" }
        guard content.endIndex < rest.endIndex else { return nil }
        rest = rest.dropFirst(content.count + 1).drop { $0 != ";" }
      } else {
        content = rest.prefix { $0 != ";" && !$0.isWhitespace }
        rest = rest.dropFirst(content.count).drop { $0 != ";" }
      }
      if key.lowercased() == name { return String(content) }
    }
    return nil
  }

  private static func find(_ pattern: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    find(pattern, in: text[...], from: start)
  }

  /// Where a pattern first stands. Its first byte is looked for by the C library, since pictures have
  /// megabytes.
  private static func find(_ pattern: [UInt8], in text: ArraySlice<UInt8>, from start: Int) -> Int?
  {
    guard let first = pattern.first else { return nil }
    return text.withUnsafeBytes { bytes in
      var position = start - text.startIndex
      while position + pattern.count <= bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + position, Int32(first), bytes.count - position)
      {
        position = UnsafeRawPointer(found) - base
        if bytes[position...].starts(with: pattern) { return text.startIndex + position }
        position += 1
      }
      return nil
    }
  }
}
