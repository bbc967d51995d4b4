// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import Supervision
import Testing

@Suite("The bulletin of a day")
struct DailyBulletinTests {
  let day = SampleDay()

  @Test("It says the figures of the values it was made from, with their definitions")
  func figures() throws {
    let document = try day.bulletin(notes: ["明日大雾，请注意。"]).document(SampleDay.imprint)
    let text = document.plainText
    for part in [
      // 30 of the 390 duties start on the next day; 98 cars, each twice but once a shift.
      "排班360人次", "出动警力352人次", "见警率87.4%，到岗率94.4%", "87.4%\n1835／2100",
      "到场达标率因无数据或样本不足10例", "设岗24处，同时需96人，其中机关民警24人", "1名领导包岗3处、巡片1个",
      "划分网格18个、道路222公里", "严管路段2段", "设固定查缉点4处", "每周在5处夜查5次", "21:00至次日2:00",
      "覆盖231起（57.8%），按数量选点为211起", "18时至19时警情最多", "命中38.6%（按上年数量排序为32.2%）",
      "从1个单位抽调12人", "未计入（例）：到岗率3", "到岗率按样例口径计算",
      "口径全文见《指标定义》第1版", "明日大雾，请注意。",
      "演示数据", "城市\u{00A0}0123456789ab", "4分12秒",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("A changed figure changes the sentence: nothing is typed in")
  func follows() throws {
    var changed = day
    changed.plans.plans[0].posts.removeLast(4)
    changed.scorecard.results.removeAll { $0.definition.id == "visibility" }
    let text = try changed.bulletin().document(SampleDay.imprint).plainText
    #expect(text.contains("设岗20处，同时需80人，其中机关民警20人"))
    #expect(!text.contains("见警率"))
  }

  @Test("Values that do not belong together, a missing plan and an empty scorecard are refused")
  func refusal() throws {
    let other = Version(stage: "plan", digest: "ffffffffffffffff")
    var stale = day
    stale.roster.plan = other
    #expect(
      throws: CompositionError.otherOrigin(
        part: "roster", named: other, given: day.plans.version)
    ) { _ = try stale.bulletin() }

    var incomplete = day
    incomplete.plans.plans.removeAll { $0.mode == .night }
    #expect(throws: CompositionError.planMissing(.night)) {
      _ = try incomplete.bulletin().document(SampleDay.imprint)
    }

    var empty = day
    empty.scorecard.results = []
    #expect(throws: CompositionError.noFigures(period: SampleDay.period)) {
      _ = try empty.bulletin()
    }

    var imprint = SampleDay.imprint
    imprint.masthead.office = " "
    #expect(throws: CompositionError.layout(.blank(part: .at("编印单位", "office")))) {
      _ = try day.bulletin().document(imprint)
    }
  }

  @Test("Only data from the street carries no demo label")
  func label() throws {
    var real = day
    real.city.organization.isDemoData = false
    real.plans.isDemoData = false
    real.roster.isDemoData = false
    #expect(try real.bulletin().document(SampleDay.imprint).demoDataLabel != nil)
    real.scorecard.isDemoData = false
    #expect(try real.bulletin().document(SampleDay.imprint).demoDataLabel == nil)
  }

  @Test("It becomes PDF and DOCX")
  func rendering() async throws {
    try await Tools.withFolder { folder in
      let document = try day.bulletin().document(SampleDay.imprint)
      let renderer = try await Tools.renderer()
      let report = try await renderer.pdf(document, to: folder.appending(path: "daily.pdf"))
      #expect(report.warnings.isEmpty)
      #expect(report.pages == 4)
      let docx = folder.appending(path: "daily.docx")
      _ = try await renderer.docx(document, to: docx)
      let label = Tools.compact(document.demoDataLabel ?? "")
      let expected = Tools.compact(document.plainText).dropFirst(label.count)
      #expect(try Tools.text(ofDOCX: docx) == String(expected))
    }
  }
}
