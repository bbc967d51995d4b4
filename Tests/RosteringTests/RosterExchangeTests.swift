// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Rosters out, staff and leave in")
struct RosterExchangeTests {
  private static let organization = Organization(
    isDemoData: true, name: LocalizedName(chinese: "支队", english: "detachment"),
    clock: CityClock(minutesEastOfUTC: 480), areas: [], units: [Bench.unit()],
    officers: [Bench.officer(1), Bench.officer(2, .auxiliary)], vehicles: [])

  private func calendar(minutesEast: Int = 480) -> String {
    let problem = Bench.problem([Bench.officer(1)], [])
    let roster = Bench.roster(
      problem, [Bench.duty(1, "night", day: 0), Bench.duty(2, "early", day: 0)])
    return RosterFeed(
      of: Bench.officer(1), in: roster, clock: CityClock(minutesEastOfUTC: minutesEast),
      places: PlaceNames(DemoWeek().plans),
      stamp: CityClock(minutesEastOfUTC: 480).instant(of: Bench.time(-7, 9)), sequence: 2
    ).text
  }

  @Test("A calendar has one event a duty of its person, in China's zone, in lines of 75 octets")
  func feed() {
    let text = calendar()
    #expect(text.components("BEGIN:VEVENT") == 1)
    #expect(text.contains("TZID:Asia/Shanghai\r\n"))
    #expect(text.contains("DTSTART;TZID=Asia/Shanghai:20170501T213000\r\n"))
    #expect(text.contains("DTEND;TZID=Asia/Shanghai:20170502T063000\r\n"))
    #expect(text.contains("DTSTAMP:20170424T010000Z\r\n"))
    #expect(text.contains("SEQUENCE:2\r\n"))
    #expect(text.contains("TZOFFSETTO:+0800\r\n"))
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 75)
    }
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("DESCRIPTION:21:30–06:30 值班备勤\r\n"))
  }

  @Test("Other cities' calendars name their own offset")
  func otherZone() {
    let text = calendar(minutesEast: -180)
    #expect(text.contains("TZID:UTC-0300\r\n") && text.contains("TZOFFSETTO:-0300\r\n"))
    #expect(!text.contains("Shanghai"))
  }

  @Test("A sheet has a row a duty, and texts that begin like formulas are none")
  func sheet() {
    var organization = Self.organization
    organization.officers[0].name.chinese = "=甲,乙"
    let problem = Bench.problem([Bench.officer(1)], [])
    let roster = Bench.roster(problem, [Bench.duty(1, "early", day: 0)])
    let sheet = RosterSheet(
      roster, organization: organization, places: PlaceNames(DemoWeek().plans))
    #expect(sheet.rows.count == 1)
    #expect(
      sheet.csv
        == "\u{FEFF}duty,date,badge,name,unit,shift,start,end,hours,places,vehicle\r\n"
        + "100001,2017-05-01,000001,\"'=甲,乙\",100中队,early,2017-05-01T06:30,2017-05-01T13:30,7.0,"
        + "06:30–13:30 值班备勤,\r\n")
  }

  @Test("Leave is taken row by row, and each refused row says which field and what to do")
  func leave() throws {
    let text = """
      badge,from,to
      000001,2017-05-02,2017-05-03
      999999,2017-05-02,2017-05-03
      000002,soon,2017-05-03
      000002,2017-05-03,2017-05-01
      000001,2017-05-03T12:00,2017-05-04
      000002,2017-05-02
      """
    let table = try LeaveImport(
      Array(text.utf8), file: "leave.csv", into: Self.organization)
    #expect(table.taken.count == 1)
    #expect(
      table.organization.officers[0].leave
        == [CivilInterval(start: Bench.time(1, 0), end: Bench.time(3, 0))])
    #expect(Set(table.refused.map(\.line)) == [3, 4, 5, 6, 7])
    #expect(
      table.refused.sorted { $0.line < $1.line }.map(\.field) == [
        "badge", "from", "to", "from", "",
      ])
    #expect(table.refused.allSatisfy { $0.explanation.english.contains("Maybe") })
  }

  @Test("Staff are added and brought up to date; what does not fit is refused")
  func staff() throws {
    let text = """
      badge,name,name_en,status,unit,skills,exemptions
      000001,甲一,First,sworn,100,breathTest drone,
      F0009,乙,,auxiliary,100中队,,noNightDuty
      12,丙,,sworn,100,,
      000003,丁,,sworn,999,,
      000004,戊,,sworn,100,flying,
      000001,again,,sworn,100,,
      """
    let table = try StaffImport(Array(text.utf8), file: "staff.csv", into: Self.organization)
    #expect(table.added.count == 1 && table.updated.count == 1)
    #expect(table.organization.officers[0].skills == [.breathTest, .drone])
    #expect(table.organization.officers.last?.name.english == "乙")
    #expect(table.organization.officers.last?.exemptions == [.noNightDuty])
    #expect(table.refused.map(\.line) == [4, 5, 6, 7])
    #expect(table.refused.map(\.field) == ["badge", "unit", "skills", "badge"])
  }

  @Test("The list of staff comes back as it went out, and only what was changed is a change")
  func roundTrip() throws {
    let sheet = StaffSheet(.staff, of: Self.organization) { _ in true }
    #expect(sheet.rows.count == 2)
    let same = try StaffUpload(
      .staff, Array(sheet.csv.utf8), file: "staff.csv", into: Self.organization
    ) { _ in true }
    #expect(same.unchanged == 2 && same.intake.isEmpty && same.refused.isEmpty)
    let text = sheet.csv.replacing("auxiliary", with: "sworn")
    let changed = try StaffUpload(
      .staff, Array(text.utf8), file: "staff.csv", into: Self.organization
    ) { _ in true }
    #expect(changed.unchanged == 1 && changed.updated.map(\.after.status) == [.sworn])
    #expect(changed.intake.people.map(\.id) == [2] && changed.intake.files == ["staff.csv"])
    let taken = Self.organization.taking([changed.intake])
    #expect(taken.officers.map(\.status) == [.sworn, .sworn])
    #expect(
      StaffSheet(.leave, of: Self.organization) { _ in true }.csv == "\u{FEFF}badge,from,to\r\n")
  }

  @Test("People of units that are not one's own to plan are refused, in both kinds of file")
  func otherUnits() throws {
    let staff = "badge,name,name_en,status,unit,skills,exemptions\n000001,甲,,sworn,100,,\n"
    let leave = "badge,from,to\n000001,2017-05-02,2017-05-03\n"
    for (kind, text) in [(StaffUpload.Kind.staff, staff), (.leave, leave)] {
      let upload = try StaffUpload(
        kind, Array(text.utf8), file: "a.csv", into: Self.organization
      ) { _ in false }
      #expect(upload.intake.isEmpty && upload.refused.map(\.line) == [2])
      #expect(upload.refused[0].explanation.english.contains("not yours"))
    }
    #expect(StaffSheet(.staff, of: Self.organization) { _ in false }.rows.isEmpty)
  }

  @Test(
    "Imports go into another snapshot by badge number, and numbers that are taken stay whose they are"
  )
  func otherSnapshot() {
    var other = Self.organization
    other.officers = [Bench.officer(7)]
    var first = Bench.officer(1)
    first.badgeNumber = "000009"
    let id = DutyModel.ID<Officer>(rawValue: 7)
    let second = Officer(
      id: id, badgeNumber: "000010", name: first.name, status: .sworn, unit: first.unit)
    let intake = StaffIntake(people: [first, second], units: [Bench.unit()], files: ["a"])
    let taken = other.taking([intake, intake])
    #expect(taken.officers.map(\.badgeNumber) == ["000007", "000009", "000010"])
    #expect(taken.officers.map(\.id) == [7, 1, 8])
  }

  @Test("A file without a column, in another encoding or with a stray quote is refused as a whole")
  func files() {
    #expect(
      throws: StaffFileError.missingColumn(file: "a.csv", column: "to", found: ["badge", "from"])
    ) {
      try LeaveImport(Array("badge,from\n".utf8), file: "a.csv", into: Self.organization)
    }
    #expect(throws: StaffFileError.notUTF8(file: "a.csv")) {
      try LeaveImport([0xC4, 0xFF], file: "a.csv", into: Self.organization)
    }
    #expect(throws: StaffFileError.self) {
      try LeaveImport(
        Array("badge,from,to\n\"x,1,2\n".utf8), file: "a.csv", into: Self.organization)
    }
  }
}

extension String {
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
