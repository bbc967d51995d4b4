// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing
import TestSupport

@testable import DutyPlanning

@Suite("What a brigade's people can do")
struct BrigadeBudgetTests {
  private let week = CivilDate(year: 2017, month: 5, day: 1) ?? CivilDate(day: 0)

  /// Three squadrons with a station minimum of one.
  private func brigade(sworn: Int, auxiliary: Int, onLeave: Int = 0) -> Brigade {
    let place = GridCity.location(row: 0, column: 0)
    func unit(_ id: Int64, _ kind: DutyModel.Unit.Kind, _ minimum: Int) -> DutyModel.Unit {
      DutyModel.Unit(
        id: ID(rawValue: id), kind: kind, name: LocalizedName(chinese: "\(id)", english: "\(id)"),
        parent: 1, area: 1, station: place, stationMinimum: minimum)
    }
    let away = CivilInterval(
      start: CivilTime(date: week), end: CivilTime(date: week.adding(days: 7)))
    let people = (0..<sworn + auxiliary).map { number in
      Officer(
        id: ID(rawValue: Int64(number + 1)), badgeNumber: "\(number)",
        name: LocalizedName(chinese: "\(number)", english: "\(number)"),
        status: number < sworn ? .sworn : .auxiliary, unit: ID(rawValue: Int64(2 + number % 3)),
        isLeader: number < 3, leave: number < onLeave ? [away] : [])
    }
    return Brigade(
      unit: unit(1, .brigade, 0), area: 1, squadrons: (2...4).map { unit($0, .squadron, 1) },
      people: people, week: week)
  }

  @Test("33 sworn officers hold 11 posts in every peak: shifts would allow 12, heads 11")
  func posts() {
    let budget = BrigadeBudget(brigade(sworn: 33, auxiliary: 27), week: week)
    // 33 × 5 × 1.1 = 181 shifts − 49 at stations − 7 nights = 125.
    #expect(budget.swornShifts == 125)
    // (33 − 2 nights of 2) / 2 − 3 at stations = 11.
    #expect(budget.swornByDay == 11)
    #expect(budget.posts == 11)
  }

  @Test("Beats take what posts leave: the same people by day, two shifts a beat at the weekend")
  func beats() {
    let budget = BrigadeBudget(brigade(sworn: 33, auxiliary: 27), week: week)
    #expect(budget.beats(posts: 9, checkpoints: 1, limit: 8) == 8)
    #expect(budget.beats(posts: 9, checkpoints: 4, limit: 8) == 7)
    #expect(budget.beats(posts: 11, checkpoints: 1, limit: 20) == 7)
    #expect(budget.beats(posts: 12, checkpoints: 1, limit: 8) == 0)
  }

  @Test("People on leave are not counted on")
  func leave() {
    let full = BrigadeBudget(brigade(sworn: 33, auxiliary: 27), week: week)
    let thin = BrigadeBudget(brigade(sworn: 33, auxiliary: 27, onLeave: 6), week: week)
    #expect(thin.swornByDay == full.swornByDay - 3)
    #expect(full.swornShifts - thin.swornShifts == 33)
  }

  @Test("Auxiliaries are limited by their 44 hours and by heads")
  func auxiliaries() {
    // 27 × 44 = 1188 h − 126 h of nights, × 0.9 over 5 days of 7 + 9 hours: 11.9.
    #expect(BrigadeBudget(brigade(sworn: 33, auxiliary: 27), week: week).auxiliaries == 11)
    #expect(BrigadeBudget(brigade(sworn: 33, auxiliary: 4), week: week).auxiliaries == 0)
  }

  @Test("Owners of beats are sworn squadron officers, leaders last")
  func owners() {
    let owners = brigade(sworn: 5, auxiliary: 2).beatOwners
    #expect(owners.map(\.id.rawValue) == [4, 5, 1, 2, 3])
  }
}
