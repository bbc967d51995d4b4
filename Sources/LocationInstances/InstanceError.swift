// SPDX-License-Identifier: Apache-2.0

/// Why an instance file cannot be used: where, what stands there, what was expected.
public struct InstanceError: Error, Hashable, CustomStringConvertible {
  public enum Problem: Hashable, Sendable {
    case missingFile
    case unreadable(reason: String)
    /// The file ends where a field was expected.
    case ended
    /// Not of the form that the field has.
    case malformed(found: String, expected: String)
    case outOfRange(found: String, least: String, most: String)
    case negative(found: String)
    case notFinite(found: String)
    case duplicate(found: String, firstLine: Int)
    /// Names a node, site or cell that the instance does not have.
    case unknown(found: String)
    case missingColumns(missing: [String], found: [String])
    /// A list is shorter or longer than another one says.
    case wrongCount(found: Int, expected: Int)
    /// Some nodes cannot be reached from the first one; the first of them is named.
    case disconnected(from: String, unreached: String, count: Int)
    case missingPair(site: String, cell: String)
    /// The numbers together do not fit a proof in whole numbers.
    case tooLarge(most: String)
  }

  /// The file's last path component.
  public var file: String
  /// From 1; 0 where the trouble is not in one line.
  public var line: Int
  /// What the format calls the field.
  public var field: String
  public var problem: Problem

  public init(file: String, line: Int = 0, field: String, _ problem: Problem) {
    self.file = file
    self.line = line
    self.field = field
    self.problem = problem
  }

  /// `pmed1.txt, line 7, cost of edge`.
  public var place: String {
    line > 0 ? "\(file), line \(line), \(field)" : "\(file), \(field)"
  }

  public var description: String { "\(place): \(problem.sentence)" }
}

extension InstanceError.Problem {
  /// What is wrong, and where there is one, what to do.
  var sentence: String {
    switch self {
    case .missingFile: "there is no such file. Maybe the path is relative to another folder."
    case .unreadable(let reason): "cannot be read: \(reason)."
    case .ended: "the file ends here. Maybe it was cut off, or the counts in its head are wrong."
    case .malformed(let found, let expected):
      "\(found.isEmpty ? "nothing" : "\"\(found)\"") stands here, expected \(expected). "
        + "Maybe another --format fits the file."
    case .outOfRange(let found, let least, let most):
      "\(found) stands here, expected \(least) to \(most)."
    case .negative(let found):
      "\(found) stands here, expected 0 or more. Maybe a sign or a column was mixed up."
    case .notFinite(let found): "\(found) stands here, expected a finite number."
    case .duplicate(let found, let firstLine):
      "\(found) stands in line \(firstLine) already. Maybe remove one of the two lines."
    case .unknown(let found):
      "\(found) is not in the instance. Maybe it is spelled otherwise there."
    case .missingColumns(let missing, let found):
      "the header has \(found.joined(separator: ", ")) and lacks "
        + "\(missing.joined(separator: ", ")). Maybe rename the columns."
    case .wrongCount(let found, let expected): "there are \(found), expected \(expected)."
    case .disconnected(let from, let unreached, let count):
      "\(count) nodes cannot be reached from node \(from), the first is node \(unreached). "
        + "Maybe an edge is missing, or leave out the nodes that stand apart."
    case .missingPair(let site, let cell):
      "there is no distance from site \(site) to cell \(cell). Maybe a row is missing."
    case .tooLarge(let most):
      "the numbers exceed \(most) together. Maybe use a coarser unit."
    }
  }
}
