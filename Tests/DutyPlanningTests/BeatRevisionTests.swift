// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Beats redrawn from those in force")
struct BeatRevisionTests {
  let sample: PlannedSample
  let brigade: Brigade
  let inForce: [Beat]
  let context: PlanningContext
  let rates: [Int64]

  init() throws {
    sample = try PlannedSample.shared()
    context = try sample.context(PlannedSample.options())
    brigade = try #require(context.brigades.first)
    let id = brigade.unit.id
    inForce = sample[.offPeak].beats.filter { $0.brigade == id }
    rates = context.milliIncidents(in: sample[.offPeak].windows)
  }

  private func redrawn(_ current: [Beat], beats: Int) throws -> BeatSolver.Answer {
    try BeatSolver(context: context, brigade: brigade, rates: rates, current: current)
      .solve(beats: beats)
  }

  @Test("Balanced beats stay as they are, with their owners")
  func unchanged() throws {
    let answer = try redrawn(inForce, beats: inForce.count)
    let revision = try #require(answer.revision)
    #expect(revision.moved.isEmpty && revision.movedShare == 0 && revision.isBalanced)
    #expect(revision.ownersKept == inForce.count)
    #expect(Set(answer.owners.map(\.id)) == Set(inForce.map(\.owner)))
  }

  @Test("One beat more takes from the others no more than it must be given, and names every street")
  func oneMore() throws {
    let answer = try redrawn(inForce, beats: inForce.count + 1)
    let revision = try #require(answer.revision)
    #expect(answer.segments.count == inForce.count + 1)
    #expect(
      answer.segments.joined().sorted()
        == inForce.flatMap(\.segments).map { Int($0.rawValue) }.sorted())
    #expect(revision.movedShare >= revision.boundShare - 1e-9)
    #expect(revision.movedShare < 2.0 / Double(inForce.count))
    #expect(revision.ownersKept == inForce.count)
    let before = Dictionary(
      uniqueKeysWithValues: inForce.flatMap { beat in beat.segments.map { ($0, beat.owner) } })
    for (segments, owner) in zip(answer.segments, answer.owners) {
      for segment in segments.map({ sample.snapshot.roads.segments[$0].id }) {
        let moved = revision.moved.first { $0.segment == segment }
        #expect((moved == nil) == (before[segment] == owner.id))
        if let moved { #expect(moved.from == before[segment] && moved.to == owner.id) }
      }
    }
  }

  @Test("One beat fewer dissolves one; the others keep their owners")
  func oneFewer() throws {
    let answer = try redrawn(inForce, beats: inForce.count - 1)
    #expect(answer.segments.count == inForce.count - 1)
    #expect(answer.revision?.ownersKept == inForce.count - 1)
    #expect(Set(answer.owners.map(\.id)).isSubset(of: Set(inForce.map(\.owner))))
  }
}
