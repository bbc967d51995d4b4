// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// One problem of the city from the report until it is evaluated: the seven steps 七步闭环.
///
/// 信息采集 → 案卷建立 → 任务派遣 → 任务处置 → 处理反馈 → 核查结案 → 综合评价. Derived from its events
/// alone: `CityCase(replaying:)` gives the same value again. It reads no clock and no calendar;
/// deadlines come in with the events, as a `DeadlineDesk` counted them.
///
/// Source of the steps and of the two centres: 鲁建城字〔2014〕19号; CJJ/T 106.
public struct CityCase: Identifiable, Hashable, Codable, Sendable {
  public enum State: Hashable, Codable, Sendable {
    /// Collected, waits to be opened.
    case reported
    /// Opened, waits to be dispatched.
    case opened
    /// At a body that has not accepted it yet.
    case dispatched
    /// Given back, waits to be dispatched again.
    case returned
    case handling
    /// The handling clock stands still.
    case paused(since: Instant)
    /// 挂账
    case onLedger(since: Instant, review: CivilDate)
    /// Done, waits for verification.
    case finished
    /// Verified, waits to be closed.
    case verified
    case duplicate(of: DutyModel.ID<CityCase>)
    case closed(Closing)
    case evaluated(Closing)
  }

  public enum Closing: Hashable, Codable, Sendable {
    case verified
    case declined(CaseReason)
    case withParent(DutyModel.ID<CityCase>)
    case withdrawn(CaseReason)
    /// Another system's word.
    case recorded(status: String)
  }

  public let id: DutyModel.ID<CityCase>
  public let report: CaseReport
  public let receivedAt: Instant
  public let reportedBy: CaseActor
  public internal(set) var state: State = .reported
  /// The class it is handled as; the reporter's until the case is opened.
  public internal(set) var code: ClassCode
  public internal(set) var openedAt: Instant?
  /// Who has to solve it.
  public internal(set) var unit: DutyModel.ID<OrderUnit>?
  public internal(set) var basis: DispatchBasis?
  /// The clock that runs, of whoever's turn it is; `nil` while none does.
  public internal(set) var clock: Deadline?
  /// The percentage that was last reminded of on this clock.
  public internal(set) var remindedPercent = 0
  /// The deadline of handling, kept while others' clocks run.
  public internal(set) var handlingDeadline: Deadline?
  /// Asked for and not decided.
  public internal(set) var requestedExtension: TimeLimit?
  /// Who asked for it, and so does not decide it.
  public internal(set) var extensionAskedBy: DutyModel.ID<CasePerson>?
  public internal(set) var solver: CaseActor?
  /// When the work was done that verification then confirmed, or that waits for it.
  public internal(set) var completedAt: Instant?
  public internal(set) var completionEvidence: [CaseEvidence] = []
  public internal(set) var verifier: CaseActor?
  public internal(set) var closedAt: Instant?
  public internal(set) var brigadeOutcome: BrigadeOutcome?
  /// What the brigade decides while it has the case; `nil` where it answers by hand.
  public internal(set) var violation: DutyModel.ID<ViolationCase>?
  public internal(set) var returns = 0
  public internal(set) var buckPassings = 0
  public internal(set) var reworks = 0
  public internal(set) var extensions = 0
  /// Times that a cross-check opened it again.
  public internal(set) var reopenings = 0
  /// The last event's time; nothing is recorded before it.
  public internal(set) var lastChange: Instant
  /// Number of events; also the version that a writer must name.
  public internal(set) var version = 1

  /// A case from its first event.
  ///
  /// - Throws: `CaseRefused` unless the event is a report by somebody who may report.
  public init(id: DutyModel.ID<CityCase>, _ event: CaseEvent) throws(CaseRefused) {
    guard case .report(let report, let deadline) = event.action else {
      throw CaseRefused(id: id, state: "none", event: event.action.key, reason: .notAllowedInState)
    }
    guard event.action.roles.contains(event.by.role) else {
      throw CaseRefused(id: id, state: "none", event: event.action.key, reason: .notYourRole)
    }
    self.id = id
    self.report = report
    receivedAt = event.at
    reportedBy = event.by
    code = report.code
    clock = deadline
    lastChange = event.at
  }

  /// The case that these events make.
  public init(
    id: DutyModel.ID<CityCase>, replaying events: some Sequence<CaseEvent>
  ) throws(CaseRefused) {
    var iterator = events.makeIterator()
    guard let first = iterator.next() else {
      throw CaseRefused(id: id, state: "none", event: "none", reason: .notAllowedInState)
    }
    try self.init(id: id, first)
    while let event = iterator.next() { _ = try apply(event) }
  }

  /// 七步: where the case stands.
  public var step: CaseStep {
    switch state {
    case .reported: .collection
    case .opened, .duplicate: .opening
    case .dispatched, .returned: .dispatch
    case .handling, .paused, .onLedger: .handling
    case .finished: .feedback
    case .verified, .closed: .verification
    case .evaluated: .evaluation
    }
  }

  /// Nothing more is to be done but count it.
  public var isEnded: Bool {
    switch state {
    case .closed, .evaluated: true
    default: false
    }
  }

  /// Whose turn it is, and so whose clock runs.
  public var turn: CaseTurn {
    switch state {
    case .reported, .finished, .verified: .supervisionCentre
    case .opened, .returned: .commandCentre
    case .dispatched, .handling: unit.map(CaseTurn.unit) ?? .commandCentre
    case .paused, .onLedger, .duplicate, .closed, .evaluated: .nobody
    }
  }
}

/// The seven steps, in order.
public enum CaseStep: Int, CaseIterable, Codable, Sendable {
  case collection = 1, opening, dispatch, handling, feedback, verification, evaluation

  public var name: LocalizedName {
    switch self {
    case .collection: LocalizedName(chinese: "信息采集", english: "Collection")
    case .opening: LocalizedName(chinese: "案卷建立", english: "Opening")
    case .dispatch: LocalizedName(chinese: "任务派遣", english: "Dispatch")
    case .handling: LocalizedName(chinese: "任务处置", english: "Handling")
    case .feedback: LocalizedName(chinese: "处理反馈", english: "Feedback")
    case .verification: LocalizedName(chinese: "核查结案", english: "Verification and closing")
    case .evaluation: LocalizedName(chinese: "综合评价", english: "Evaluation")
    }
  }
}

public enum CaseTurn: Hashable, Codable, Sendable {
  case supervisionCentre
  case commandCentre
  case unit(DutyModel.ID<OrderUnit>)
  case nobody
}
