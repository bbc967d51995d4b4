// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Who looks at a case that police and district share.
public enum CaseAudience: String, CaseIterable, Codable, Sendable {
  case everybody
  /// A body of the district.
  case district
  /// The traffic brigade.
  case brigade
  /// The two centres.
  case centre
}

/// A case with only the fields that an audience may see: one case, no copies.
public struct CaseView: Hashable, Codable, Sendable {
  public var id: ID<CityCase>
  public var code: ClassCode
  public var step: CaseStep
  public var place: Coordinate?
  public var grid: GridCode?
  public var receivedAt: Instant
  public var due: Instant?
  /// `nil` where the case is not public and everybody looks.
  public var description: String?
  public var photos: [PhotoHash]
  public var solver: ID<CasePerson>?
  public var verifier: ID<CasePerson>?
  public var contact: ID<ReporterContact>?
  public var brigadeOutcome: BrigadeOutcome?

  /// - Returns: `nil` for a case that everybody may not see at all.
  public init?(_ one: CityCase, for audience: CaseAudience) {
    guard one.report.isPublic || audience != .everybody else { return nil }
    id = one.id
    code = one.code
    step = one.step
    place = one.report.place
    grid = one.report.grid
    receivedAt = one.receivedAt
    due = one.handlingDeadline?.due
    let isInside = audience != .everybody
    description = isInside ? one.report.description : nil
    photos = isInside ? one.report.photos : []
    // Persons of the district are the centres' business, and reporters nobody's but theirs.
    solver = audience == .centre ? one.solver?.person : nil
    verifier = audience == .centre ? one.verifier?.person : nil
    contact = audience == .centre ? one.report.contact : nil
    brigadeOutcome = isInside ? one.brigadeOutcome : nil
  }
}
