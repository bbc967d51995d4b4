// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One person's duties as an iCalendar file (RFC 5545), for the calendar on a telephone.
public struct RosterFeed: Sendable {
  public let text: String

  /// - Parameters:
  ///   - stamp: when the roster was published.
  ///   - sequence: how often it was revised since; calendars take the higher number.
  public init(
    of officer: Officer, in roster: Roster, clock: CityClock, places: PlaceNames, stamp: Instant,
    sequence: Int = 0
  ) {
    let zone = FeedZone(clock)
    let stampText = Self.utc(stamp)
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Chengxu//Roster//ZH", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:" + Self.escaped("勤务 \(officer.name.chinese)"),
    ]
    lines += zone.lines
    for duty in roster.duties where duty.officer == officer.id {
      let words = duty.tasks.map(places.words)
      lines += [
        // The same duty of another person is another event.
        "BEGIN:VEVENT", "UID:duty-\(duty.id)-\(officer.id)@roster.chengxu",
        "DTSTAMP:" + stampText, "SEQUENCE:\(sequence)",
        "DTSTART;TZID=\(zone.name):" + Self.local(duty.interval.start),
        "DTEND;TZID=\(zone.name):" + Self.local(duty.interval.end),
        "SUMMARY:"
          + Self.escaped(
            roster.isDemoData ? "〔演示〕\(duty.shiftName.chinese)" : duty.shiftName.chinese),
        "DESCRIPTION:" + Self.escaped(words.map(\.chinese).joined(separator: "\n")),
        "TRANSP:OPAQUE", "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    text = lines.map(Self.folded).joined()
  }

  /// Lines of at most 75 octets, never cut within a character; the next begins with a blank.
  static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = String(scalar).utf8.count
      if octets + width > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += width
    }
    return result + "\r\n"
  }

  /// RFC 5545 §3.3.11.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  private static func local(_ time: CivilTime) -> String {
    let clock = time.minuteOfDay.clock.replacing(":", with: "")
    return time.date.description.replacing("-", with: "") + "T" + clock + "00"
  }

  private static func utc(_ instant: Instant) -> String {
    local(CityClock(minutesEastOfUTC: 0).civilTime(of: instant)) + "Z"
  }
}

/// A zone without summer time: that of China by its name, others by their offset.
private struct FeedZone {
  var name: String
  var lines: [String]

  init(_ clock: CityClock) {
    let east = clock.minutesEastOfUTC
    let offset = (east < 0 ? "-" : "+") + abs(east).clock.replacing(":", with: "")
    name = east == 480 ? "Asia/Shanghai" : "UTC\(offset)"
    lines = [
      "BEGIN:VTIMEZONE", "TZID:\(name)", "BEGIN:STANDARD", "DTSTART:19700101T000000",
      "TZOFFSETFROM:\(offset)", "TZOFFSETTO:\(offset)",
      "TZNAME:\(east == 480 ? "CST" : "UTC\(offset)")", "END:STANDARD", "END:VTIMEZONE",
    ]
  }
}

extension RosteredDuty {
  /// As the standard templates call its shift; else its key.
  public var shiftName: LocalizedName {
    if isSpecial { return LocalizedName(chinese: "特殊勤务班", english: "special duty") }
    return ShiftTemplate.standard.first { $0.key == shift }?.name
      ?? LocalizedName(chinese: shift, english: shift)
  }
}
