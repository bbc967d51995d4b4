// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis
import Logging
import Operations
import Rostering
import StorePort
import Stores
import Supervision
import Webhooks

/// Serves the command page on what the stages published.
enum CommandPage {
  static func serve(_ folder: StageFolder, _ settings: ServerSettings) async throws {
    // A folder without a city still takes in the day.
    let isEmpty = settings.live != nil && existing(folder.snapshot) == nil
    var read = isEmpty ? nil : try PublishedValues(reading: folder)
    let store = try await LiveStore(folder, address: settings.live?.databaseAddress)
    try await read?.takeStaff(from: store)
    let values = read
    let organization = values?.snapshot.organization
    let door = try await SignInWiring.door(
      store, settings, isDemoData: organization?.isDemoData ?? false)
    let photos = FilePhotoStore(folder.photos)
    var contents: ServerContents?
    if let values {
      var filled = try await Self.contents(
        values, of: folder, store, settings, desk: door.desk, photos: photos)
      try await addDesks(to: &filled, values, of: folder, store: store)
      contents = filled
      try await keepFigures(of: contents, in: store)
      contents?.pointDesk = PointDesk(
        store: store.points, clock: values.snapshot.organization.clock)
    }
    let clock = organization?.clock ?? CityClock(minutesEastOfUTC: 480)
    let tracking = try await tracking(store, settings, clock: clock)
    try await ChengxuApplication.run(
      contents, door: door, tracking: tracking,
      duty: duty(store, settings, values, clock: clock, photos: photos),
      configuration: settings.server, logger: logger(settings.logLevel)
    ) { ports in
      FileHandle.standardOutput.write(Data((readyLine(ports, settings) + "\n").utf8))
    }
  }

  /// Takes slow work that servers before the same database were asked for.
  static func work(on folder: StageFolder, address: String?, logLevel: Logger.Level) async throws {
    var values = try PublishedValues(reading: folder)
    let store = try await LiveStore(folder, address: address)
    try await values.takeStaff(from: store)
    var contents = ServerContents(
      snapshot: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
      scorecard: values.scorecard, beforeAfter: try beforeAfter(folder, of: values.snapshot))
    try await addDesks(to: &contents, values, of: folder, store: store)
    try await ChengxuApplication.work(on: contents, logger: logger(logLevel)) {
      FileHandle.standardOutput.write(Data("ready\n".utf8))
    }
    try store.close()
  }

  /// Where planners work, and the queue for what takes long there.
  private static func addDesks(
    to contents: inout ServerContents, _ values: PublishedValues, of folder: StageFolder,
    store: LiveStore
  ) async throws {
    contents.rosterDesk = try await RosterDeskWiring.open(
      values.roster, of: folder, plans: values.plans,
      organization: values.snapshot.organization, store: store)
    contents.planDesk = PlanDeskWiring.open(folder, values)
    contents.jobs = store.jobs
  }

