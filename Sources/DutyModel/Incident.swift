// SPDX-License-Identifier: Apache-2.0

/// Something that happened on a road and asks for police: here a crash 警情.
public struct Incident: Identifiable, Hashable, Codable, Sendable {
  public enum Severity: String, CaseIterable, Codable, Sendable {
    case damage, slight, serious, fatal
  }

  public let id: DutyModel.ID<Incident>
  public var time: CivilTime
  public var location: Coordinate
  /// The file's own word: collision, pedestrian, …
  public var kind: String
  public var severity: Severity

  public init(
    id: DutyModel.ID<Incident>, time: CivilTime, location: Coordinate, kind: String,
    severity: Severity
  ) {
    self.id = id
    self.time = time
    self.location = location
    self.kind = kind
    self.severity = severity
  }
}
