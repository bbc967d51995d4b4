// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Testing

@Suite("Reminders of a case's clock")
struct ReminderTests {
  typealias Desk = SampleDesk

  /// At a body since the moment, with a limit counted by office hours.
  private static func handling(
    from start: String, _ limit: TimeLimit, place: Coordinate? = nil
  ) throws -> CityCase {
    let begin = Desk.instant(start)
    var report = try Desk.report()
    if let place { report.place = place }
    let deadline = try Desk.office().deadline(of: limit, from: begin)
    var one = try CityCase(
      id: 1, CaseEvent(by: Desk.collector, at: begin, .report(report, deadline: deadline)))
    _ = try one.apply(
      CaseEvent(by: Desk.supervisor, at: begin, .open(Desk.code(), deadline: deadline)))
    _ = try one.apply(
      CaseEvent(
        by: Desk.dispatcher, at: begin,
        .dispatch(to: 301, basis: .classOwner, deadline: deadline)))
    _ = try one.apply(CaseEvent(by: Desk.handler, at: begin, .accept))
    return one
  }

  private static func remind(_ one: inout CityCase, _ time: String) throws -> Int? {
    let now = Desk.instant(time)
    guard let percent = one.duePercent(at: now) else { return nil }
    _ = try one.apply(CaseEvent(by: .system, at: now, .remind(percent: percent)))
    return percent
  }

  @Test("wait over a weekend and a holiday, since nobody works then")
  func daysOff() throws {
    // Friday 16:00, ten working hours: two on Friday, none before Monday.
    var one = try Self.handling(from: "2017-06-23T16:00", .workingHours(10))
    for still in ["2017-06-23T18:00", "2017-06-25T12:00", "2017-06-26T11:29"] {
      #expect(try Self.remind(&one, still) == nil)
    }
    #expect(one.nextAlert == Desk.instant("2017-06-26T11:30"))
    #expect(try Self.remind(&one, "2017-06-26T11:30") == 50)
    #expect(try Self.remind(&one, "2017-06-26T15:59") == nil)
    #expect(try Self.remind(&one, "2017-06-26T16:00") == 80)
    #expect(try Self.remind(&one, "2017-06-26T18:00") == 100)
    #expect(one.nextAlert == nil && one.rung == .leader)
    // The day before the Dragon Boat days of 28 to 30 May: the half is reached after them.
    one = try Self.handling(from: "2017-05-27T17:00", .workingHours(4))
    #expect(try Self.remind(&one, "2017-05-30T20:00") == nil)
    #expect(try Self.remind(&one, "2017-05-31T09:30") == 50)
  }

  @Test("name the highest percentage where nobody looked for long")
  func late() throws {
    var one = try Self.handling(from: "2017-06-27T09:00", .workingHours(4))
    #expect(try Self.remind(&one, "2017-06-29T09:00") == 100)
    #expect(try Self.remind(&one, "2017-07-29T09:00") == nil)
  }

  @Test("stand still in a pause, and go on with what was left")
  func pause() throws {
    var one = try Self.handling(from: "2017-06-27T09:00", .workingHours(4))
    #expect(try Self.remind(&one, "2017-06-27T11:00") == 50)
    let paused = Desk.instant("2017-06-27T11:00")
    _ = try one.apply(CaseEvent(by: Desk.leader, at: paused, .pause(Desk.reason("道路积水"))))
    #expect(one.nextAlert == nil && one.rung == .none)
    #expect(try Self.remind(&one, "2017-07-27T11:00") == nil)
    let now = Desk.instant("2017-06-29T17:00")
    let deadline = try #require(one.handlingDeadline)
    _ = try one.apply(
      CaseEvent(
        by: Desk.leader, at: now,
        .resume(deadline: Desk.office().resumed(deadline, pausedAt: paused, at: now))))
    // Two hours are left; 80 percent after 1.2 of them.
    #expect(one.remindedPercent == 50 && one.rung == .holder)
    #expect(one.nextAlert == Desk.instant("2017-06-30T08:42"))
    #expect(try Self.remind(&one, "2017-06-30T08:41") == nil)
    #expect(try Self.remind(&one, "2017-06-30T08:42") == 80)
  }

