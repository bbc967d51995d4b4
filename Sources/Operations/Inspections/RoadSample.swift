// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// The form of one observation at a place 抽样观察表: how many road users were seen, how many kept
/// the rules, and how many of the violations met with any intervention.
///
/// The handling rate 管事率 asks for 10 minutes or more, the compliance rate 守法率 for 15. A sample
/// names no officer who was watched.
public struct RoadSample: Hashable, Codable, Sendable {
  public var place: DutyPlace
  public var mode: DutyMode
  public var from: Instant
  public var minutes: Int
  /// From a camera's recording and not on the spot.
  public var isFromVideo: Bool
  /// At most one row a class of road user.
  public var rows: [Row]

  public struct Row: Hashable, Codable, Sendable {
    public var roadUser: ViolationCase.RoadUser
    /// Road users who passed.
    public var observed: Int
    /// Of those, how many kept the rules.
    public var compliant: Int
    /// Of the others, how many an officer dealt with in any way.
    public var handled: Int

    public init(roadUser: ViolationCase.RoadUser, observed: Int, compliant: Int, handled: Int) {
      self.roadUser = roadUser
      self.observed = observed
      self.compliant = compliant
      self.handled = handled
    }

    /// Violations witnessed.
    public var violations: Int { observed - compliant }
  }

  /// - Throws: `SampleError` where the numbers cannot be.
  public init(
    place: DutyPlace, mode: DutyMode, from: Instant, minutes: Int, isFromVideo: Bool = false,
    rows: [Row]
  ) throws(SampleError) {
    self.place = place
    self.mode = mode
    self.from = from
    self.minutes = minutes
    self.isFromVideo = isFromVideo
    self.rows = rows
    try check()
  }

  private func check() throws(SampleError) {
    guard (1...240).contains(minutes) else { throw .minutes(minutes) }
    guard !rows.isEmpty else { throw .noRow }
    var seen: Set<ViolationCase.RoadUser> = []
    for row in rows {
      guard seen.insert(row.roadUser).inserted else { throw .repeated(row.roadUser) }
      guard row.observed >= 0, (0...row.observed).contains(row.compliant) else {
        throw .moreCompliantThanObserved(row.roadUser, row.compliant, of: row.observed)
      }
      guard (0...row.violations).contains(row.handled) else {
        throw .moreHandledThanSeen(row.roadUser, row.handled, of: row.violations)
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case place, mode, from, minutes, isFromVideo, rows
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        place: values.decode(DutyPlace.self, forKey: .place),
        mode: values.decode(DutyMode.self, forKey: .mode),
        from: values.decode(Instant.self, forKey: .from),
        minutes: values.decode(Int.self, forKey: .minutes),
        isFromVideo: values.decode(Bool.self, forKey: .isFromVideo),
        rows: values.decode([Row].self, forKey: .rows))
    } catch let error as SampleError {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: values, debugDescription: error.explanation.english)
    }
  }
}

/// Answers of people in the street to "did you see traffic police on this trip?" 见警率(感知).
public struct StreetSurvey: Hashable, Codable, Sendable {
  public var mode: DutyMode
  public var at: Instant
  public var brigade: ID<Unit>?
  public var respondents: Int
  public var sawPolice: Int

  /// - Throws: `SampleError` where more saw police than were asked.
  public init(
    mode: DutyMode, at: Instant, brigade: ID<Unit>?, respondents: Int, sawPolice: Int
  ) throws(SampleError) {
    guard respondents >= 1, (0...respondents).contains(sawPolice) else {
      throw .survey(saw: sawPolice, of: respondents)
    }
    self.mode = mode
    self.at = at
    self.brigade = brigade
    self.respondents = respondents
    self.sawPolice = sawPolice
  }
}

/// Why a form is not taken.
public enum SampleError: ExplainedError, Hashable {
  case minutes(Int)
  case noRow
  case repeated(ViolationCase.RoadUser)
  case moreCompliantThanObserved(ViolationCase.RoadUser, Int, of: Int)
  case moreHandledThanSeen(ViolationCase.RoadUser, Int, of: Int)
  case survey(saw: Int, of: Int)

  public var explanation: LocalizedName {
    switch self {
    case .minutes(let minutes):
      LocalizedName(
        chinese: "观察时长 \(minutes) 分钟不成立，应为 1 至 240。可以检查起止时间。",
        english: "An observation of \(minutes) minutes cannot be; expected 1 to 240. "
          + "Maybe look at its start and end.")
    case .noRow:
      LocalizedName(
        chinese: "观察表没有一行。至少填一类交通参与者；没有看到人也填 0。",
        english:
          "The form has no row. Maybe fill in one class of road users, with 0 if none passed.")
    case .repeated(let user):
      LocalizedName(
        chinese: "“\(user.rawValue)”填了两行。可以合并。",
        english: "The class \(user.rawValue) has two rows. Maybe add them up.")
    case .moreCompliantThanObserved(let user, let compliant, let observed):
      LocalizedName(
        chinese: "“\(user.rawValue)”守法 \(compliant) 大于观察到的 \(observed)。可能两栏填反。",
        english:
          "Of \(observed) \(user.rawValue) \(compliant) complied. Maybe the two are exchanged.")
    case .moreHandledThanSeen(let user, let handled, let violations):
      LocalizedName(
        chinese: "“\(user.rawValue)”处理 \(handled) 起大于看到的违法 \(violations) 起。可以核对观察数和守法数。",
        english: "Of \(violations) violations by \(user.rawValue) \(handled) were handled. "
          + "Maybe look at observed and compliant again.")
    case .survey(let saw, let asked):
      LocalizedName(
        chinese: "问卷 \(asked) 人中 \(saw) 人见警，不成立。可能两栏填反。",
        english: "Of \(asked) people asked \(saw) saw police. Maybe the two are exchanged.")
    }
  }
}
