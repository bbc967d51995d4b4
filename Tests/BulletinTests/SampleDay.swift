// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DutyModel
import DutyPlanning
import Geography
import IncidentAnalysis
import Rostering
import Supervision

/// One day of a city of 21 × 21 junctions, with every value that a bulletin is written from.
struct SampleDay {
  var city: CitySnapshot
  var risk: RiskField
  var plans: DutyPlanSet
  var roster: Roster
  var scorecard: Scorecard

  init() {
    city = Self.makeCity()
    risk = Self.makeRisk(city)
    plans = Self.makePlans(city)
    roster = Self.makeRoster()
    scorecard = Self.makeScorecard()
  }

  func bulletin(notes: [String] = []) throws(CompositionError) -> DailyBulletin {
    try DailyBulletin(
      city: city, risk: risk, plans: plans, roster: roster, scorecard: scorecard, notes: notes)
  }

  static let day = CivilDate(day: 17_346)
  static let period = CivilInterval(
    start: CivilTime(date: day), end: CivilTime(date: day.adding(days: 1)))

  static let imprint = DailyBulletin.Imprint(
    masthead: Masthead(
      organization: "示例市创建文明城市", name: "工作专报", year: 2017, issue: 12,
      office: "示例市公安局交通警察支队", date: day.adding(days: 1)),
    distribution: [
      .init(kind: .reportTo, recipients: ["市创建文明城市工作领导小组组长、副组长"]),
      .init(kind: .sendTo, recipients: ["市直有关部门"]),
      .init(kind: .distributeTo, recipients: ["各勤务大队", "机关各科室"]),
    ],
    colophon: Colophon(
      issuingOffice: "示例市公安局交通警察支队", printDate: day.adding(days: 1), copies: 40))

  private static func version(_ stage: String) -> Version {
    Version(stage: stage, digest: "0123456789abcdef0123")
  }

  private static let areas = ["高新+寒亭", "奎文+坊子", "潍城+经济"].enumerated().map {
    Area(id: ID(rawValue: Int64($0 + 1)), name: name($1))
  }

  private static func name(_ chinese: String) -> LocalizedName {
    LocalizedName(chinese: chinese, english: "sample")
  }

  private static func place(_ column: Int, _ row: Int) -> Coordinate {
    Coordinate(latitude: 36.66 + Double(row) * 0.004, longitude: 119.06 + Double(column) * 0.005)
  }

  private static func makeCity() -> CitySnapshot {
    let organization = Organization(
      isDemoData: true, name: name("示例市公安局交通警察支队"),
      clock: CityClock(minutesEastOfUTC: 480), areas: areas, units: [], officers: [], vehicles: [])
    let boundaries = TerritoryBoundaries(
      areas: areas.enumerated().map { index, area in
        let left = index * 7
        return AreaBoundary(
          area: area.id,
          outlines: [
            [place(left, 0), place(left + 7, 0), place(left + 7, 20), place(left, 20)]
          ])
      }, brigades: [])
    return CitySnapshot(
      version: version("city"), name: name("示例市"),
      sources: [
        SourceFile(
          name: "roads.osm.pbf", bytes: 1, sha256: "00",
          attribution: "© OpenStreetMap contributors (ODbL)")
      ],
      roads: makeRoads(), incidents: makeIncidents(), organization: organization,
      brigadeOfSegment: [], boundaries: boundaries,
      report: ImportReport(rowsRead: 0, rowsKept: 0, omissions: []))
  }

  private static func makeRoads() -> RoadNetwork {
    var segments: [RoadSegment] = []
    var points: [Coordinate] = []
    func add(_ from: Coordinate, _ to: Coordinate, line: Int) {
      let start = points.count
      points += [from, to]
      segments.append(
        RoadSegment(
          id: ID(rawValue: Int64(segments.count)), from: 0, to: 0,
          roadClass: line % 6 == 0 ? .arterial : line % 3 == 0 ? .collector : .local,
          streetName: nil, lengthMillimetres: 450_000, speed: 40, allowsForward: true,
          allowsBackward: true, shape: start..<(start + 2)))
    }
    for line in 0...20 {
      for step in 0..<20 {
        add(place(step, line), place(step + 1, line), line: line)
        add(place(line, step), place(line, step + 1), line: line)
      }
    }
    return RoadNetwork(junctions: [], segments: segments, shapePoints: points, streetNames: [])
  }

