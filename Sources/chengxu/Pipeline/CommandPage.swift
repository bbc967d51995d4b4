// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import CityData
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis
import Logging
import Rostering
import Supervision

/// Serves the command page on what the stages published.
enum CommandPage {
  static func serve(_ folder: StageFolder, _ settings: ServerSettings) async throws {
    let values = try PublishedValues(reading: folder)
    let day = values.scorecard.period.start.date
    let clock = values.snapshot.organization.clock
    let (store, wording) = (try await EventStore(folder.events), EventWording(values.roster))
    let isDemoData = values.snapshot.organization.isDemoData
    let door = try await SignInWiring.door(folder, settings, isDemoData: isDemoData)
    let contents = ServerContents(
      snapshot: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
      scorecard: values.scorecard,
      bulletin: BulletinFiles(
        pdf: existing(folder.bulletinPDF), docx: existing(folder.bulletinDOCX)),
      readEvents: { try await store.events(of: day, clock: clock).map(wording.logged) },
      door: door, open311: try await Open311Wiring.service(folder, settings, desk: door.desk))
    var logger = Logger(label: "chengxu") { JSONLineLogHandler(label: $0) }
    logger.logLevel = settings.logLevel
    let host = settings.server.host
    try await ChengxuApplication.run(
      contents, configuration: settings.server, logger: logger
    ) { port in
      let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
      let line = Texts.text("serve.ready", ["address": address]) + "\n"
      FileHandle.standardOutput.write(Data(line.utf8))
    }
  }

  private static func existing(_ file: URL) -> URL? {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
  }
}
