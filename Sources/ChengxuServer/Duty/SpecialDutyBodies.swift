// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import Rostering

/// One officer's part of a special duty: what their phone shows until they say that it was read.
struct SpecialTaskBody: Codable, Sendable {
  var id: Int64
  var name: LocalizedName
  var trigger: SpecialOrder.Trigger
  var reason: String
  var start: Instant
  var end: Instant
  /// `nil` for whoever stands by.
  var place: LocalizedName?
  var role: SpecialDutyOrder.Role?
  var acknowledged: Instant?

  init(_ file: SpecialDutyFile, _ call: SpecialDuty.Call) {
    let order = file.duty.order
    let place = order.places.first { $0.post == call.post }
    id = file.id.rawValue
    name = order.name
    trigger = order.trigger
    reason = order.reason
    start = order.start
    end = order.end
    self.place = place?.name
    role = place?.role
    acknowledged = call.acknowledged
  }
}

/// A special duty as the command centre sees it, or as much of it as lies within a territory.
struct SpecialDutyBody: Codable, Sendable {
  struct Place: Codable, Sendable {
    var post: Int64
    var name: LocalizedName
    var role: SpecialDutyOrder.Role
    var wanted: Int
    var called: Int
    var acknowledged: Int
  }

  struct Call: Codable, Sendable {
    var officer: PersonBody?
    var unit: NumberedName
    var place: LocalizedName?
    var acknowledged: Instant?
    /// Minutes of rest owed; `nil` while it runs.
    var restMinutes: Int?
  }

  struct Partner: Codable, Sendable {
    var force: PartnerForce
    var task: LocalizedName
    var acknowledged: Instant?
    var by: String?
  }

  var id: Int64
  var version: Int
  var isOpen: Bool
  var name: LocalizedName
  var trigger: SpecialOrder.Trigger
  var reach: SpecialActivation.Reach
  var isLate: Bool
  var reason: String
  var start: Instant
  var end: Instant
  var endedAt: Instant?
  var endReason: String?
  var restoration: LocalizedName
  var places: [Place]
  /// Those who have not acknowledged first.
  var calls: [Call]
  var partners: [Partner]
  var suspended: [LocalizedName]
  /// Which set of plans it is from, whose places say what they rest on.
  var plan: Version
  var lines: [LineBody]

  /// - Parameter reach: units whose people are shown; `nil` for the whole detachment, which alone
  ///   sees the partners' tasks and the story.
  init(_ file: SpecialDutyFile, _ desks: DutyDesks, reach: Set<ID<Unit>>?) {
    let (duty, order) = (file.duty, file.duty.order)
    let seen = duty.calls.filter { reach?.contains($0.unit) ?? true }
    let names = Dictionary(order.places.map { ($0.post, $0.name) }) { first, _ in first }
    id = file.id.rawValue
    version = file.version
    isOpen = file.isOpen
    name = order.name
    trigger = order.trigger
    self.reach = order.reach
    isLate = order.isLate
    reason = order.reason
    start = order.start
    end = order.end
    endedAt = duty.endedAt
    endReason = duty.endReason
    restoration = order.restoration
    places = order.places.compactMap { place in
      let there = seen.filter { $0.post == place.post }
      guard reach?.contains(place.brigade) ?? true || !there.isEmpty else { return nil }
      return Place(
        post: place.post.rawValue, name: place.name, role: place.role,
        wanted: place.strength.total, called: there.count,
        acknowledged: there.count { $0.acknowledged != nil })
    }
    calls = (duty.missing + duty.calls.filter { $0.acknowledged != nil })
      .filter { reach?.contains($0.unit) ?? true }
      .map { call in
        Call(
          officer: desks.book.officer(call.officer).map(PersonBody.init),
          unit: desks.unit(call.unit), place: call.post.flatMap { names[$0] },
          acknowledged: call.acknowledged,
          restMinutes: file.isOpen
            ? nil : duty.debts.first { $0.officer == call.officer }?.owedMinutes ?? 0)
      }
    partners =
      reach == nil
      ? zip(order.partnerTasks, duty.partners).map { task, call in
        Partner(
          force: task.force, task: task.task, acknowledged: call.acknowledged, by: call.by)
      } : []
    suspended = order.suspended
    plan = order.plan
    lines = reach == nil ? file.lines.map(LineBody.init) : []
  }
}

/// A partner's own task, and nothing else of the order.
struct PartnerTaskBody: Codable, Sendable {
  var duty: Int64
  var task: Int
  var isOpen: Bool
  var name: LocalizedName
  var words: LocalizedName
  var start: Instant
  var end: Instant
  var acknowledged: Instant?

  static func own(_ file: SpecialDutyFile, of force: PartnerForce) -> [PartnerTaskBody] {
    let order = file.duty.order
    return order.partnerTasks.indices.filter { order.partnerTasks[$0].force == force }.map {
      PartnerTaskBody(
        duty: file.id.rawValue, task: $0, isOpen: file.isOpen, name: order.name,
        words: order.partnerTasks[$0].task, start: order.start,
        end: file.duty.endedAt ?? order.end,
        acknowledged: file.duty.partners[$0].acknowledged)
    }
  }
}
