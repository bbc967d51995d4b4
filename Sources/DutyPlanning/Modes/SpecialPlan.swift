// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// 特殊勤务: a cordon around the core, diversion points on the outer ring, people drawn from
/// everywhere, and everything that is suspended, restored and owed written down.
struct SpecialPlan {
  let context: PlanningContext
  /// The other modes' plans, some of which the order suspends.
  let others: [DutyPlan]
  /// How far the trigger reaches; `nil` for the sample order of a week's plans.
  var activation: SpecialActivation?

  /// Sworn officers and auxiliaries at each post.
  private static let sworn = 2
  private static let auxiliary = 1
  private static let leastCordon = 3

  func plan(_ numbers: inout PlanNumbers) throws(PlanningError) -> DutyPlan {
    let mission = context.options.mission ?? sample
    let template = SpecialTemplate.standard(mission.trigger)
    let window = try window(of: mission)
    guard let centre = mission.centre ?? context.busiestCentre(in: window.bands) else {
      throw .tooFewCrossings(posts: Self.leastCordon, crossings: 0)
    }
    let rates = context.milliIncidents(in: [window])
    let rings = MissionRings(context: context, centre: centre)
    let draw = draw(mission)
    let places = try places(mission, template, rings, rates, draw)
    let junctions = places.cordon + places.diversion
    let (shares, record) = try draw.shares(
      posts: junctions, sworn: Self.sworn, auxiliary: Self.auxiliary)
    let reach = PlaceReach(
      context.roads, junctions: junctions, metres: context.options.reachMetres)
    let posts = posts(reach, places.cordon.count, shares, draw, window, rates, &numbers)
    let demands = demands(posts, shares, draw, window, mission, &numbers)
    var order = order(
      mission, template, centre, posts, places.cordon.count, shares, draw, rings)
    order.activation = activation
    order.closure = try RingCloser(context: context, others: others)
      .closure(of: Array(posts.prefix(places.cordon.count)), at: mission.interval.start)
    return DutyPlan(
      mode: .special, windows: [window], posts: posts, specialOrder: order, demands: demands,
      solves: [record],
      evaluation: PlanEvaluator(context: context).evaluation(
        of: reach, windows: [window], marginal: MarginalCurve.summary(reach, rates: rates),
        eligible: rings.segments(radiusMetres: mission.outerRadiusMetres)))
  }

  private func draw(_ mission: SpecialMission) -> ForceDraw {
    ForceDraw(
      context: context, date: mission.interval.start.date, beats: beats,
      isTakeOver: activation?.reach == .takeOver)
  }

  /// Whom each unit could send, without any being sent.
  func readyPeople(_ mission: SpecialMission) -> [SpecialOrder.Draw] {
    draw(mission).sources.filter { $0.sworn + $0.auxiliary > 0 }.map {
      .init(
        unit: $0.unit.id, people: $0.sworn + $0.auxiliary,
        remaining: $0.present - $0.sworn - $0.auxiliary)
    }
  }

  /// A security mission on the week's Saturday, 14:00–21:00.
  private var sample: SpecialMission {
    let saturday = context.week.adding(days: 5)
    let template = SpecialTemplate.securityMission
    return SpecialMission(
      trigger: .securityMission,
      name: LocalizedName(
        chinese: "中心区大型活动安保（示例）", english: "Security for an event downtown (sample)"),
      interval: CivilInterval(
        start: CivilTime(date: saturday, minuteOfDay: 840),
        end: CivilTime(date: saturday, minuteOfDay: 1260)),
      coreRadiusMetres: template.coreRadiusMetres, outerRadiusMetres: template.outerRadiusMetres)
  }

