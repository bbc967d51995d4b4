// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import Operations

/// Where cases are kept: their events, only ever added to, and the case derived from them, both in
/// one transaction.
public protocol CaseStore: Sendable {
  /// Files new cases, each from its events, the first a report; all of them or none. A report whose
  /// key the same person used before is not filed again: its place is taken by that case as it is.
  ///
  /// - Returns: the cases with their numbers, consecutive and in the order given.
  @discardableResult
  func file(_ cases: [[CaseEvent]]) async throws(CaseStoreError) -> [CityCase]

  /// Adds events to a case that still has the given version. Where they end the case, its open
  /// duplicates close with it.
  ///
  /// - Returns: the case as it then is, and what must be carried out.
  @discardableResult
  func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int
  ) async throws(CaseStoreError) -> CaseAnswer

  /// The case that a report of this key became; `person` is `nil` for the public.
  func reported(
    under key: RequestKey, by person: ID<CasePerson>?
  ) async throws(CaseStoreError) -> ID<CityCase>?

  /// How many cases there are, ended ones among them.
  func count() async throws(CaseStoreError) -> Int

  func cityCase(_ id: ID<CityCase>) async throws(CaseStoreError) -> CityCase

  /// All events of a case, oldest first.
  func events(of id: ID<CityCase>) async throws(CaseStoreError) -> [CaseEvent]

  /// Cases whose turn it is, the nearest deadline first; those without a clock come last.
  func queue(of turn: CaseTurn, limit: Int) async throws(CaseStoreError) -> [CityCase]

  /// Cases whose running clock has come to a percentage that nobody was reminded of, the longest ago
  /// first. Among them may be some that were stored before a store kept this: theirs may lie ahead.
  func alerted(by moment: Instant, limit: Int) async throws(CaseStoreError) -> [CityCase]

  /// Open cases that have gone up, those at the leader before those at the supervisor, by deadline.
  func escalated(limit: Int) async throws(CaseStoreError) -> [CityCase]

  /// Cases that are not ended within a box of the map, by number.
  func openCases(
    in box: GeographicBox, limit: Int
  ) async throws(CaseStoreError) -> [CityCase]

  /// Cases as the public may ask for them, the latest report first.
  func search(_ search: CaseSearch) async throws(CaseStoreError) -> [CityCase]

  /// Steps of public cases, the latest first; only kinds that the search names.
  func updates(_ search: CaseUpdateSearch) async throws(CaseStoreError) -> [CaseUpdate]

  /// What a person should look at among the cases that were due in the period and closed before its
  /// end, in no order.
  func anomalies(dueIn period: Range<Instant>) async throws(CaseStoreError) -> [CaseAnomaly]

  /// Until when cases need each photo; a photo that no case shows is not in the answer.
  func needs(
    ofPhotos hashes: [PhotoHash]
  ) async throws(CaseStoreError) -> [PhotoHash: PhotoNeed]

  /// Counts of a period by group, in the order of the groups; groups without a case are left out.
  func tallies(
    in period: Range<Instant>, by dimension: CaseDimension
  ) async throws(CaseStoreError) -> [CaseTallyRow]
}

/// A step of a case, as those hear of it who follow it.
public struct CaseUpdate: Hashable, Sendable {
  public var id: ID<CityCase>
  /// Of the step within its case, from 1.
  public var number: Int
  public var event: CaseEvent

  public init(id: ID<CityCase>, number: Int, event: CaseEvent) {
    self.id = id
    self.number = number
    self.event = event
  }
}

/// Which steps of public cases are asked for.
public struct CaseUpdateSearch: Hashable, Sendable {
  /// These cases; the period is then passed over.
  public var ids: [ID<CityCase>]?
  public var period: Range<Instant>
  /// Keys of actions, such as `finish`.
  public var actions: [String]
  public var limit: Int
  public var offset: Int

  public init(
    ids: [ID<CityCase>]? = nil, period: Range<Instant>, actions: [String], limit: Int,
    offset: Int = 0
  ) {
    self.ids = ids
    self.period = period
    self.actions = actions
    self.limit = limit
    self.offset = offset
  }
}

/// What an append came to.
public struct CaseAnswer: Hashable, Sendable {
  public var cityCase: CityCase
  public var effects: [CaseEffect]
  /// Duplicates that closed with it.
  public var closedDuplicates: [ID<CityCase>]

  public init(
    cityCase: CityCase, effects: [CaseEffect], closedDuplicates: [ID<CityCase>]
  ) {
    self.cityCase = cityCase
    self.effects = effects
    self.closedDuplicates = closedDuplicates
  }
}

/// Which cases the public asks for. Only public ones are ever found.
public struct CaseSearch: Hashable, Sendable {
  /// These numbers; all other conditions are then passed over.
  public var ids: [ID<CityCase>]?
  public var codes: [ClassCode]?
  /// Received from the lower until just before the upper bound.
  public var received: Range<Instant>
  /// `true` for ended ones only, `false` for the others only.
  public var isEnded: Bool?
  public var limit: Int
  /// So many of the found are passed over.
  public var offset: Int

  public init(
    ids: [ID<CityCase>]? = nil, codes: [ClassCode]? = nil, received: Range<Instant>,
    isEnded: Bool? = nil, limit: Int, offset: Int = 0
  ) {
    self.ids = ids
    self.codes = codes
    self.received = received
    self.isEnded = isEnded
    self.limit = limit
    self.offset = offset
  }

  /// The obvious way, for stores in memory and for checking the others.
  public func found(in cases: [CityCase]) -> [CityCase] {
    let matching = cases.filter { one in
      guard one.report.isPublic else { return false }
      if let ids { return ids.contains(one.id) }
      return (codes?.contains(one.code) ?? true) && received.contains(one.receivedAt)
        && (isEnded.map { $0 == one.isEnded } ?? true)
    }
    let sorted = matching.sorted {
      ($0.receivedAt.milliseconds, $0.id.rawValue) > ($1.receivedAt.milliseconds, $1.id.rawValue)
    }
    return Array(sorted.dropFirst(offset).prefix(limit))
  }
}

/// Why the store could not do it. Nothing was stored.
public enum CaseStoreError: ExplainedError {
  /// Somebody else changed the case first.
  case conflict(ID<CityCase>)
  case missing(ID<CityCase>)
  case refused(CaseRefused)
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .conflict(let id):
      LocalizedName(
        chinese: "案件 \(id) 刚被别人更新，未保存。可以刷新后重试。",
        english: "Somebody else changed case \(id) first and nothing was stored. Maybe reload and "
          + "try again.")
    case .missing(let id):
      LocalizedName(
        chinese: "没有案件 \(id)。可以核对编号。",
        english: "There is no case \(id). Maybe check the number.")
    case .refused(let refusal): refusal.explanation
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，案件未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe free some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "案件库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The cases are in use and nothing was stored. Maybe try again later. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "案件库中的记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored case cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "案件库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The cases are not available. Maybe check the folder and the disk. \(detail)")
    }
  }
}
