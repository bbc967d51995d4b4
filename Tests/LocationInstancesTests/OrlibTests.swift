// SPDX-License-Identifier: Apache-2.0

import Foundation
import LocationInstances
import Testing

@Suite("OR-Library files")
struct OrlibTests {
  private static func read(_ text: String) throws -> LocationInstance {
    try InstanceText.withFile("pmed.txt", text) { try OrlibReader.read($0) }
  }

  @Test("Of a repeated edge the last cost counts, and distances are shortest paths")
  func lastCost() throws {
    let instance = try Self.read(" 3 4 1 \n 1 2 9 \n 2 3 4 \n 2 1 5 \n 1 3 20 \n")
    #expect(instance.limit == 1)
    #expect(instance.demand == [1, 1, 1])
    let table = try instance.wholeDistances()
    #expect(table.distances == [0, 5, 9, 5, 0, 4, 9, 4, 0])
    #expect(table.scale == 1)
    #expect(instance.sites[0] == "1")
  }

  @Test(
    "What is wrong is told with its line and a remedy",
    arguments: [
      (
        "3 1 1\n1 2 5\n",
        "pmed.txt, edges: 1 nodes cannot be reached from node 1, the first is node 3."
      ),
      ("3 2 4\n1 2 5\n2 3 1\n", "pmed.txt, line 1, p: 4 stands here, expected 1 to 3."),
      ("3 2 1\n1 2 5\n2 4 1\n", "pmed.txt, line 3, to of edge: 4 stands here, expected 1 to 3."),
      (
        "3 2 1\n1 2 -5\n2 3 1\n",
        "pmed.txt, line 2, cost of edge: -5.0 stands here, expected 0 or more."
      ),
      (
        "3 2 1\n1 2 inf\n2 3 1\n",
        "pmed.txt, line 2, cost of edge: inf stands here, expected a finite number."
      ),
      ("3 2 1\n1 2 x\n", "pmed.txt, line 2, cost of edge: \"x\" stands here, expected a number."),
      ("3 2 1\n1 2 5\n", "pmed.txt, line 3, from of edge: the file ends here."),
    ])
  func refusals(text: String, start: String) throws {
    let error = try #require(throws: InstanceError.self) { try Self.read(text) }
    #expect(error.description.hasPrefix(start), "\(error)")
  }
}

/// Files that live for one test.
enum InstanceText {
  static func withFile<Value>(
    _ name: String, _ text: String, _ body: (URL) throws -> Value
  ) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "instance-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return try body(file)
  }
}