  private func window(of mission: SpecialMission) throws(PlanningError) -> DutyWindow {
    let interval = mission.interval
    let date = interval.start.date
    let last = context.week.adding(days: 6)
    guard context.week <= date, date <= last else {
      throw .mission(
        reason: LocalizedName(
          chinese: "特殊勤务开始于 \(interval.start)，不在 \(context.week) 至 \(last) 这一周内。可以改换方案的周。",
          english:
            "The special order begins at \(interval.start), outside the week \(context.week) "
            + "to \(last). Maybe plan another week."))
    }
    guard interval.minutes <= 1440 else {
      throw .mission(
        reason: LocalizedName(
          chinese: "特殊勤务长 \(interval.minutes) 分钟，一个命令最长 1440 分钟。可以按天分别下达。",
          english: "The special order lasts \(interval.minutes) minutes; one order lasts at most "
            + "1440. Maybe give an order for each day."))
    }
    guard mission.coreRadiusMetres >= 50, mission.outerRadiusMetres > mission.coreRadiusMetres
    else {
      throw .mission(
        reason: LocalizedName(
          chinese: "核心区半径 \(mission.coreRadiusMetres) 米、外围半径 \(mission.outerRadiusMetres) 米无效："
            + "核心区至少 50 米且小于外围。",
          english: "A core of \(mission.coreRadiusMetres) m and an outer ring of "
            + "\(mission.outerRadiusMetres) m; expected a core of 50 m or more inside the ring."))
    }
    return DutyWindow(
      name: "special", mode: .special, weekdays: [date.weekday],
      startMinute: interval.start.minuteOfDay,
      endMinute: interval.start.minuteOfDay + interval.minutes)
  }

  /// Cordon and diversion junctions, as many as there are people for.
  private func places(
    _ mission: SpecialMission, _ template: SpecialTemplate, _ rings: MissionRings,
    _ rates: [Int64], _ draw: ForceDraw
  ) throws(PlanningError) -> (cordon: [ID<Junction>], diversion: [ID<Junction>]) {
    let affordable = draw.sources.reduce(0) { $0 + $1.sworn } / Self.sworn
    let all = rings.crossings(
      radiusMetres: mission.coreRadiusMetres, upTo: .local, rates: rates,
      limit: template.cordonPosts)
    guard !all.isEmpty else {
      throw .mission(
        reason: LocalizedName(
          chinese: "没有道路穿过半径 \(mission.coreRadiusMetres) 米的核心区边界。可以移动中心或调整半径。",
          english: "No street crosses the core's circle of \(mission.coreRadiusMetres) m. Maybe "
            + "move its centre or change the radius."))
    }
    let needed = min(all.count, Self.leastCordon)
    guard affordable >= needed else {
      throw .understrength(
        mode: .special, unit: context.snapshot.organization.name, required: needed * Self.sworn,
        available: affordable * Self.sworn)
    }
    let cordon = Array(all.prefix(affordable))
    let diversion = rings.crossings(
      radiusMetres: mission.outerRadiusMetres, upTo: .collector, rates: rates,
      limit: template.diversionPosts
    ).filter { !cordon.contains($0) }
    return (cordon, Array(diversion.prefix(affordable - cordon.count)))
  }

  private var beats: [ID<Unit>: Int] {
    Dictionary(grouping: others.flatMap(\.beats), by: \.brigade).mapValues(\.count)
  }

  private func posts(
    _ reach: PlaceReach, _ cordon: Int, _ shares: [ForceDraw.Share], _ draw: ForceDraw,
    _ window: DutyWindow, _ rates: [Int64], _ numbers: inout PlanNumbers
  ) -> [Post] {
    let sources = draw.sources
    let reasons = context.reasons(of: reach, windows: [window], rates: rates)
    var posts: [Post] = []
    for (position, junction) in reach.junctions.enumerated() {
      guard let brigade = context.brigade(of: junction) else { continue }
      let own = shares.filter { $0.post == position }
      let office = own.filter { sources[$0.source].pool == .offices }.reduce(0) { $0 + $1.sworn }
      posts.append(
        Post(
          id: numbers.places.next(),
          name: position < cordon
            ? context.names[junction].with(chinese: "（警戒岗）", english: " (cordon)")
            : context.names[junction].with(chinese: "（分流点）", english: " (diversion)"),
          junction: junction, location: context.roads[junction].location, area: brigade.area,
          brigade: brigade.unit.id,
          strength: Strength(
            sworn: own.reduce(0) { $0 + $1.sworn } - office,
            auxiliary: own.reduce(0) { $0 + $1.auxiliary }, office: office),
          reason: reasons[position]))
    }
    return posts
  }

