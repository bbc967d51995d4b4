// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

extension PlanningContext {
  /// Why there is somebody on these streets in the windows.
  ///
  /// - Parameters:
  ///   - segments: positions, none of which another place of the plan answers for.
  ///   - rates: expected incidents a year in thousandths, by segment position.
  func reason(segments: [Int], windows: [DutyWindow], rates: [Int64]) -> PlaceReason {
    let positions = segments.flatMap { trained.bySegment[$0] }.sorted()
    let answered = positions.map { trained.incidents[Int($0)].incident }
      .filter { windows.contains($0.time) }
    var kinds: [String: Int] = [:]
    for incident in answered { kinds[incident.kind, default: 0] += 1 }
    let leading = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
    return PlaceReason(
      incidents: answered.map(\.id),
      expectedPerYear: Double(segments.reduce(0) { $0 + rates[$1] }) / 1000,
      segments: segments.map { roads.segments[$0].id },
      leadingKinds: leading.map { .init(kind: $0.key, count: $0.value) })
  }

  /// A reason for each of several places, each street and incident with the nearest.
  func reasons(of places: PlaceReach, windows: [DutyWindow], rates: [Int64]) -> [PlaceReason] {
    places.nearestStreets().map { reason(segments: $0, windows: windows, rates: rates) }
  }

  /// One reason for somebody who serves several places.
  func joined(_ reasons: [PlaceReason]) -> PlaceReason {
    var kinds: [String: Int] = [:]
    for kind in reasons.flatMap(\.leadingKinds) { kinds[kind.kind, default: 0] += kind.count }
    let leading = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
    return PlaceReason(
      incidents: reasons.flatMap(\.incidents).sorted(),
      expectedPerYear: reasons.reduce(0) { $0 + $1.expectedPerYear },
      segments: reasons.flatMap(\.segments).sorted(),
      leadingKinds: leading.map { .init(kind: $0.key, count: $0.value) })
  }
}
