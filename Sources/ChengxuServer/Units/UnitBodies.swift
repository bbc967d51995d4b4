// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations

/// One terminal and who carries it.
struct UnitBody: Codable, Sendable {
  var id: Int64
  /// The plate or badge number that it was imported with.
  var holder: String
  var kind: HolderIndex.Holder.Kind
  var name: LocalizedName?
  var unit: LocalizedName?

  init(_ terminal: TrackedTerminal, _ holder: HolderIndex.Holder) {
    id = terminal.id.rawValue
    self.holder = terminal.holder
    kind = holder.kind
    name = holder.name
    unit = holder.unitName
  }
}

/// Places as they go over the wire: rows of numbers, since thousands go each second.
struct UnitPlacesBody: Codable, Sendable {
  /// The server's clock, so that a page can say how old a place is.
  var now: Instant
  /// Rows of `UnitPlace`.
  var places: [UnitPlace]
}

/// `[terminal, latitude, longitude, speed, course, moment]`: hundred-thousandths of a degree in WGS-84,
/// kilometres an hour or null, degrees clockwise from north or null, milliseconds since 1970.
struct UnitPlace: Codable, Hashable, Sendable {
  var terminal: Int64
  var latitude: Int64
  var longitude: Int64
  var speed: Int64?
  var course: Int64?
  var at: Instant

  init(_ fix: Fix) {
    let place = fix.place.wgs84
    terminal = fix.terminal.rawValue
    latitude = Int64((place.latitude * 100_000).rounded())
    longitude = Int64((place.longitude * 100_000).rounded())
    // 1 km/h is 27.78 cm/s.
    speed = fix.speed.map { Int64(($0 * 36 + 500) / 1000) }
    course = fix.course.map { Int64($0) }
    at = fix.instant
  }

  init(from decoder: any Decoder) throws {
    var row = try decoder.unkeyedContainer()
    terminal = try row.decode(Int64.self)
    latitude = try row.decode(Int64.self)
    longitude = try row.decode(Int64.self)
    speed = try row.decode(Int64?.self)
    course = try row.decode(Int64?.self)
    at = try row.decode(Instant.self)
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.unkeyedContainer()
    try row.encode(terminal)
    try row.encode(latitude)
    try row.encode(longitude)
    try row.encode(speed)
    try row.encode(course)
    try row.encode(at)
  }
}
