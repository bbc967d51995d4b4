// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel
import Foundation

/// A SHA-256 digest in lower-case hexadecimal, 64 digits.
public struct EventDigest: Hashable, Codable, Sendable {
  public let hexadecimal: String

  /// - Returns: `nil` unless the text has 64 lower-case hexadecimal digits.
  public init?(hexadecimal: String) {
    let digits = hexadecimal.utf8
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard digits.count == 64, digits.allSatisfy(isDigit) else { return nil }
    self.hexadecimal = hexadecimal
  }

  /// Of a secret long enough not to be guessed, such as a random code.
  init(of text: String) { self.init(bytes: SHA256.hash(data: Data(text.utf8))) }

  /// What the first event follows.
  public static let start = EventDigest(bytes: [UInt8](repeating: 0, count: 32))

  init(bytes: some Sequence<UInt8>) {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(Self.digits[Int(byte >> 4)])
      text.append(Self.digits[Int(byte & 15)])
    }
    hexadecimal = String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = EventDigest(hexadecimal: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no digest of 64 hexadecimal digits.")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}

/// Gives entries their numbers and digests, each from the one before.
///
/// digest = SHA-256(previous digest ‖ number ‖ body), the first two as text, separated by line
/// feeds; the body is the entry's JSON with sorted keys and whole numbers only, the very text that
/// a store keeps. So a store is verified from its own bytes.
public struct EventChain: Sendable {
  public private(set) var last: EventDigest
  public private(set) var lastID: ID<DutyEvent>

  public init(after last: EventDigest = .start, lastID: ID<DutyEvent> = 0) {
    self.last = last
    self.lastID = lastID
  }

  /// An event and the text it was sealed with.
  public struct Sealed: Sendable {
    public var event: DutyEvent
    public var body: String
  }

  /// - Throws: what the JSON encoder throws; nothing that an entry can hold makes it.
  public mutating func seal(_ entry: DutyEventEntry) throws -> Sealed {
    let body = try Self.body(of: entry)
    let id = ID<DutyEvent>(rawValue: lastID.rawValue + 1)
    let digest = Self.digest(after: last, id: id, body: body)
    let event = DutyEvent(id: id, entry: entry, previous: last, digest: digest)
    (last, lastID) = (digest, id)
    return Sealed(event: event, body: body)
  }

  public mutating func seal(_ entries: [DutyEventEntry]) throws -> [DutyEvent] {
    try entries.map { try seal($0).event }
  }

  public static func body(of entry: DutyEventEntry) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entry), as: UTF8.self)
  }

  public static func entry(from body: String) throws -> DutyEventEntry {
    if let entry = DutyEventEntry(frequentText: body) { return entry }
    return try JSONDecoder().decode(DutyEventEntry.self, from: Data(body.utf8))
  }

  public static func digest(
    after previous: EventDigest, id: ID<DutyEvent>, body: String
  ) -> EventDigest {
    var hash = SHA256()
    hash.update(data: Data(previous.hexadecimal.utf8))
    hash.update(data: Data("\n\(id.rawValue)\n".utf8))
    hash.update(data: Data(body.utf8))
    return EventDigest(bytes: hash.finalize())
  }
}
