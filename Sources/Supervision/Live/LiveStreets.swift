// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// The streets' slots with the rows that rest on each, so that a new sighting changes what it must.
struct LiveStreets: Sendable {
  private(set) var watch: StreetWatch
  /// By day, the promises that each street has.
  private let rows: [[Int32: [WatchRow]]]

  init(_ empty: StreetWatch) {
    var watch = empty
    var rows: [[Int32: [WatchRow]]] = []
    for frame in 0..<watch.frames {
      var ofSegment: [Int32: [WatchRow]] = [:]
      for row in watch.rows(of: frame) {
        ofSegment[Int32(watch.cells[row.cell].segment.rawValue), default: []].append(row)
        watch.add(row, seen: SlotBits(), sign: 1)
      }
      rows.append(ofSegment)
    }
    self.watch = watch
    self.rows = rows
  }

  mutating func setScopes(_ book: inout ScopeBook) { watch.setScopes(&book) }

  mutating func see(_ sighting: SightingFact) { see(watch.sightings(of: sighting)) }

  /// Somebody stood at the place of a stay.
  mutating func see(_ span: Range<Instant>, of stay: StayFact) {
    guard let place = stay.place, let location = watch.places.location(of: place, in: stay.mode)
    else { return }
    see(watch.sightings(of: span, at: location))
  }

  private mutating func see(_ sightings: [StreetWatch.Sighting]) {
    for sighting in sightings {
      for segment in sighting.segments {
        guard let rows = rows[sighting.frame][segment] else { continue }
        let before = watch.seen(Int(segment), in: sighting.frame)
        guard watch.see(Int(segment), sighting.slots, in: sighting.frame) else { continue }
        let after = watch.seen(Int(segment), in: sighting.frame)
        for row in rows {
          watch.add(row, seen: before, sign: -1)
          watch.add(row, seen: after, sign: 1)
        }
      }
    }
  }
}
