// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// What stands in front of every body.
  public struct Header: Hashable, Sendable {
    public var id: MessageID
    public var edition: Edition
    public var number: TerminalNumber
    /// Counts the sender's frames and wraps at 65 535.
    public var serial: UInt16
    /// `nil` for a message in one frame.
    public var part: Part?

    /// Where a frame stands in a message that is longer than one frame.
    public struct Part: Hashable, Sendable {
      /// Frames in the message, at least 1.
      public var total: UInt16
      /// From 1.
      public var index: UInt16

      public init(total: UInt16, index: UInt16) {
        self.total = total
        self.index = index
      }
    }

    public init(
      id: MessageID, edition: Edition, number: TerminalNumber, serial: UInt16, part: Part? = nil
    ) {
      self.id = id
      self.edition = edition
      self.number = number
      self.serial = serial
      self.part = part
    }
  }
}

extension JT808.Header {
  /// The longest header, in bytes: of 2019, with a part.
  static let longest = 21
  /// The longest body of one frame, in bytes.
  static let longestBody = 1023

  /// Reads the header and leaves the reader before the body.
  ///
  /// - Returns: the header, and what it announces of the body.
  static func read(
    _ reader: inout JT808.ByteReader
  ) throws(JT808.FrameError) -> (header: Self, bodyLength: Int, isEncrypted: Bool) {
    guard let id = reader.word(), let attributes = reader.word() else { throw .shortHeader }
    let edition: JT808.Edition
    if attributes & 0x4000 == 0 {
      edition = .edition2013
    } else {
      guard let version = reader.byte() else { throw .shortHeader }
      edition = .edition2019(protocolVersion: version)
    }
    guard let number = reader.bytes(edition.phoneLength), let serial = reader.word() else {
      throw .shortHeader
    }
    var header = Self(
      id: JT808.MessageID(rawValue: id), edition: edition,
      number: JT808.TerminalNumber(bytes: number), serial: serial)
    if attributes & 0x2000 != 0 {
      guard let total = reader.word(), let index = reader.word() else { throw .shortHeader }
      guard index >= 1, index <= total else { throw .wrongPart(header, index: index, total: total) }
      header.part = Part(total: total, index: index)
    }
    return (header, Int(attributes & 0x03FF), isEncrypted: attributes & 0x1C00 != 0)
  }

  /// - Precondition: `bodyLength` is at most `longestBody`.
  func append(to bytes: inout [UInt8], bodyLength: Int) {
    precondition(bodyLength <= Self.longestBody, "A body of \(bodyLength) bytes needs parts.")
    var attributes = UInt16(bodyLength)
    if part != nil { attributes |= 0x2000 }
    bytes.append(word: id.rawValue)
    if case .edition2019(let version) = edition {
      bytes.append(word: attributes | 0x4000)
      bytes.append(version)
    } else {
      bytes.append(word: attributes)
    }
    number.append(to: &bytes)
    bytes.append(word: serial)
    if let part {
      bytes.append(word: part.total)
      bytes.append(word: part.index)
    }
  }
}

extension [UInt8] {
  mutating func append(word: UInt16) {
    append(UInt8(word >> 8))
    append(UInt8(word & 0xFF))
  }
}