  private static func logger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "chengxu") { JSONLineLogHandler(label: $0) }
    logger.logLevel = level
    return logger
  }

  private static func contents(
    _ values: PublishedValues, of folder: StageFolder, _ live: LiveStore,
    _ settings: ServerSettings, desk: AccessDesk?, photos: FilePhotoStore
  ) async throws -> ServerContents {
    let day = values.scorecard.period.start.date
    let clock = values.snapshot.organization.clock
    let (store, wording) = (try await EventStore(folder.events), EventWording(values.roster))
    let weeks = try existing(folder.weeks).map {
      file throws(StageFileError) in try StageFile.read([Scorecard].self, from: file)
    }
    return ServerContents(
      snapshot: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
      scorecard: values.scorecard, weeks: weeks ?? [],
      beforeAfter: try beforeAfter(folder, of: values.snapshot),
      bulletin: BulletinFiles(
        pdf: folder.shownBulletin("pdf"), docx: folder.shownBulletin("docx")),
      readEvents: { try await store.events(of: day, clock: clock).map(wording.logged) },
      open311: try Open311Wiring.service(folder, live, settings, desk: desk, photos: photos),
      archive: archive(values, store, wording),
      bulletinDesk: try FolderBulletinDesk(folder, values, weeks: weeks ?? []))
  }

  /// The published figures, also as rows for programs that read the database.
  private static func keepFigures(of contents: ServerContents?, in store: LiveStore) async throws {
    guard let contents else { return }
    do {
      for card in [contents.scorecard] + contents.weeks {
        try await store.figures.keep(card, of: contents.snapshot.organization, at: .now)
      }
    } catch let error as StoreError {
      throw StoreTrouble(place: store.place, error: error)
    }
  }

  /// Opens figures from the log that the day or the campaign left.
  private static func archive(
    _ values: PublishedValues, _ store: EventStore, _ wording: EventWording
  ) -> FigureArchive {
    FigureArchive(
      read: { question in
        let reader = try DutyFactsReader(
          plan: values.plans, roster: values.roster, snapshot: values.snapshot,
          period: question.period, policy: question.policy, dimensions: question.dimensions)
        return try await store.archive(reader)
      },
      readEvents: { numbers in
        try await store.log.events(numbers).map { event in
          NumberedEvent(
            number: event.id, isSimulated: event.entry.isSimulated, event: wording.logged(event))
        }
      })
  }

  /// - Returns: `nil` for a server that only shows what was published.
  private static func tracking(
    _ store: LiveStore, _ settings: ServerSettings, clock: CityClock
  ) async throws -> LiveTracking? {
    guard let live = settings.live else { return nil }
    OpenFiles.raiseLimit()
    return try await LiveTracking(
      store: store.positions(clock: clock, retentionDays: live.retentionDays),
      registry: store.registry, clock: clock, retentionDays: live.retentionDays,
      gateway: live.gateway, exchange: store.exchange, presence: store.presence)
  }

  /// - Returns: `nil` for a server that only shows what was published.
  private static func duty(
    _ store: LiveStore, _ settings: ServerSettings, _ values: PublishedValues?, clock: CityClock,
    photos: FilePhotoStore
  ) -> LiveDuty? {
    guard let live = settings.live else { return nil }
    let time = live.exerciseStart.map {
      DutyClock(exerciseFrom: clock.instant(of: $0), startedAt: .now)
    }
    var duty = LiveDuty(
      store: store.desks, log: store.log, checks: store.checks, clock: time ?? DutyClock(),
      photos: photos)
    duty.webhooks = WebhookDesk(store: store.webhooks, targets: live.webhookTargets)
    if let values {
      let (log, wording) = (store.log, EventWording(values.roster))
      duty.readEvents = { numbers in
        try await log.events(numbers).map { event in
          NumberedEvent(
            number: event.id, isSimulated: event.entry.isSimulated, event: wording.logged(event))
        }
      }
    }
    if let tools = try? ToolLocations.find() {
      duty.printRecord = { record in
        try await Press(tools: tools).data { try await $0.pdf(record, to: $1) }
      }
    }
    // Without the solvers the order that the plan in force holds can still be started.
    if let values, let solvers = try? Solvers(ToolLocations.find()).planning {
      duty.planOrder = { mission, activation throws(PlanningError) in
        try DutyPlanner.order(
          mission, activation: activation, values.snapshot, risk: values.risk, plans: values.plans,
          solvers: solvers)
      }
    }
    return duty
  }

  /// For people after a demonstration; for people and programs where terminals connect.
  private static func readyLine(_ ports: ServerPorts, _ settings: ServerSettings) -> String {
    func address(_ scheme: String, _ host: String, _ port: Int) -> String {
      "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
    let page = address("http", settings.server.host, ports.http)
    guard let live = settings.live, let port = ports.jt808 else {
      return Texts.text("serve.ready", ["address": page])
    }
    return "ready \(page) \(address("jt808", live.gateway.host, port))"
  }

  /// A comparison of these data; one of an earlier import is not shown.
  private static func beforeAfter(
    _ folder: StageFolder, of snapshot: CitySnapshot
  ) throws(StageFileError) -> BeforeAfterReport? {
    guard let file = existing(folder.beforeAfter) else { return nil }
    let report = try StageFile.read(BeforeAfterReport.self, from: file)
    return report.snapshot == snapshot.version ? report : nil
  }

  private static func existing(_ file: URL) -> URL? {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
  }
}
