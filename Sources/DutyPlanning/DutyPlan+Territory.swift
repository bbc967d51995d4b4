// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

extension DutyPlan {
  /// As much of the plan as lies on the ground of `units` or is filled by their people, for those who read no
  /// further.
  ///
  /// What was reckoned for the city as a whole stays as it is: solves, the evaluation, the sweep's proof. The
  /// comparison with the plan in force names places everywhere and goes.
  ///
  /// - Parameter ground: The brigades on whose streets a junction lies.
  public func limited(
    to units: Set<DutyModel.ID<Unit>>, ground: (DutyModel.ID<Junction>) -> Set<DutyModel.ID<Unit>>
  ) -> DutyPlan {
    func isOwn(_ junction: DutyModel.ID<Junction>) -> Bool {
      !units.isDisjoint(with: ground(junction))
    }
    let filled = Set(demands.filter { $0.pool.unit.map(units.contains) ?? false }.map(\.place))
    var part = self
    part.posts = posts.filter { units.contains($0.brigade) || filled.contains(.post($0.id)) }
    part.beats = beats.filter { units.contains($0.brigade) || filled.contains(.beat($0.id)) }
    part.checkpoints = checkpoints.filter {
      units.contains($0.brigade) || filled.contains(.checkpoint($0.id))
    }
    // A patrol that rides through is the ground's matter too.
    part.patrols = patrols.filter { patrol in
      units.contains(patrol.unit) || filled.contains(.patrol(patrol.id))
        || patrol.stops.contains { isOwn($0.junction) }
    }
    let places = part.places
    let kept = Set(part.posts.map(\.id))
    part.sponsorships = sponsorships.compactMap { sponsorship in
      var own = sponsorship
      own.posts.removeAll { !kept.contains($0) }
      return own.posts.isEmpty ? nil : own
    }
    part.areaTours = areaTours.compactMap { tour in
      var own = tour
      own.posts.removeAll { !kept.contains($0) }
      return own.posts.isEmpty ? nil : own
    }
    part.demands = demands.filter { places.contains($0.place) }
    part.specialOrder?.draws.removeAll { !units.contains($0.unit) }
    part.edits = edits?.filter { isOwn($0.edit.junction) }
    part.comparison = nil
    part.beatRevisions = beatRevisions?.filter { units.contains($0.brigade) }
    part.nightGames = nightGames?.filter { units.contains($0.brigade) }
    part.officeShares = officeShares?.filter {
      units.contains($0.office) || kept.contains($0.post)
    }
    part.sweep?.tasks.removeAll { !places.contains(.beat($0.beat)) }
    return part
  }

  /// Everywhere that somebody has to be.
  public var places: Set<DutyPlace> {
    Set(
      posts.map { .post($0.id) } + beats.map { .beat($0.id) } + patrols.map { .patrol($0.id) }
        + checkpoints.map { .checkpoint($0.id) })
  }
}

extension DutyPool {
  /// Whose people fill it; `nil` where all offices do.
  fileprivate var unit: DutyModel.ID<Unit>? {
    switch self {
    case .brigade(let unit), .nightRotation(let unit), .specialService(let unit): unit
    case .offices: nil
    }
  }
}
