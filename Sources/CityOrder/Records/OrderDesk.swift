// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Carries out what people ask of campaigns, markets and assessment rounds; what these find become
/// cases at the desk of cases.
public struct OrderDesk: Sendable {
  public let records: any OrderRecordStore
  public let cases: CaseDesk

  public init(records: any OrderRecordStore, cases: CaseDesk) {
    self.records = records
    self.cases = cases
  }

  /// Records what somebody saw of a criterion on a site; its photo is kept with the round.
  public func observe(
    _ finding: AssessmentRecord.Finding, _ verdict: SiteObservation.Verdict, photo: PhotoHash?,
    note: String, in number: Int64, version: Int, by actor: CaseActor, key: RequestKey?,
    at now: Instant
  ) async throws -> StoredOrderRecord<AssessmentRecord> {
    let entry = OrderEntry(
      by: actor, at: now,
      AssessmentRecord.Step.observe(finding, verdict, photo: photo, note: note), key: key)
    // Refused before the photo is kept, so that a refused one stays an upload that is erased.
    var tried = try await records.record(number, AssessmentRecord.self).record
    do {
      try tried.apply(entry)
    } catch {
      throw OrderStoreError.refused(error)
    }
    try await cases.keep([photo].compactMap(\.self), for: .assessment)
    return try await records.append(entry, to: number, version: version, AssessmentRecord.self)
  }

  /// Makes a case of each finding that is none yet. Asked again, also after it was cut off half way,
  /// it files none twice: each finding has a request's key of its own.
  public func fileFindings(
    of number: Int64, version: Int, by actor: CaseActor, key: RequestKey?, at now: Instant
  ) async throws -> StoredOrderRecord<AssessmentRecord> {
    let stored = try await records.record(number, AssessmentRecord.self)
    guard stored.version == version else { throw OrderStoreError.conflict(.assessment, number) }
    let unfiled = stored.record.unfiled
    guard !unfiled.isEmpty else { throw OrderStoreError.refused(.findingUnknown) }
    var filed: [AssessmentRecord.Filed] = []
    for (finding, report) in unfiled {
      let position = stored.record.round.criteria.firstIndex { $0.code == finding.criterion } ?? 0
      let name = RequestKey("assessment-\(number)-\(finding.site.rawValue)-\(position)")
      let one = try await cases.file(report, by: actor, key: name, at: now)
      filed.append(AssessmentRecord.Filed(finding: finding, cityCase: one.id))
    }
    return try await records.append(
      OrderEntry(by: actor, at: now, AssessmentRecord.Step.file(filed), key: key), to: number,
      version: version, AssessmentRecord.self)
  }
}
