// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension ShiftHandOverDesk {
  static var nobody: DeskError {
    .invalid(
      LocalizedName(
        chinese: "没有这位接班人。可以从名单中选择。",
        english: "There is no such person to take over. Maybe choose one of the list."))
  }

  static var otherUnit: DeskError {
    .invalid(
      LocalizedName(
        chinese: "接班人不属于本单位，不能交班。可以选择本单位民警，或请领导指定。",
        english: "The person belongs to another unit, so cannot take over. Maybe choose an officer "
          + "of the own unit."))
  }

  static var notBegun: DeskError {
    .invalid(
      LocalizedName(
        chinese: "该班次尚未开始，不能交班。可以到班末再交。",
        english: "That shift has not begun. Maybe hand it over at its end."))
  }

  static var tooLate: DeskError {
    .invalid(
      LocalizedName(
        chinese: "该班次已结束超过 12 小时，不能再补交班记录。可以向领导书面说明。",
        english: "That shift ended more than 12 hours ago. Maybe tell the leader in writing."))
  }

  static func handedOver(_ id: ID<ShiftHandOver>) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "该班次已由 \(id) 号交接班记录交出。如需改动，可以由交班人撤回后重写。",
        english: "Record \(id) hands that shift over already. Maybe have it withdrawn by whoever "
          + "wrote it, and write anew."))
  }

  static func badEquipment(_ most: Int) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "装备清点有误：最多 \(most) 行，名称 1–60 字，数量 0–9999。可以修改后重交。",
        english:
          "The equipment is wrong: at most \(most) rows, names of 1 to 60 characters, counts "
          + "of 0 to 9999. Maybe correct it."))
  }

  static var justUrged: DeskError {
    .invalid(
      LocalizedName(
        chinese: "刚刚提醒过，手机需要一点时间。可以三分钟后再催，或直接联系本人。",
        english: "They were reminded just now. Maybe wait three minutes, or call them."))
  }
}
