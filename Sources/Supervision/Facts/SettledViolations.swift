// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// How much a reading of the log keeps of each case.
public enum CaseDetail: Sendable {
  /// Every case by itself, so that a figure can be opened to its cases.
  case each
  /// Of closed cases only how many there are of each kind: the same figures in the memory of what
  /// is still open. A year of a province has millions of cases, and nearly all end on the spot.
  case sums
}

/// Closed violations of one kind counted together: no figure can tell them apart.
///
/// A case that was ever handed over stays a case of its own, since its deadlines count.
struct SettledViolations: Sendable {
  /// All that a figure asks of a case that was closed and never handed over.
  private struct Kind: Hashable {
    var brigade: ID<Unit>?
    var mode: DutyMode
    /// Hours since Monday's midnight.
    var hourOfWeek: Int
    var intervention: ViolationCase.Intervention?
  }

  /// The first case of each kind, with how many there are of it.
  private(set) var facts: [ViolationFact] = []
  private var positions: [Kind: Int] = [:]
  /// Their numbers, so that a step after the last one is still refused.
  private var ids: Set<ID<ViolationCase>> = []
  private let clock: CityClock

  init(clock: CityClock) { self.clock = clock }

  func contains(_ violation: ID<ViolationCase>) -> Bool { ids.contains(violation) }

  /// Counts the case among its kind.
  ///
  /// - Returns: false, and nothing is counted, for a case that may still move or was handed over.
  mutating func take(_ fact: ViolationFact) -> Bool {
    guard fact.history.closedAt != nil, fact.history.firstHandOver == nil else { return false }
    ids.insert(fact.history.id)
    let seen = clock.civilTime(of: fact.history.record.observation.at)
    let kind = Kind(
      brigade: fact.brigade, mode: fact.mode,
      hourOfWeek: (seen.weekday.rawValue - 1) * 24 + seen.hour,
      intervention: fact.history.intervention)
    if let position = positions[kind] {
      facts[position].times += 1
    } else {
      positions[kind] = facts.count
      facts.append(fact)
    }
    return true
  }
}
