// SPDX-License-Identifier: Apache-2.0

/// JT/T 808, the protocol between vehicle terminals and a platform, in the editions of 2011, 2013
/// and 2019.
///
/// Frames are `7E | header | body | checksum | 7E`, big-endian, with `7E` and `7D` escaped between
/// the delimiters. `LinkCodec` is the whole of one link: bytes in, messages out, answers framed.
///
/// Source: the field tables of JT/T 808-2011, -2013 and -2019 as four public implementations read
/// them (docs/decisions, "Terminals"); their published frames are the test corpus.
public enum JT808 {
  /// What a message is about.
  public struct MessageID: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    // Terminal to platform.
    public static let terminalAnswer = Self(rawValue: 0x0001)
    public static let heartbeat = Self(rawValue: 0x0002)
    public static let logout = Self(rawValue: 0x0003)
    public static let serverTimeQuery = Self(rawValue: 0x0004)
    public static let terminalAsksAgain = Self(rawValue: 0x0005)
    public static let registration = Self(rawValue: 0x0100)
    public static let authentication = Self(rawValue: 0x0102)
    public static let location = Self(rawValue: 0x0200)
    public static let locationAnswer = Self(rawValue: 0x0201)
    public static let batch = Self(rawValue: 0x0704)

    // Platform to terminal.
    public static let platformAnswer = Self(rawValue: 0x8001)
    public static let platformAsksAgain = Self(rawValue: 0x8003)
    public static let serverTime = Self(rawValue: 0x8004)
    public static let registrationAnswer = Self(rawValue: 0x8100)
  }

  /// Which header a frame has. 2011 and 2013 share theirs.
  public enum Edition: Hashable, Sendable {
    case edition2013
    /// - Parameter protocolVersion: the version byte, 1 at first, repeated in answers.
    case edition2019(protocolVersion: UInt8)

    /// Bytes of the terminal's number.
    var phoneLength: Int { self == .edition2013 ? 6 : 10 }
  }
}

extension JT808.MessageID: CustomStringConvertible {
  /// As the standard writes it: `0x0200`.
  public var description: String {
    let digits = String(rawValue, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
