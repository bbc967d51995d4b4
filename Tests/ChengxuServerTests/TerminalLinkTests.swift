// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Geography
import Operations
import Terminals
import Testing

@Suite("The link of one terminal")
struct TerminalLinkTests {
  static let now = Instant(milliseconds: 1_795_564_800_000)

  /// A terminal, its link and what was stored.
  private struct Bench {
    let store = MemoryPositionStore()
    let registry = MemoryTerminalRegistry(names: ["13800138000"])
    var link: TerminalLink
    let edition: JT808.Edition
    let number: JT808.TerminalNumber
    var serial: UInt16 = 0

    init(phone: String = "13800138000", edition: JT808.Edition = .edition2013) throws {
      self.edition = edition
      number = try #require(JT808.TerminalNumber(phone, edition: edition))
      link = TerminalLink(
        desk: TrackingDesk(store: store), directory: TerminalDirectory(registry))
    }

    func wire(_ id: JT808.MessageID, _ body: [UInt8]) -> [UInt8] {
      JT808.Frame(
        header: .init(id: id, edition: edition, number: number, serial: serial), body: body
      ).wire
    }

    /// Sends one message and returns the answers.
    mutating func send(_ id: JT808.MessageID, _ body: [UInt8] = []) async throws -> [JT808.Frame] {
      defer { serial += 1 }
      return try await sendRaw(wire(id, body)).frames
    }

    mutating func sendRaw(_ bytes: [UInt8]) async throws -> (frames: [JT808.Frame], ends: Bool) {
      let answer = await link.answer(to: bytes, at: now)
      var frames: [JT808.Frame] = []
      var splitter = JT808.FrameSplitter()
      splitter.split(answer.bytes) { escaped in
        if let escaped, let frame = try? JT808.Frame(escaped: escaped) { frames.append(frame) }
      }
      return (frames, answer.ends)
    }

    mutating func register(device: String = "D000001") async throws -> JT808.Frame {
      let (maker, model, name) =
        switch edition {
        case .edition2013: (5, 20, 7)
        case .edition2019: (11, 30, 30)
        }
      func field(_ text: String, _ width: Int) -> [UInt8] {
        Array(text.utf8) + [UInt8](repeating: 0, count: width - text.utf8.count)
      }
      let body =
        [0, 37, 2, 188] + field("MAKER", maker) + field("M", model) + field(device, name) + [4]
        + Array("V1".utf8)
      return try #require(try await send(.registration, body).first)
    }

    /// Registers and proves itself.
    mutating func enter() async throws {
      let code = Array(try await register().body.dropFirst(3))
      let proof = edition == .edition2013 ? code : [UInt8(code.count)] + code
      #expect(try await send(.authentication, proof).first?.body.last == 0)
    }
  }

  private func location(_ second: Int64 = 0, north: Double = 36.7) -> JT808.Location {
    JT808.Location(
      place: TaggedCoordinate(latitude: north, longitude: 119.1, system: .wgs84),
      time: Self.now.adding(seconds: second), speed: 360)
  }

  @Test(
    "registers with a random code, proves itself and stores, in either edition",
    arguments: [JT808.Edition.edition2013, .edition2019(protocolVersion: 1)])
  func conversation(edition: JT808.Edition) async throws {
    var bench = try Bench(edition: edition)
    let first = try await bench.register()
    #expect(first.header.id == .registrationAnswer && first.header.edition == edition)
    #expect(first.body.count == 3 + 32)
    #expect(try await bench.register().body.dropFirst(3) != first.body.dropFirst(3))
    try await bench.enter()
    let answers = try await bench.send(.location, location().bytes)
    #expect(answers.map(\.header.id) == [.platformAnswer])
    #expect(answers[0].body == [0, UInt8(bench.serial - 1), 2, 0, 0])
    let stored = await bench.store.fixes
    #expect(stored.map(\.verdict) == [.accepted])
    #expect(stored[0].fix.speed == 1000 && stored[0].fix.place.system == .wgs84)
  }

