// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The desk's file about the inspections of one week: where the teams go, and what they brought back.
///
/// A week is drawn once; its number is its Monday's.
public struct InspectionWeek: DeskFile {
  /// What a team brought back from one place.
  public struct Report: Hashable, Codable, Sendable {
    public internal(set) var visit: InspectionVisit?
    public internal(set) var samples: [RoadSample] = []
  }

  public let plan: InspectionPlan
  /// Drawn again from it, the plan is the same. Secret until the week is over.
  let seed: UInt64
  public let started: Instant
  /// One for each visit of the plan, in its order.
  public internal(set) var reports: [Report]
  public internal(set) var lines: [DeskLine] = []
  public var version = 1

  init(_ plan: InspectionPlan, seed: UInt64, started: Instant) {
    self.plan = plan
    self.seed = seed
    self.started = started
    reports = plan.visits.map { _ in Report() }
  }

  public static var subject: DeskSubject { .inspection }
  public var key: DeskKey { DeskKey(number: plan.monday.day) }
  public var stateKey: String { isOpen ? "drawn" : "visited" }
  public var isOpen: Bool { reports.contains { $0.visit == nil } }
  /// Nobody's who might be visited.
  public var units: Set<ID<Unit>> { [] }
  public var people: Set<ID<Officer>> { [] }
  public var nextClock: Instant? { nil }

  /// The seed, once the week is over and nobody can be forewarned by it.
  public func seed(at now: Instant) -> UInt64? {
    now >= started.adding(seconds: 7 * 86_400) ? seed : nil
  }
}

/// The desk's file about one finding, with its story.
public struct FindingFile: DeskFile {
  public internal(set) var finding: InspectionFinding
  public internal(set) var lines: [DeskLine] = []
  /// The deadline whose end somebody was told of.
  var remindedDue: Instant?
  public var version = 1

  init(_ finding: InspectionFinding) { self.finding = finding }

  public var id: ID<InspectionFinding> { finding.id }
  public static var subject: DeskSubject { .finding }
  public var key: DeskKey { DeskKey(number: id.rawValue) }
  public var stateKey: String { finding.state.key }
  public var units: Set<ID<Unit>> { [finding.notice.unit] }
  public var people: Set<ID<Officer>> { [] }
  public var started: Instant { finding.notice.at }

  public var isOpen: Bool {
    switch finding.state {
    case .withdrawn, .signedOff: false
    default: true
    }
  }

  /// The deadline, while nothing was reported and nobody told.
  public var nextClock: Instant? {
    guard case .upheld(let due) = finding.state, due != remindedDue else { return nil }
    return due
  }
}
