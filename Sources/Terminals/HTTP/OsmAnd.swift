// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// What OsmAnd, Traccar Client, GPSLogger and others send.
///
/// A query or a form: `id` or `deviceid`, `lat` and `lon` or `location=lat,lon`, `timestamp`,
/// `speed` in knots, `bearing` or `heading`, `altitude`, `accuracy`, `batt`. Or JSON, as
/// Traccar Client 9 and later send it, with `speed` in metres a second.
///
/// Source: Traccar's published requests, which are the test corpus.
public enum OsmAnd {
  /// Reads the pairs of a query string or of a form.
  public static func reports(query: String) throws(PhoneReportError) -> [PhoneReport] {
    let limit = PhoneReportLimits.bodyBytes
    guard query.utf8.count <= limit else {
      throw PhoneReportError(field: "query", .tooLarge(found: query.utf8.count, limit: limit))
    }
    var fields: [String: String] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try unescaped(parts[0])
      let value = parts.count == 2 ? try unescaped(parts[1]) : ""
      // The first one counts, as `cell` and `wifi` may come again.
      if fields[name] == nil { fields[name] = value }
    }
    return [try report(fields)]
  }

  private static func report(_ fields: [String: String]) throws(PhoneReportError) -> PhoneReport {
    guard let device = fields["id"] ?? fields["deviceid"], !device.isEmpty else {
      throw PhoneReportError(field: "id", .missing)
    }
    func number(_ names: String...) throws(PhoneReportError) -> Double? {
      for name in names {
        if let text = fields[name], !text.isEmpty { return try FieldReader.number(text, name) }
      }
      return nil
    }
    var report = PhoneReport(devices: [device])
    report.time = try fields["timestamp"].map { text throws(PhoneReportError) in
      try FieldReader.time(text, "timestamp")
    }
    if let pair = fields["location"] {
      let parts = pair.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw FieldReader.wrong("location", pair, "lat,lon") }
      report.place = try FieldReader.place(
        latitude: FieldReader.number(String(parts[0]), "location"),
        longitude: FieldReader.number(String(parts[1]), "location"))
    } else if let latitude = try number("lat") {
      guard let longitude = try number("lon") else {
        throw PhoneReportError(field: "lon", .missing)
      }
      report.place = try FieldReader.place(latitude: latitude, longitude: longitude)
    }
    report.speed = try number("speed").map { $0 * 0.514_444 }
    report.course = try number("bearing", "heading")
    report.altitude = try number("altitude")
    report.accuracy = try number("accuracy")
    report.battery = try number("batt")
    report.isMock = fields["mock"] == "true"
    report.event = fields["event"] ?? fields["alarm"]
    return report
  }

  private static func unescaped(_ text: Substring) throws(PhoneReportError) -> String {
    guard let plain = text.replacing("+", with: " ").removingPercentEncoding else {
      throw FieldReader.wrong("query", String(text), "percent-encoded UTF-8")
    }
    return plain
  }

  /// Reads the JSON form; `location` may be one object or a list.
  public static func reports(json body: [UInt8]) throws(PhoneReportError) -> [PhoneReport] {
    let message = try PhoneJSON.decode(Message.self, from: body)
    guard let device = message.device_id, !device.isEmpty else {
      throw PhoneReportError(field: "device_id", .missing)
    }
    let locations = message.location.values
    let limit = PhoneReportLimits.reports
    guard locations.count <= limit else {
      throw PhoneReportError(field: "location", .tooLarge(found: locations.count, limit: limit))
    }
    return try locations.map { location throws(PhoneReportError) in
      var report = PhoneReport(devices: [device])
      report.time = try location.timestamp?.instant("timestamp")
      report.place = try FieldReader.place(
        latitude: location.coords.latitude, longitude: location.coords.longitude)
      report.altitude = location.coords.altitude
      // -1 stands for unknown.
      report.speed = location.coords.speed.flatMap { $0 < 0 ? nil : $0 }
      report.course = location.coords.heading.flatMap { $0 < 0 ? nil : $0 }
      report.accuracy = location.coords.accuracy.flatMap { $0 < 0 ? nil : $0 }
      report.battery = location.battery?.level.flatMap { $0 < 0 ? nil : $0 * 100 }
      report.isMock = location.mock ?? false
      report.event = location.event ?? location.alarm
      return report
    }
  }

  private struct Message: Decodable {
    struct Location: Decodable {
      struct Coordinates: Decodable {
        var latitude: Double
        var longitude: Double
        var accuracy: Double?
        var speed: Double?
        var heading: Double?
        var altitude: Double?
      }
      struct Battery: Decodable { var level: Double? }

      var timestamp: TimeField?
      var coords: Coordinates
      var event: String?
      var alarm: String?
      var battery: Battery?
      var mock: Bool?
    }

    var device_id: String?
    var location: OneOrMany<Location>
  }
}

/// A moment written as a text or as a number.
struct TimeField: Decodable {
  private enum Form {
    case text(String)
    case number(Double)
  }
  private var form: Form

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      form = .number(number)
    } else {
      form = .text(try container.decode(String.self))
    }
  }

  func instant(_ field: String) throws(PhoneReportError) -> Instant {
    switch form {
    case .text(let text): try FieldReader.time(text, field)
    case .number(let number): try FieldReader.time(number, field)
    }
  }
}

/// A value, or a list of them.
struct OneOrMany<Value: Decodable>: Decodable {
  var values: [Value]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A list is told by its form alone, so that a wrong element is reported as what it is.
    if (try? container.decode([Anything].self)) != nil {
      values = try container.decode([Value].self)
    } else {
      values = [try container.decode(Value.self)]
    }
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }
}
