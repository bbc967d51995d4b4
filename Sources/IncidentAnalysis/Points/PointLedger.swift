// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// All points of a city with their history: what a detection run and the people add to.
public struct PointLedger: Hashable, Codable, Sendable {
  /// In the order in which they were opened.
  public private(set) var cases: [PointCase]
  /// Whether any series behind it was made up; then it is shown as demo data.
  public var isDemoData: Bool

  public init(isDemoData: Bool = false) {
    cases = []
    self.isDemoData = isDemoData
  }

  /// What one detection run did.
  public struct Update: Hashable, Codable, Sendable {
    public var opened: [ID<PointCase>] = []
    public var reopened: [ID<PointCase>] = []
    public var measured: [ID<PointCase>] = []
    /// The same as steps, in the order in which they were taken.
    public var steps: [PointStep] = []

    public init() {}
  }

  public subscript(id: ID<PointCase>) -> PointCase? { cases.first { $0.id == id } }

  /// How many steps made it what it is.
  public var revision: Int { cases.reduce(0) { $0 + $1.history.count } }

  /// Takes in a run's findings and values.
  ///
  /// A finding at a place with an open case of its kind changes nothing but that case's value; with
  /// one signed off within 60 days it reopens it; else it opens a candidate. Occasional findings
  /// open candidates too: the people on site decide.
  ///
  /// - Parameter value: what a point is measured by, now; `nil` if nothing measures it.
  public mutating func take(
    _ findings: [PointFinding], at time: CivilTime, value: (PointCase) -> Double?
  ) throws(PointRefusal) -> Update {
    var update = Update()
    for finding in findings {
      let known = cases.indices.last { Self.isSame(cases[$0], finding) }
      if let known {
        if cases[known].isOpen || isDismissedRecently(cases[known], at: time) { continue }
        if isRelapse(cases[known], at: time) {
          guard finding.value >= finding.threshold else { continue }
          let relapse = PointCase.Event.relapsed(
            value: finding.value, threshold: finding.threshold)
          try take(.apply(relapse), to: cases[known].id, by: .detection, at: time, &update)
          update.reopened.append(cases[known].id)
          continue
        }
      }
      let id = ID<PointCase>(rawValue: (cases.last?.id.rawValue ?? 0) + 1)
      try take(.open(finding), to: id, by: .detection, at: time, &update)
      update.opened.append(id)
    }
    for position in cases.indices where cases[position].isOpen {
      guard let value = value(cases[position]) else { continue }
      if let last = cases[position].weeks.last, time.date.day < last.ending.day + 7 { continue }
      let id = cases[position].id
      let week = PointCase.Event.measured(weekEnding: time.date, value: value)
      try take(.apply(week), to: id, by: .measurement, at: time, &update)
      update.measured.append(id)
    }
    return update
  }

  private mutating func take(
    _ action: PointStep.Action, to id: ID<PointCase>, by signature: PointCase.Signature,
    at time: CivilTime, _ update: inout Update
  ) throws(PointRefusal) {
    let step = PointStep(point: id, action: action, signature: signature, time: time)
    do {
      try apply(step)
    } catch .refused(let refusal) {
      throw refusal
    } catch {
      preconditionFailure("A run takes steps at points that it has just looked at.")
    }
    update.steps.append(step)
  }

  /// Applies one step, or refuses it and stays as it was.
  public mutating func apply(_ step: PointStep) throws(PointLedgerError) {
    switch step.action {
    case .open(let finding):
      guard step.point.rawValue == (cases.last?.id.rawValue ?? 0) + 1 else {
        throw .outOfOrder(step.point)
      }
      cases.append(
        PointCase(id: step.point, finding: finding, by: step.signature, at: step.time))
    case .apply(let event):
      guard let position = cases.firstIndex(where: { $0.id == step.point }) else {
        throw .unknownCase(step.point, known: cases.count)
      }
      do {
        try cases[position].apply(event, by: step.signature, at: step.time)
      } catch {
        throw .refused(error)
      }
    }
  }

  /// Of one kind and measure, at one named place, or within 100 m where reports are clustered.
  private static func isSame(_ point: PointCase, _ finding: PointFinding) -> Bool {
    guard point.kind == finding.kind, point.measure == finding.measure else { return false }
    if point.place == finding.place { return true }
    guard point.measure == .complainants || point.measure == .reportWeight,
      let here = point.location, let there = finding.location
    else { return false }
    return ReportClusters.isNear(here, there)
  }

  private func isRelapse(_ point: PointCase, at time: CivilTime) -> Bool {
    guard case .signedOff(let since) = point.state else { return false }
    return time.date.day - since.date.day <= Int64(PointRules.relapseDays)
  }

  /// A place that was looked at and found to be none is not brought up again every week.
  private func isDismissedRecently(_ point: PointCase, at time: CivilTime) -> Bool {
    guard point.state == .dismissed, let last = point.history.last?.time else { return false }
    return time.date.day - last.date.day <= Int64(PointRules.relapseDays)
  }
}

/// Why a step could not be applied.
public enum PointLedgerError: ExplainedError, Hashable {
  case unknownCase(ID<PointCase>, known: Int)
  /// Points are numbered 1, 2, 3 … as they are opened.
  case outOfOrder(ID<PointCase>)
  case refused(PointRefusal)

  public var explanation: LocalizedName {
    switch self {
    case .unknownCase(let id, let known):
      LocalizedName(
        chinese: "没有点位 \(id)，台账共 \(known) 个。可以用 chengxu points list 查看编号。",
        english: "There is no point \(id); the ledger has \(known). Maybe look up its number with "
          + "chengxu points list.")
    case .outOfOrder(let id):
      LocalizedName(
        chinese: "点位 \(id) 的编号不连续。可以重新读取台账后再登记。",
        english: "Point \(id) is not the next number. Maybe read the ledger again.")
    case .refused(let refusal): refusal.explanation
    }
  }
}
