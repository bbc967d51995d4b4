// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// The folder that a run reads and writes, and the names of the stages' files in it.
struct StageFolder {
  var url: URL

  var snapshot: URL { url.appending(path: "snapshot.json") }
  var risk: URL { url.appending(path: "risk.json") }
  var plan: URL { url.appending(path: "plan.json") }
  var planEdits: URL { url.appending(path: "plan-edits.json") }
  var beforeAfter: URL { url.appending(path: "before-after.json") }
  var roster: URL { url.appending(path: "roster.json") }
  /// The rules and the calendar that the roster was made by.
  var rosterRuling: URL { url.appending(path: "roster-ruling.json") }
  var events: URL { url.appending(path: "events.sqlite") }
  /// Accounts, tokens, terminals, positions and the state of operations.
  var live: URL { url.appending(path: "live.sqlite") }
  var scorecard: URL { url.appending(path: "scorecard.json") }
  /// The same figures week by week.
  var weeks: URL { url.appending(path: "scorecard-weeks.json") }
  /// An issue of a campaign by its number; `form` is `json`, `pdf` or `docx`.
  func numbered(_ issue: Int, _ form: String) -> URL {
    url.appending(path: "bulletin-\(issue).\(form)")
  }
  var bulletin: URL { url.appending(path: "bulletin.json") }
  var bulletinPDF: URL { url.appending(path: "bulletin.pdf") }
  var bulletinDOCX: URL { url.appending(path: "bulletin.docx") }
  /// The bulletin to show, as `pdf` or `docx`: the day's, or else a campaign's last issue.
  func shownBulletin(_ form: String) -> URL? {
    let day = url.appending(path: "bulletin.\(form)")
    if FileManager.default.fileExists(atPath: day.path(percentEncoded: false)) { return day }
    let files = try? FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: nil)
    let numbers = (files ?? []).compactMap {
      $0.lastPathComponent.wholeMatch(of: /bulletin-(\d+)\.json/).flatMap { Int($0.output.1) }
    }
    return numbers.max().map { numbered($0, form) }
  }
  /// Drafts, steps and signatures of bulletins, one event a line.
  var bulletinRegister: URL { url.appending(path: "bulletin-register.jsonl") }
  /// Drafts to start from, each a `BulletinDocument` with fields.
  var bulletinTemplates: URL { url.appending(path: "bulletin-templates") }
  /// An issue as it was signed: `json`, `pdf` or `docx`.
  func issued(_ year: Int, _ number: Int, _ form: String) -> URL {
    url.appending(path: "bulletin-\(year)-\(number).\(form)")
  }
  /// Classes, bodies and areas of the cases.
  var orderDirectory: URL { url.appending(path: "city-order.json") }
  /// The table of deadlines with its calendar.
  var orderDeadlines: URL { url.appending(path: "city-order-deadlines.json") }
  var orderGrids: URL { url.appending(path: "city-order-grids.json") }
  /// Which classes go to the traffic police from the carriageway; the bundled list where it is not there.
  var orderReferral: URL { url.appending(path: "city-order-referral.json") }
  var orderSites: URL { url.appending(path: "city-order-sites.json") }
  /// Photos of cases and of violations, by content.
  var photos: URL { url.appending(path: "photos", directoryHint: .isDirectory) }
  var report: URL { url.appending(path: "report.json") }
}

extension StageFolder {
  /// Cases once lay in a database of their own; nobody may believe that they are gone.
  ///
  /// - Throws: `CasesApart` where such a file lies here.
  func requireCasesTogether() throws(CasesApart) {
    let file = url.appending(path: "cases.sqlite")
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return }
    throw CasesApart(file: file.path(percentEncoded: false))
  }
}

/// A register of cases from before cases lay in the running day's database.
struct CasesApart: ExplainedError {
  var file: String

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "\(file) 是旧版单独的案件库，案件现存于运行数据库。可以移走该文件，再用 chengxu cases import 重新导入。",
      english:
        "\(file) holds cases apart, as earlier builds did; cases now lie in the running day's "
        + "database. Maybe move the file away and import them again with chengxu cases import.")
  }
}
