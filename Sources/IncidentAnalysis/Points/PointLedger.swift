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
  }

  public subscript(id: ID<PointCase>) -> PointCase? { cases.first { $0.id == id } }

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
          try cases[known].apply(
            .relapsed(value: finding.value, threshold: finding.threshold), by: .detection, at: time)
          update.reopened.append(cases[known].id)
          continue
        }
      }
      let id = ID<PointCase>(rawValue: (cases.last?.id.rawValue ?? 0) + 1)
      cases.append(PointCase(id: id, finding: finding, by: .detection, at: time))
      update.opened.append(id)
    }
    for position in cases.indices where cases[position].isOpen {
      guard let value = value(cases[position]) else { continue }
      if let last = cases[position].weeks.last, time.date.day < last.ending.day + 7 { continue }
      try cases[position].apply(
        .measured(weekEnding: time.date, value: value), by: .measurement, at: time)
      update.measured.append(cases[position].id)
    }
    return update
  }

  /// Applies a person's step to one case.
  public mutating func apply(
    _ event: PointCase.Event, to id: ID<PointCase>, by signature: PointCase.Signature,
    at time: CivilTime
  ) throws(PointLedgerError) {
    guard let position = cases.firstIndex(where: { $0.id == id }) else {
      throw .unknownCase(id, known: cases.count)
    }
    do {
      try cases[position].apply(event, by: signature, at: time)
    } catch {
      throw .refused(error)
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
  case refused(PointRefusal)

  public var explanation: LocalizedName {
    switch self {
    case .unknownCase(let id, let known):
      LocalizedName(
        chinese: "没有点位 \(id)，台账共 \(known) 个。可以用 chengxu points list 查看编号。",
        english: "There is no point \(id); the ledger has \(known). Maybe look up its number with "
          + "chengxu points list.")
    case .refused(let refusal): refusal.explanation
    }
  }
}
