// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What is said of a staff file that does not fit together.
enum OrganizationText {
  static let untagged = LocalizedName(
    chinese: "没有说明坐标系。应有 \"coordinateSystem\": \"wgs84\"（或 cgcs2000、gcj02、bd09）。",
    english: """
      It does not say the system of its coordinates. Expected "coordinateSystem": "wgs84" \
      (or cgcs2000, gcj02, bd09).
      """)

  static let noBrigade = LocalizedName(
    chinese: "没有勤务大队。应至少有一个 kind 为 brigade 的单位。",
    english: "It has no brigade. Expected at least one unit of kind brigade.")

  static func repeated(_ english: String, _ chinese: String, _ value: String) -> LocalizedName {
    LocalizedName(
      chinese: "\(chinese) \(value) 出现两次。编号应唯一。",
      english: "Among the \(english), \(value) appears twice. Expected each once.")
  }

  static func unknownParent(of unit: ID<Unit>, _ parent: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "单位 \(unit) 的上级 \(parent) 不存在。可以检查 parent 字段。",
      english: "Unit \(unit) has the parent \(parent), which is not there. Maybe check its parent.")
  }

  static func circularParents(of unit: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "单位 \(unit) 的上级关系成环。应最终归于支队。",
      english:
        "The parents of unit \(unit) go round in a circle. Expected them to end at the detachment.")
  }

  static func unknownArea(of unit: ID<Unit>, _ area: ID<Area>) -> LocalizedName {
    LocalizedName(
      chinese: "单位 \(unit) 的片区 \(area) 不存在。可以检查 area 字段。",
      english: "Unit \(unit) has the area \(area), which is not there. Maybe check its area.")
  }

  static func brigadeWithoutArea(_ unit: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "大队 \(unit) 没有片区。每个大队应属于一个片区。",
      english: "Brigade \(unit) has no area. Expected one for every brigade.")
  }

  static func unknownUnit(
    _ english: String, _ chinese: String, _ id: String, _ unit: ID<Unit>
  ) -> LocalizedName {
    LocalizedName(
      chinese: "\(chinese) \(id) 的单位 \(unit) 不存在。可以检查 unit 字段。",
      english:
        "The \(english) \(id) has the unit \(unit), which is not there. Maybe check its unit.")
  }

  static func notABrigade(_ unit: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "辖区所属的单位 \(unit) 不是大队。",
      english: "A jurisdiction belongs to unit \(unit), which is no brigade.")
  }

  static func openOutline(_ unit: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "大队 \(unit) 的辖区边界少于三个点。",
      english: "The jurisdiction of brigade \(unit) has an outline of fewer than three places.")
  }

  static func withoutJurisdiction(_ unit: ID<Unit>) -> LocalizedName {
    LocalizedName(
      chinese: "大队 \(unit) 没有辖区。每个大队应有一项 jurisdictions。",
      english: "Brigade \(unit) has no jurisdiction. Expected one for every brigade.")
  }
}
