// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import TestSupport
import Testing

@testable import CityOrder

@Suite("The table of who sees what of a case")
struct CaseRedactionTests {
  @Test("has one line for each field, and one field for each stored property")
  func complete() throws {
    #expect(CaseRedaction.table.map(\.field) == CaseField.allCases)
    let event = CaseEvent(
      by: SampleDesk.citizen, at: SampleDesk.at(0),
      .report(try SampleDesk.report(), deadline: nil), key: nil)
    let one = try CityCase(id: 1, event)
    let properties = [("CityCase", one as Any), ("CaseReport", one.report), ("CaseEvent", event)]
      .flatMap { name, value in
        Mirror(reflecting: value).children.compactMap { child in child.label.map { "\(name).\($0)" }
        }
      }
    let listed = CaseRedaction.table.flatMap(\.properties)
    #expect(Set(listed).count == listed.count)
    #expect(
      Set(listed) == Set(properties),
      "A property of a case has no line in CaseRedaction.table, or a line names one that is gone.")
  }

  @Test("hides what no line gives, and never shows the public more than those who are signed in")
  func strict() {
    for line in CaseRedaction.table {
      #expect(line.whole.isDisjoint(with: line.masked), "\(line.field)")
      let most = line.sight(for: .everybody)
      for audience in CaseAudience.allCases {
        #expect(line.sight(for: audience).rawValue >= most.rawValue, "\(line.field), \(audience)")
        #expect(
          line.sight(for: .auditor).rawValue >= line.sight(for: audience).rawValue, "\(line.field)")
      }
    }
    #expect(CaseAudience.allCases.allSatisfy { CaseReader([$0]).sight(of: .contact) == .hidden })
    #expect(CaseField.allCases.allSatisfy { CaseReader([]).sight(of: $0) == .hidden })
  }

  @Test("gives somebody who is two things what either sees")
  func both() throws {
    var report = try SampleDesk.report(.citizen)
    report.description = "鲁G12345 车主电话 13812345678"
    let one = try CityCase(
      id: 1,
      CaseEvent(by: SampleDesk.citizen, at: SampleDesk.at(0), .report(report, deadline: nil)))
    let masked = "鲁G12345 车主电话 ***"
    #expect(CaseReader([.district]).view(of: one)?.description == masked)
    #expect(CaseReader([.everybody]).view(of: one)?.description == masked)
    #expect(CaseReader([.district, .auditor]).view(of: one)?.description == report.description)
  }

  @Test("lets everybody see no case that is not public, and others see it")
  func hiddenCase() throws {
    var report = try SampleDesk.report()
    report.isPublic = false
    let one = try CityCase(
      id: 1,
      CaseEvent(by: SampleDesk.collector, at: SampleDesk.at(0), .report(report, deadline: nil)))
    #expect(CaseReader.everybody.view(of: one) == nil)
    for audience in CaseAudience.allCases where audience != .everybody {
      #expect(CaseReader([audience]).view(of: one) != nil)
    }
  }

  @Test("stands in docs/security.md as the program prints it")
  func documented() throws {
    let file = TestTools.packageFolder.appending(path: "docs/security.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let (begin, end) = ("<!-- case fields -->\n", "\n<!-- end of case fields -->")
    let start = try #require(page.range(of: begin)?.upperBound)
    let stop = try #require(page.range(of: end)?.lowerBound)
    if ProcessInfo.processInfo.environment["CHENGXU_WRITE_DOCS"] != nil {
      let text = page[..<start] + CaseRedaction.markdown() + page[stop...]
      try Data(String(text).utf8).write(to: file)
      return
    }
    #expect(
      page[start..<stop] == CaseRedaction.markdown(),
      "docs/security.md is not what the code says. Maybe run this test with CHENGXU_WRITE_DOCS=1.")
  }
}
