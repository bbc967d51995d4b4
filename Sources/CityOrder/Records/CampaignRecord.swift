// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A campaign from its plan to its end: who went where, what came of each task, what is missing.
public struct CampaignRecord: OrderRecord {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 专项整治
    case special
    /// 联合执法: at least two bodies.
    case joint
    /// 地毯式排查
    case sweep
  }

  /// What a body says that it did of a task. Counts are of the whole since the last report.
  public struct TaskResult: Hashable, Codable, Sendable {
    public var task: Int
    public var people: Int
    public var vehicles: Int
    /// Put right on the spot 当场整改.
    public var corrected: Int
    public var note: String

    public init(task: Int, people: Int, vehicles: Int, corrected: Int, note: String) {
      self.task = task
      self.people = people
      self.vehicles = vehicles
      self.corrected = corrected
      self.note = note
    }
  }

  public enum Step: Hashable, Codable, Sendable {
    case plan(Kind, LocalizedName, from: Instant, until: Instant, [Campaign.Task])
    /// Somebody of a body went over a grid or a stretch of a street; what they found became cases.
    case visit(SweepVisit.Extent, cases: [DutyModel.ID<CityCase>])
    case report(TaskResult)
    /// `reason` is needed where something is missing.
    case end(reason: CaseReason?)
  }

  public static let subject = OrderSubject.campaign

  public let kind: Kind
  public let campaign: Campaign
  public let plannedBy: CaseActor
  public private(set) var visits: [SweepVisit] = []
  public private(set) var results: [TaskResult] = []
  public private(set) var endedAt: Instant?
  public private(set) var endReason: CaseReason?
  private var lastChange: Instant

  public init(number: Int64, first: OrderEntry<Step>) throws(OrderRefused) {
    guard case .plan(let kind, let name, let from, let until, let tasks) = first.step else {
      throw .wrongBeginning
    }
    guard first.by.person != nil else { throw .personNeeded }
    guard from < until else { throw .emptyPeriod }
    guard !tasks.isEmpty else { throw .noTasks }
    for (position, task) in tasks.enumerated() {
      guard !task.targets.isEmpty else { throw .taskWithoutTargets(position + 1) }
      guard Set(task.targets.map(\.place)).count == task.targets.count else {
        throw .targetTwice(position + 1)
      }
    }
    guard kind != .joint || Set(tasks.map(\.unit)).count > 1 else { throw .jointNeedsTwoBodies }
    self.kind = kind
    campaign = Campaign(
      id: ID(rawValue: number), name: name, period: from..<until, tasks: tasks)
    plannedBy = first.by
    lastChange = first.at
  }

  public mutating func apply(_ entry: OrderEntry<Step>) throws(OrderRefused) {
    guard entry.by.person != nil else { throw .personNeeded }
    guard endedAt == nil else { throw .ended }
    guard entry.at >= lastChange else { throw .beforeEarlierEntry }
    switch entry.step {
    case .plan: throw .wrongBeginning
    case .visit(let extent, let cases):
      visits.append(try visit(extent, cases, entry))
    case .report(let result):
      guard campaign.tasks.indices.contains(result.task),
        campaign.tasks[result.task].unit == entry.by.unit
      else { throw .notYourTask }
      guard min(result.people, result.vehicles, result.corrected) >= 0 else {
        throw .negativeCount
      }
      results.append(result)
    case .end(let reason):
      let missing = coverage.missing.count
      guard missing == 0 || reason != nil else { throw .stillMissing(missing) }
      (endedAt, endReason) = (entry.at, reason)
    }
    lastChange = entry.at
  }

  /// 不留死角: what was covered and what is missing.
  public var coverage: SweepCoverage { SweepCoverage(campaign, visits: visits) }

  private func visit(
    _ extent: SweepVisit.Extent, _ cases: [DutyModel.ID<CityCase>], _ entry: OrderEntry<Step>
  ) throws(OrderRefused) -> SweepVisit {
    guard let unit = entry.by.unit, campaign.tasks.contains(where: { $0.unit == unit }) else {
      throw .notYourTask
    }
    guard campaign.period.contains(entry.at) else { throw .outsidePeriod }
    let visit = SweepVisit(unit: unit, at: entry.at, extent: extent, cases: cases)
    let target = campaign.tasks.lazy.filter { $0.unit == unit }.flatMap(\.targets)
      .first { $0.place == visit.place }
    guard let target else { throw .foreignTarget }
    if case .street(_, let stretch) = extent, case .street(_, let length) = target {
      guard stretch.lowerBound >= 0, !stretch.isEmpty, stretch.upperBound <= length else {
        throw .badStretch
      }
    }
    return visit
  }
}
