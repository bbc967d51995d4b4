// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What the OwnTracks application sends in its HTTP mode.
///
/// One JSON object or a list of them, told apart by `_type`. `location` is a place; every other
/// type is taken and answered, for only an answer of success clears the phone's queue.
///
/// Source: the OwnTracks booklet's JSON formats; Traccar's published requests are the test corpus.
public enum OwnTracks {
  /// - Parameters:
  ///   - body: may be empty, which some phones send.
  ///   - user: from `X-Limit-U` or `u`.
  ///   - device: from `X-Limit-D` or `d`.
  /// - Returns: the places among the objects; objects of other types are passed over.
  public static func reports(
    json body: [UInt8], user: String? = nil, device: String? = nil
  ) throws(PhoneReportError) -> [PhoneReport] {
    guard !body.isEmpty else { return [] }
    let messages = try PhoneJSON.decode(OneOrMany<Message>.self, from: body).values
    let limit = PhoneReportLimits.reports
    guard messages.count <= limit else {
      throw PhoneReportError(field: "list", .tooLarge(found: messages.count, limit: limit))
    }
    var reports: [PhoneReport] = []
    for message in messages where message._type == "location" {
      reports.append(try message.report(user: user, device: device))
    }
    return reports
  }

  private struct Message: Decodable {
    var _type: String
    var topic: String?
    var tid: String?
    var tst: Double?
    var lat: Double?
    var lon: Double?
    var acc: Double?
    var alt: Double?
    var vel: Double?
    var cog: Double?
    var batt: Double?
    var t: String?

    private enum CodingKeys: String, CodingKey {
      case _type, topic, tid, tst, lat, lon, acc, alt, vel, cog, batt, t
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      _type = try container.decode(String.self, forKey: ._type)
      // The same names mean other things in other types, so they are not looked at there.
      guard _type == "location" else { return }
      topic = try container.decodeIfPresent(String.self, forKey: .topic)
      tid = try container.decodeIfPresent(String.self, forKey: .tid)
      tst = try container.decodeIfPresent(Double.self, forKey: .tst)
      lat = try container.decodeIfPresent(Double.self, forKey: .lat)
      lon = try container.decodeIfPresent(Double.self, forKey: .lon)
      acc = try container.decodeIfPresent(Double.self, forKey: .acc)
      alt = try container.decodeIfPresent(Double.self, forKey: .alt)
      vel = try container.decodeIfPresent(Double.self, forKey: .vel)
      cog = try container.decodeIfPresent(Double.self, forKey: .cog)
      batt = try container.decodeIfPresent(Double.self, forKey: .batt)
      t = try container.decodeIfPresent(String.self, forKey: .t)
    }

    func report(user: String?, device: String?) throws(PhoneReportError) -> PhoneReport {
      guard let tst else { throw PhoneReportError(field: "tst", .missing) }
      guard let lat else { throw PhoneReportError(field: "lat", .missing) }
      guard let lon else { throw PhoneReportError(field: "lon", .missing) }
      var devices = topic.map { [$0] } ?? []
      if let user, let device {
        devices += ["\(user)/\(device)", "owntracks/\(user)/\(device)"]
      }
      devices += [device, tid].compactMap { $0 }
      devices.removeAll(where: \.isEmpty)
      guard !devices.isEmpty else { throw PhoneReportError(field: "tid", .missing) }
      var report = PhoneReport(devices: devices)
      report.time = try FieldReader.time(tst, "tst")
      report.place = try FieldReader.place(latitude: lat, longitude: lon)
      report.altitude = alt
      // Kilometres an hour; -1 and -1 degrees stand for unknown on some phones.
      report.speed = vel.flatMap { $0 < 0 ? nil : $0 / 3.6 }
      report.course = cog.flatMap { $0 < 0 ? nil : $0 }
      report.accuracy = acc
      report.battery = batt
      report.event = t
      return report
    }
  }
}
