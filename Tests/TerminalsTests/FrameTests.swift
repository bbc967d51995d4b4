// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Terminals
import Testing

@Suite("JT/T 808 frames")
struct FrameTests {
  static let now = Instant(milliseconds: 0)

  private func receive(_ bytes: [UInt8]) -> [JT808.LinkCodec.Reception] {
    var codec = JT808.LinkCodec()
    return codec.receive(bytes, at: Self.now)
  }

  @Test("of four public test suites are read as the standard says")
  func accepted() throws {
    let rows = try Corpus.rows("jt808_accept", as: Corpus.Frame.self)
    #expect(rows.count == 117)
    #expect(rows.reduce(0) { $0 + ($1.positions?.count ?? 0) } == 76)
    for row in rows {
      let receptions = receive(bytes(row.wire_hex))
      #expect(receptions.count == 1, "\(row.id)")
      let header = try #require(receptions.first?.header, "\(row.id): \(receptions)")
      #expect(header.id.description == row.msg_id, "\(row.id)")
      #expect(header.number.identifier == row.terminal_phone, "\(row.id)")
      #expect(header.serial == row.serial, "\(row.id)")
      #expect((header.edition == .edition2013) == (row.version != "2019"), "\(row.id)")
      #expect(header.part.map { [$0.index, $0.total] } == row.subpackage, "\(row.id)")
      switch try #require(receptions.first) {
      case .part: #expect(row.subpackage != nil, "\(row.id)")
      case .message(_, let message): try check(message, row)
      case let other: Issue.record("\(row.id): \(other)")
      }
    }
  }

  private func check(_ message: JT808.TerminalMessage, _ row: Corpus.Frame) throws {
    let found: [JT808.Location]
    switch message {
    case .location(let location), .locationAnswer(_, let location): found = [location]
    case .batch(let batch): found = batch.locations
    default: found = []
    }
    // The answer to a question has its block, for which the corpus states no values.
    guard let wanted = row.positions else { return }
    try #require(found.count == wanted.count, "\(row.id): \(message)")
    for (location, position) in zip(found, wanted) {
      #expect(location.alarms.rawValue == position.alarm, "\(row.id)")
      #expect(location.status.rawValue == position.status, "\(row.id)")
      #expect(location.altitude == Int16(truncatingIfNeeded: position.altitude_m), "\(row.id)")
      #expect(Double(location.speed) == (position.speed_kmh * 10).rounded(), "\(row.id)")
      #expect(Int(location.direction) == position.course, "\(row.id)")
      let time = location.time.map { $0.date.formatted(.iso8601) }
      #expect(time == position.time_utc, "\(row.id)")
      let items = location.items.map { item in
        [String(format: "0x%02X", item.id), item.value.map { String(format: "%02x", $0) }.joined()]
      }
      #expect(items == position.items, "\(row.id)")
      #expect(location.itemsAreWellFormed == position.items_well_formed, "\(row.id)")
      #expect((location.place != nil) == position.coordinates_in_range, "\(row.id)")
      if let place = location.place {
        #expect(abs(place.latitude - position.lat) < 1e-9, "\(row.id)")
        #expect(abs(place.longitude - position.lon) < 1e-9, "\(row.id)")
        #expect(place.system == (position.status & 32 == 0 ? .wgs84 : .gcj02), "\(row.id)")
      }
    }
  }

  @Test("that are wrong are refused, and the next frame on the link is read")
  func refused() throws {
    let rows = try Corpus.rows("jt808_negative", as: Corpus.BadFrame.self)
    #expect(rows.count == 22)
    let good = bytes("7e000200000123456789017fff0a7e")
    for row in rows {
      let receptions = receive(bytes(row.wire_hex) + good)
      guard case .message(_, .heartbeat) = receptions.last else {
        Issue.record("\(row.id): the heartbeat after it was lost")
        continue
      }
      for reception in receptions.dropLast() {
        guard case .wrongFrame(let error) = reception else {
          Issue.record("\(row.id) was taken: \(reception)")
          continue
        }
        #expect(error.explanation.english.contains("Maybe"), "\(row.id)")
        if row.reason == "checksum" { #expect(error.header == nil, "\(row.id)") }
        if case .wrongLength(_, let announced, let found) = error {
          #expect(row.reason == "body length \(found) but header says \(announced)", "\(row.id)")
        }
      }
      #expect(receptions.count >= 2, "\(row.id)")
    }
  }

  @Test("come out of a stream whatever pieces it arrives in")
  func streams() throws {
    for row in try Corpus.rows("gojt808_stream", as: Corpus.Stream.self) {
      let stream = bytes(row.stream_hex)
      for size in [1, 2, 7, stream.count] {
        var splitter = JT808.FrameSplitter()
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) {
          splitter.split(Array(stream[start..<min(start + size, stream.count)])) {
            found.append([0x7E] + ($0 ?? []) + [0x7E])
          }
        }
        #expect(found == row.expected_frames.map(bytes), "\(row.id), pieces of \(size)")
        #expect(splitter.pendingCount == row.pending_bytes, "\(row.id), pieces of \(size)")
      }
    }
  }

  @Test("may share a delimiter, have two between them, or follow noise")
  func delimiters() {
    let frame = Array(bytes("7e000200000123456789017fff0a7e"))
    let inner = Array(frame.dropFirst().dropLast())
    let streams = [
      [0x7E] + inner + [0x7E] + inner + [0x7E], frame + frame, [0x24, 0x24] + frame + frame,
      frame + [0x7E, 0x7E, 0x7E] + frame,
    ]
    for stream in streams {
      let receptions = receive(stream)
      #expect(receptions.count == 2)
      for reception in receptions {
        guard case .message(_, .heartbeat) = reception else {
          Issue.record("\(reception)")
          continue
        }
      }
    }
  }

  @Test("without an end are given up at the longest length, once, and the link goes on")
  func endless() {
    var codec = JT808.LinkCodec()
    _ = codec.receive([0x7E], at: Self.now)
    var receptions: [JT808.LinkCodec.Reception] = []
    for _ in 0..<100 {
      receptions += codec.receive([UInt8](repeating: 0x55, count: 1000), at: Self.now)
      #expect(codec.pendingCount <= JT808.FrameSplitter.longestFrame + 1)
    }
    #expect(receptions == [.wrongFrame(.tooLong)])
    let next = codec.receive(bytes("7e000200000123456789017fff0a7e"), at: Self.now)
    guard case .message(_, .heartbeat) = next.last else {
      Issue.record("\(next)")
      return
    }
  }

  @Test("are written so that they can be read again, escapes included")
  func roundTrip() throws {
    let number = try #require(JT808.TerminalNumber("7d7e7d7e7d7e", edition: .edition2013))
    let header = JT808.Header(id: .heartbeat, edition: .edition2013, number: number, serial: 0x7E7D)
    let frame = JT808.Frame(header: header, body: [0x7E, 0x7D, 0x01, 0x02])
    let wire = frame.wire
    #expect(wire.dropFirst().dropLast().allSatisfy { $0 != 0x7E })
    #expect(try JT808.Frame(escaped: wire[1..<wire.count - 1]) == frame)
  }
}

extension Instant {
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
