// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Terminals
import Testing

@Suite("A JT/T 808 link")
struct LinkTests {
  static let now = Instant(milliseconds: 1_700_000_000_000)

  static func number(_ edition: JT808.Edition) throws -> JT808.TerminalNumber {
    try #require(JT808.TerminalNumber("13800138000", edition: edition))
  }

  @Test(
    "answers in the terminal's own edition, and counts its own frames",
    arguments: [JT808.Edition.edition2013, .edition2019(protocolVersion: 1)])
  func answers(edition: JT808.Edition) throws {
    var codec = JT808.LinkCodec()
    let header = JT808.Header(
      id: .location, edition: edition, number: try Self.number(edition), serial: 77)
    for expected: UInt16 in 0..<3 {
      let wire = codec.wire(.answer(to: 77, .location, .done), to: header)
      let frame = try JT808.Frame(escaped: wire[1..<wire.count - 1])
      #expect(frame.header.edition == edition)
      #expect(frame.header.number == header.number)
      #expect(frame.header.serial == expected)
      #expect(frame.header.id == .platformAnswer)
      #expect(frame.body == [0, 77, 0x02, 0x00, 0])
    }
    let registered = codec.wire(.registered(to: 5, .code("ab12")), to: header)
    let frame = try JT808.Frame(escaped: registered[1..<registered.count - 1])
    #expect(frame.body == [0, 5, 0] + Array("ab12".utf8))
  }

  @Test("reads a registration of each edition, with a plate in Chinese")
  func registration() throws {
    let plate: [UInt8] = [0xC2, 0xB3, 0x56, 0x31, 0x32, 0x33, 0x34]  // 鲁V1234 in GB 18030
    for (edition, widths) in [
      (JT808.Edition.edition2013, [5, 8, 7]), (.edition2013, [5, 20, 7]),
      (.edition2019(protocolVersion: 1), [11, 30, 30]),
    ] {
      let fixed = widths.map { Array("AB".utf8) + [UInt8](repeating: 0, count: $0 - 2) }
      let body = [0, 37, 0x02, 0xBC] + fixed.flatMap { $0 } + [4] + plate
      let header = JT808.Header(
        id: .registration, edition: edition, number: try Self.number(edition), serial: 1)
      let message = try JT808.TerminalMessage(JT808.Frame(header: header, body: body))
      guard case .registration(let registration) = message else {
        Issue.record("\(message)")
        continue
      }
      #expect(registration.province == 37 && registration.city == 700)
      #expect(registration.manufacturer == "AB" && registration.model == "AB")
      #expect(registration.device == "AB" && registration.plateColour == 4)
      // A body of 2011 with a plate is as long as one of 2013 without.
      if widths[1] != 8 { #expect(registration.plate == "鲁V1234") }
    }
  }

  private func parts(_ body: [UInt8], size: Int, firstSerial: UInt16) throws -> [[UInt8]] {
    let total = (body.count + size - 1) / size
    return try (0..<total).map { index in
      let header = JT808.Header(
        id: .batch, edition: .edition2013, number: try Self.number(.edition2013),
        serial: firstSerial &+ UInt16(index),
        part: JT808.Header.Part(total: UInt16(total), index: UInt16(index + 1)))
      let content = body[index * size..<min(body.count, (index + 1) * size)]
      return JT808.Frame(header: header, body: Array(content)).wire
    }
  }

  private func batch(of count: Int) -> [UInt8] {
    var body: [UInt8] = [UInt8(count >> 8), UInt8(count & 255), 1]
    for index in 0..<count {
      let place = JT808.Location(
        place: .init(latitude: 36.7, longitude: 119.1, system: .wgs84),
        time: Self.now.adding(seconds: Int64(index)))
      body += [0, 28] + place.bytes
    }
    return body
  }

  @Test("joins the parts of a message in any order, and asks for what is missing")
  func assembly() throws {
    let wires = try parts(batch(of: 50), size: 500, firstSerial: 65_534)
    #expect(wires.count == 4)
    var codec = JT808.LinkCodec()
    for index in [3, 0, 0] {
      guard case .part? = codec.receive(wires[index], at: Self.now).first else {
        Issue.record("part \(index)")
        return
      }
    }
    #expect(codec.overdueParts(at: Self.now.adding(seconds: 9)).isEmpty)
    let question = codec.overdueParts(at: Self.now.adding(seconds: 10))
    #expect(question == [.askAgain(firstSerial: 65_534, indices: [2, 3])])
    _ = codec.receive(wires[2], at: Self.now)
    let last = try #require(codec.receive(wires[1], at: Self.now).first)
    guard case .message(_, .batch(let batch)) = last else {
      Issue.record("\(last)")
      return
    }
    #expect(batch.isSupplement && batch.locations.count == 50)
    #expect(batch.locations[49].time == Self.now.adding(seconds: 49))
  }

  @Test("keeps no more parts than its limits, and drops what was never finished")
  func limits() throws {
    var limits = JT808.PartLimits()
    limits.parts = 3
    var strict = JT808.LinkCodec(limits: limits)
    let tooMany = try parts(batch(of: 50), size: 500, firstSerial: 1)
    guard case .tooManyParts? = strict.receive(tooMany[0], at: Self.now).first else {
      Issue.record("Four parts were taken where three are the limit.")
      return
    }
    var codec = JT808.LinkCodec()
    let wires = try parts(batch(of: 20), size: 500, firstSerial: 1)
    _ = codec.receive(wires[0], at: Self.now)
    let later = codec.receive(wires[1], at: Self.now.adding(seconds: 300))
    guard case .part? = later.first else {
      Issue.record("Five minutes later the first part was still there: \(later)")
      return
    }
  }

  @Test("refuses a batch that is not what it says, whole")
  func wrongBatch() throws {
    var body = batch(of: 3)
    body[1] = 4
    let header = JT808.Header(
      id: .batch, edition: .edition2013, number: try Self.number(.edition2013), serial: 1)
    let error = #expect(throws: JT808.BodyError.self) {
      try JT808.TerminalMessage(JT808.Frame(header: header, body: body))
    }
    #expect(error?.field == "count")
    #expect(error?.expected == "4 locations")
    #expect(error?.found == "3")
  }

