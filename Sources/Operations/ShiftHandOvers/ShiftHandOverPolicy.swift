// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The times of a shift's hand-over; data, because they are local.
public struct ShiftHandOverPolicy: Hashable, Codable, Sendable {
  /// Who is told that nobody has taken over.
  public enum Addressee: String, CaseIterable, Codable, Sendable {
    /// Whoever leads the unit.
    case leader
    /// The command centre.
    case dispatcher
  }

  public struct Stage: Hashable, Codable, Sendable {
    public var addressee: Addressee
    /// After the stage before it; of the first one, after the due instant.
    public var seconds: Int64

    public init(_ addressee: Addressee, after seconds: Int64) {
      self.addressee = addressee
      self.seconds = seconds
    }
  }

  /// Acknowledged so long after the incoming shift has started and the outgoing one ended, at the latest.
  public var graceSeconds: Int64
  public var stages: [Stage]
  /// An incoming shift that starts later than this after the hand-over is another one's to take.
  public var longestGapSeconds: Int64
  /// Whoever forgot may still hand over so long after the end of the shift.
  public var latestSeconds: Int64
  /// Who has not checked out is listed so long after the end of the stay.
  public var lookBackSeconds: Int64
  /// Reminders by hand come at most so often.
  public var secondsBetweenUrges: Int64
  /// Rows of equipment in one record, at most.
  public var mostEquipment: Int

  public init(
    graceSeconds: Int64, stages: [Stage], longestGapSeconds: Int64, latestSeconds: Int64,
    lookBackSeconds: Int64, secondsBetweenUrges: Int64, mostEquipment: Int
  ) {
    self.graceSeconds = graceSeconds
    self.stages = stages
    self.longestGapSeconds = longestGapSeconds
    self.latestSeconds = latestSeconds
    self.lookBackSeconds = lookBackSeconds
    self.secondsBetweenUrges = secondsBetweenUrges
    self.mostEquipment = mostEquipment
  }

  /// 15 minutes after the incoming shift's start; then the leader, 15 minutes later the command
  /// centre. Our defaults: the rules ask for a record of each hand-over, not for a time.
  public static let standard = Self(
    graceSeconds: 900, stages: [Stage(.leader, after: 0), Stage(.dispatcher, after: 900)],
    longestGapSeconds: 86_400, latestSeconds: 12 * 3600, lookBackSeconds: 12 * 3600,
    secondsBetweenUrges: 180, mostEquipment: 40)

  /// - Parameters:
  ///   - end: of the outgoing shift; the moment itself where there is none.
  ///   - start: of the incoming one, where it is rostered.
  public func due(written now: Instant, shiftEnd end: Instant, incomingStart start: Instant?)
    -> Instant
  {
    max(start ?? end, end, now).adding(seconds: graceSeconds)
  }

  /// When the next is told after so many were; `nil` once everybody was.
  public func escalation(after told: Int, due: Instant) -> Instant? {
    guard stages.indices.contains(told) else { return nil }
    return due.adding(seconds: stages[...told].reduce(0) { $0 + $1.seconds })
  }
}
