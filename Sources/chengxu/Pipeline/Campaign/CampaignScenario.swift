// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import DutyModel
import DutyPlanning
import Foundation
import Operations

/// A campaign that the program can play as a whole. Everything in it is demo data.
enum CampaignScenario: String, CaseIterable, ExpressibleByArgument {
  /// 58 days from 2017-05-02, sized like the campaign that Weifang's bulletin no. 6 of 2017 tells of.
  case weifang2017 = "weifang-2017"

  var folder: URL { Self.bundled("Data/weifang-2017") }
  /// Holidays and shifted working days of the years it lies in.
  var calendar: URL { Self.bundled("Data/city-order/calendar-china.json") }

  /// 2017-05-02.
  var firstDate: CivilDate { CivilDate(day: 17_288) }
  var days: Int { 58 }
  /// The Monday that the plan is made for and the roster starts on.
  var monday: CivilDate { firstDate.adding(days: 1 - firstDate.weekday.rawValue) }

  func options(seed: UInt64, calendar: WorkingCalendar) -> PlanningOptions {
    PlanningOptions(seed: seed, calendar: calendar, carModes: [.peak, .night])
  }

  /// Set so that all modes together come to about 200 000 interventions, as the bulletin reports.
  var replay: ReplaySettings {
    var settings = ReplaySettings()
    settings.secondsPerIntervention[.peak] = 900
    return settings
  }

  var titleLines: [String] { ["盘活资源　优化勤务", "潍坊交警支队深入开展文明出行专项行动"] }

  /// Issues of the year before this one, which no register of ours has.
  var issuesBefore: Int { 5 }

  func imprint(date: CivilDate) -> DailyBulletin.Imprint {
    let office = "市创建文明城市工作领导小组办公室"
    return DailyBulletin.Imprint(
      masthead: Masthead(
        organization: "潍坊市创建文明城市", name: "工作专报", year: date.components.year,
        issue: issuesBefore + 1, office: office, date: date),
      distribution: [
        DistributionList(kind: .reportTo, recipients: ["市创建文明城市工作领导小组组长、副组长"]),
        DistributionList(
          kind: .distributeTo,
          recipients: ["各县市区、市属各开发区创建文明城市工作领导小组", "市直有关部门", "市属各新闻单位"]),
      ],
      colophon: Colophon(issuingOffice: "潍坊\(office)", printDate: date))
  }

  private static func bundled(_ path: String) -> URL {
    ProjectLocations.bundled(path) ?? URL(filePath: path)
  }
}
