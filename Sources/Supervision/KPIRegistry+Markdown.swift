// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension KPIRegistry {
  /// `docs/kpis.md`: the definitions as the program prints them. A test holds the file to it.
  public static func markdown() -> String {
    var lines = [
      "# 指标定义 KPI definitions",
      "",
      "由程序生成（`KPIRegistry.markdown()`），请勿手改。 Generated from the code; do not edit.",
      "",
      "没有国家统一公式，以下为本软件的定义，可由各地替换。 No national formula exists; these are our own.",
      "",
      "| 键 key | 指标 name | 版本 version | 类型 measure | 单位 unit | 公式 formula |",
      "|---|---|---|---|---|---|",
    ]
    for kpi in all {
      let one = kpi.definition
      lines.append(
        "| `\(one.id)` | \(one.name.chinese) \(one.name.english) | \(one.version) "
          + "| \(one.measure.rawValue) | \(one.unit.chinese) \(one.unit.english) "
          + "| \(one.formula.chinese)<br>\(one.formula.english) |")
    }
    lines += [
      "",
      "- `proportion`：附 Wilson 95% 区间；样本少于 \(KPIResult.fewestCases) 不公布。 "
        + "With a Wilson 95 % interval; not published below \(KPIResult.fewestCases) cases.",
      "- `share`：分钟或路段时隙之比，非独立样本，不附区间。 "
        + "Minutes or street slots, not independent cases: no interval.",
      "- 每个数都带分子、分母、样本数、排除数和定义版本。 "
        + "Every figure carries numerator, denominator, cases, exclusions and version.",
      "- 没有针对个人的指标。 There is no figure of a person.",
      "",
    ]
    return lines.joined(separator: "\n")
  }
}
