// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("A demonstration's folder gets a district with cases")
struct CasesDemoJourneyTests {
  private struct Filled: Decodable {
    var grids: Int
    var cases: Int
  }

  private struct Evaluation: Decodable {
    var groups: [Group]

    struct Group: Decodable { var tally: Tally }
  }

  private struct Tally: Decodable {
    var received: Int
    var opened: Int
    var closed: Int
  }

  private struct Grid: Decodable {
    var code: String
    var owners: [Owner]

    struct Owner: Decodable { var role: String }
  }

  @Test(
    "Cases of three weeks went through the desk, every grid has owners, and a second call adds nothing"
  )
  func filled() throws {
    let (demo, outcome) = try Program.demo.get()
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let folder = scratch.appending(path: "data", directoryHint: .isDirectory)
    try FileManager.default.copyItem(at: demo, to: folder)
    let first = try run(in: folder)
    #expect(first.grids > 20 && first.cases == 48)

    let grids = try JSONDecoder().decode(
      [Grid].self, from: Data(contentsOf: folder.appending(path: "city-order-grids.json")))
    #expect(grids.count == first.grids)
    #expect(grids.allSatisfy { $0.owners.contains { $0.role == "communitySponsor" } })

    let tally = try evaluated(in: folder)
    #expect(tally.received == first.cases && tally.opened > 30)
    #expect(tally.closed > 15 && tally.closed < tally.opened, "some are under way: \(tally)")

    let again = try run(in: folder)
    #expect(again.grids == 0 && again.cases == 0)
    let photos = folder.appending(path: "photos")
    let kept =
      FileManager.default.enumerator(atPath: photos.path())?.allObjects
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".png") } ?? []
    #expect(
      kept.count > first.cases, "each report has a picture of its own, and so has what was done")
  }

  /// What the register itself counts, over all bodies.
  private func evaluated(in folder: URL) throws -> Tally {
    let outcome = try Program.run([
      "cases", "evaluate", "--from", "2020-01-01", "--until", "2099-01-01", "--data", folder.path(),
      "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let groups = try JSONDecoder().decode(Evaluation.self, from: Data(outcome.output.utf8)).groups
    return groups.map(\.tally).reduce(into: Tally(received: 0, opened: 0, closed: 0)) {
      $0.received += $1.received
      $0.opened += $1.opened
      $0.closed += $1.closed
    }
  }

  private func run(in folder: URL) throws -> Filled {
    let outcome = try Program.run([
      "cases", "demo", "--data", folder.path(), "--seed", "7", "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return try JSONDecoder().decode(Filled.self, from: Data(outcome.output.utf8))
  }
}
