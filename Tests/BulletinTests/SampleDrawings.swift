// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel

/// Small drawings and a document around them.
enum Sample {
  static let bars = GroupedBarChart(
    title: "三个片区警力到岗情况", unit: "人",
    categories: ["高新+寒亭", "奎文+坊子", "潍城+经济"],
    series: [
      .init(name: "应到", values: [58, 61, 54]), .init(name: "实到", values: [55, 60, 49]),
      .init(name: "备勤", values: [6, nil, 7]),
    ])

  static let line = LineChart(
    title: "高峰时段见警率", unit: "%",
    labels: (1...14).map { "6月\($0)日" },
    series: [
      .init(
        name: "见警率",
        values: (1...14).map { day in
          let value = 80 + Double(day * 7 % 13)
          return day == 9 ? nil : .init(value, lower: value - 4, upper: value + 3)
        }),
      .init(name: "计划", values: (1...14).map { _ in .init(90) }),
    ])

  static let panels = LinePanels(
    title: "每周到岗率和见警率",
    panels: [("到岗率", 97.0), ("见警率", 17.0)].map { name, middle in
      LineChart(
        title: name, unit: "%", labels: ["5/2", "5/8", "5/15"],
        series: [
          .init(
            name: name,
            values: [0.4, -0.3, 0.9].map {
              .init(middle + $0, lower: middle + $0 - 0.8, upper: middle + $0 + 0.7)
            })
        ])
    })

  static let heat = HourHeatChart(
    title: "事故按星期和小时分布", unit: "起",
    values: (0..<7).map { day in (0..<24).map { hour in crashes(day: day, hour: hour) } })

  private static func crashes(day: Int, hour: Int) -> Double? {
    if day == 2, hour == 3 { return nil }
    guard hour > 6 else { return 0 }
    let count: Int = (day + 1) * (hour + 3) * 7 % 29
    return Double(count)
  }

  static var map: MapFigure {
    var generator = SeededGenerator(seed: 7)
    let lines = (0..<60).map { row in
      MapFigure.Line(
        rank: row % 10 == 0 ? .major : row % 5 == 0 ? .middle : .minor,
        points: (0...80).map { column in
          let along = Double(column) / 80 * 0.12
          let wobble = Double.random(in: -0.0004...0.0004, using: &generator)
          let across = Double(row / 2) / 30 * 0.1 + wobble
          return row % 2 == 0
            ? Coordinate(latitude: 36.66 + across, longitude: 119.06 + along)
            : Coordinate(latitude: 36.66 + along * 0.8, longitude: 119.06 + across * 1.2)
        })
    }
    return MapFigure(
      title: "高峰岗位分布", frame: .init(south: 36.66, west: 119.06, north: 36.75, east: 119.17),
      lines: lines,
      regions: [
        .init(
          name: "奎文+坊子",
          outlines: [
            [(36.67, 119.08), (36.74, 119.08), (36.72, 119.15), (36.68, 119.14)].map {
              Coordinate(latitude: $0.0, longitude: $0.1)
            }
          ])
      ],
      groups: [
        .init(
          name: "岗位", symbol: .circle,
          places: (1...12).map {
            .init(
              location: Coordinate(
                latitude: 36.668 + Double($0 * 5 % 12) * 0.006,
                longitude: 119.07 + Double($0) * 0.007), name: "岗位\($0)", label: "\($0)")
          }),
        .init(
          name: "查缉点", symbol: .diamond, isHollow: true,
          places: [
            .init(location: Coordinate(latitude: 36.70, longitude: 119.10), name: "查缉点一")
          ]),
      ],
      risk: ["5%至15%", "1%至5%", "最高1%街道"].enumerated().map { index, name in
        .init(
          name: name,
          lines: [
            [
              Coordinate(latitude: 36.68 + Double(index) * 0.01, longitude: 119.07),
              Coordinate(latitude: 36.69 + Double(index) * 0.01, longitude: 119.15),
            ]
          ])
      },
      attribution: "© OpenStreetMap contributors")
  }

  static func document(_ blocks: [Block], demoDataLabel: String? = nil) throws -> BulletinDocument {
    let date = CivilDate(day: 17_345)
    return BulletinDocument(
      masthead: Masthead(
        organization: "潍坊市创建文明城市", name: "工作专报", year: 2017, issue: 7,
        office: "市创建文明城市工作领导小组办公室", date: date),
      sections: [
        BulletinSection(
          kind: .workNews,
          articles: [Article(titleLines: ["警情引导警力 精准安排勤务"], blocks: blocks)])
      ],
      distribution: [.init(kind: .reportTo, recipients: ["市创建文明城市工作领导小组组长、副组长"])],
      colophon: Colophon(issuingOffice: "市创建文明城市工作领导小组办公室", printDate: date, copies: 30),
      demoDataLabel: demoDataLabel, madeFrom: [Version(stage: "scorecard", digest: "0123456789ab")])
  }

  static var paragraph: Block {
    .paragraph([
      Run(.heading, "一、科学研判分析，做好顶层设计。"),
      Run(.body, "针对城区路面见警率低、管事率不高、堵点乱点多等问题，科学优化交通勤务。"),
      Run(.lead, "一是启动全警上岗，优化高峰勤务。"),
      Run(.body, "将整个城区划分为三个片区，严格落实“三级管理”责任制。"),
    ])
  }

  static func table(rows: Int) -> Table {
    Table(
      caption: "表1 当日勤务指标",
      columns: [
        .init("指标", share: 4), .init("分子", alignment: .trailing, share: 2),
        .init("分母", alignment: .trailing, share: 2),
        .init("数值", alignment: .trailing, share: 3),
      ],
      rows: (1...rows).map { ["到岗率（第\($0)片）", "\(50 + $0)", "\(60 + $0)", "90.4%"] },
      note: "到岗率：开始后5分钟内有效到岗的人次与应到人次之比。")
  }

  static func illustrated() throws -> BulletinDocument {
    try document(
      [
        paragraph, .table(table(rows: 5)), paragraph,
        .figure(try Figure(bars, caption: "图1 三个片区警力到岗情况")), paragraph,
        .figure(try Figure(map, caption: "图2 高峰岗位分布")), paragraph,
        .figure(try Figure(heat, caption: "图3 事故按星期和小时分布", note: "空格为无数据。")),
        .figure(try Figure(line, caption: "图4 高峰时段见警率")),
      ], demoDataLabel: "演示数据 非真实勤务")
  }
}