  private static func makeIncidents() -> [LocatedIncident] {
    (0..<240).map { index in
      let hour = index % 3 == 0 ? 18 : index % 24
      let time = CivilTime(date: day.adding(days: -1 - index), minuteOfDay: hour * 60)
      return LocatedIncident(
        incident: Incident(
          id: ID(rawValue: Int64(index)), time: time, location: place(3, 3), kind: "collision",
          severity: .damage), segment: 0, distanceMillimetres: 0, offsetMillimetres: 0)
    }
  }

  private static func makeRisk(_ city: CitySnapshot) -> RiskField {
    let count = city.roads.segments.count
    return RiskField(
      version: version("risk"), snapshot: version("city"),
      trained: DateSpan(first: day.adding(days: -365), last: day.adding(days: -31)),
      heldOut: DateSpan(first: day.adding(days: -30), last: day),
      yearlyRate: [Double](repeating: 0.3, count: count),
      yearlyRateDeviation: [Double](repeating: 0.1, count: count),
      profile: [Int](repeating: 0, count: count), bandShare: [],
      backTest: [
        BackTestResult(model: "risk-field", lengthShare: 0.05, hitRate: 0.386, incidents: 812),
        BackTestResult(model: "last-year-count", lengthShare: 0.05, hitRate: 0.322, incidents: 812),
      ])
  }
}

extension SampleDay {
  private static func reason(_ expected: Double) -> PlaceReason {
    PlaceReason(incidents: [], expectedPerYear: expected, segments: [], leadingKinds: [])
  }

  private static func window(_ mode: DutyMode, _ start: Int, _ end: Int) -> DutyWindow {
    DutyWindow(
      name: mode.rawValue, mode: mode, weekdays: Set(Weekday.allCases), startMinute: start,
      endMinute: end)
  }

  private static func evaluation(_ covered: Int) -> PlanEvaluation {
    PlanEvaluation(
      heldOutIncidents: 400, coveredIncidents: covered, coveredByCountBaseline: covered - 20,
      marginal: [])
  }

  private static func makePosts() -> [Post] {
    (1...24).map { number in
      let column = number * 7 % 20
      return Post(
        id: ID(rawValue: Int64(number)), name: name("健康街与第\(number)路路口"), junction: 0,
        location: place(column, number * 11 % 20), area: areas[min(2, column / 7)].id, brigade: 1,
        strength: Strength(sworn: 2, auxiliary: 1, office: 1), reason: reason(Double(number) / 3))
    }
  }

  private static func checkpoint(_ number: Int, _ mode: DutyMode) -> Checkpoint {
    Checkpoint(
      id: ID(rawValue: Int64(number)), name: name("查缉点\(number)"), junction: 0,
      location: place(number * 3 % 20, number * 7 % 20), area: 1, brigade: ID(rawValue: 1),
      window: window(mode, 1260, 1500), strength: Strength(sworn: 3), reason: reason(2))
  }

