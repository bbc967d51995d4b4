// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography

/// A place of duty of any form, with what its form adds.
struct PlaceBody: Encodable {
  /// What a post is for in a special order.
  enum Role: String, Encodable { case cordon, diversion }

  var form: DutyForm
  var id: Int64
  var name: LocalizedName
  var area: ID<Area>
  var unit: ID<Unit>
  /// Latitude and longitude; a beat's is left to the page, which has its streets.
  var location: [Double]?
  var strength: Strength?
  var people: Int
  var role: Role?
  var window: WindowBody?
  var sponsor: LocalizedName?
  var owner: LocalizedName?
  var lengthMetres: Int64?
  var duties: [String]?
  var strictControlSegments: [ID<RoadSegment>]?
  var vehicle: Vehicle.Kind?
  var stops: [StopBody]?
  var reason: ReasonBody

  struct StopBody: Encodable {
    var location: [Double]
    var arrivalMinute: Int
    var dwellMinutes: Int
  }

  struct ReasonBody: Encodable {
    var incidents: Int
    var expectedPerYear: Double
    var segments: [ID<RoadSegment>]
    /// The named streets among the segments with their metres, the longest first.
    var streets: [StreetBody]
    var leadingKinds: [PlaceReason.KindCount]
    var onlyHerePerYear: Double?
    var alternative: AlternativeBody?
  }

  struct AlternativeBody: Encodable {
    var name: LocalizedName
    var lossPerYear: Double
  }

  struct StreetBody: Encodable {
    var name: String
    var metres: Int64
  }
}

/// Makes the page's places from a plan's.
struct PlaceMaker {
  let plan: DutyPlan
  let people: PeopleIndex
  let roads: RoadNetwork

  func place(_ post: Post) -> PlaceBody {
    var body = base(
      .post, post.id.rawValue, post.name, post.area, post.brigade, post.location, post.reason)
    body.strength = post.strength
    body.people = post.strength.total
    body.role =
      if plan.specialOrder?.cordonPosts.contains(post.id) == true {
        .cordon
      } else if plan.specialOrder?.diversionPosts.contains(post.id) == true {
        .diversion
      } else {
        nil
      }
    body.sponsor = plan.sponsorships.first { $0.posts.contains(post.id) }
      .map { people.name($0.leader) }
    return body
  }

  func place(_ beat: Beat) -> PlaceBody {
    var body = base(
      .beat, beat.id.rawValue, beat.name, beat.area, beat.brigade, nil, beat.reason)
    body.people = 1
    body.owner = people.name(beat.owner)
    body.lengthMetres = beat.lengthMetres
    body.duties = beat.duties
    body.strictControlSegments = beat.strictControlSegments
    // The beat's own streets, whatever part of them its reason names.
    body.reason.segments = beat.segments
    body.reason.streets = streets(beat.segments)
    return body
  }

  func place(_ patrol: Patrol) -> PlaceBody {
    var body = base(
      .patrol, patrol.id.rawValue, patrol.name, patrol.area, patrol.unit,
      patrol.stops.first?.location, patrol.reason)
    body.people = peopleNeeded(at: .patrol(patrol.id))
    body.vehicle = patrol.vehicle
    body.stops = patrol.stops.map {
      PlaceBody.StopBody(
        location: $0.location.pair, arrivalMinute: $0.arrivalMinute, dwellMinutes: $0.dwellMinutes)
    }
    return body
  }

  func place(_ checkpoint: Checkpoint) -> PlaceBody {
    var body = base(
      .checkpoint, checkpoint.id.rawValue, checkpoint.name, checkpoint.area, checkpoint.brigade,
      checkpoint.location, checkpoint.reason)
    body.strength = checkpoint.strength
    body.people = checkpoint.strength.total
    body.window = WindowBody(checkpoint.window)
    return body
  }

  private func base(
    _ form: DutyForm, _ id: Int64, _ name: LocalizedName, _ area: ID<Area>, _ unit: ID<Unit>,
    _ location: Coordinate?, _ reason: PlaceReason
  ) -> PlaceBody {
    PlaceBody(
      form: form, id: id, name: name, area: area, unit: unit, location: location?.pair, people: 0,
      reason: PlaceBody.ReasonBody(
        incidents: reason.incidents.count,
        expectedPerYear: (reason.expectedPerYear * 100).rounded() / 100,
        segments: reason.segments, streets: streets(reason.segments),
        leadingKinds: reason.leadingKinds, onlyHerePerYear: reason.onlyHerePerYear,
        alternative: reason.alternative.map {
          .init(name: $0.name, lossPerYear: $0.lossPerYear)
        }))
  }

  private func streets(_ segments: [ID<RoadSegment>]) -> [PlaceBody.StreetBody] {
    var metres: [String: Int64] = [:]
    for segment in segments.map({ roads[$0] }) {
      guard let name = roads.streetName(of: segment) else { continue }
      metres[name, default: 0] += segment.lengthMillimetres
    }
    return metres.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(12)
      .map { PlaceBody.StreetBody(name: $0.key, metres: ($0.value + 500) / 1000) }
  }

  /// The most people that any one window asks for at the place.
  private func peopleNeeded(at place: DutyPlace) -> Int {
    var byWindow: [DutyWindow: Int] = [:]
    for demand in plan.demands where demand.place == place {
      byWindow[demand.window, default: 0] += demand.sworn + demand.auxiliary
    }
    return byWindow.values.max() ?? 0
  }
}