  @Test("survives any bytes: mutated frames of the corpus, in pieces of any size")
  func mutations() throws {
    let seed: UInt64 = 808
    var generator = SeededGenerator(seed: seed)
    let frames = try Corpus.rows("jt808_accept", as: Corpus.Frame.self).map { bytes($0.wire_hex) }
    var read = 0
    for _ in 0..<4_000 {
      var stream = frames[Int.random(in: 0..<frames.count, using: &generator)]
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let place = Int.random(in: 0..<stream.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: stream[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: stream.remove(at: place)
        case 2: stream.insert([0x7E, 0x7D, 0x00, 0xFF][place % 4], at: place)
        case 3: stream += frames[Int.random(in: 0..<frames.count, using: &generator)]
        default: stream = Self.withChecksum(stream, changing: place, to: &generator)
        }
        if stream.isEmpty { stream = [0x7E] }
      }
      var (whole, pieces) = (JT808.LinkCodec(), JT808.LinkCodec())
      let atOnce = whole.receive(stream, at: Self.now)
      var inPieces: [JT808.LinkCodec.Reception] = []
      var rest = stream[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...rest.count, using: &generator)
        inPieces += pieces.receive(Array(rest.prefix(size)), at: Self.now)
        rest = rest.dropFirst(size)
      }
      #expect(atOnce == inPieces, "seed \(seed): \(stream)")
      read += atOnce.count { if case .message = $0 { true } else { false } }
      for case .message(_, .location(let location)) in atOnce { _ = location.items }
    }
    #expect(read > 1_000, "Hardly any frame was whole: \(read)")
  }

  /// Changes one byte inside and puts the checksum right, so that the body parsers see it.
  private static func withChecksum(
    _ stream: [UInt8], changing place: Int, to generator: inout SeededGenerator
  ) -> [UInt8] {
    guard stream.count > 4, !stream.contains(0x7D) else { return stream }
    var content = Array(stream.dropFirst().dropLast(2).filter { $0 != 0x7E })
    guard !content.isEmpty else { return stream }
    content[place % content.count] = UInt8.random(in: 0..<0x7D, using: &generator)
    let checksum = content.reduce(0, ^)
    return checksum == 0x7E ? stream : [0x7E] + content + [checksum, 0x7E]
  }
}
