// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension Skill {
  var name: LocalizedName {
    switch self {
    case .motorcycle: LocalizedName(chinese: "摩托车驾驶", english: "a motorcycle licence")
    case .patrolCarDriver: LocalizedName(chinese: "警车驾驶", english: "a patrol car licence")
    case .breathTest: LocalizedName(chinese: "酒精检测", english: "breath test training")
    case .drone: LocalizedName(chinese: "无人机操作", english: "a drone licence")
    case .commandPost: LocalizedName(chinese: "现场指挥", english: "command post training")
    }
  }
}
