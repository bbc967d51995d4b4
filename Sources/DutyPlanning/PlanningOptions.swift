// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a planner may choose. The defaults are the bulletin's: 55 posts in three areas.
public struct PlanningOptions: Hashable, Codable, Sendable {
  /// 岗 in the peaks, citywide.
  public var posts: Int
  /// Least posts in an area; `nil` for 80 % of its even share, but 10 where that can be.
  public var areaMinimum: Int?
  /// A place answers for the streets whose middle is at most this far along the streets.
  public var reachMetres: Int
  /// The hottest crossings that posts are chosen among; other places have no more candidates.
  public var candidates: Int
  /// Office officers on posts in one peak at most, whatever the offices could give.
  public var officePerPeak: Int
  /// Beats in a brigade's jurisdiction at most.
  public var beatsPerBrigade: Int
  /// Off-peak checkpoints in a brigade's jurisdiction, half of them before noon.
  public var checkpointsPerBrigade: Int
  /// Places in a brigade's jurisdiction that the night checks are drawn from.
  public var nightPlacesPerBrigade: Int
  /// A patrol comes back to each of its places after at most this time.
  public var revisitMinutes: Int
  /// Nights of a concentrated operation 集中统一行动: no night checks, so that nobody is asked for twice.
  public var operationNights: [CivilDate]
  /// The security mission of the special plan; `nil` for a sample on the week's Saturday.
  public var mission: SpecialMission?
  /// What planners decided by hand.
  public var edits: [PlanEdit]
  /// How far to go from the plan in force, where one is given; `nil` for as far as is best.
  public var change: ChangeRule?
  /// Time that an incident takes once somebody is there, for evaluations.
  public var sceneMinutes: Int
  /// Within which an incident should be reached 到场达标; urban default of the 110 rule doubled.
  public var responseMinutes: Int
  /// Within which somebody on duty must be able to be in the middle of every grid.
  public var floorMinutes: Int
  public var seed: UInt64
  /// Holidays and shifted working days that the windows follow; `nil` for the plain week.
  public var calendar: WorkingCalendar?
  /// Modes in which the brigades' posts and checkpoints have a patrol car, as far as the cars go.
  public var carModes: [DutyMode]
  /// A safety net for each proof, in seconds; what it ends is marked feasible, with its gap.
  public var secondsPerSolve: Int

  public init(
    posts: Int = 55, areaMinimum: Int? = nil, reachMetres: Int = 300, candidates: Int = 1500,
    officePerPeak: Int = 95, beatsPerBrigade: Int = 8, checkpointsPerBrigade: Int = 2,
    nightPlacesPerBrigade: Int = 8, revisitMinutes: Int = 120,
    operationNights: [CivilDate] = [], mission: SpecialMission? = nil, edits: [PlanEdit] = [],
    change: ChangeRule? = nil, sceneMinutes: Int = 40,
    responseMinutes: Int = 10, floorMinutes: Int = 15,
    seed: UInt64 = 1, calendar: WorkingCalendar? = nil, carModes: [DutyMode] = [],
    secondsPerSolve: Int = 20
  ) {
    self.posts = posts
    self.areaMinimum = areaMinimum
    self.reachMetres = reachMetres
    self.candidates = candidates
    self.officePerPeak = officePerPeak
    self.beatsPerBrigade = beatsPerBrigade
    self.checkpointsPerBrigade = checkpointsPerBrigade
    self.nightPlacesPerBrigade = nightPlacesPerBrigade
    self.revisitMinutes = revisitMinutes
    self.operationNights = operationNights
    self.mission = mission
    self.edits = edits
    self.change = change
    self.sceneMinutes = sceneMinutes
    self.responseMinutes = responseMinutes
    self.floorMinutes = floorMinutes
    self.seed = seed
    self.calendar = calendar
    self.carModes = carModes
    self.secondsPerSolve = secondsPerSolve
  }

  /// - Parameter week: its Monday.
  func checkOperations(_ week: CivilDate) throws(PlanningError) {
    for date in operationNights where !(week...week.adding(days: 6)).contains(date) {
      throw .operationOutsideWeek(date, week: week)
    }
  }

  func validate() throws(PlanningError) {
    let ranges: [(String, Int, ClosedRange<Int>)] = [
      ("posts", posts, 1...1000), ("areaMinimum", areaMinimum ?? 0, 0...1000),
      ("reachMetres", reachMetres, 50...2000), ("candidates", candidates, 1...100_000),
      ("officePerPeak", officePerPeak, 0...10_000), ("beatsPerBrigade", beatsPerBrigade, 1...60),
      ("checkpointsPerBrigade", checkpointsPerBrigade, 0...20),
      ("nightPlacesPerBrigade", nightPlacesPerBrigade, 2...60),
      ("revisitMinutes", revisitMinutes, 60...480), ("secondsPerSolve", secondsPerSolve, 1...3600),
      ("sceneMinutes", sceneMinutes, 1...600), ("responseMinutes", responseMinutes, 1...120),
      ("floorMinutes", floorMinutes, 1...60),
    ]
    for (name, value, range) in ranges where !range.contains(value) {
      throw .invalidOption(
        name: name, value: value, lowest: range.lowerBound, highest: range.upperBound)
    }
    switch change {
    case .limit(let moves) where !(0...1000).contains(moves):
      throw .invalidOption(name: "change.limit", value: moves, lowest: 0, highest: 1000)
    case .penalty(let price) where !(0...1_000_000).contains(price):
      throw .invalidOption(
        name: "change.penalty", value: price.isFinite ? Int(price.rounded(.towardZero)) : -1,
        lowest: 0, highest: 1_000_000)
    default: break
    }
  }
}

/// What a special order is made for: when, where and how wide.
public struct SpecialMission: Hashable, Codable, Sendable {
  public var trigger: SpecialOrder.Trigger
  public var name: LocalizedName
  public var interval: CivilInterval
  /// `nil` for the busiest crossing near the middle of the streets.
  public var centre: Coordinate?
  public var coreRadiusMetres: Int
  public var outerRadiusMetres: Int

  public init(
    trigger: SpecialOrder.Trigger, name: LocalizedName, interval: CivilInterval,
    centre: Coordinate? = nil, coreRadiusMetres: Int = 500, outerRadiusMetres: Int = 1200
  ) {
    self.trigger = trigger
    self.name = name
    self.interval = interval
    self.centre = centre
    self.coreRadiusMetres = coreRadiusMetres
    self.outerRadiusMetres = outerRadiusMetres
  }
}
