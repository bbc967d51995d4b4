// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// The four plans of a city, one for each mode, made from one risk field.
public struct DutyPlanSet: Hashable, Codable, Sendable {
  public var version: Version
  public var snapshot: Version
  public var risk: Version
  public var isDemoData: Bool
  /// The Monday of the week that the plans' dated orders are for.
  public var week: CivilDate
  /// Exactly one plan for each `DutyMode`, in its order.
  public var plans: [DutyPlan]

  public init(
    version: Version, snapshot: Version, risk: Version, isDemoData: Bool, week: CivilDate,
    plans: [DutyPlan]
  ) {
    self.version = version
    self.snapshot = snapshot
    self.risk = risk
    self.isDemoData = isDemoData
    self.week = week
    self.plans = plans
  }

  public subscript(mode: DutyMode) -> DutyPlan? { plans.first { $0.mode == mode } }
}

/// Who must be where and when in one duty mode, and why.
public struct DutyPlan: Hashable, Codable, Sendable {
  public var mode: DutyMode
  public var windows: [DutyWindow]
  public var posts: [Post]
  public var beats: [Beat]
  public var patrols: [Patrol]
  public var checkpoints: [Checkpoint]
  /// 包岗: which leader answers for which posts.
  public var sponsorships: [PostSponsorship]
  /// 巡片: which leader tours which area.
  public var areaTours: [AreaTour]
  /// The order that set a special mode in force; `nil` in the other modes.
  public var specialOrder: SpecialOrder?
  /// What the roster must fill.
  public var demands: [DutyDemand]
  /// Each optimisation behind the plan, with its bound and gap.
  public var solves: [SolveRecord]
  public var evaluation: PlanEvaluation
  /// What planners decided by hand, with what each decision costs; `nil` in files of before.
  public var edits: [EditOutcome]?
  /// The plan in force beside this one; `nil` where none was given.
  public var comparison: PlanComparison?
  /// What changed hands when the beats were redrawn, by brigade; `nil` where there were none before.
  public var beatRevisions: [BeatRevision]?
  /// How each brigade's night checks are drawn; `nil` in other modes.
  public var nightGames: [NightGame]?
  /// Nights of a concentrated operation, on which nobody is asked to check; `nil` without.
  public var operationNights: [CivilDate]?
  /// Which offices send whom to which posts of the peak; `nil` in other modes.
  public var officeShares: [OfficeShare]?
  /// The sweep of all streets; `nil` in other modes than off-peak.
  public var sweep: SweepPlan?

  public init(
    mode: DutyMode, windows: [DutyWindow], posts: [Post] = [], beats: [Beat] = [],
    patrols: [Patrol] = [], checkpoints: [Checkpoint] = [],
    sponsorships: [PostSponsorship] = [], areaTours: [AreaTour] = [],
    specialOrder: SpecialOrder? = nil, demands: [DutyDemand], solves: [SolveRecord],
    evaluation: PlanEvaluation, edits: [EditOutcome]? = nil, comparison: PlanComparison? = nil,
    beatRevisions: [BeatRevision]? = nil, nightGames: [NightGame]? = nil,
    operationNights: [CivilDate]? = nil, officeShares: [OfficeShare]? = nil, sweep: SweepPlan? = nil
  ) {
    self.mode = mode
    self.windows = windows
    self.posts = posts
    self.beats = beats
    self.patrols = patrols
    self.checkpoints = checkpoints
    self.sponsorships = sponsorships
    self.areaTours = areaTours
    self.specialOrder = specialOrder
    self.demands = demands
    self.solves = solves
    self.evaluation = evaluation
    self.edits = edits
    self.comparison = comparison
    self.beatRevisions = beatRevisions
    self.nightGames = nightGames
    self.operationNights = operationNights
    self.officeShares = officeShares
    self.sweep = sweep
  }
}

/// 岗: a junction that officers hold.
public struct Post: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Post>
  public var name: LocalizedName
  public var junction: DutyModel.ID<Junction>
  public var location: Coordinate
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  public var strength: Strength
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Post>, name: LocalizedName, junction: DutyModel.ID<Junction>,
    location: Coordinate,
    area: DutyModel.ID<Area>, brigade: DutyModel.ID<Unit>, strength: Strength, reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.junction = junction
    self.location = location
    self.area = area
    self.brigade = brigade
    self.strength = strength
    self.reason = reason
  }
}

