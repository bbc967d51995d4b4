// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The columns of the first level: for each group of people in the same state, the weeks that the
/// hard rules allow them.
struct WeekLists {
  struct Group {
    var state: MemberState
    var members: [Int]
    var patterns: [WeekPattern]
  }

  let frame: PoolFrame
  private(set) var groups: [Group] = []
  /// False if some group has more possible weeks than were listed: a proof is then none.
  private(set) var isComplete = true

  init(frame: PoolFrame) {
    self.frame = frame
    let rules = ShiftRules(frame: frame)
    for (state, members) in MemberState.groups(of: frame, rules: rules) {
      let search = PatternSearch(rules: rules, state: state)
      isComplete = isComplete && search.isComplete
      groups.append(Group(state: state, members: members, patterns: search.patterns))
    }
  }

  /// By group: the week that its people have in the draft that is solved anew, where the rules still
  /// allow it; `nil` where there is no such draft.
  func keptWeeks() -> [Int?]? {
    guard frame.problem.kept != nil else { return nil }
    return groups.map { group in
      let slots = group.members.first.flatMap { frame.keptSlots(of: $0) }
      return group.patterns.firstIndex { $0.slots == slots }
    }
  }

  var columnCount: Int { groups.reduce(0) { $0 + $1.patterns.count } }

  /// The same groups with some of their weeks: by group, places in its list.
  func keeping(_ chosen: [[Int]]) -> WeekLists {
    var part = self
    for (group, places) in chosen.enumerated() {
      part.groups[group].patterns = places.map { groups[group].patterns[$0] }
      part.isComplete = part.isComplete && places.count == groups[group].patterns.count
    }
    return part
  }
}
