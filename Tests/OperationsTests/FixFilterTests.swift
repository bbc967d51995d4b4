// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import Testing

@Suite("The filter of one terminal's fixes")
struct FixFilterTests {
  static let start = Instant(milliseconds: 1_700_000_000_000)

  /// A fix `second` seconds after the start, `metres` north of the first place.
  private func fix(
    _ second: Int64, _ metres: Double = 0, receivedAfter delay: Int64 = 1,
    change: (inout Fix) -> Void = { _ in }
  ) -> Fix {
    let instant = Self.start.adding(seconds: second)
    var fix = Fix(
      terminal: 1, instant: instant, received: instant.adding(seconds: delay),
      place: TaggedCoordinate(latitude: 36.7 + metres / 111_195, longitude: 119.1, system: .wgs84))
    change(&fix)
    return fix
  }

  private func verdicts(_ fixes: Fix...) -> [FixVerdict] {
    var filter = FixFilter()
    return fixes.map { filter.judge($0, policy: TrackingPolicy()) }
  }

  @Test("takes a drive, and knows the same fix again")
  func drive() {
    #expect(
      verdicts(fix(0), fix(10, 150), fix(10, 150), fix(20, 300))
        == [.accepted, .accepted, .duplicate, .accepted])
  }

  @Test("goes on from what another server accepted, unless it knows newer")
  func followed() {
    let policy = TrackingPolicy()
    var filter = FixFilter()
    filter.follow(fix(100))
    #expect(filter.judge(fix(100), policy: policy) == .duplicate)
    #expect(filter.judge(fix(90), policy: policy) == .late)
    // Ten kilometres in a second, seen twice; believed at the third time unless something came between.
    #expect(filter.judge(fix(101, 10_000), policy: policy) == .jump)
    #expect(filter.judge(fix(102, 10_000), policy: policy) == .jump)
    filter.follow(fix(103, 20))
    #expect(filter.judge(fix(104, 10_000), policy: policy) == .jump)
    filter.follow(fix(50))
    #expect(filter.last == fix(103, 20))
  }

  @Test("takes what was sent late without moving the terminal back")
  func late() {
    var filter = FixFilter()
    for fix in [fix(0), fix(100, 900)] { _ = filter.judge(fix, policy: TrackingPolicy()) }
    #expect(filter.judge(fix(50, 450, receivedAfter: 4000), policy: TrackingPolicy()) == .late)
    #expect(filter.last == fix(100, 900))
  }

  @Test("holds a clock that is more than five minutes ahead for wrong")
  func future() {
    #expect(
      verdicts(fix(301, receivedAfter: -301), fix(300, receivedAfter: -300))
        == [.future, .accepted])
  }

  @Test("holds 20 km in ten seconds for a jump, until three fixes in a row say so")
  func jump() {
    #expect(
      verdicts(
        fix(0), fix(10, 20_000), fix(20, 100), fix(30, 20_000), fix(40, 20_100), fix(50, 20_200),
        fix(60, 20_300)) == [.accepted, .jump, .accepted, .jump, .jump, .accepted, .accepted])
  }

  @Test("allows what a receiver in a street canyon does, and 250 km/h")
  func allowance() {
    #expect(verdicts(fix(0), fix(0, 299)) == [.accepted, .accepted])
    // 100 s at 250 km/h are 6 944 m, and 300 m come on top.
    #expect(verdicts(fix(0), fix(100, 7200)) == [.accepted, .accepted])
    #expect(verdicts(fix(0), fix(100, 7300)) == [.accepted, .jump])
  }

  @Test("compares places in one datum, whatever each is written in")
  func datum() {
    let gcj = TaggedCoordinate(latitude: 36.7, longitude: 119.1, system: .wgs84)
      .converted(to: .gcj02)
    #expect(verdicts(fix(0), fix(0) { $0.place = gcj }) == [.accepted, .accepted])
    var filter = FixFilter(last: fix(0))
    // Read as WGS-84 the same numbers lie some 500 m away.
    let misread = TaggedCoordinate(
      latitude: gcj.latitude, longitude: gcj.longitude, system: .wgs84)
    #expect(filter.judge(fix(0) { $0.place = misread }, policy: TrackingPolicy()) == .jump)
  }

  @Test("leaves out what has no satellites, is vague, too fast or at zero degrees")
  func outliers() {
    let changes: [(inout Fix) -> Void] = [
      { $0.isPositioned = false }, { $0.accuracy = 201 }, { $0.speed = 8334 },
      {
        $0.place.latitude = 0; $0.place.longitude = 0
      },
    ]
    for change in changes { #expect(verdicts(fix(0, change: change)) == [.outlier]) }
    #expect(verdicts(fix(0) { $0.accuracy = 200 }) == [.accepted])
    #expect(verdicts(fix(0) { $0.speed = 8333 }) == [.accepted])
  }
}

@Suite("A group commit")
struct GroupCommitTests {
  actor Disk {
    var batches: [[Int]] = []
    var isFull = false
    func write(_ items: [Int]) async throws(TrackingError) {
      if isFull { throw TrackingError(.full, detail: "no space") }
      try? await Task.sleep(for: .milliseconds(5))
      batches.append(items)
    }
    func fill() { isFull = true }
  }

  @Test("stores everything once, and in far fewer transactions than submissions")
  func batches() async throws {
    let disk = Disk()
    let commit = GroupCommit<Int, TrackingError>(largestBatch: 50) { items throws(TrackingError) in
      try await disk.write(items)
    }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try? await commit.commit([2 * number, 2 * number + 1]) }
      }
    }
    let batches = await disk.batches
    #expect(batches.flatMap { $0 }.sorted() == Array(0..<400))
    #expect(batches.count < 100)
    #expect(batches.allSatisfy { $0.count <= 50 && !$0.isEmpty })
  }

  @Test("tells everybody whose batch failed, and nobody that it is stored")
  func failure() async {
    let disk = Disk()
    await disk.fill()
    let commit = GroupCommit<Int, TrackingError> { items throws(TrackingError) in
      try await disk.write(items)
    }
    let failures = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          do throws(TrackingError) {
            try await commit.commit([number])
            return false
          } catch {
            return error.code == .full
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(failures == 20)
  }
}
