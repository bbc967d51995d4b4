// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// A night check's team: one sworn officer and two auxiliaries, as arterial duty asks for.
enum NightTeam {
  static let sworn = 1
  static let auxiliary = 2
}

/// What a brigade's people can do in a week, as numbers of places held at the same time.
///
/// A shift's people stand on posts in the peak and go to beats and checkpoints after it, so a
/// workday's shift needs the larger of the two. At weekends each beat is walked on one of the two
/// days, in the early and the late shift. The roster decides who; this only sizes what is asked of
/// it, so that a feasible week exists.
struct BrigadeBudget {
  let brigade: Brigade
  private let week: CivilDate

  init(_ brigade: Brigade, week: CivilDate) {
    self.brigade = brigade
    self.week = week
  }

  /// Sworn officers a day shift of a workday can put on the street.
  var swornByDay: Int {
    let nights = 2 * (NightTeam.sworn + brigade.stationByNight)
    return max(0, (leastPresent(brigade.sworn) - nights) / 2 - brigade.stationByDay)
  }

  /// Shifts of the week left for the street by day, stations and nights apart.
  var swornShifts: Int {
    max(0, brigade.swornShifts - brigade.stationShifts - 7 * NightTeam.sworn)
  }

  /// Posts that can be held in every peak of the week.
  var posts: Int { min(swornByDay, swornShifts / 10) }

  /// The most beats, up to `limit`, that the sworn officers suffice for; 0 if not even for one.
  func beats(posts: Int, checkpoints: Int, limit: Int) -> Int {
    let people = brigade.beatOwners.count
    return stride(from: min(limit, people), to: 0, by: -1).first { beats in
      let street = max(posts, beats + checkpoints)
      return street <= swornByDay && 10 * street + 2 * beats <= swornShifts
    } ?? 0
  }

  /// Posts that may have a second sworn officer once all else is staffed; a fifth is kept in hand.
  func spareSworn(posts: Int, beats: Int, checkpoints: Int) -> Int {
    let street = max(posts, beats + checkpoints)
    let shifts = (swornShifts - 10 * street - 2 * beats) * 8 / 100
    return max(0, min(shifts, swornByDay - street - 1))
  }

  /// Auxiliaries on the street in one peak: by hours (seven early, nine late), a tenth kept in hand,
  /// and by heads, less the teams of two nights.
  var auxiliaries: Int {
    let nightHours = 9 * 7 * NightTeam.auxiliary
    let byHours = (brigade.auxiliaryHours - nightHours) * 9 / (10 * 5 * 16)
    let byHeads = (leastPresent(brigade.auxiliary) - 2 * NightTeam.auxiliary) / 2
    return max(0, min(byHours, byHeads))
  }

  private func leastPresent(_ people: [Officer]) -> Int {
    (0..<5).map { day in people.count { !$0.isOnLeave(week.adding(days: day)) } }.min() ?? 0
  }
}

extension Brigade {
  /// Sworn officers of the squadrons who may own a beat, those without a leader's post first.
  var beatOwners: [Officer] {
    let squadrons = Set(squadrons.map(\.id))
    let own = sworn.filter { squadrons.contains($0.unit) }
    return own.filter { !$0.isLeader } + own.filter(\.isLeader)
  }
}
