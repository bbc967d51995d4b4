// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations

/// A page of a list; `next` goes into `?before=` of the following one.
struct PageBody<Item: Codable & Sendable>: Codable, Sendable {
  var now: Instant
  /// Of the city's clock, by which times are shown.
  var minutesEastOfUTC: Int
  var isExercise: Bool
  var items: [Item]
  var next: Int64?

  init(_ desks: DutyDesks, items: [Item], next: Int64? = nil) {
    now = desks.now
    minutesEastOfUTC = desks.book.clock.minutesEastOfUTC
    isExercise = desks.live.clock.isExercise
    self.items = items
    self.next = next
  }
}

struct PersonBody: Codable, Sendable {
  var id: Int64
  var name: LocalizedName
  var badge: String
  var isSworn: Bool

  init(_ officer: Officer) {
    id = officer.id.rawValue
    name = officer.name
    badge = officer.badgeNumber
    isSworn = officer.status == .sworn
  }
}

struct NumberedName: Codable, Sendable {
  var id: Int64
  var name: LocalizedName
}

struct LineBody: Codable, Sendable {
  var at: Instant
  var recorded: Instant
  var account: String
  var step: String
  var words: String

  init(_ line: DeskLine) {
    at = line.at
    recorded = line.recorded
    account = line.account
    step = line.step
    words = line.words
  }
}

/// One rostered stay with what is known of it. Version 0 means that nothing was recorded yet.
struct StayBody: Codable, Sendable {
  var duty: Int64
  var task: Int
  var version: Int
  var officer: PersonBody
  var unit: NumberedName
  var brigade: NumberedName
  var place: LocalizedName
  var form: String?
  var mode: DutyMode
  var latitude: Double?
  var longitude: Double?
  var start: Instant
  var end: Instant
  var standing: Standing
  var arrival: Instant?
  /// What the arrival was shown by, and the badge number or plate of the terminal that showed it.
  var evidence: AttendanceRecord.Evidence?
  var terminal: String?
  var leftAt: Instant?
  var minutesLate: Int64?
  var minutesEarly: Int64?
  /// When anything was heard of the officer: an own step, a voice by radio, a terminal.
  var lastHeard: Instant?
  /// Since when nothing was heard for too long, and who was told last.
  var silence: Silence?
  /// Only a leader's voice reaches the officer: neither phone nor terminal was heard on this duty.
  var isReachedByVoiceOnly: Bool
  /// The plate of the shift's vehicle, and since when it is out.
  var vehicle: String?
  var vehicleOut: Instant?
  var pending: AttendanceSheet.SignIn?
  var confirmedOffPost: Int
  var replies: [LineBody]
  var lines: [LineBody]

  /// - Parameter terminal: when a terminal of the officer's was last heard.
  init(
    _ stay: RosteredStay, _ sheet: AttendanceSheet?, _ desks: DutyDesks, terminal: Instant?,
    at now: Instant
  ) {
    let known = sheet ?? .unopened(stay)
    let location = desks.book.location(of: stay)
    duty = stay.id.duty.rawValue
    task = stay.id.task
    version = sheet?.version ?? 0
    officer = PersonBody(stay.officer)
    unit = desks.unit(stay.officer.unit)
    brigade = desks.unit(stay.brigade)
    place = stay.name
    form = stay.place?.form.rawValue
    mode = stay.mode
    latitude = location?.latitude
    longitude = location?.longitude
    start = stay.start
    end = stay.end
    standing = known.standing(at: now, terminal: terminal)
    arrival = known.record.arrival
    evidence = known.evidence
    self.terminal = known.terminal?.holder
    leftAt = known.record.leftAt
    minutesLate = known.minutesLate()
    minutesEarly = known.minutesEarly()
    lastHeard = known.heard(terminal)
    silence = known.silence
    isReachedByVoiceOnly = known.isReachedByVoiceOnly(terminal)
    vehicle = stay.vehicle.flatMap(desks.book.vehicle)?.plate
    vehicleOut = known.vehicleOut
    pending = known.pending
    confirmedOffPost = known.record.confirmedOffPost
    replies = known.replies.map(LineBody.init)
    lines = known.lines.map(LineBody.init)
  }
}

/// One unit's way to an incident, with its five time stamps.
struct ResponseBodyItem: Codable, Sendable {
  var unit: Int64?
  var officer: LocalizedName?
  var state: IncidentResponse.State
  var stamps: ResponseStamps
  /// While nothing is heard of it on the scene for too long.
  var silence: Silence?
}

