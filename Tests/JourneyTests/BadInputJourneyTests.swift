// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A city folder with the sample's streets and incidents of our own.
private func city(incidents: String?) throws -> URL {
  let folder = try Scratch.folder()
  try FileManager.default.copyItem(
    at: SampleCity.folder.appending(path: "roads.osm.pbf"),
    to: folder.appending(path: "roads.osm.pbf"))
  if let incidents {
    try Data(incidents.utf8).write(to: folder.appending(path: "incidents.csv"))
  }
  return folder
}

private let header = "time,lat,lon,kind,severity\n"

@Suite("Trouble has one clear message, a number of its own, and leaves nothing behind")
struct BadInputJourneyTests {
  private func expect(
    _ status: Int32, saying words: [String], city: URL, arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws {
    let out = try Scratch.folder()
    defer { Scratch.remove(out) }
    let outcome = try Program.run(
      ["demo", "--once", "--quiet", "--city", city.path(), "--out", out.path()] + arguments,
      environment: environment)
    #expect(outcome.status == status, "\(outcome.complaint)")
    for word in words {
      #expect(outcome.complaint.contains(word), "\(word) is not in: \(outcome.complaint)")
    }
    #expect(Scratch.contents(of: out) == [])
  }

  @Test("A city folder that is not there")
  func missingFolder() throws {
    try expect(10, saying: ["no-such-city"], city: URL(filePath: "no-such-city"))
  }

  @Test("A city without incidents")
  func missingIncidents() throws {
    let folder = try city(incidents: nil)
    defer { Scratch.remove(folder) }
    try expect(10, saying: ["incidents.csv"], city: folder)
  }

  @Test(
    "An incident file that is not what its name says names line and field",
    arguments: [
      ("time,lat,kind,severity\n", Int32(11), ["lon"]),
      (
        header + "2017-02-30T07:00,-30.03,-51.22,collision,slight\n", 11,
        ["2", "time", "2017-02-30"]
      ),
      (header + "2017-02-20T07:00,north,-51.22,collision,slight\n", 11, ["2", "lat", "north"]),
      (
        header + "2017-02-20T07:00,-30.03,-51.22,collision,awful\n", 11, ["2", "severity", "awful"]
      ),
      (header, 13, ["incidents.csv"]),
      ("", 13, ["incidents.csv"]),
    ] as [(String, Int32, [String])])
  func malformed(text: String, status: Int32, words: [String]) throws {
    let folder = try city(incidents: text)
    defer { Scratch.remove(folder) }
    try expect(status, saying: words, city: folder)
  }

  @Test("Incidents of another place")
  func wrongPlace() throws {
    let rows = (0..<200).map { "2017-03-\(10 + $0 % 18)T07:00,36.7,119.1,collision,slight\n" }
    let folder = try city(incidents: header + rows.joined())
    defer { Scratch.remove(folder) }
    try expect(12, saying: ["200"], city: folder)
  }

  @Test("More posts than the city has junctions")
  func tooManyPosts() throws {
    try expect(
      30, saying: ["900"], city: SampleCity.folder, arguments: ["--posts", "900"])
  }

  @Test("The tools folder without the solver libraries")
  func missingSolver() throws {
    let empty = try Scratch.folder()
    defer { Scratch.remove(empty) }
    try expect(
      50, saying: ["libhighs", "setup"], city: SampleCity.folder,
      environment: ["CHENGXU_TOOLS": empty.path()])
  }

  @Test("A port that another program holds is told before the work begins")
  func portInUse() throws {
    let listener = try Listener()
    defer { listener.close() }
    let out = try Scratch.folder()
    defer { Scratch.remove(out) }
    let outcome = try Program.run([
      "demo", "--city", SampleCity.folder.path(), "--out", out.path(), "--port",
      "\(listener.port)",
    ])
    #expect(outcome.status == 60, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("\(listener.port)"))
    #expect(Scratch.contents(of: out) == [])
  }

  @Test(
    "A disk that is full leaves what was there",
    .enabled(if: SmallDisk.isPossible, "Needs the right to mount a small file system."))
  func fullDisk() throws {
    let disk = try SmallDisk(kilobytes: 256)
    defer { disk.remove() }
    let outcome = try Program.run([
      "import", "--city", SampleCity.folder.path(), "--data", disk.folder.path(),
    ])
    #expect(outcome.status == 70, "\(outcome.complaint)")
    #expect(Scratch.contents(of: disk.folder) == [])
  }
}