  @Test("come again for what an extension put off")
  func extended() throws {
    var one = try Self.handling(from: "2017-06-27T09:00", .workingHours(4))
    let limit = TimeLimit.workingHours(4)
    _ = try one.apply(
      CaseEvent(
        by: Desk.handler, at: Desk.instant("2017-06-27T14:00"),
        .requestExtension(limit, Desk.reason("需要吊车"))))
    #expect(try Self.remind(&one, "2017-06-27T14:30") == 100)
    let now = Desk.instant("2017-06-27T15:00")
    let old = try #require(one.handlingDeadline)
    let extended = try Desk.office().extended(old, by: limit, at: now)
    _ = try one.apply(
      CaseEvent(
        by: Desk.leader, at: now, .decideExtension(extended: extended, Desk.reason("同意"))))
    // Half of eight hours passed at 14:30; four fifths and the end lie ahead again.
    #expect(one.remindedPercent == 50 && one.rung == .holder)
    #expect(try Self.remind(&one, "2017-06-27T16:53") == nil)
    #expect(try Self.remind(&one, "2017-06-27T16:54") == 80)
    #expect(try Self.remind(&one, "2017-06-28T09:00") == 100)
  }

  @Test("go to the body and the owners of its grid, then the supervisor, then the leader")
  func ladder() throws {
    let name = LocalizedName(chinese: "单位", english: "Body")
    let directory = try OrderDirectory(
      name: name, clock: Desk.clock, classes: ClassList(version: "1", source: "test", classes: []),
      units: [
        OrderUnit(id: 100, kind: .supervisionCentre, name: name),
        OrderUnit(id: 200, kind: .commandCentre, name: name),
        OrderUnit(id: 301, kind: .subdistrict, name: name),
      ], areas: [])
    let corners = [(36.0, 119.0), (36.0, 120.0), (37.0, 120.0), (37.0, 119.0)]
    func owner(_ role: GridOwner.Role, _ unit: ID<OrderUnit>, until: String? = nil) throws
      -> GridOwner
    {
      GridOwner(
        role: role, name: "王五", unit: unit, from: try #require(CivilDate("2017-01-01")),
        until: until.flatMap { CivilDate($0) })
    }
    let grid = UnitGrid(
      code: try #require(GridCode("370705001002003")), name: "一号网格",
      rings: [corners.map { Coordinate(latitude: $0.0, longitude: $0.1) }],
      owners: [
        try owner(.courtyardSponsor, 301), try owner(.collector, 301), try owner(.police, 400),
        try owner(.communitySponsor, 301, until: "2017-05-31"),
      ])
    let ladder = ReminderLadder(directory, grids: GridMap([grid]))
    let one = try Self.handling(from: "2017-06-27T09:00", .workingHours(4))
    let now = Desk.instant("2017-06-27T11:00")
    let holder = CaseRecipient(.holder, of: 301)
    let sponsor = CaseRecipient(.gridOwner, of: 301, gridRole: .courtyardSponsor)
    #expect(ladder.recipients(of: one, percent: 50, at: now) == [holder, sponsor])
    #expect(
      ladder.recipients(of: one, percent: 80, at: now)
        == [holder, sponsor, CaseRecipient(.supervisor, of: 100)])
    #expect(
      ladder.recipients(of: one, percent: 100, at: now)
        == [
          holder, sponsor, CaseRecipient(.supervisor, of: 100), CaseRecipient(.leader, of: 200),
        ])
    // The supervision centre's own clock: its supervisor is no rung above it.
    let reported = try CityCase(
      id: 2, CaseEvent(by: Desk.collector, at: now, .report(Desk.report(), deadline: nil)))
    #expect(
      ladder.recipients(of: reported, percent: 100, at: now)
        == [CaseRecipient(.holder, of: 100), CaseRecipient(.leader, of: 200)])
  }

  @Test("are read where they were written before anybody was named")
  func older() throws {
    let text = #"{"remind":{"percent":80}}"#
    let action = try JSONDecoder().decode(CaseEvent.Action.self, from: Data(text.utf8))
    #expect(action == .remind(percent: 80))
  }
}
