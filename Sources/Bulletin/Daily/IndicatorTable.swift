// SPDX-License-Identifier: Apache-2.0

import Supervision

/// Figures as a table: value, the two numbers it is made of, its interval, and what it means in a
/// few words. The whole definitions stand in `docs/kpis.md` under the same name and version.
struct IndicatorTable: Sendable {
  private let texts: [IndicatorText]

  init(_ results: [KPIResult]) { texts = results.map(IndicatorText.init) }

  func table(caption: String) -> Table {
    Table(
      caption: caption,
      // In the smaller type of long tables 5 743 335／18 923 578, 100.0%～100.0% and most of what the
      // figures mean fit on one line.
      columns: [
        .init("指标", share: 20), .init("数值", alignment: .trailing, share: 12),
        .init("分子／分母", alignment: .trailing, share: 21),
        .init("95%区间", alignment: .center, share: 17), .init("口径", share: 30),
      ],
      rows: texts.map { [$0.name, $0.value, $0.parts, $0.interval, $0.gist] }, note: note)
  }

  private var note: String {
    let excluded = texts.filter { $0.result.excluded > 0 }
      .map { "\($0.name)\(ChartText.number(Double($0.result.excluded)))" }
    let versions = Set(texts.map(\.result.definition.version)).sorted()
      .map { "第\($0)版" }.joined(separator: "、")
    var note = "口径全文见《指标定义》\(versions)；样本不足\(KPIResult.fewestCases)例的不列；比例附Wilson区间。"
    if !excluded.isEmpty { note += "未计入（例）：" + excluded.joined(separator: "，") + "。" }
    return note
  }
}
