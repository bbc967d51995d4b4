// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Peak plan of the sample city")
struct PeakPlanTests {
  let sample: PlannedSample
  let peak: DutyPlan

  init() throws {
    sample = try PlannedSample.shared()
    peak = sample[.peak]
  }

  @Test("There are as many posts as asked for, at different crossings, ten in every area")
  func posts() {
    #expect(peak.posts.count == PlannedSample.posts)
    #expect(Set(peak.posts.map(\.junction)).count == PlannedSample.posts)
    #expect(Set(peak.posts.map(\.name.chinese)).count == PlannedSample.posts)
    for area in sample.snapshot.organization.areas {
      #expect(peak.posts.count { $0.area == area.id } >= 10)
    }
    #expect(peak.posts.allSatisfy { sample.snapshot.roads[$0.junction].degree >= 3 })
  }

  @Test("The choice is proven best, and its value is what the posts' reasons add up to")
  func proof() throws {
    let record = try #require(peak.solves.first)
    #expect(record.problem == "mclp-posts")
    #expect(record.status == .optimal && record.gap == 0)
    let sum = peak.posts.reduce(0) { $0 + $1.reason.expectedPerYear }
    #expect(abs(sum - record.objective) < 1e-6)
  }

  @Test("More posts never cover less, and the planned number stands on the curve")
  func marginal() throws {
    let curve = peak.evaluation.marginal
    for (less, more) in zip(curve, curve.dropFirst()) {
      #expect(less.places < more.places && less.expectedPerYear <= more.expectedPerYear)
    }
    let own = try #require(curve.first { $0.places == PlannedSample.posts })
    #expect(own.expectedPerYear == peak.solves.first?.objective)
  }

  @Test("Arterial crossings have two officers, or one and two auxiliaries")
  func strengths() {
    let roads = sample.snapshot.roads
    let arterial = Set(
      roads.segments.filter { $0.roadClass <= .arterial }.flatMap { [$0.from, $0.to] })
    for post in peak.posts {
      #expect(post.strength.sworn >= 1 && post.strength.office <= 2)
      if arterial.contains(post.junction) { #expect(post.strength.meetsArterialRule) }
    }
    let office = peak.posts.reduce(0) { $0 + $1.strength.office }
    #expect(office * 2 <= 174)
  }

  @Test("Every incident is answered by one post, in the peak, on a street of its own")
  func reasons() {
    var seen: Set<ID<Incident>> = []
    let located = Dictionary(
      sample.snapshot.incidents.map { ($0.incident.id, $0) }, uniquingKeysWith: { $1 })
    for post in peak.posts {
      let streets = Set(post.reason.segments)
      for id in post.reason.incidents {
        #expect(seen.insert(id).inserted)
        let incident = located[id]
        #expect(incident.map { streets.contains($0.segment) } == true)
        #expect(incident.map { peak.windows.contains($0.incident.time) } == true)
        #expect(incident.map { sample.risk.trained.contains($0.incident.time.date) } == true)
      }
      let counted = post.reason.leadingKinds.reduce(0) { $0 + $1.count }
      #expect(counted <= post.reason.incidents.count)
    }
    #expect(!seen.isEmpty)
  }

  @Test("Every post has one sponsor, shared evenly, and every area one tour of all its posts")
  func leaders() {
    let shares = peak.sponsorships.map(\.posts.count)
    #expect(peak.sponsorships.flatMap(\.posts).sorted() == peak.posts.map(\.id).sorted())
    #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
    #expect(peak.areaTours.count == sample.snapshot.organization.areas.count)
    for tour in peak.areaTours {
      let own = peak.posts.filter { $0.area == tour.area }.map(\.id)
      #expect(tour.posts.sorted() == own.sorted())
    }
    #expect(Set(peak.areaTours.map(\.leader)).count == peak.areaTours.count)
  }

  @Test("Demands ask brigade and offices for just the posts' strengths, in both peaks")
  func demands() {
    for window in peak.windows {
      let own = peak.demands.filter { $0.window == window }
      #expect(
        own.filter { $0.pool == .offices }.reduce(0) { $0 + $1.sworn }
          == peak.posts.reduce(0) { $0 + $1.strength.office })
      #expect(
        own.filter { $0.pool != .offices }.reduce(0) { $0 + $1.sworn + $1.auxiliary }
          == peak.posts.reduce(0) { $0 + $1.strength.sworn + $1.strength.auxiliary })
    }
  }
}
