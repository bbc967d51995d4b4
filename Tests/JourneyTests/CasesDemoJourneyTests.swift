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

    let again = try run(in: folder)
    #expect(again.grids == 0 && again.cases == 0)
    let photos = folder.appending(path: "photos")
    let kept =
      FileManager.default.enumerator(atPath: photos.path())?.allObjects
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".png") } ?? []
    #expect(
      kept.count > first.cases, "each report has a picture of its own, and so has what was done")
  }

  private func run(in folder: URL) throws -> Filled {
    let outcome = try Program.run([
      "cases", "demo", "--data", folder.path(), "--seed", "7", "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return try JSONDecoder().decode(Filled.self, from: Data(outcome.output.utf8))
  }
}
