// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography

/// Turns the texts and numbers of a report into checked values; every refusal names the field.
enum FieldReader {
  static func number(_ text: String, _ field: String) throws(PhoneReportError) -> Double {
    guard let number = Double(text), number.isFinite else {
      throw wrong(field, text, "a number")
    }
    return number
  }

  static func place(
    latitude: Double, longitude: Double
  ) throws(PhoneReportError) -> TaggedCoordinate {
    guard (-90...90).contains(latitude) else { throw wrong("lat", "\(latitude)", "-90...90") }
    guard (-180...180).contains(longitude) else { throw wrong("lon", "\(longitude)", "-180...180") }
    return TaggedCoordinate(latitude: latitude, longitude: longitude, system: .wgs84)
  }

  /// Seconds or milliseconds since 1970, `2016-01-27T18:55:47Z` with or without fractions and
  /// offset, or `2014-06-04 09:10:11`, which is UTC.
  static func time(_ text: String, _ field: String) throws(PhoneReportError) -> Instant {
    if let number = Double(text) { return try time(number, field) }
    guard let time = calendarTime(text) else {
      throw wrong(field, text, "seconds or milliseconds since 1970, or 2016-01-27T18:55:47Z")
    }
    return time
  }

  /// More than 10^11 are milliseconds: as seconds that would be the year 5138.
  static func time(_ number: Double, _ field: String) throws(PhoneReportError) -> Instant {
    let milliseconds = abs(number) > 1e11 ? number : number * 1000
    guard (0...253_402_300_799_000).contains(milliseconds) else {
      throw wrong(field, "\(number)", "a moment between 1970 and 9999")
    }
    return Instant(milliseconds: Int64(milliseconds.rounded()))
  }

  private static func calendarTime(_ text: String) -> Instant? {
    let pattern =
      /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/
      .asciiOnlyDigits()
    guard let match = text.wholeMatch(of: pattern), let minute = CivilTime(String(match.1)),
      let second = Int64(match.2), second < 60
    else { return nil }
    var offset = 0
    if let zone = match.4, zone != "Z" {
      let digits = zone.dropFirst().filter { $0 != ":" }
      guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 24,
        minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (zone.hasPrefix("-") ? -1 : 1)
    }
    let fraction = match.3.flatMap { Double("0.\($0)") } ?? 0
    let start = CityClock(minutesEastOfUTC: offset).instant(of: minute)
    return Instant(
      milliseconds: start.milliseconds + second * 1000 + Int64((fraction * 1000).rounded(.down)))
  }

  static func wrong(_ field: String, _ found: String, _ expected: String) -> PhoneReportError {
    PhoneReportError(
      field: field, .notAsExpected(found: String(found.prefix(80)), expected: expected))
  }
}

/// JSON of a phone: its depth is looked at before anything is built from it.
enum PhoneJSON {
  static func decode<Value: Decodable>(
    _ type: Value.Type, from body: [UInt8]
  ) throws(PhoneReportError) -> Value {
    let limit = PhoneReportLimits.bodyBytes
    guard body.count <= limit else {
      throw PhoneReportError(field: "body", .tooLarge(found: body.count, limit: limit))
    }
    let depth = depth(of: body)
    guard depth <= PhoneReportLimits.jsonDepth else {
      throw PhoneReportError(
        field: "JSON depth", .tooLarge(found: depth, limit: PhoneReportLimits.jsonDepth))
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as PhoneReportError {
      throw error
    } catch let error as DecodingError {
      throw PhoneReportError(error)
    } catch {
      throw FieldReader.wrong("body", "\(error)", "JSON")
    }
  }

  private static func depth(of body: [UInt8]) -> Int {
    var (depth, deepest, isText, isEscaped) = (0, 0, false, false)
    for byte in body {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
    }
    return deepest
  }
}

extension PhoneReportError {
  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      let path = (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      self.init(field: path, .missing)
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      self.init(
        field: path.isEmpty ? "body" : path,
        .notAsExpected(found: context.debugDescription, expected: "the documented JSON"))
    @unknown default:
      self.init(field: "body", .notAsExpected(found: "\(error)", expected: "the documented JSON"))
    }
  }
}
