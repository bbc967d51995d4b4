// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// Finds the reason of any place of duty, and the incidents that it names.
struct PlaceIndex: Sendable {
  struct Entry: Sendable {
    var mode: DutyMode
    var reason: PlaceReason
  }

  private let entries: [DutyPlace: [Entry]]
  private let positions: [ID<Incident>: Int]
  private let incidents: [LocatedIncident]

  init(plans: DutyPlanSet, incidents: [LocatedIncident]) {
    var entries: [DutyPlace: [Entry]] = [:]
    for plan in plans.plans {
      func add(_ place: DutyPlace, _ reason: PlaceReason) {
        entries[place, default: []].append(Entry(mode: plan.mode, reason: reason))
      }
      for post in plan.posts { add(.post(post.id), post.reason) }
      for beat in plan.beats { add(.beat(beat.id), beat.reason) }
      for patrol in plan.patrols { add(.patrol(patrol.id), patrol.reason) }
      for checkpoint in plan.checkpoints { add(.checkpoint(checkpoint.id), checkpoint.reason) }
    }
    self.entries = entries
    self.incidents = incidents
    positions = Dictionary(
      incidents.indices.map { (incidents[$0].incident.id, $0) }
    ) { first, _ in first }
  }

  /// The place in the given mode's plan, or in the first plan that has it.
  func entry(of place: DutyPlace, in mode: DutyMode?) -> Entry? {
    let found = entries[place] ?? []
    guard let mode else { return found.first }
    return found.first { $0.mode == mode }
  }

  /// The incidents behind a reason, oldest first.
  func incidents(of reason: PlaceReason) -> [LocatedIncident] {
    reason.incidents.compactMap { positions[$0] }.sorted().map { incidents[$0] }
  }
}

extension DutyPlace {
  /// The number within its form.
  var number: Int64 {
    switch self {
    case .post(let id): id.rawValue
    case .beat(let id): id.rawValue
    case .patrol(let id): id.rawValue
    case .checkpoint(let id): id.rawValue
    }
  }

  init(form: DutyForm, number: Int64) {
    self =
      switch form {
      case .post: .post(ID(rawValue: number))
      case .beat: .beat(ID(rawValue: number))
      case .patrol: .patrol(ID(rawValue: number))
      case .checkpoint: .checkpoint(ID(rawValue: number))
      }
  }
}
