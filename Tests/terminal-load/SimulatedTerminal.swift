// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import NIOCore
import Synchronization
import Terminals

/// One terminal's conversation, on its event loop.
final class SimulatedTerminal: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What came of it, read from outside.
  final class Results: Sendable {
    struct Value {
      var phone: String
      var isConnected = true
      var isAuthenticated = false
      /// Device times in milliseconds of the fixes that were acknowledged, if a journal is kept.
      var acknowledged: [Int64] = []
      var count = 0
      var refused = 0
      /// Microseconds from sending to acknowledgement, of every tenth fix.
      var latencies: [Int32] = []
    }
    private let stored: Mutex<Value>

    init(phone: String) { stored = Mutex(Value(phone: phone)) }
    var value: Value { stored.withLock { $0 } }
    func update(_ body: (inout Value) -> Void) { stored.withLock { body(&$0) } }
  }

  private let options: LoadOptions
  private let results: Results
  private let number: JT808.TerminalNumber
  private var splitter = JT808.FrameSplitter()
  private var serial: UInt16 = 0
  private var time: Instant
  private var underway: [(time: Instant, sent: NIODeadline)] = []
  private var isAuthenticated = false
  /// What goes out in one piece.
  private var outgoing: [UInt8] = []

  struct WrongPhone: Error {}

  init(options: LoadOptions, results: Results) throws {
    guard let number = JT808.TerminalNumber(results.value.phone, edition: .edition2013) else {
      throw WrongPhone()
    }
    (self.options, self.results, self.number) = (options, results, number)
    // Some hours ago, so that no fix is ahead of the clock however fast they are sent.
    let now = Int64(Date().timeIntervalSince1970)
    time = Instant(milliseconds: (now - 6 * 3600) * 1000)
  }

  func channelActive(context: ChannelHandlerContext) {
    var body: [UInt8] = [0, 37, 0x02, 0xBC]
    body += Array("CHENG".utf8) + Array("load                ".utf8.prefix(20))
    body += Array("D000001".utf8) + [4] + Array("LOAD".utf8)
    put(.registration, body)
    send(context)
    if let pause = options.pause { sendOne(after: pause, context) }
  }

  /// One fix, and after the pause the next, while the window has room.
  private func sendOne(after pause: TimeAmount, _ context: ChannelHandlerContext) {
    context.eventLoop.assumeIsolated().scheduleTask(in: pause) { [self] in
      guard context.channel.isActive else { return }
      if isAuthenticated && underway.count < options.window { putFix() }
      send(context)
      sendOne(after: pause, context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    results.update { $0.isConnected = false }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    var frames: [JT808.Frame] = []
    splitter.split(buffer.readBytes(length: buffer.readableBytes) ?? []) { escaped in
      if let escaped, let frame = try? JT808.Frame(escaped: escaped) { frames.append(frame) }
    }
    for frame in frames { take(frame) }
    if isAuthenticated && options.pause == nil { fill() }
    send(context)
  }

  private func take(_ frame: JT808.Frame) {
    switch frame.header.id {
    case .registrationAnswer where frame.body.count > 3 && frame.body[2] == 0:
      put(.authentication, Array(frame.body[3...]))
    case .platformAnswer where frame.body.count == 5:
      let answered = UInt16(frame.body[2]) << 8 | UInt16(frame.body[3])
      if answered == JT808.MessageID.authentication.rawValue {
        isAuthenticated = frame.body[4] == 0
        results.update { $0.isAuthenticated = isAuthenticated }
      } else if answered == JT808.MessageID.location.rawValue, !underway.isEmpty {
        let fix = underway.removeFirst()
        results.update { value in
          guard frame.body[4] == 0 else {
            value.refused += 1
            return
          }
          value.count += 1
          if options.journal != nil { value.acknowledged.append(fix.time.milliseconds) }
          if value.count % 10 == 0 {
            let elapsed = (NIODeadline.now() - fix.sent).nanoseconds / 1000
            value.latencies.append(Int32(clamping: elapsed))
          }
        }
      }
    default: break
    }
  }

  private func fill() {
    while underway.count < options.window { putFix() }
  }

  private func putFix() {
    time = time.adding(seconds: options.step)
    let north = Double(time.milliseconds / 1000 % 3600) * 1e-5
    let place = TaggedCoordinate(
      latitude: options.place.latitude + north, longitude: options.place.longitude, system: .wgs84
    )
    let location = JT808.Location(
      place: place, time: time, speed: 400, direction: 0, itemBytes: [0x30, 1, 31, 0x31, 1, 12])
    underway.append((time, .now()))
    put(.location, location.bytes)
  }

  private func put(_ id: JT808.MessageID, _ body: [UInt8]) {
    let header = JT808.Header(id: id, edition: .edition2013, number: number, serial: serial)
    serial &+= 1
    outgoing += JT808.Frame(header: header, body: body).wire
  }

  private func send(_ context: ChannelHandlerContext) {
    guard !outgoing.isEmpty else { return }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: outgoing)), promise: nil)
    outgoing.removeAll(keepingCapacity: true)
  }
}
