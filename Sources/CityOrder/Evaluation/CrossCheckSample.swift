// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 交叉复核: which closed cases are looked at again, and by whom, drawn by chance.
public enum CrossCheckSample {
  /// - Parameters:
  ///   - share: Of a hundred closed cases, at least one if there is any.
  ///   - collectors: Who may be sent; neither the solver nor the verifier of a case is.
  /// - Returns: The same pairs for the same seed, in the order of the cases. A case whom nobody else
  ///   can check is left out.
  public static func draw(
    from cases: [CityCase], share percent: Int, collectors: [ID<CasePerson>], seed: UInt64
  ) -> [(case: ID<CityCase>, collector: ID<CasePerson>)] {
    var generator = SeededGenerator(seed: seed)
    let eligible = cases.filter {
      if case .closed(.verified) = $0.state { true } else { false }
    }.sorted { $0.id < $1.id }
    guard !eligible.isEmpty, percent > 0 else { return [] }
    let count = max(1, eligible.count * min(percent, 100) / 100)
    let drawn = eligible.shuffled(using: &generator).prefix(count).sorted { $0.id < $1.id }
    return drawn.compactMap { one in
      let others = collectors.filter { $0 != one.solver?.person && $0 != one.verifier?.person }
      return others.randomElement(using: &generator).map { (one.id, $0) }
    }
  }
}