  /// One demand for each post and pool.
  private func demands(
    _ posts: [Post], _ shares: [ForceDraw.Share], _ draw: ForceDraw, _ window: DutyWindow,
    _ mission: SpecialMission, _ numbers: inout PlanNumbers
  ) -> [DutyDemand] {
    let sources = draw.sources
    return posts.enumerated().flatMap { position, post in
      let own = shares.filter { $0.post == position }
      var pools: [DutyPool] = []
      for share in own where !pools.contains(sources[share.source].pool) {
        pools.append(sources[share.source].pool)
      }
      return pools.map { pool in
        let part = own.filter { sources[$0.source].pool == pool }
        return DutyDemand(
          id: numbers.demands.next(), mode: .special, place: .post(post.id),
          location: post.location, window: window, date: mission.interval.start.date, pool: pool,
          sworn: part.reduce(0) { $0 + $1.sworn }, auxiliary: part.reduce(0) { $0 + $1.auxiliary })
      }
    }
  }

  private func order(
    _ mission: SpecialMission, _ template: SpecialTemplate, _ centre: Coordinate, _ posts: [Post],
    _ cordon: Int, _ shares: [ForceDraw.Share], _ draw: ForceDraw, _ rings: MissionRings
  ) -> SpecialOrder {
    let people = shares.reduce(0) { $0 + $1.sworn + $1.auxiliary }
    let draws = draw.sources.enumerated().compactMap { position, source -> SpecialOrder.Draw? in
      let drawn = shares.filter { $0.source == position }
        .reduce(0) { $0 + $1.sworn + $1.auxiliary }
      return drawn > 0
        ? .init(unit: source.unit.id, people: drawn, remaining: source.present - drawn) : nil
    }
    return SpecialOrder(
      trigger: mission.trigger, name: mission.name, interval: mission.interval, centre: centre,
      coreRadiusMetres: mission.coreRadiusMetres, outerRadiusMetres: mission.outerRadiusMetres,
      cordonPosts: posts.prefix(cordon).map(\.id),
      diversionPosts: posts.dropFirst(cordon).map(\.id),
      draws: draws,
      suspended: Suspension(
        interval: mission.interval,
        segments: rings.segments(radiusMetres: mission.outerRadiusMetres), rings: rings,
        radiusMetres: mission.outerRadiusMetres, calendar: context.options.calendar
      ).names(others),
      partnerTasks: template.partnerTasks.map(\.task), restoration: template.restoration,
      restDebtHours: RestDebt.hours(
        people: people, interval: mission.interval, calendar: context.options.calendar))
  }
}

/// Rest owed for a special order 补休: every hour on a day off, on a working day those after 18:00.
/// Holidays are days off and weekend days worked instead 调休 are not, as the calendar says.
enum RestDebt {
  static func hours(people: Int, interval: CivilInterval, calendar: WorkingCalendar?) -> Int {
    var minutes = 0
    for day in interval.start.date.day...interval.end.date.day {
      let date = CivilDate(day: day)
      let weekday = calendar?.dutyWeekday(date) ?? date.weekday
      let owed = CivilInterval(
        start: CivilTime(date: date, minuteOfDay: weekday.isWeekend ? 0 : 1080),
        end: CivilTime(date: date.adding(days: 1)))
      minutes += owed.overlapMinutes(interval)
    }
    return people * ((minutes + 59) / 60)
  }
}
