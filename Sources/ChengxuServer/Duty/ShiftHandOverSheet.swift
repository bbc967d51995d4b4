// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DocumentRendering
import DutyModel
import Operations
import StringCatalogue

/// The record of a shift handed over 交接班记录, set for paper.
struct ShiftHandOverSheet {
  let file: ShiftHandOverFile
  let desks: DutyDesks
  let texts: StringCatalogue
  var language = Language.chinese

  private var handOver: ShiftHandOver { file.handOver }
  private var record: ShiftHandOverRecord { file.handOver.record }

  /// - Parameters:
  ///   - events: of the log, what the record's first and last words are proven by.
  ///   - account: who prints it.
  func sheet(events: [DutyEvent], printedBy account: String, at now: Instant) -> RecordSheet {
    let organization = desks.book.snapshot.organization
    var sheet = RecordSheet(
      title: text("paper.shift.title"), number: text("paper.number", ["number": "\(file.id)"]),
      organization: language.text(of: organization.name),
      unit: language.text(of: desks.unit(record.unit).name), pages: text("paper.pages"),
      date: desks.book.clock.civilTime(of: handOver.writtenAt).date)
    if organization.isDemoData { sheet.labels.append(text("app.demo")) }
    if desks.live.clock.isExercise { sheet.labels.append(text("paper.exercise")) }
    sheet.facts = facts(at: now)
    sheet.parts = [note, matters, equipment] + (told.map { [$0] } ?? [])
    sheet.signatures = signatures
    sheet.notes =
      [text("paper.shift.frozen")] + events.map(proof)
      + [text("paper.printed", ["time": moment(now), "account": account])]
    return sheet
  }

  private func facts(at now: Instant) -> [RecordSheet.Fact] {
    let centre = text("hand-over.centre")
    let shift = record.shift.map { shift in
      "\(moment(shift.start))–\(end(shift))\n\(language.text(of: shift.place))"
    }
    let isWithdrawn = handOver.state == .withdrawn
    return [
      .init(text("paper.shift.outgoing"), person(record.outgoing)),
      .init(text("paper.shift.incoming"), person(record.incoming)),
      .init(text("paper.shift.outgoingShift"), shift ?? centre),
      .init(
        text("paper.shift.incomingShift"),
        record.incomingStart.map { text("paper.shift.from", ["time": moment($0)]) }
          ?? text("paper.shift.notRostered")),
      .init(text("paper.shift.written"), moment(handOver.writtenAt)),
      .init(text("paper.shift.due"), moment(record.due)),
      .init(
        text(isWithdrawn ? "paper.shift.withdrawnAt" : "paper.shift.answered"),
        handOver.answeredAt.map(moment) ?? "—"),
      .init(text("paper.shift.state"), state(at: now)),
    ]
  }

  private func state(at now: Instant) -> String {
    let key = file.isOverdue(at: now) ? "overdue" : handOver.state.rawValue
    return text(
      "paper.shift.state.\(key)",
      ["count": "\(handOver.reservations.count)", "reason": handOver.withdrawReason ?? ""])
  }

  private var note: RecordSheet.Part {
    let words = record.note.isEmpty ? text("paper.shift.noNote") : record.note
    let against = reason(.note, 0)
    return .init(
      text("paper.shift.part.note"),
      paragraphs: [words]
        + (against.isEmpty ? [] : [text("paper.reserved", ["reason": against])]))
  }

  private var matters: RecordSheet.Part {
    let title = text("paper.shift.part.matters", ["count": "\(record.matters.count)"])
    guard !record.matters.isEmpty else {
      return .init(title, paragraphs: [text("paper.shift.noMatters")])
    }
    let rows = record.matters.enumerated().map { index, matter in
      row(OpenMatterBody(matter, desks), index)
    }
    return .init(
      title,
      table: table(
        [
          ("number", 9, .center), ("kind", 15, .leading), ("matter", 36, .leading),
          ("state", 17, .leading), ("when", 30, .leading), ("reserved", 24, .leading),
        ], rows))
  }

  private func row(_ matter: OpenMatterBody, _ index: Int) -> [String] {
    let isNumbered = ["incident", "violation", "special"].contains(matter.kind)
    let what = [
      isNumbered ? text("paper.number", ["number": "\(matter.number)"]) : nil,
      matter.name.map(language.text(of:)), matter.plate,
      matter.officer.map { language.text(of: $0.name) },
    ].compactMap(\.self).joined(separator: " ")
    let group = matter.kind == "incident" ? "response-state" : "violation-state"
    let when = [
      matter.due.map { text("hand-over.dueBy", ["time": day($0)]) },
      matter.since.map { text("hand-over.since.\(matter.kind)", ["time": day($0)]) },
    ].compactMap(\.self).joined(separator: "\n")
    return [
      "\(index + 1)", text("hand-over.matter.\(matter.kind)"), what,
      matter.state.map { text("\(group).\($0)") } ?? "", when, reason(.matter, index),
    ]
  }