/// People needed at one place at the same time.
public struct Strength: Hashable, Codable, Sendable {
  /// Sworn officers of the brigade's squadrons.
  public var sworn: Int
  /// Auxiliaries of the brigade's squadrons.
  public var auxiliary: Int
  /// Sworn officers from the offices 机关民警.
  public var office: Int

  public init(sworn: Int, auxiliary: Int = 0, office: Int = 0) {
    self.sworn = sworn
    self.auxiliary = auxiliary
    self.office = office
  }

  public var total: Int { sworn + auxiliary + office }
}

/// 网格: a part of a brigade's jurisdiction with an owner by name 定人定岗定责.
public struct Beat: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Beat>
  public var name: LocalizedName
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  /// 网格责任人
  public var owner: DutyModel.ID<Officer>
  public var segments: [DutyModel.ID<RoadSegment>]
  public var lengthMetres: Int64
  /// What the owner is answerable for, as keys of the string catalogue.
  public var duties: [String]
  /// 秩序严管街: the beat's segments under strict control.
  public var strictControlSegments: [DutyModel.ID<RoadSegment>]
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Beat>, name: LocalizedName, area: DutyModel.ID<Area>,
    brigade: DutyModel.ID<Unit>, owner: DutyModel.ID<Officer>,
    segments: [DutyModel.ID<RoadSegment>], lengthMetres: Int64, duties: [String],
    strictControlSegments: [DutyModel.ID<RoadSegment>], reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.area = area
    self.brigade = brigade
    self.owner = owner
    self.segments = segments
    self.lengthMetres = lengthMetres
    self.duties = duties
    self.strictControlSegments = strictControlSegments
    self.reason = reason
  }
}

/// 巡逻: a unit on the move, stopping at places in an order that outsiders cannot foresee.
public struct Patrol: Identifiable, Hashable, Codable, Sendable {
  public struct Stop: Hashable, Codable, Sendable {
    public var junction: DutyModel.ID<Junction>
    public var location: Coordinate
    /// Minutes after the window's start.
    public var arrivalMinute: Int
    public var dwellMinutes: Int
    /// Rest after the stop, at the place; `nil` where the patrol rides on.
    public var breakMinutes: Int?

    public init(
      junction: DutyModel.ID<Junction>, location: Coordinate, arrivalMinute: Int,
      dwellMinutes: Int, breakMinutes: Int? = nil
    ) {
      self.junction = junction
      self.location = location
      self.arrivalMinute = arrivalMinute
      self.dwellMinutes = dwellMinutes
      self.breakMinutes = breakMinutes
    }
  }

  public let id: DutyModel.ID<Patrol>
  public var name: LocalizedName
  public var area: DutyModel.ID<Area>
  /// A special service squadron (铁骑) or a brigade.
  public var unit: DutyModel.ID<Unit>
  public var vehicle: Vehicle.Kind
  public var stops: [Stop]
  public var reason: PlaceReason
  /// The longest time that any of its places is alone in the window.
  public var longestGapMinutes: Int?
  /// How often somebody who knows places and weights, but not the seed, guesses the next stop.
  public var guessableShare: Double?

  public init(
    id: DutyModel.ID<Patrol>, name: LocalizedName, area: DutyModel.ID<Area>,
    unit: DutyModel.ID<Unit>, vehicle: Vehicle.Kind,
    stops: [Stop], reason: PlaceReason, longestGapMinutes: Int? = nil,
    guessableShare: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.area = area
    self.unit = unit
    self.vehicle = vehicle
    self.stops = stops
    self.reason = reason
    self.longestGapMinutes = longestGapMinutes
    self.guessableShare = guessableShare
  }
}

/// 查缉点 or, at night, the place and time of a night check 夜查.
public struct Checkpoint: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Checkpoint>
  public var name: LocalizedName
  public var junction: DutyModel.ID<Junction>
  public var location: Coordinate
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  public var window: DutyWindow
  public var strength: Strength
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Checkpoint>, name: LocalizedName, junction: DutyModel.ID<Junction>,
    location: Coordinate,
    area: DutyModel.ID<Area>, brigade: DutyModel.ID<Unit>, window: DutyWindow, strength: Strength,
    reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.junction = junction
    self.location = location
    self.area = area
    self.brigade = brigade
    self.window = window
    self.strength = strength
    self.reason = reason
  }
}

