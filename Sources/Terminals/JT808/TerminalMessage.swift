// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// What a terminal said, in words.
  public enum TerminalMessage: Hashable, Sendable {
    /// To an earlier message of the platform; itself never answered.
    case answer(PlatformResult)
    case heartbeat
    case logout
    case serverTimeQuery
    /// Asks for parts of a message that the platform sent.
    case asksAgain(firstSerial: UInt16, indices: [UInt16])
    case registration(Registration)
    case authentication(Authentication)
    case location(Location)
    /// To the platform's question where the terminal is.
    case locationAnswer(serial: UInt16, Location)
    case batch(LocationBatch)
    /// One that duty has no use for.
    case other
  }

  /// How a terminal fared with a message of the platform.
  public struct PlatformResult: Hashable, Sendable {
    public var serial: UInt16
    public var id: MessageID
    /// 0 done, 1 failed, 2 message wrong, 3 not supported.
    public var result: UInt8
  }

  /// Locations sent together (0x0704).
  public struct LocationBatch: Hashable, Sendable {
    /// True for fixes that were kept while there was no network.
    public var isSupplement: Bool
    public var locations: [Location]
  }
}

extension JT808.TerminalMessage {
  public init(_ frame: JT808.Frame) throws(JT808.BodyError) {
    let (id, body) = (frame.header.id, frame.body)
    switch id {
    case .terminalAnswer: self = .answer(try JT808.PlatformResult(body))
    case .heartbeat: self = .heartbeat
    case .logout: self = .logout
    case .serverTimeQuery: self = .serverTimeQuery
    case .terminalAsksAgain: self = try Self.askingAgain(body, edition: frame.header.edition)
    case .registration:
      self = .registration(try JT808.Registration(body, edition: frame.header.edition))
    case .authentication:
      self = .authentication(try JT808.Authentication(body, edition: frame.header.edition))
    case .location: self = .location(try JT808.Location(body[...], in: id))
    case .locationAnswer:
      var reader = JT808.ByteReader(body[...])
      guard let serial = reader.word() else {
        throw JT808.BodyError(id: id, field: "serial", expected: "2 bytes", found: "\(body.count)")
      }
      self = .locationAnswer(serial: serial, try JT808.Location(reader.rest(), in: id))
    case .batch: self = .batch(try JT808.LocationBatch(body))
    default: self = .other
    }
  }

  /// The count is one byte before 2019 and two since.
  private static func askingAgain(
    _ body: [UInt8], edition: JT808.Edition
  ) throws(JT808.BodyError) -> Self {
    var reader = JT808.ByteReader(body[...])
    let first = reader.word()
    let count = edition == .edition2013 ? reader.byte().map(Int.init) : reader.word().map(Int.init)
    guard let first, let count, reader.remaining == count * 2 else {
      throw JT808.BodyError(
        id: .terminalAsksAgain, field: "indices", expected: "a serial, a count, so many words",
        found: "\(body.count) bytes")
    }
    return .asksAgain(firstSerial: first, indices: (0..<count).compactMap { _ in reader.word() })
  }
}

extension JT808.PlatformResult {
  /// Some terminals add bytes at the end, which say nothing.
  fileprivate init(_ body: [UInt8]) throws(JT808.BodyError) {
    var reader = JT808.ByteReader(body[...])
    guard let serial = reader.word(), let id = reader.word(), let result = reader.byte() else {
      throw JT808.BodyError(
        id: .terminalAnswer, field: "result", expected: "5 bytes", found: "\(body.count)")
    }
    self.init(serial: serial, id: JT808.MessageID(rawValue: id), result: result)
  }
}

extension JT808.LocationBatch {
  /// All or nothing: a batch that is not what it says is not stored in part.
  fileprivate init(_ body: [UInt8]) throws(JT808.BodyError) {
    func error(_ field: String, _ expected: String, _ found: String) -> JT808.BodyError {
      JT808.BodyError(id: .batch, field: field, expected: expected, found: found)
    }
    var reader = JT808.ByteReader(body[...])
    guard let count = reader.word(), let type = reader.byte() else {
      throw error("count", "at least 3 bytes", "\(body.count)")
    }
    guard type <= 1 else { throw error("type", "0 or 1", "\(type)") }
    var locations: [JT808.Location] = []
    for index in 0..<Int(count) {
      guard let length = reader.word(), let block = reader.bytes(Int(length)) else {
        throw error("count", "\(count) locations", "\(index)")
      }
      locations.append(try JT808.Location(block, in: .batch))
    }
    guard reader.remaining == 0 else {
      throw error("end", "nothing after \(count) locations", "\(reader.remaining) bytes")
    }
    self.init(isSupplement: type == 1, locations: locations)
  }
}