  private var equipment: RecordSheet.Part {
    let title = text("paper.shift.part.equipment")
    guard !record.equipment.isEmpty else {
      return .init(title, paragraphs: [text("paper.shift.noEquipment")])
    }
    let rows = record.equipment.enumerated().map { index, each in
      ["\(index + 1)", each.name, "\(each.count)", each.words, reason(.equipment, index)]
    }
    return .init(
      title,
      table: table(
        [
          ("number", 9, .center), ("name", 34, .leading), ("count", 10, .trailing),
          ("words", 40, .leading), ("reserved", 38, .leading),
        ], rows))
  }

  /// What came between, where anything did.
  private var told: RecordSheet.Part? {
    let lines = file.lines.filter { ["remind", "escalate"].contains($0.step) }
    guard !lines.isEmpty else { return nil }
    let rows = lines.map { line in
      [
        moment(line.at), text("event.shiftHandOver.\(line.step)"),
        line.step == "escalate" ? text("welfare.told.\(line.words)") : line.account,
      ]
    }
    return .init(
      text("paper.shift.part.told"),
      table: table([("time", 34, .leading), ("step", 52, .leading), ("words", 45, .leading)], rows))
  }

  private var signatures: [RecordSheet.Signature] {
    let blank = text("paper.shift.sign.blank")
    let taken = handOver.state == .withdrawn ? nil : handOver.answeredAt
    return [
      .init(
        text("paper.shift.sign.outgoing"),
        said: text("paper.shift.signed.written", ["time": moment(handOver.writtenAt)])),
      .init(
        text("paper.shift.sign.incoming"),
        said: taken.map { text("paper.shift.signed.accepted", ["time": moment($0)]) } ?? blank),
      .init(text("paper.shift.sign.leader"), said: blank),
    ]
  }

  private func proof(_ event: DutyEvent) -> String {
    guard case .shiftHandOver(_, let step) = event.entry.content else { return "" }
    let word =
      switch step {
      case .acknowledge: "hand-over.takeOver"
      case .withdraw: "hand-over.withdraw"
      case .write, .remind, .escalate: "hand-over.handOver"
      }
    return text(
      "paper.shift.event",
      ["number": "\(event.id)", "step": text(word), "digest": event.digest.hexadecimal])
  }
}

extension ShiftHandOverSheet {
  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, in: language, arguments: arguments)
  }

  private func table(
    _ columns: [(key: String, share: Int, alignment: Table.Column.Alignment)], _ rows: [[String]]
  ) -> Table {
    Table(
      caption: "",
      columns: columns.map {
        Table.Column(text("paper.column.\($0.key)"), alignment: $0.alignment, share: $0.share)
      }, rows: rows)
  }

  private func reason(_ part: ShiftHandOver.Reservation.Part, _ index: Int) -> String {
    handOver.reservations.first { $0.part == part && $0.index == index }?.reason ?? ""
  }

  private func person(_ handler: Handler) -> String {
    desks.people.officer(handler.officer).map { officer in
      text(
        "paper.person",
        ["name": language.text(of: officer.name), "badge": officer.badgeNumber])
    } ?? "—"
  }

  /// `2018年1月3日 07:00`
  private func moment(_ instant: Instant) -> String { written(instant, "paper.moment") }
  /// `1月3日 07:00`
  private func day(_ instant: Instant) -> String { written(instant, "paper.day") }

  /// With the day where it is another.
  private func end(_ shift: ShiftHandOverRecord.Shift) -> String {
    let clock = desks.book.clock
    let (first, last) = (clock.civilTime(of: shift.start), clock.civilTime(of: shift.end))
    return first.date == last.date ? TrackQuestion.time(last.minuteOfDay) : day(shift.end)
  }

  private func written(_ instant: Instant, _ key: String) -> String {
    let time = desks.book.clock.civilTime(of: instant)
    let (year, month, day) = time.date.components
    return text(
      key,
      [
        "year": "\(year)", "month": "\(month)", "day": "\(day)",
        "time": TrackQuestion.time(time.minuteOfDay),
      ])
  }
}
