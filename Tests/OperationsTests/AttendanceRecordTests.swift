// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("The attendance of one stay")
struct AttendanceRecordTests {
  static func at(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  /// Rostered from minute 100 to 220.
  static var expected: AttendanceRecord {
    AttendanceRecord(id: AssignmentID(duty: 1, task: 0), start: at(100), end: at(220))
  }

  @Test(
    "is on time up to five minutes after the start",
    arguments: [(95, true), (105, true), (106, false)])
  func onTime(minute: Int64, isOnTime: Bool) throws {
    var record = Self.expected
    _ = try record.apply(.confirm(.twoFixes, at: Self.at(minute)))
    #expect(record.isOnTime() == isOnTime)
  }

  @Test("counts minutes on the place within the rostered span, and authorised absence apart")
  func minutes() throws {
    var record = Self.expected
    _ = try record.apply(.confirm(.twoFixes, at: Self.at(90)))
    _ = try record.apply(.leave(.dispatched(4), at: Self.at(120)))
    _ = try record.apply(.comeBack(at: Self.at(150)))
    _ = try record.apply(.leave(.unexplained, at: Self.at(200)))
    _ = try record.apply(.comeBack(at: Self.at(205)))
    _ = try record.apply(.finish(at: Self.at(220)))
    // 100–120, 150–200, 205–220.
    #expect(record.presentMilliseconds(until: Self.at(999)) == 85 * 60_000)
    #expect(record.authorisedAwayMilliseconds(until: Self.at(999)) == 30 * 60_000)
    #expect(
      record.presence(until: Self.at(999)) == [
        Self.at(100)..<Self.at(120), Self.at(150)..<Self.at(200), Self.at(205)..<Self.at(220),
      ])
  }

  @Test("still counts while the officer is there, until now")
  func stillThere() throws {
    var record = Self.expected
    _ = try record.apply(.confirm(.scannedTag, at: Self.at(110)))
    #expect(record.presentMilliseconds(until: Self.at(130)) == 20 * 60_000)
    _ = try record.apply(.leave(.relieved, at: Self.at(140)))
    #expect(record.presentMilliseconds(until: Self.at(170)) == 30 * 60_000)
    #expect(record.authorisedAwayMilliseconds(until: Self.at(170)) == 30 * 60_000)
  }

  @Test("asks a leader about an unexplained absence over ten minutes, and counts it only then")
  func offPost() throws {
    var record = Self.expected
    _ = try record.apply(.confirm(.twoFixes, at: Self.at(100)))
    _ = try record.apply(.leave(.unexplained, at: Self.at(110)))
    #expect(try record.apply(.comeBack(at: Self.at(120))).isEmpty)
    _ = try record.apply(.leave(.unexplained, at: Self.at(130)))
    #expect(
      try record.apply(.comeBack(at: Self.at(141)))
        == [.askForReview(since: Self.at(130), until: Self.at(141))])
    #expect(record.confirmedOffPost == 0)
    _ = try record.apply(.review(isOffPost: true, at: Self.at(150)))
    #expect(record.confirmedOffPost == 1)
  }

  @Test("knows no off-post event where nobody left unexplained")
  func nothingToReview() throws {
    var record = Self.expected
    _ = try record.apply(.confirm(.twoFixes, at: Self.at(100)))
    _ = try record.apply(.leave(.relieved, at: Self.at(110)))
    _ = try record.apply(.comeBack(at: Self.at(140)))
    #expect(throws: TransitionRefused.self) {
      try record.apply(.review(isOffPost: true, at: Self.at(150)))
    }
  }

  @Test("is neither on time nor late when an incident came first")
  func sentElsewhere() throws {
    var record = Self.expected
    _ = try record.apply(.leave(.dispatched(4), at: Self.at(98)))
    _ = try record.apply(.comeBack(at: Self.at(130)))
    #expect(record.wasSentElsewhereFirst)
    #expect(record.arrival == Self.at(130))
    #expect(record.presentMilliseconds(until: Self.at(220)) == 90 * 60_000)
    #expect(record.authorisedAwayMilliseconds(until: Self.at(220)) == 30 * 60_000)
  }

  @Test("is cancelled only before it starts, and absent only after")
  func cancelAndAbsent() throws {
    var record = Self.expected
    #expect(throws: TransitionRefused.self) { try record.apply(.cancel(at: Self.at(100))) }
    #expect(throws: TransitionRefused.self) { try record.apply(.markAbsent(at: Self.at(100))) }
    var other = record
    _ = try record.apply(.cancel(at: Self.at(99)))
    #expect(record.state == .cancelled)
    _ = try other.apply(.markAbsent(at: Self.at(160)))
    #expect(other.state == .absent)
    #expect(!other.isOnTime())
  }
}
