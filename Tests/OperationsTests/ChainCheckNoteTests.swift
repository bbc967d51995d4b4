// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("What the record says of a check")
struct ChainCheckNoteTests {
  private static let digest = String(repeating: "0f", count: 32)

  @Test(
    "is read as it was written",
    arguments: [
      ("check 3, 41 events", ChainCheckNote.Said.begun(length: 41)),
      ("check 3, event 17: changedBody", .ended(.broken(at: 17, .changedBody))),
      ("check 3, disk I/O error\n17 events", .ended(.failed(detail: "disk I/O error\n17 events"))),
      ("check 3, event 17: lunch", .ended(.failed(detail: "event 17: lunch"))),
    ])
  func written(text: String, said: ChainCheckNote.Said) {
    let note = ChainCheckNote(check: 3, said)
    #expect(note.text == text)
    #expect(ChainCheckNote(text: text) == note)
  }

  @Test("keeps the seal of an intact log")
  func intact() throws {
    let seal = ChainSeal(
      events: 41, digest: try #require(EventDigest(hexadecimal: Self.digest)))
    let note = ChainCheckNote(check: 3, .ended(.intact(seal)))
    #expect(note.text == "check 3, 41 events, seal \(Self.digest)")
    #expect(ChainCheckNote(text: note.text) == note)
  }

  @Test(
    "is none where another text stands",
    arguments: ["", "csv, rows 2, everything", "check x, 1 events"])
  func none(text: String) {
    #expect(ChainCheckNote(text: text) == nil)
  }
}
