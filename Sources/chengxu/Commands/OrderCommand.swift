// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis

struct OrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: Texts.text("command.order"),
    subcommands: [GiveOrderCommand.self, HolidayOrdersCommand.self],
    defaultSubcommand: GiveOrderCommand.self)
}

/// From a trigger to a complete special order, beside the plans in force.
struct GiveOrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "give", abstract: Texts.text("command.order-give"))

  @Option(help: ArgumentHelp(Texts.text("option.trigger")))
  var trigger: ChoiceArgument<SpecialOrder.Trigger>

  @Option(help: ArgumentHelp(Texts.text("option.order-holiday"), valueName: "DATE"))
  var holiday: DateArgument?

  @Option(help: ArgumentHelp(Texts.text("option.calendar"), valueName: "FILE"))
  var calendar: String?

  @Option(help: ArgumentHelp(Texts.text("option.level")))
  var level: ChoiceArgument<AlertLevel>?

  @Option(help: ArgumentHelp(Texts.text("option.order-from"), valueName: "TIME"))
  var from: CivilTimeArgument?

  @Option(help: ArgumentHelp(Texts.text("option.order-to"), valueName: "TIME"))
  var to: CivilTimeArgument?

  @Option(help: ArgumentHelp(Texts.text("option.ordered"), valueName: "TIME"))
  var ordered: CivilTimeArgument?

  @Option(help: ArgumentHelp(Texts.text("option.at"), valueName: "LAT,LON"))
  var at: PlaceArgument?

  @Option(help: ArgumentHelp(Texts.text("option.order-name"), valueName: "TEXT"))
  var name: String?

  @Option(help: ArgumentHelp(Texts.text("option.core"), valueName: "M"))
  var core: Int?

  @Option(help: ArgumentHelp(Texts.text("option.outer"), valueName: "M"))
  var outer: Int?

  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  func validate() throws {
    if holiday != nil {
      guard trigger.choice == .holiday, calendar != nil, from == nil, to == nil else {
        throw ValidationError(Texts.text("error.order-holiday"))
      }
    } else {
      guard let from, let to, from.time < to.time else {
        throw ValidationError(Texts.text("error.order-interval"))
      }
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let risk = try StageFile.read(RiskField.self, from: folder.risk)
      var plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let solvers = try Solvers(try ToolLocations.find())
      let mission = try mission()
      let activation = SpecialActivation(
        trigger: trigger.choice, level: level?.choice, interval: mission.interval,
        now: ordered?.time ?? snapshot.organization.clock.now)
      let clock = ContinuousClock()
      let begin = clock.now
      let answer = try DutyPlanner.order(
        mission, activation: activation, snapshot, risk: risk, plans: plans,
        options: PlanningOptions(seed: seed.seed), solvers: solvers.planning)
      let seconds = (clock.now - begin) / .seconds(1)
      if let special = answer.plan {
        plans.plans = plans.plans.map { $0.mode == .special ? special : $0 }
        plans.version = answer.version
        try StageFile.write(plans, to: folder.plan)
      }
      print(try OrderSummary(answer, plans, snapshot, seconds).rendered(as: shared.format))
    }
  }

  private func mission() throws -> SpecialMission {
    let template = SpecialTemplate.standard(trigger.choice)
    let (occasion, interval) = try occasion()
    return SpecialMission(
      trigger: trigger.choice,
      name: name.map { LocalizedName(chinese: $0, english: $0) } ?? occasion ?? template.name,
      interval: interval, centre: at?.coordinate,
      coreRadiusMetres: core ?? template.coreRadiusMetres,
      outerRadiusMetres: outer ?? template.outerRadiusMetres)
  }

  /// What the order is for: a day of the calendar's holiday, or the times that were said.
  private func occasion() throws -> (LocalizedName?, CivilInterval) {
    guard let holiday, let calendar else {
      guard let from, let to else { throw ValidationError(Texts.text("error.order-interval")) }
      return (nil, CivilInterval(start: from.time, end: to.time))
    }
    let days = try StageFile.read(WorkingCalendar.self, from: URL(filePath: calendar))
    guard let period = days.holidayPeriods.first(where: { $0.days.contains(holiday.date) }) else {
      throw NoHoliday(date: holiday.date, calendar: days.name)
    }
    // An order lasts a day at most: a long holiday has one for each of its days.
    let day = CivilTime(date: holiday.date)
    return (HolidayTrigger(period).name, CivilInterval(start: day, end: day.adding(minutes: 1440)))
  }
}