/// Why there is somebody at this place: the streets it answers for and the incidents on them.
public struct PlaceReason: Hashable, Codable, Sendable {
  /// Incidents of the mode's hours, in the days the risk was learnt from, that the place answers.
  public var incidents: [DutyModel.ID<Incident>]
  /// Expected incidents in a year in the mode's hours that no other place of the plan answers.
  public var expectedPerYear: Double
  /// The streets it covers.
  public var segments: [DutyModel.ID<RoadSegment>]
  /// The incidents' most frequent kinds with their number, the most frequent first.
  public var leadingKinds: [KindCount]
  /// Of the expected incidents, those that would be out of everybody's reach without this place.
  public var onlyHerePerYear: Double?
  /// The best other place that the rules would have allowed instead.
  public var alternative: Alternative?

  public init(
    incidents: [DutyModel.ID<Incident>], expectedPerYear: Double,
    segments: [DutyModel.ID<RoadSegment>],
    leadingKinds: [KindCount], onlyHerePerYear: Double? = nil, alternative: Alternative? = nil
  ) {
    self.incidents = incidents
    self.expectedPerYear = expectedPerYear
    self.segments = segments
    self.leadingKinds = leadingKinds
    self.onlyHerePerYear = onlyHerePerYear
    self.alternative = alternative
  }

  /// A place that was not chosen, and what choosing it instead would lose.
  public struct Alternative: Hashable, Codable, Sendable {
    public var junction: DutyModel.ID<Junction>
    public var name: LocalizedName
    /// Expected incidents a year that the plan would cover less; below 0 where a pin or a limit on
    /// changes keeps a better place away.
    public var lossPerYear: Double

    public init(
      junction: DutyModel.ID<Junction>, name: LocalizedName, lossPerYear: Double
    ) {
      self.junction = junction
      self.name = name
      self.lossPerYear = lossPerYear
    }
  }

  public struct KindCount: Hashable, Codable, Sendable {
    public var kind: String
    public var count: Int

    public init(kind: String, count: Int) {
      self.kind = kind
      self.count = count
    }
  }
}

/// 包岗: a leader answers for some posts.
public struct PostSponsorship: Hashable, Codable, Sendable {
  public var leader: DutyModel.ID<Officer>
  public var posts: [DutyModel.ID<Post>]

  public init(leader: DutyModel.ID<Officer>, posts: [DutyModel.ID<Post>]) {
    self.leader = leader
    self.posts = posts
  }
}

/// 巡片: a leader tours the posts of an area in this order.
public struct AreaTour: Hashable, Codable, Sendable {
  public var leader: DutyModel.ID<Officer>
  public var area: DutyModel.ID<Area>
  public var posts: [DutyModel.ID<Post>]

  public init(leader: DutyModel.ID<Officer>, area: DutyModel.ID<Area>, posts: [DutyModel.ID<Post>])
  {
    self.leader = leader
    self.area = area
    self.posts = posts
  }
}

/// A special mode in force: what set it off, what it closes, what it suspends, how it ends.
public struct SpecialOrder: Hashable, Codable, Sendable {
  public enum Trigger: String, CaseIterable, Codable, Sendable {
    case holiday, severeWeather, massIncident, securityMission
  }

  /// People drawn from a brigade or office for the mission.
  public struct Draw: Hashable, Codable, Sendable {
    public var unit: DutyModel.ID<Unit>
    public var people: Int
    /// How many of the unit stay, at least its station minimum.
    public var remaining: Int

    public init(unit: DutyModel.ID<Unit>, people: Int, remaining: Int) {
      self.unit = unit
      self.people = people
      self.remaining = remaining
    }
  }

  public var trigger: Trigger
  public var name: LocalizedName
  public var interval: CivilInterval
  public var centre: Coordinate
  public var coreRadiusMetres: Int
  public var outerRadiusMetres: Int
  /// Junctions where the cordon is closed.
  public var cordonPosts: [DutyModel.ID<Post>]
  /// 分流点: junctions where traffic is led around.
  public var diversionPosts: [DutyModel.ID<Post>]
  public var draws: [Draw]
  /// Posts and beats of other modes that stand empty while the order is in force, by name.
  public var suspended: [LocalizedName]
  /// Tasks of partner forces 多警联动.
  public var partnerTasks: [LocalizedName]
  /// How normal duty is restored.
  public var restoration: LocalizedName
  /// Hours of rest owed afterwards.
  public var restDebtHours: Int
  /// How far the trigger reached and when; `nil` for a sample.
  public var activation: SpecialActivation?
  /// How soon people already on duty close the cordon; `nil` where too few are.
  public var closure: RingClosure?

