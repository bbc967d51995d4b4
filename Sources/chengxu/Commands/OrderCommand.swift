// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis

/// From a trigger to a complete special order, beside the plans in force.
struct OrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: Texts.text("command.order"))

  @Option(help: ArgumentHelp(Texts.text("option.trigger")))
  var trigger: ChoiceArgument<SpecialOrder.Trigger>

  @Option(help: ArgumentHelp(Texts.text("option.level")))
  var level: ChoiceArgument<AlertLevel>?

  @Option(help: ArgumentHelp(Texts.text("option.order-from"), valueName: "TIME"))
  var from: CivilTimeArgument

  @Option(help: ArgumentHelp(Texts.text("option.order-to"), valueName: "TIME"))
  var to: CivilTimeArgument

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
    if from.time >= to.time { throw ValidationError(Texts.text("error.order-interval")) }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let risk = try StageFile.read(RiskField.self, from: folder.risk)
      var plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let solvers = try Solvers(try ToolLocations.find())
      let clock = ContinuousClock()
      let begin = clock.now
      let answer = try DutyPlanner.order(
        mission, activation: activation(snapshot), snapshot, risk: risk, plans: plans,
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

  private var mission: SpecialMission {
    let template = SpecialTemplate.standard(trigger.choice)
    return SpecialMission(
      trigger: trigger.choice,
      name: name.map { LocalizedName(chinese: $0, english: $0) } ?? template.name,
      interval: CivilInterval(start: from.time, end: to.time), centre: at?.coordinate,
      coreRadiusMetres: core ?? template.coreRadiusMetres,
      outerRadiusMetres: outer ?? template.outerRadiusMetres)
  }

  private func activation(_ snapshot: CitySnapshot) -> SpecialActivation {
    SpecialActivation(
      trigger: trigger.choice, level: level?.choice, interval: mission.interval,
      now: ordered?.time ?? snapshot.organization.clock.now)
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
