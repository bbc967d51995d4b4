// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Rostering

/// Follows cases to their events, shifts, places, streets and incidents.
struct CaseTracer {
  private let facts: DutyFacts
  private let events: EventIndex
  private let places: PlaceIndex
  private let stays: [AssignmentID: StayFact]
  private let staysOfDuty: [ID<RosteredDuty>: [StayFact]]
  private let staysAtPlace: [PlaceIndex.Key: [StayFact]]
  private let dutiesOf: [ID<Officer>: [ID<RosteredDuty>]]

  init(_ facts: DutyFacts, _ events: EventIndex) {
    self.facts = facts
    self.events = events
    places = PlaceIndex(plan: facts.plan, snapshot: facts.snapshot)
    stays = Dictionary(facts.stays.map { ($0.id, $0) }) { first, _ in first }
    staysOfDuty = Dictionary(grouping: facts.stays, by: \.id.duty)
    dutiesOf = Dictionary(grouping: facts.roster.duties, by: \.officer).mapValues { $0.map(\.id) }
    staysAtPlace = Dictionary(grouping: facts.stays.filter { $0.place != nil }) {
      PlaceIndex.Key(place: $0.place ?? .post(0), mode: $0.mode)
    }
  }

  func step(_ traced: TracedCase) -> FigureTrace.Step {
    var step = FigureTrace.Step(
      case: traced, events: events.events(of: traced.source), shifts: [], places: [],
      segments: [], incidents: [])
    switch traced.source {
    case .stay(let id): stays[id].map { add([$0], to: &step) }
    case .shift(let duty):
      step.shifts = [duty]
      add(staysOfDuty[duty] ?? [], to: &step)
    case .incident(let id):
      step.incidents = [id]
      guard let response = facts.incidents.first(where: { $0.response.id == id })?.response
      else { break }
      step.segments = [response.place.segment]
      if let unit = response.unit { addShift([unit], at: response.stamps.call, to: &step) }
    case .violation(let id):
      let fact = facts.violations.first { $0.history.id == id }
      guard let seen = fact?.history.record.observation else { break }
      step.segments = [seen.place.segment]
      if let officer = seen.by?.officer {
        addShift(dutiesOf[officer] ?? [], at: seen.at, to: &step)
      }
    case .street(let segment, let mode): addStreet(segment, mode, to: &step)
    case .place(let place, let mode): addPlace(place, mode, to: &step)
    case .finding(let id):
      guard let notice = facts.findings.first(where: { $0.finding.id == id })?.finding.notice
      else { break }
      addPlace(notice.place, notice.mode, to: &step)
    case .jam(let id):
      if let fact = facts.jams.first(where: { $0.jam.id == id }) {
        step.segments = [fact.jam.place.segment]
      }
    case .event(let id):
      let sample = facts.samples.first { $0.event == id }?.sample
      if let sample { addPlace(sample.place, sample.mode, to: &step) }
    }
    return step.tidied()
  }

  private func add(_ stays: [StayFact], to step: inout FigureTrace.Step) {
    for stay in stays {
      step.events += events.events(of: .stay(stay.id))
      step.shifts.append(stay.id.duty)
      if let place = stay.place { addReason(of: place, stay.mode, to: &step) }
    }
  }

  /// The shift that held somewhere at the moment, and where; what they did there is not the case's.
  private func addShift(
    _ duties: [ID<RosteredDuty>], at instant: Instant, to step: inout FigureTrace.Step
  ) {
    for stay in duties.flatMap({ staysOfDuty[$0] ?? [] })
    where stay.record.start <= instant && instant < stay.record.end {
      step.shifts.append(stay.id.duty)
      if let place = stay.place { step.places.append(place) }
    }
  }

  private func addPlace(_ place: DutyPlace, _ mode: DutyMode, to step: inout FigureTrace.Step) {
    addReason(of: place, mode, to: &step)
    let stays = staysAtPlace[PlaceIndex.Key(place: place, mode: mode)] ?? []
    step.shifts += stays.map(\.id.duty)
  }

  /// The places of the mode that answer for the street, and who was rostered there.
  private func addStreet(
    _ segment: ID<RoadSegment>, _ mode: DutyMode, to step: inout FigureTrace.Step
  ) {
    step.segments = [segment]
    guard let plan = facts.plan[mode] else { return }
    let near: [DutyPlace] =
      plan.posts.filter { $0.reason.segments.contains(segment) }.map { .post($0.id) }
      + plan.beats.filter { $0.segments.contains(segment) }.map { .beat($0.id) }
      + plan.patrols.filter { $0.reason.segments.contains(segment) }.map { .patrol($0.id) }
      + plan.checkpoints.filter { $0.reason.segments.contains(segment) }.map { .checkpoint($0.id) }
    for place in near {
      step.places.append(place)
      add(staysAtPlace[PlaceIndex.Key(place: place, mode: mode)] ?? [], to: &step)
    }
    step.incidents = facts.snapshot.incidents.filter { $0.segment == segment }.map(\.incident.id)
    step.segments = [segment]
  }

  private func addReason(
    of place: DutyPlace, _ mode: DutyMode, to step: inout FigureTrace.Step
  ) {
    step.places.append(place)
    step.segments += places.segments(of: place, in: mode)
    step.incidents += places.incidents(of: place, in: mode)
  }
}

extension FigureTrace.Step {
  /// Each thing once, in its order.
  fileprivate func tidied() -> Self {
    var step = self
    step.events = Set(events).sorted()
    step.shifts = Set(shifts).sorted()
    step.places = Set(places).sorted { $0.sortKey < $1.sortKey }
    step.segments = Set(segments).sorted()
    step.incidents = Set(incidents).sorted()
    return step
  }
}
