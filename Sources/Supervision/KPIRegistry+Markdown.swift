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
      "| 键 key | 指标 name | 类型 measure | 单位 unit | 可按 by |",
      "|---|---|---|---|---|",
    ]
    for kpi in all {
      let one = kpi.definition
      let by = KPIDimension.allCases.filter(kpi.dimensions.contains).map(\.rawValue)
      lines.append(
        "| `\(one.id)` | \(one.name.chinese) \(one.name.english) | \(one.measure.rawValue) "
          + "| \(one.unit.chinese) \(one.unit.english) | \(by.joined(separator: ", ")) |")
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
    for kpi in all { lines += section(kpi.definition) }
    return lines.joined(separator: "\n")
  }

  private static func section(_ one: KPIDefinition) -> [String] {
    func row(_ title: String, _ text: LocalizedName) -> String {
      "- \(title)：\(text.chinese)<br>\(text.english)"
    }
    return [
      "## \(one.name.chinese) \(one.name.english)",
      "",
      "`\(one.id)`，第 \(one.version) 版 version \(one.version)",
      "",
      row("公式 formula", one.formula), row("分子 numerator", one.numerator),
      row("分母 denominator", one.denominator), row("排除 exclusions", one.exclusions),
      row("时段 window", one.window), "",
    ]
  }
}