  private static func makePlans(_ city: CitySnapshot) -> DutyPlanSet {
    let posts = makePosts()
    let beats = (1...18).map { number in
      Beat(
        id: ID(rawValue: Int64(number)), name: name("网格\(number)"), area: 1, brigade: 1,
        owner: ID(rawValue: Int64(number)), segments: [], lengthMetres: 12_345, duties: [],
        strictControlSegments: number == 1 ? [0, 1] : [], reason: reason(1))
    }
    let order = SpecialOrder(
      trigger: .securityMission, name: name("大型活动安保"), interval: period,
      centre: place(5, 5), coreRadiusMetres: 500, outerRadiusMetres: 1500, cordonPosts: [1, 2],
      diversionPosts: [3], draws: [.init(unit: 1, people: 12, remaining: 4)], suspended: [],
      partnerTasks: [], restoration: name("恢复"), restDebtHours: 4)
    return DutyPlanSet(
      version: version("plan"), snapshot: version("city"), risk: version("risk"), isDemoData: true,
      week: day.adding(days: 1 - day.weekday.rawValue),
      plans: [
        DutyPlan(
          mode: .peak, windows: [window(.peak, 420, 540), window(.peak, 1020, 1140)], posts: posts,
          sponsorships: [PostSponsorship(leader: 1, posts: [1, 2, 3])],
          areaTours: [AreaTour(leader: 1, area: 1, posts: [1, 2])], demands: [], solves: [],
          evaluation: evaluation(231)),
        DutyPlan(
          mode: .offPeak, windows: [window(.offPeak, 540, 1020)], beats: beats,
          checkpoints: (1...4).map { checkpoint($0, .offPeak) }, demands: [], solves: [],
          evaluation: evaluation(180)),
        DutyPlan(
          mode: .night, windows: [window(.night, 1260, 1560)],
          checkpoints: (5...9).map { checkpoint($0, .night) }, demands: [], solves: [],
          evaluation: evaluation(90)),
        DutyPlan(
          mode: .special, windows: [window(.special, 600, 1200)], specialOrder: order, demands: [],
          solves: [], evaluation: evaluation(60)),
      ])
  }

  private static func makeRoster() -> Roster {
    let duties = (0..<390).map { number in
      let start = CivilTime(date: day.adding(days: number % 13 == 0 ? 1 : 0), minuteOfDay: 400)
      return RosteredDuty(
        id: ID(rawValue: Int64(number)), officer: ID(rawValue: Int64(number)), shift: "early",
        interval: CivilInterval(start: start, end: start.adding(minutes: 480)), tasks: [],
        vehicle: number % 2 == 0 ? ID(rawValue: Int64(number / 4)) : nil)
    }
    return Roster(
      version: version("roster"), plan: version("plan"), isDemoData: true, firstDate: day, days: 7,
      duties: duties, brokenRules: [], solves: [])
  }

  private static func makeScorecard() -> Scorecard {
    var results: [KPIResult] = []
    func add(
      _ id: String, _ chinese: String, _ measure: KPIDefinition.Measure, _ unit: String,
      _ numerator: Double, _ denominator: Double, scope: KPIScope = .detachment
    ) {
      let definition = KPIDefinition(
        id: id, version: 1, name: name(chinese), formula: name("\(chinese)按样例口径计算"),
        measure: measure, unit: name(unit))
      let isProportion = measure == .proportion
      results.append(
        KPIResult(
          definition: definition, scope: scope, numerator: numerator, denominator: denominator,
          excluded: id == "arrival" ? 3 : 0,
          interval: isProportion
            ? .wilson(successes: Int(numerator), cases: Int(denominator)) : nil))
    }
    add("person-times", "出动警力", .count, "人次", 352, 1)
    add("vehicle-times", "出动警车", .count, "台次", 88, 1)
    add("visibility", "见警率", .share, "%", 1834.5, 2100)
    add("arrival", "到岗率", .proportion, "%", 340, 360)
    add("response", "到场达标率", .proportion, "%", 5, 6)
    add("arrival-time", "接处警到场时间中位数", .mean, "秒", 25_200, 100)
    for (area, numerator) in zip(areas, [100.0, 118, 122]) {
      add("arrival", "到岗率", .proportion, "%", numerator, 125, scope: .area(area.id))
      add("visibility", "见警率", .share, "%", numerator * 5, 700, scope: .area(area.id))
    }
    return Scorecard(
      version: version("scorecard"), plan: version("plan"), roster: version("roster"),
      isDemoData: true, period: period, results: results)
  }
}
