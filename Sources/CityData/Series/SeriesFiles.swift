// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation
import Geography

/// How traffic moved at one place in one interval of five minutes.
public struct TrafficReading: Hashable, Sendable {
  /// The place's name in the file: a segment, an approach, a crossing.
  public var place: String
  /// When the interval began.
  public var time: CivilTime
  public var level: CongestionLevel
  /// Vehicles an hour, where the file has it.
  public var flow: Double?
  public var location: Coordinate?

  public init(
    place: String, time: CivilTime, level: CongestionLevel, flow: Double? = nil,
    location: Coordinate? = nil
  ) {
    self.place = place
    self.time = time
    self.level = level
    self.flow = flow
    self.location = location
  }
}

/// Violations that officers or cameras recorded at one place, and for how long they looked.
public struct ObservedViolations: Hashable, Sendable {
  public var place: String
  public var time: CivilTime
  /// Hours of observation, more than 0: without them a count says where officers stood.
  public var hours: Double
  public var violations: Int
  public var location: Coordinate?

  public init(
    place: String, time: CivilTime, hours: Double, violations: Int, location: Coordinate? = nil
  ) {
    self.place = place
    self.time = time
    self.hours = hours
    self.violations = violations
    self.location = location
  }
}

/// A call of a citizen, or a report of a patrol, about one place.
public struct StreetReport: Hashable, Sendable {
  public enum Topic: String, CaseIterable, Codable, Sendable { case congestion, disorder }

  public var time: CivilTime
  public var location: Coordinate
  /// Whoever reports, under any steady pseudonym: only whether two are the same matters.
  public var reporter: String
  public var topic: Topic

  public init(time: CivilTime, location: Coordinate, reporter: String, topic: Topic) {
    self.time = time
    self.location = location
    self.reporter = reporter
    self.topic = topic
  }
}

extension Series<TrafficReading> {
  /// `place,time` and `speed` (km/h, with `road_class`) or `level` (1 to 5); `flow` and `lat,lon` if
  /// known.
  public static func read(
    _ file: URL, badRows: ImportOptions.BadRows = .refuse
  ) throws(ImportError) -> Self {
    try reader.read(file, badRows: badRows)
  }

  static var reader: SeriesReader<TrafficReading> {
    SeriesReader(
      required: ["place", "time"],
      optional: ["speed", "level", "road_class", "flow", "lat", "lon", "coordinate_system"]
    ) { (fields) throws(BadField) in
      let time = try fields.time("time")
      guard time.minuteOfDay % 5 == 0 else { throw fields.bad("time", .fiveMinutes) }
      return TrafficReading(
        place: try fields.needed("place"), time: time, level: try level(fields),
        flow: try fields.number("flow", in: 0...100_000), location: try fields.knownLocation())
    }
  }

  /// The file's own level, else that of its speed.
  private static func level(_ fields: SeriesFields) throws(BadField) -> CongestionLevel {
    if let text = fields.text("level") {
      guard let number = Int(text), let level = CongestionLevel(rawValue: number) else {
        throw fields.bad("level", .level)
      }
      return level
    }
    guard let speed = try fields.number("speed", in: 0...200) else {
      throw fields.bad("speed", .speedOrLevel)
    }
    guard let roadClass = fields.text("road_class").flatMap(RoadClass.init(rawValue:)) else {
      throw fields.bad("road_class", .roadClass)
    }
    return CongestionLevel(kilometresPerHour: speed, on: roadClass)
  }
}

extension Series<ObservedViolations> {
  /// `place,time,hours,violations`; `lat,lon` if known.
  public static func read(
    _ file: URL, badRows: ImportOptions.BadRows = .refuse
  ) throws(ImportError) -> Self {
    try reader.read(file, badRows: badRows)
  }

  static var reader: SeriesReader<ObservedViolations> {
    SeriesReader(
      required: ["place", "time", "hours", "violations"],
      optional: ["lat", "lon", "coordinate_system"]
    ) { (fields) throws(BadField) in
      let count = try fields.neededNumber("violations", in: 0...1_000_000)
      guard count.rounded() == count else { throw fields.bad("violations", .number(0, 1_000_000)) }
      let hours = try fields.neededNumber("hours", in: 0...744)
      guard hours > 0 else { throw fields.bad("hours", .hours) }
      return ObservedViolations(
        place: try fields.needed("place"), time: try fields.time("time"), hours: hours,
        violations: Int(count),
        location: try fields.knownLocation())
    }
  }
}

extension Series<StreetReport> {
  /// `time,lat,lon,reporter,topic`.
  public static func read(
    _ file: URL, badRows: ImportOptions.BadRows = .refuse
  ) throws(ImportError) -> Self {
    try reader.read(file, badRows: badRows)
  }

  static var reader: SeriesReader<StreetReport> {
    SeriesReader(
      required: ["time", "lat", "lon", "reporter", "topic"], optional: ["coordinate_system"]
    ) { (fields) throws(BadField) in
      guard let topic = StreetReport.Topic(rawValue: fields.text("topic") ?? "") else {
        throw fields.bad("topic", .topic)
      }
      return StreetReport(
        time: try fields.time("time"), location: try fields.location(),
        reporter: try fields.needed("reporter"), topic: topic)
    }
  }
}

extension Series<Coordinate> {
  /// Places alone: `lat,lon`.
  public static func read(
    _ file: URL, badRows: ImportOptions.BadRows = .refuse
  ) throws(ImportError) -> Self {
    let reader = SeriesReader(
      required: ["lat", "lon"], optional: ["coordinate_system"]
    ) { (fields) throws(BadField) in try fields.location() }
    return try reader.read(file, badRows: badRows)
  }
}

extension SeriesFields {
  /// `nil` where the row has no `lat`.
  fileprivate func knownLocation() throws(BadField) -> Coordinate? {
    text("lat") == nil ? nil : try location()
  }

  /// `lat` and `lon` in the row's own `coordinate_system`, WGS-84 where it names none.
  fileprivate func location() throws(BadField) -> Coordinate {
    let latitude = try neededNumber("lat", in: -90...90)
    let longitude = try neededNumber("lon", in: -180...180)
    var system = CoordinateSystem.wgs84
    if let text = text("coordinate_system") {
      guard let said = CoordinateSystem(spelling: text) else {
        throw bad("coordinate_system", .coordinateSystem)
      }
      system = said
    }
    return TaggedCoordinate(latitude: latitude, longitude: longitude, system: system).wgs84
  }
}
