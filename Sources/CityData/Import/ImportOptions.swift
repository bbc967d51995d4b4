// SPDX-License-Identifier: Apache-2.0

/// What a person may decide about an import.
public struct ImportOptions: Hashable, Codable, Sendable {
  /// What to do with a row that cannot be read.
  public enum BadRows: String, CaseIterable, Codable, Sendable {
    /// Stop, and name the first ten and how many there are.
    case refuse
    /// Go on without them, and report each reason with its count.
    case leaveOut
  }

  public var badRows: BadRows
  /// An incident farther than this from every street is left out and reported.
  public var matchingMetres: Int

  public init(badRows: BadRows = .refuse, matchingMetres: Int = 60) {
    precondition(matchingMetres > 0, "A matching distance of \(matchingMetres) m is none.")
    self.badRows = badRows
    self.matchingMetres = matchingMetres
  }
}

/// How far an import has come, for a progress bar.
public struct ImportProgress: Hashable, Sendable {
  public enum Step: String, CaseIterable, Sendable {
    case readingRoads, buildingNetwork, readingIncidents, matchingIncidents, organizing
  }

  public var step: Step
  /// Of the whole import, 0...1.
  public var fraction: Double
}
