// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension JT808 {
  /// One link's half of the protocol: bytes in, messages out, answers framed.
  ///
  /// A value without clock, network or storage: what a message means is decided elsewhere.
  public struct LinkCodec: Sendable {
    private var splitter = FrameSplitter()
    private var assembler: PartAssembler
    private var serial: UInt16 = 0

    public init(limits: PartLimits = PartLimits()) {
      assembler = PartAssembler(limits: limits)
    }

    /// What one frame turned out to be.
    public enum Reception: Hashable, Sendable {
      case message(Header, TerminalMessage)
      /// A part of a longer message, kept; the whole follows with its last part.
      case part(Header)
      case wrongFrame(FrameError)
      case wrongBody(Header, BodyError)
      /// Too many parts at once.
      case tooManyParts(Header)

      public var header: Header? {
        switch self {
        case .message(let header, _), .part(let header), .wrongBody(let header, _),
          .tooManyParts(let header):
          header
        case .wrongFrame(let error): error.header
        }
      }
    }

    /// Takes the next bytes of the stream, in pieces of any size.
    ///
    /// - Returns: one reception for each frame that they complete, in order.
    public mutating func receive(_ bytes: [UInt8], at now: Instant) -> [Reception] {
      var frames: [ArraySlice<UInt8>?] = []
      splitter.split(bytes) { frames.append($0) }
      return frames.map { receive(frame: $0, at: now) }
    }

    /// Bytes of a frame that has begun and not ended.
    public var pendingCount: Int { splitter.pendingCount }

    private mutating func receive(frame escaped: ArraySlice<UInt8>?, at now: Instant) -> Reception {
      guard let escaped else { return .wrongFrame(.tooLong) }
      let frame: Frame
      do {
        frame = try Frame(escaped: escaped)
      } catch {
        return .wrongFrame(error)
      }
      guard let part = frame.header.part else { return message(frame) }
      switch assembler.add(frame, part: part, at: now) {
      case .kept: return .part(frame.header)
      case .whole(let whole): return message(whole)
      case .refused: return .tooManyParts(frame.header)
      }
    }

    private func message(_ frame: Frame) -> Reception {
      do {
        return .message(frame.header, try TerminalMessage(frame))
      } catch {
        return .wrongBody(frame.header, error)
      }
    }

    /// The wire form of a message to the terminal that sent `header`, in its own edition.
    public mutating func wire(_ message: PlatformMessage, to header: Header) -> [UInt8] {
      let own = Header(
        id: message.id, edition: header.edition, number: header.number, serial: serial)
      serial &+= 1
      return Frame(header: own, body: message.body(for: header.edition)).wire
    }

    /// Asks for parts that are overdue.
    public mutating func overdueParts(at now: Instant) -> [PlatformMessage] {
      assembler.isEmpty ? [] : assembler.questions(at: now)
    }
  }
}
