// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Rostering
import Supervision

/// Words the cases of a figure. No case names the person on duty.
struct TraceWording {
  private let facts: DutyFacts
  private let names: [DutyPlace: LocalizedName]
  private let clock: CityClock

  init(facts: DutyFacts) {
    self.facts = facts
    clock = facts.snapshot.organization.clock
    var names: [DutyPlace: LocalizedName] = [:]
    for plan in facts.plan.plans {
      for post in plan.posts { names[.post(post.id)] = post.name }
      for beat in plan.beats { names[.beat(beat.id)] = beat.name }
      for patrol in plan.patrols { names[.patrol(patrol.id)] = patrol.name }
      for check in plan.checkpoints { names[.checkpoint(check.id)] = check.name }
    }
    self.names = names
  }

  func name(_ place: DutyPlace) -> LocalizedName {
    names[place] ?? both("\(place.number)号点位", "Place \(place.number)")
  }

  func streets(_ segments: [ID<RoadSegment>], most: Int) -> [String] {
    var seen: Set<String> = []
    let all = segments.compactMap(streetName).filter { seen.insert($0).inserted }
    return Array(all.prefix(most))
  }

  /// The incident as the city's file has it.
  func incident(of source: FactReference) -> PlaceIncidentsBody.IncidentBody? {
    guard case .incident(let id) = source,
      let located = facts.snapshot.incidents.first(where: { $0.incident.id == id })
    else { return nil }
    return .init(located, roads: facts.snapshot.roads)
  }

  func label(of source: FactReference) -> LocalizedName {
    switch source {
    case .stay(let id):
      guard let stay = facts.stays.first(where: { $0.id == id }) else { return number(source) }
      return self.stay(stay)
    case .shift(let duty):
      guard let first = facts.stays.first(where: { $0.id.duty == duty && $0.place != nil })
      else { return number(source) }
      return joined(both("一班", "A shift"), stay(first))
    case .incident(let id):
      guard let fact = facts.incidents.first(where: { $0.response.id == id }) else {
        return number(source)
      }
      return joined(
        both("警情", "Incident"), at(fact.response.stamps.call), street(fact.response.place))
    case .violation(let id):
      guard let fact = facts.violations.first(where: { $0.history.id == id }) else {
        return number(source)
      }
      let seen = fact.history.record.observation
      return joined(
        both("违法 \(seen.code.text)", "Violation \(seen.code.text)"), at(seen.at), street(seen.place)
      )
    case .street(let segment, _):
      return both(
        streetName(segment) ?? "\(segment)号路段", streetName(segment) ?? "Street \(segment)")
    case .place(let place, _): return name(place)
    case .finding(let id):
      guard let notice = facts.findings.first(where: { $0.finding.id == id })?.finding.notice
      else { return number(source) }
      return joined(both("督导问题", "Finding"), at(notice.at), name(notice.place))
    case .jam(let id):
      guard let fact = facts.jams.first(where: { $0.jam.id == id }) else { return number(source) }
      return joined(both("拥堵", "Jam"), street(fact.jam.place))
    case .event(let id):
      guard let sample = facts.samples.first(where: { $0.event == id })?.sample else {
        return both("第\(id)号记录", "Record \(id)")
      }
      return joined(both("抽样", "Sample"), at(sample.from), name(sample.place))
    }
  }

  private func stay(_ stay: StayFact) -> LocalizedName {
    let place = stay.place.map(name) ?? both("站所值班", "Station duty")
    let (start, end) = (
      clock.civilTime(of: stay.record.start), clock.civilTime(of: stay.record.end)
    )
    let hours = "\(Self.short(start))–\(Self.clock(end))"
    return joined(place, both(hours, hours))
  }

  private func at(_ instant: Instant) -> LocalizedName {
    let text = Self.short(clock.civilTime(of: instant))
    return both(text, text)
  }

  private func street(_ place: StreetPlace) -> LocalizedName {
    guard let name = streetName(place.segment) else { return both("无名路", "unnamed street") }
    return both(name, name)
  }

  private func streetName(_ segment: ID<RoadSegment>) -> String? {
    let roads = facts.snapshot.roads
    guard roads.segments.indices.contains(Int(segment.rawValue)) else { return nil }
    return roads.streetName(of: roads[segment])
  }

  private func number(_ source: FactReference) -> LocalizedName {
    both("\(source)", "\(source)")
  }

  private func both(_ chinese: String, _ english: String) -> LocalizedName {
    LocalizedName(chinese: chinese, english: english)
  }

  private func joined(_ parts: LocalizedName...) -> LocalizedName {
    both(
      parts.map(\.chinese).joined(separator: " · "), parts.map(\.english).joined(separator: " · "))
  }

  /// `05-03 07:00`
  private static func short(_ time: CivilTime) -> String {
    "\("\(time.date)".dropFirst(5)) \(clock(time))"
  }

  private static func clock(_ time: CivilTime) -> String {
    String("\(time)".dropFirst(11).prefix(5))
  }
}
