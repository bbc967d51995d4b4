// SPDX-License-Identifier: Apache-2.0

import CSVText
public import DutyModel
public import DutyPlanning

/// A roster as rows of text, one a duty, for spreadsheets.
public struct RosterSheet: Sendable {
  public static let columns = [
    "duty", "date", "badge", "name", "unit", "shift", "start", "end", "hours", "places", "vehicle",
  ]

  /// In the order of the roster.
  public let rows: [[String]]

  /// - Parameter places: what people call the places of the plan.
  public init(_ roster: Roster, organization: Organization, places: PlaceNames) {
    let officers = Dictionary(
      organization.officers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let units = Dictionary(
      organization.units.map { ($0.id, $0.name.chinese) }, uniquingKeysWith: { first, _ in first })
    let plates = Dictionary(
      organization.vehicles.map { ($0.id, $0.plate) }, uniquingKeysWith: { first, _ in first })
    rows = roster.duties.map { duty in
      let officer = officers[duty.officer]
      return [
        "\(duty.id)", "\(duty.interval.start.date)", officer?.badgeNumber ?? "\(duty.officer)",
        officer?.name.chinese ?? "", officer.flatMap { units[$0.unit] } ?? "", duty.shift,
        "\(duty.interval.start)", "\(duty.interval.end)",
        "\(Double(duty.interval.minutes) / 60)",
        duty.tasks.map { places.words($0).chinese }.joined(separator: "；"),
        duty.vehicle.flatMap { plates[$0] } ?? "",
      ]
    }
  }

  public var csv: String { CSVWriter.text(([Self.columns] + rows).map { $0.map(CSVWriter.field) }) }
}

/// What people call the places of a plan set.
public struct PlaceNames: Sendable {
  private var names: [DutyPlace: LocalizedName] = [:]

  public init(_ plans: DutyPlanSet) {
    for plan in plans.plans {
      for (name, place) in DemandCalendar.places(of: plan) { names[place] = name }
    }
  }

  public func name(of place: DutyPlace) -> LocalizedName? { names[place] }

  /// The place and its hours, such as `07:00–09:00 东风街四平路口`.
  public func words(_ task: DutyTask) -> LocalizedName {
    let hours =
      "\(task.interval.start.minuteOfDay.clock)–\(task.interval.end.minuteOfDay.clock)"
    let place = task.place.flatMap { names[$0] }
    return LocalizedName(
      chinese: "\(hours) \(place?.chinese ?? "值班备勤")",
      english: "\(hours) \(place?.english ?? "station duty and standby")")
  }
}
