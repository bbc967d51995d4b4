// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Rostering

/// A vehicle that an officer had out 出车, as the log says.
public struct VehicleOuting: Hashable, Sendable {
  public let vehicle: ID<Vehicle>
  public let officer: ID<Officer>
  /// From when it was taken out until just before it was brought back, or somebody else took it out; to the end of
  /// time where neither is known.
  public let span: Range<Instant>

  /// What these events tell, whatever order they were recorded in: a phone without a network tells later. Events of
  /// an exercise tell of no real vehicle.
  public static func all(in events: [DutyEvent]) -> [Self] {
    struct Out {
      var duty: ID<RosteredDuty>
      var officer: ID<Officer>
      var since: Instant
    }
    var out: [ID<Vehicle>: Out] = [:]
    var found: [Self] = []
    func close(_ vehicle: ID<Vehicle>, at end: Instant) {
      guard let last = out.removeValue(forKey: vehicle), last.since < end else { return }
      found.append(Self(vehicle: vehicle, officer: last.officer, span: last.since..<end))
    }
    for event in events.sorted(by: { ($0.instant, $0.id) < ($1.instant, $1.id) }) {
      guard case .vehicle(let duty, let vehicle, let isOut) = event.entry.content,
        case .officer(let officer) = event.entry.actor, !event.entry.isSimulated
      else { continue }
      if isOut {
        close(vehicle, at: event.instant)
        out[vehicle] = Out(duty: duty, officer: officer, since: event.instant)
      } else if out[vehicle]?.duty == duty {
        close(vehicle, at: event.instant)
      }
    }
    for vehicle in out.keys.sorted() { close(vehicle, at: Instant(milliseconds: .max)) }
    return found
  }
}