  public init(
    trigger: Trigger, name: LocalizedName, interval: CivilInterval, centre: Coordinate,
    coreRadiusMetres: Int, outerRadiusMetres: Int, cordonPosts: [DutyModel.ID<Post>],
    diversionPosts: [DutyModel.ID<Post>], draws: [Draw], suspended: [LocalizedName],
    partnerTasks: [LocalizedName], restoration: LocalizedName, restDebtHours: Int
  ) {
    self.trigger = trigger
    self.name = name
    self.interval = interval
    self.centre = centre
    self.coreRadiusMetres = coreRadiusMetres
    self.outerRadiusMetres = outerRadiusMetres
    self.cordonPosts = cordonPosts
    self.diversionPosts = diversionPosts
    self.draws = draws
    self.suspended = suspended
    self.partnerTasks = partnerTasks
    self.restoration = restoration
    self.restDebtHours = restDebtHours
  }
}

/// People needed at one place during one window: what the roster fills.
public struct DutyDemand: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<DutyDemand>
  public var mode: DutyMode
  public var place: DutyPlace
  public var location: Coordinate
  public var window: DutyWindow
  /// The one day of a special order; `nil` for every day that the window recurs on.
  public var date: CivilDate?
  public var pool: DutyPool
  public var sworn: Int
  public var auxiliary: Int
  /// At least this many of the people have each skill.
  public var skills: [Skill: Int]
  public var vehicle: Vehicle.Kind?

  public init(
    id: DutyModel.ID<DutyDemand>, mode: DutyMode, place: DutyPlace, location: Coordinate,
    window: DutyWindow, date: CivilDate? = nil, pool: DutyPool, sworn: Int, auxiliary: Int = 0,
    skills: [Skill: Int] = [:], vehicle: Vehicle.Kind? = nil
  ) {
    self.id = id
    self.mode = mode
    self.place = place
    self.location = location
    self.window = window
    self.date = date
    self.pool = pool
    self.sworn = sworn
    self.auxiliary = auxiliary
    self.skills = skills
    self.vehicle = vehicle
  }
}

/// Where a duty is done.
public enum DutyPlace: Hashable, Codable, Sendable {
  case post(DutyModel.ID<Post>)
  case beat(DutyModel.ID<Beat>)
  case patrol(DutyModel.ID<Patrol>)
  case checkpoint(DutyModel.ID<Checkpoint>)

  public var form: DutyForm {
    switch self {
    case .post: .post
    case .beat: .beat
    case .patrol: .patrol
    case .checkpoint: .checkpoint
    }
  }
}

/// Whose people a demand is filled from.
public enum DutyPool: Hashable, Codable, Sendable {
  /// The squadrons of one brigade.
  case brigade(DutyModel.ID<Unit>)
  /// The brigade's squadron whose turn the night is 轮流负责.
  case nightRotation(brigade: DutyModel.ID<Unit>)
  /// All offices of the detachment 机关民警.
  case offices
  /// One special service squadron 铁骑.
  case specialService(DutyModel.ID<Unit>)
}

/// What the plan would have done on days it was not made from.
public struct PlanEvaluation: Hashable, Codable, Sendable {
  public var heldOutIncidents: Int
  /// Of those, how many happened on a street that the plan covers in its windows.
  public var coveredIncidents: Int
  /// The same for as many places chosen by last year's count alone.
  public var coveredByCountBaseline: Int
  /// Expected yearly incidents covered with 10 fewer, 5 fewer, … 10 more places.
  public var marginal: [MarginalPoint]
  /// How fast somebody would be there; `nil` in files of before.
  public var response: ResponseEvaluation?
  /// What every grid may count on; `nil` in files of before and for a special order.
  public var floor: ServiceFloor?

  public init(
    heldOutIncidents: Int, coveredIncidents: Int, coveredByCountBaseline: Int,
    marginal: [MarginalPoint], response: ResponseEvaluation? = nil, floor: ServiceFloor? = nil
  ) {
    self.heldOutIncidents = heldOutIncidents
    self.coveredIncidents = coveredIncidents
    self.coveredByCountBaseline = coveredByCountBaseline
    self.marginal = marginal
    self.response = response
    self.floor = floor
  }

  public struct MarginalPoint: Hashable, Codable, Sendable {
    public var places: Int
    public var expectedPerYear: Double
    /// People at so many places, as many each as in the plan; `nil` where places differ too much.
    public var people: Int?
    /// No choice of so many places covers more; `nil` where places were not chosen by covering alone.
    public var bound: Double?

    public init(places: Int, expectedPerYear: Double, people: Int? = nil, bound: Double? = nil) {
      self.places = places
      self.expectedPerYear = expectedPerYear
      self.people = people
      self.bound = bound
    }
  }
}