/// The day belongs to no holiday of the calendar.
struct NoHoliday: ExplainedError {
  var date: CivilDate
  var calendar: LocalizedName

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "日历“\(calendar.chinese)”中 \(date) 不放假。可以用 chengxu order holidays 查看将到的节假日。",
      english: "\(date) is no holiday of the calendar \"\(calendar.english)\". "
        + "Maybe see those to come with chengxu order holidays.")
  }
}

/// Which holidays ask for an order soon.
struct HolidayOrdersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays", abstract: Texts.text("command.order-holidays"))

  @Option(help: ArgumentHelp(Texts.text("option.calendar"), valueName: "FILE"))
  var calendar: String

  @Option(help: ArgumentHelp(Texts.text("option.as-of"), valueName: "DATE"))
  var asOf: DateArgument

  @Option(help: ArgumentHelp(Texts.text("option.order-within"), valueName: "DAYS"))
  var within = 30

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  func run() async throws {
    try await ErrorReport.reporting {
      let days = try StageFile.read(WorkingCalendar.self, from: URL(filePath: calendar))
      let due = HolidayTrigger.due(by: days, on: asOf.date, within: within)
      print(try HolidaySummary(due, on: asOf.date).rendered(as: format))
    }
  }
}

private struct HolidaySummary: Summary {
  struct Row: Encodable {
    var name: LocalizedName
    var interval: CivilInterval
    var orderBy: CivilDate
    var isLate: Bool
  }

  var holidays: [Row]

  init(_ triggers: [HolidayTrigger], on date: CivilDate) {
    holidays = triggers.map {
      Row(
        name: $0.name, interval: $0.interval, orderBy: $0.orderBy, isLate: $0.isLate(on: date))
    }
  }

  var table: TextTable {
    TextTable(
      header: ["table.places", "table.time", "table.deadline", "table.status"].map {
        Texts.text($0)
      },
      rows: holidays.map { row in
        [
          Texts.text(row.name), "\(row.interval.start) – \(row.interval.end)", "\(row.orderBy)",
          Texts.text(row.isLate ? "order.past-deadline" : "order.in-time"),
        ]
      })
  }
}

/// Latitude and longitude on the command line, such as `-30.03,-51.23`.
struct PlaceArgument: ExpressibleByArgument {
  var coordinate: Coordinate

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let latitude = parts[0], let longitude = parts[1],
      (-90...90).contains(latitude), (-180...180).contains(longitude)
    else { return nil }
    coordinate = Coordinate(latitude: latitude, longitude: longitude)
  }
}

/// Who closes what, from where, and how soon.
struct OrderSummary: Summary {
  struct Row: Encodable {
    var post: LocalizedName
    var role: String
    var people: Int
    var closedAfterSeconds: Int?
  }

  var activation: SpecialActivation
  /// From the trigger to the complete order, files apart.
  var seconds: Double
  var readyPeople: Int
  var closedAfterSeconds: Int?
  var suspended: [LocalizedName]
  var partnerTasks: [LocalizedName]
  var restDebtHours: Int
  var posts: [Row]

  init(
    _ answer: SpecialAnswer, _ plans: DutyPlanSet, _ snapshot: CitySnapshot, _ seconds: Double
  ) {
    let order = answer.plan?.specialOrder
    activation = answer.activation
    self.seconds = seconds
    readyPeople = answer.ready.reduce(0) { $0 + $1.people }
    closedAfterSeconds = order?.closure?.closedAfterSeconds
    suspended = order?.suspended ?? []
    partnerTasks = order?.partnerTasks ?? []
    restDebtHours = order?.restDebtHours ?? 0
    posts = (answer.plan?.posts ?? []).map { post in
      Row(
        post: post.name,
        role: order?.cordonPosts.contains(post.id) == true ? "cordon" : "diversion",
        people: post.strength.total,
        closedAfterSeconds: order?.closure?.assignments.first { $0.post == post.id }?.seconds)
    }
  }

  var table: TextTable {
    TextTable(
      header: ["table.place", "table.people", "table.closed-after"].map { Texts.text($0) },
      rows: posts.map { row in
        [
          Texts.text(row.post), "\(row.people)",
          row.closedAfterSeconds.map { (Double($0) / 60).text(places: 1) } ?? "–",
        ]
      }
        + [
          [
            Texts.text("order.reach.\(activation.reach.rawValue)"), "\(readyPeople)",
            closedAfterSeconds.map { (Double($0) / 60).text(places: 1) } ?? "–",
          ],
          [Texts.text("order.seconds"), "", seconds.text(places: 2)],
        ], numeric: [1, 2])
  }
}
