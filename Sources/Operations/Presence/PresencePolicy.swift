// SPDX-License-Identifier: Apache-2.0

/// How fixes become presence.
public struct PresencePolicy: Hashable, Sendable {
  /// Between two fixes farther apart than this nobody knows where the terminal was.
  public var longestGapSeconds: Int64 = 120
  /// Time on a street below this within a slot is driving past it and is not kept: a car in traffic passes
  /// hundreds. Posts and beats are kept from the first second.
  public var leastStreetSeconds = 60
  /// A slot is counted this long after its end: what its last fix says depends on the next one, which may be
  /// a gap away, and must have been stored.
  public var settleSeconds: Int64 = 240

  public init() {}
}
