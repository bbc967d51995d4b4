// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// Where vehicles and people are by the newest place of their terminals, for whom to send.
///
/// Too old a place is none: then whoever counts goes by the rostered place, and says so.
public struct Whereabouts: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    public var coordinate: Coordinate
    /// Seconds from the terminal's moment to when this was put together.
    public var ageSeconds: Int64
  }

  private var places: [String: Place] = [:]

  /// A unit drives some 2 km in so long; an older place says less than the roster.
  public static let freshSeconds: Int64 = 120

  /// Nobody's place is known.
  public init() {}

  /// - Parameters:
  ///   - fixes: accepted ones, one for each terminal.
  ///   - now: by the clock of terminals, also in an exercise.
  public init(_ fixes: [Fix], of terminals: [TrackedTerminal], at now: Instant) {
    let holders = Dictionary(terminals.map { ($0.id, $0.holder) }) { first, _ in first }
    for fix in fixes {
      let age = max(0, now.seconds(since: fix.instant))
      guard let holder = holders[fix.terminal], age <= Self.freshSeconds else { continue }
      let place = Place(coordinate: fix.place.wgs84, ageSeconds: age)
      places[holder] = Self.newer(places[holder], place)
    }
  }

  /// The newest place of any of these holders: plates and badge numbers.
  public func place(of holders: [String]) -> Place? {
    holders.reduce(nil) { Self.newer($0, places[$1]) }
  }

  private static func newer(_ one: Place?, _ other: Place?) -> Place? {
    guard let one, let other else { return one ?? other }
    return other.ageSeconds < one.ageSeconds ? other : one
  }
}
