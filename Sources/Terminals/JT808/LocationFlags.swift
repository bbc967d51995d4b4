// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// The alarm word of a location, as far as duty needs its bits by name.
  public struct Alarms: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// SOS.
    public static let emergency = Self(rawValue: 1 << 0)
    public static let overspeed = Self(rawValue: 1 << 1)
    public static let fatigue = Self(rawValue: 1 << 2)
    public static let receiverFault = Self(rawValue: 1 << 4)
    public static let antennaCut = Self(rawValue: 1 << 5)
    public static let powerOff = Self(rawValue: 1 << 8)
    public static let collision = Self(rawValue: 1 << 29)
    public static let rollover = Self(rawValue: 1 << 30)
  }

  /// The status word of a location, as far as duty needs its bits by name.
  public struct Status: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let engineOn = Self(rawValue: 1 << 0)
    /// The receiver had a fix; without this bit the place is an old one or none.
    public static let positioned = Self(rawValue: 1 << 1)
    public static let south = Self(rawValue: 1 << 2)
    public static let west = Self(rawValue: 1 << 3)
    public static let outOfService = Self(rawValue: 1 << 4)
    /// A security plug-in has moved the coordinates already.
    public static let encryptedCoordinates = Self(rawValue: 1 << 5)
  }
}
