// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import IncidentAnalysis
public import Rostering

/// One thing that happened on duty: an entry of a log that is only ever added to.
///
/// Each entry carries the digest of the one before it, so that an entry changed, removed or put in
/// between later is found (`EventChain.verify`).
public struct DutyEvent: Identifiable, Hashable, Codable, Sendable {
  /// 1, 2, 3 … without a gap: the order of recording.
  public let id: DutyModel.ID<DutyEvent>
  public let entry: DutyEventEntry
  /// The digest of the entry before; `EventDigest.start` for the first.
  public let previous: EventDigest
  public let digest: EventDigest

  public init(
    id: DutyModel.ID<DutyEvent>, entry: DutyEventEntry, previous: EventDigest, digest: EventDigest
  ) {
    self.id = id
    self.entry = entry
    self.previous = previous
    self.digest = digest
  }

  public var instant: Instant { entry.instant }
  public var kind: Kind { entry.content.kind }

  public enum Kind: String, CaseIterable, Codable, Sendable {
    case attendance, attendanceNoted, vehicle, stop, beatWalk
    case violationObserved, violationMoved, violationRefused, violationClock, evidenceRead
    case incidentReported, incidentMoved, incidentJoined, incidentMerged, incidentUnanswered
    case incidentWelfare
    case inspection, jam
    case roster
    case point
    case special
    case shiftHandOver
    case orderStep
    case caseReminded
  }
}

/// What is to be recorded, before the log gives it a number and a digest.
public struct DutyEventEntry: Hashable, Codable, Sendable {
  /// When it happened, by the device that reports it.
  public var instant: Instant
  /// When it reached the log.
  public var recorded: Instant
  public var actor: DutyActor
  /// True for what a replay made up; shown with every figure that rests on it.
  public var isSimulated: Bool
  public var content: Content

  public init(
    instant: Instant, recorded: Instant, actor: DutyActor, isSimulated: Bool, content: Content
  ) {
    self.instant = instant
    self.recorded = recorded
    self.actor = actor
    self.isSimulated = isSimulated
    self.content = content
  }

  public enum Content: Hashable, Codable, Sendable {
    case attendance(assignment: AssignmentID, event: AttendanceRecord.Event)
    /// What a person says about a stay, without moving it.
    case attendanceNoted(assignment: AssignmentID, note: AttendanceNote)
    case vehicle(duty: DutyModel.ID<RosteredDuty>, vehicle: DutyModel.ID<Vehicle>, isOut: Bool)
    /// A patrol stood at one of its stops.
    case stop(
      assignment: AssignmentID, junction: DutyModel.ID<Junction>, from: Instant, until: Instant)
    /// What an officer saw of a beat in one quarter of an hour.
    case beatWalk(assignment: AssignmentID, from: Instant, visits: [SegmentVisit])
    case violationObserved(
      violation: DutyModel.ID<ViolationCase>, observation: ViolationCase.Observation)
    case violationMoved(violation: DutyModel.ID<ViolationCase>, event: ViolationCase.Event)
    /// A step that the rules refused, kept where it must go up: a second return.
    case violationRefused(
      violation: DutyModel.ID<ViolationCase>, event: ViolationCase.Event,
      reason: TransitionRefused.Reason)
    /// One of the case's legal times was met, or came nearer its end; the case stands where it stood.
    case violationClock(
      violation: DutyModel.ID<ViolationCase>, event: ViolationClock.Event)
    /// Somebody looked at a photo of the case.
    case evidenceRead(violation: DutyModel.ID<ViolationCase>, photo: PhotoHash)
    /// Without a severity nobody knows of a crash: somebody is to look after an officer in lost contact.
    case incidentReported(
      incident: DutyModel.ID<Incident>, place: StreetPlace, severity: Incident.Severity?)
    case incidentMoved(incident: DutyModel.ID<Incident>, event: IncidentResponse.Event)
    /// A step of a further unit that was sent to the same incident.
    case incidentJoined(
      incident: DutyModel.ID<Incident>, unit: ResponseUnit.Key, event: IncidentResponse.Event)
    /// Found to be the same as another one, which goes on.
    case incidentMerged(incident: DutyModel.ID<Incident>, into: DutyModel.ID<Incident>)
    /// The unit sent last did not answer in its time.
    case incidentUnanswered(incident: DutyModel.ID<Incident>, unit: ResponseUnit.Key)
    /// The timer of a unit on the scene, and what came of it.
    case incidentWelfare(
      incident: DutyModel.ID<Incident>, unit: ResponseUnit.Key, note: WelfareNote)
    /// What the teams of an internal inspection 督导检查 saw and asked for.
    case inspection(entry: InspectionEntry)
    case jam(jam: DutyModel.ID<JamEpisode>, event: JamEvent)
    /// A step at the roster desk.
    case roster(book: DutyModel.ID<RosterBook>, event: RosterEvent)
    /// A step on the way of a congestion or disorder point.
    case point(step: PointStep)
    /// A step of a special duty 特殊勤务.
    case special(duty: DutyModel.ID<SpecialDuty>, event: SpecialDuty.Event)
    /// A step of a shift's hand-over 交接班.
    case shiftHandOver(handOver: DutyModel.ID<ShiftHandOver>, event: ShiftHandOver.Event)
    /// A step of city order, which stands above this module: of which kind of record, its number,
    /// and the entry as the text that its store made of it.
    case orderStep(subject: String, number: Int64, entry: String)
    /// So many percent of the clock of a case of city order have passed; these units were told. The
    /// reminder itself stands with the case: here are its number and whom the live feed tells.
    case caseReminded(number: Int64, percent: Int, units: [DutyModel.ID<Unit>])

    public var kind: DutyEvent.Kind {
      switch self {
      case .attendance: .attendance
      case .attendanceNoted: .attendanceNoted
      case .vehicle: .vehicle
      case .stop: .stop
      case .beatWalk: .beatWalk
      case .violationObserved: .violationObserved
      case .violationMoved: .violationMoved
      case .violationRefused: .violationRefused
      case .violationClock: .violationClock
      case .evidenceRead: .evidenceRead
      case .incidentReported: .incidentReported
      case .incidentMoved: .incidentMoved
      case .incidentJoined: .incidentJoined
      case .incidentMerged: .incidentMerged
      case .incidentUnanswered: .incidentUnanswered
      case .incidentWelfare: .incidentWelfare
      case .inspection: .inspection
      case .jam: .jam
      case .roster: .roster
      case .point: .point
      case .special: .special
      case .shiftHandOver: .shiftHandOver
      case .orderStep: .orderStep
      case .caseReminded: .caseReminded
      }
    }
  }
}

/// Who did it: a person, a unit, or the program itself when a clock ran out.
public enum DutyActor: Hashable, Codable, Sendable {
  case officer(id: DutyModel.ID<Officer>)
  case unit(id: DutyModel.ID<Unit>)
  /// Somebody at a page or a command line, who is not on the staff list.
  case account(name: String)
  case system
}

/// Time spent on one street during a walk.
public struct SegmentVisit: Hashable, Codable, Sendable {
  public var segment: DutyModel.ID<RoadSegment>
  public var seconds: Int

  public init(segment: DutyModel.ID<RoadSegment>, seconds: Int) {
    self.segment = segment
    self.seconds = seconds
  }
}
