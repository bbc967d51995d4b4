// SPDX-License-Identifier: Apache-2.0

import DutyModel
public import Geography

extension [PlanEdit] {
  /// Those of one mode, in their order.
  func of(_ mode: DutyMode) -> [PlanEdit] { filter { $0.mode == mode } }

  /// Throws for what no plan could obey or nobody signed.
  public func check(_ roads: RoadNetwork) throws(PlanningError) {
    for (position, edit) in enumerated() {
      try check(edit, number: position + 1, roads)
    }
    for mode in DutyMode.allCases {
      let forbidden = Set(of(mode).compactMap(\.forbidden))
      let pins = of(mode).compactMap(\.pinned)
      if let both = pins.first(where: forbidden.contains) {
        throw .edit(
          number: (firstIndex { $0.mode == mode && $0.pinned == both } ?? 0) + 1,
          reason: LocalizedName(
            chinese: "路口 \(both) 既要设岗又被禁止。可以删去其中一条。",
            english: "junction \(both) is both pinned and forbidden. Maybe drop one of the two."))
      }
      if let twice = pins.first(where: { pin in pins.count { $0 == pin } > 1 }) {
        throw .edit(
          number: (lastIndex { $0.mode == mode && $0.pinned == twice } ?? 0) + 1,
          reason: LocalizedName(
            chinese: "路口 \(twice) 已由前面一条固定。可以合并为一条。",
            english: "junction \(twice) is pinned by an edit before. Maybe keep one of the two."))
      }
    }
  }

  private func check(
    _ edit: PlanEdit, number: Int, _ roads: RoadNetwork
  ) throws(PlanningError) {
    func refuse(_ chinese: String, _ english: String) -> PlanningError {
      .edit(number: number, reason: LocalizedName(chinese: chinese, english: english))
    }
    for junction in [edit.pinned, edit.forbidden].compactMap({ $0 })
    where !roads.junctions.indices.contains(Int(junction.rawValue)) {
      throw refuse(
        "没有 \(junction) 号路口，路口编号为 0 至 \(roads.junctions.count - 1)。",
        "there is no junction \(junction); they are numbered 0 to \(roads.junctions.count - 1).")
    }
    if edit.mode == .special {
      throw refuse(
        "特殊勤务的岗位由任务的范围决定。可以改任务的中心或半径。",
        "a special order's posts follow from its mission. Maybe change its centre or radius.")
    }
    if edit.person.allSatisfy(\.isWhitespace) || edit.reason.allSatisfy(\.isWhitespace) {
      throw refuse(
        "缺少决定人或理由。每条人工调整都要写明何人、何时、为何。",
        "the person or the reason is missing. Every change by hand says who, when and why.")
    }
    if case .resize(_, let strength) = edit.change {
      if edit.mode != .peak {
        throw refuse(
          "只有高峰岗可以改人数。", "only posts of the peak can be re-sized.")
      }
      let parts = [strength.sworn, strength.auxiliary, strength.office]
      guard parts.allSatisfy({ (0...20).contains($0) }), strength.sworn >= 1 else {
        throw refuse(
          "岗位人数为民警 \(strength.sworn)、辅警 \(strength.auxiliary)、机关 \(strength.office)，"
            + "民警应为 1 至 20，其余 0 至 20。",
          "a post of \(strength.sworn) sworn, \(strength.auxiliary) auxiliaries and "
            + "\(strength.office) from offices; expected 1 to 20 sworn and 0 to 20 of the others.")
      }
    }
  }
}
