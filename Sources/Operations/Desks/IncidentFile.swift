// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// The desk's file about one incident 警情: what was reported, who goes, and what became of it.
public struct IncidentFile: DeskFile {
  public let report: IncidentReport
  /// The first unit's response; the figures count on it.
  public internal(set) var response: IncidentResponse
  /// Further units, each with its own five time stamps.
  public internal(set) var supports: [IncidentResponse] = []
  public internal(set) var priority: Priority
  /// On whose ground it is.
  public let brigade: ID<Unit>
  public let street: SegmentPosition
  /// Units whose people go, and the people.
  public internal(set) var sentUnits: Set<ID<Unit>> = []
  public internal(set) var sentPeople: Set<ID<Officer>> = []
  /// Calls about the same thing that were put together with this one.
  public internal(set) var duplicates: [ID<Incident>] = []
  public internal(set) var mergedInto: ID<Incident>?
  /// Until when the unit sent last must answer.
  public internal(set) var answerDue: Instant?
  /// Units on the scene, and when each is asked for a sign of life; `nil` while none is there.
  public internal(set) var scene: [SceneWatch]?
  public internal(set) var lines: [DeskLine] = []
  public var version = 1

  /// Who goes first when not all can go at once.
  public enum Priority: Int, CaseIterable, Codable, Sendable {
    case life = 1
    case injury = 2
    case ordinary = 3

    /// - Parameter severity: `nil` where somebody looks for an officer: nobody knows what happened, so it goes first.
    public init(_ severity: Incident.Severity?) {
      self =
        switch severity {
        case .fatal, .serious, nil: .life
        case .slight: .injury
        case .damage: .ordinary
        }
    }
  }

  init(
    id: ID<Incident>, report: IncidentReport, priority: Priority, street: SegmentPosition,
    brigade: ID<Unit>
  ) {
    self.report = report
    self.priority = priority
    self.street = street
    self.brigade = brigade
    response = IncidentResponse(
      id: id, severity: report.severity, place: StreetPlace(segment: street.segment),
      calledAt: report.at)
  }

  public var id: ID<Incident> { response.id }
  public static var subject: DeskSubject { .incident }
  public var key: DeskKey { DeskKey(number: id.rawValue) }
  public var stateKey: String { response.state.rawValue }
  public var units: Set<ID<Unit>> { sentUnits.union([brigade]) }
  public var people: Set<ID<Officer>> { sentPeople }
  public var started: Instant { response.stamps.call }
  public var nextClock: Instant? {
    ([answerDue] + (scene ?? []).map(\.due)).compactMap { $0 }.min()
  }

  public var isOpen: Bool { ([response] + supports).contains { $0.state.isOpen } }

  /// Duties that are on their way to it or there.
  public var engaged: [ResponseUnit.Key] {
    ([response] + supports).filter(\.state.isOpen).compactMap(\.unit)
  }
}

/// One unit at an incident's scene, for its welfare timer.
public struct SceneWatch: Hashable, Codable, Sendable {
  public var unit: ResponseUnit.Key
  /// When it arrived, or was heard last.
  public var heard: Instant
  public var silence: Silence?
  /// When it is asked, or the next one told; `nil` once everybody was.
  public var due: Instant?
}

extension IncidentResponse.State {
  public var isOpen: Bool { self != .cleared && self != .cancelled }
}

/// What a caller, an officer or another system says has happened.
public struct IncidentReport: Hashable, Codable, Sendable {
  public enum Source: String, CaseIterable, Codable, Sendable {
    /// Taken down by an operator of the command centre.
    case `operator`
    /// An officer's phone.
    case phone
    /// Another system's program.
    case programme
  }

  /// What an incident is about.
  public enum Matter: String, CaseIterable, Codable, Sendable {
    case crash
    /// Somebody is to look after an officer of whom nothing is heard 查看失联民警. Nobody says that there was a crash:
    /// it has no severity, and no figure counts it.
    case lostContact
  }

  public var source: Source
  /// Of a crash; `nil` for what is none.
  public var severity: Incident.Severity?
  /// The caller's own word: collision, breakdown, …
  public var kind: String
  public var words: String
  public var place: Coordinate
  public var at: Instant

  public init(
    source: Source, severity: Incident.Severity?, kind: String, words: String, place: Coordinate,
    at: Instant
  ) {
    self.source = source
    self.severity = severity
    self.kind = kind
    self.words = words
    self.place = place
    self.at = at
  }

  public var matter: Matter { severity == nil ? .lostContact : .crash }
}