struct IncidentBody: Codable, Sendable {
  var id: Int64
  var version: Int
  var isOpen: Bool
  var state: IncidentResponse.State
  var priority: Int
  var matter: IncidentReport.Matter
  /// Of a crash alone.
  var severity: Incident.Severity?
  var kind: String
  var words: String
  var source: IncidentReport.Source
  var calledAt: Instant
  var latitude: Double
  var longitude: Double
  var street: String?
  var brigade: NumberedName
  /// The first unit, then the further ones.
  var responses: [ResponseBodyItem]
  var duplicates: [Int64]
  var mergedInto: Int64?
  var lines: [LineBody]

  init(_ file: IncidentFile, _ desks: DutyDesks) {
    id = file.id.rawValue
    version = file.version
    isOpen = file.isOpen
    state = file.response.state
    priority = file.priority.rawValue
    matter = file.report.matter
    severity = file.report.severity
    kind = file.report.kind
    words = file.report.words
    source = file.report.source
    calledAt = file.started
    latitude = file.report.place.latitude
    longitude = file.report.place.longitude
    street = desks.streetName(of: file.street.segment)
    brigade = desks.unit(file.brigade)
    responses = ([file.response] + file.supports).map { response in
      ResponseBodyItem(
        unit: response.unit?.rawValue,
        officer: response.unit.flatMap { desks.book.officer(of: $0)?.name },
        state: response.state, stamps: response.stamps,
        silence: file.scene?.first { $0.unit == response.unit }?.silence)
    }
    duplicates = file.duplicates.map(\.rawValue)
    mergedInto = file.mergedInto?.rawValue
    lines = file.lines.map(LineBody.init)
  }
}

struct ViolationBody: Codable, Sendable {
  var id: Int64
  var version: Int
  var isOpen: Bool
  var state: String
  var code: String
  var name: LocalizedName
  var roadUser: ViolationCase.RoadUser
  var intervention: ViolationCase.Intervention?
  var at: Instant
  var street: String?
  /// `nil` for what city order referred.
  var finder: PersonBody?
  /// The case of city order that it is the police's part of.
  var cityCase: Int64?
  var owner: NumberedName
  var brigade: NumberedName
  /// Until when the unit must have accepted a case that was handed over.
  var due: Instant?
  var returns: Int
  var returnReason: String?
  var flags: [ViolationFile.Flag]
  var clocks: [ViolationClock]
  var words: String
  var evidence: [EvidenceReference]
  var lines: [LineBody]

  init(_ file: ViolationFile, _ desks: DutyDesks) {
    let observation = file.violation.observation
    id = file.id.rawValue
    version = file.version
    isOpen = file.isOpen
    state = file.stateKey
    code = observation.code.text
    name =
      desks.violations.codes[observation.code]?.name
      ?? LocalizedName(chinese: observation.code.text, english: observation.code.text)
    roadUser = observation.roadUser
    intervention = file.intervention
    at = observation.at
    street = desks.streetName(of: observation.place.segment)
    finder = observation.by.flatMap { desks.people.officer($0.officer) }.map(PersonBody.init)
    cityCase = observation.referral?.cityCase
    owner = desks.unit(file.owner)
    brigade = desks.unit(file.brigade)
    switch file.violation.state {
    case .handedOver(let handOver): due = handOver.due
    case .returned(_, let reason, _): returnReason = reason.text
    default: break
    }
    returns = file.violation.returns
    flags = file.flags.sorted { $0.rawValue < $1.rawValue }
    clocks = file.clocks
    words = file.words
    evidence = file.evidence
    lines = file.lines.map(LineBody.init)
  }
}

struct NoticeBody: Codable, Sendable {
  var id: Int64
  var kind: DeskNotice.Kind
  var subject: DeskSubject
  var number: Int64
  var part: Int64
  var unit: Int64?
  var at: Instant
  var percent: Int?
  var detail: String
  var gathered: Gathered?

  /// Where one notice tells of several people: whose they are, how many, and the first of them.
  struct Gathered: Codable, Sendable {
    var unit: NumberedName
    var count: Int
    var first: [PersonBody]

    static let named = 3
  }

  init(_ stored: StoredNotice, _ desks: DutyDesks) {
    let notice = stored.notice
    id = stored.id.rawValue
    kind = notice.kind
    subject = notice.subject
    number = notice.key.number
    part = notice.key.part
    unit = notice.unit?.rawValue
    at = notice.at
    percent = notice.percent
    detail = notice.detail
    gathered = notice.gathered.map { all in
      Gathered(
        unit: desks.unit(all.unit), count: all.silent.count,
        first: all.silent.compactMap { desks.people.officer($0.officer) }
          .prefix(Gathered.named).map(PersonBody.init))
    }
  }
}

extension DutyDesks {
  func unit(_ id: ID<Unit>) -> NumberedName {
    NumberedName(id: id.rawValue, name: people.name(id))
  }

  func streetName(of segment: ID<RoadSegment>) -> String? {
    book.snapshot.roads.streetName(of: book.snapshot.roads[segment])
  }
}