  @Test(
    "takes nothing of a terminal of ours before it has proved itself, and none with a wrong code")
  func proof() async throws {
    var bench = try Bench()
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 1)
    _ = try await bench.register()
    #expect(try await bench.send(.authentication, Array("wrong".utf8)).first?.body.last == 1)
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 1)
    #expect(await bench.store.fixes.isEmpty)
    #expect(await bench.store.reports.map(\.reason) == [.notAuthenticated, .notAuthenticated])
    for attempt in 2...5 {
      let wire = bench.wire(.authentication, Array("wrong".utf8))
      #expect(try await bench.sendRaw(wire).ends == (attempt == 5))
    }
  }

  @Test("lets no other device register in a terminal's place")
  func otherDevice() async throws {
    var bench = try Bench()
    #expect(try await bench.register(device: "D1").body[2] == 0)
    #expect(try await bench.register(device: "D2").body[2...] == [3])
    #expect(try await bench.register(device: "D1").body[2] == 0)
  }

  @Test("answers a stranger and puts what he sends aside")
  func stranger() async throws {
    var bench = try Bench(phone: "13900000000")
    #expect(try await bench.register().body[2...] == [4])
    #expect(try await bench.send(.authentication, Array("x".utf8)).first?.body.last == 1)
    #expect(try await bench.send(.heartbeat).first?.body.last == 0)
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 0)
    #expect(await bench.store.fixes.isEmpty)
    let reports = await bench.store.reports
    #expect(reports.map(\.reason) == [.unknownTerminal, .unknownTerminal])
    #expect(reports.last?.content == location().hexadecimal)
  }

  @Test("does not acknowledge what could not be stored, and takes it when it comes again")
  func fullDisk() async throws {
    var bench = try Bench()
    try await bench.enter()
    await bench.store.fail(with: TrackingError(.full, detail: "no space"))
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 1)
    await bench.store.fail(with: nil)
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 0)
    #expect(await bench.store.fixes.count == 1)
  }

  @Test("answers many messages that come in one piece in order, after one commit")
  func onePiece() async throws {
    var bench = try Bench()
    try await bench.enter()
    var wire: [UInt8] = []
    for second in 0..<5 {
      wire += bench.wire(.location, location(Int64(second)).bytes)
      bench.serial += 1
    }
    wire += bench.wire(.heartbeat, [])
    let frames = try await bench.sendRaw(wire).frames
    #expect(frames.map { $0.body[1] } == (0..<6).map { UInt8(bench.serial) - 5 + $0 })
    #expect(frames.map { $0.body[4] } == [0, 0, 0, 0, 0, 0])
    let serials = frames.map(\.header.serial)
    #expect(zip(serials, serials.dropFirst()).allSatisfy { $1 == $0 + 1 })
    #expect(await bench.store.batches == 1)
    #expect(await bench.store.fixes.count == 5)
  }

  @Test("puts a place that cannot be aside, and says what it cannot read or do")
  func impossible() async throws {
    var bench = try Bench()
    try await bench.enter()
    var wrong = location()
    wrong.latitude = 116_300_000
    #expect(try await bench.send(.location, wrong.bytes).first?.body.last == 0)
    #expect(await bench.store.reports.map(\.reason) == [.impossible])
    #expect(try await bench.send(.location, [1, 2, 3]).first?.body.last == 2)
    #expect(try await bench.send(JT808.MessageID(rawValue: 0x0900), [1]).first?.body.last == 3)
    #expect(try await bench.send(.serverTimeQuery).first?.header.id == .serverTime)
    #expect(try await bench.send(.logout).first?.body.last == 0)
    #expect(try await bench.send(.location, location().bytes).first?.body.last == 1)
    #expect(await bench.store.fixes.isEmpty)
  }
}
