// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import Hummingbird
import Operations

/// What somebody asks of presence.
struct PresenceQuestion: Hashable, Sendable {
  enum Kind: String, CaseIterable, Codable, Sendable { case post, checkpoint, beat, road }

  let date: CivilDate
  let slots: Range<PresenceSlot>
  let kinds: [Kind]
  /// Of one place of the one kind; `nil` for all.
  let id: Int64?
  /// Of the places of one plan, which may number them like another; `nil` for all.
  let mode: DutyMode?

  /// - Throws: What is wrong with the first part of the query that is.
  init(_ query: Parameters, today: CivilDate) throws(Problem) {
    date =
      try query["date"].map { (text) throws(Problem) in
        guard let date = CivilDate(String(text)) else { throw .badTrackDay(String(text)) }
        return date
      } ?? today
    let (from, to) = (query["from"] ?? "00:00", query["to"] ?? "24:00")
    guard let start = TrackQuestion.minute(from), let end = TrackQuestion.minute(to), start < end
    else { throw .badTrackHours(from: String(from), to: String(to)) }
    let (first, last) = ((start + 14) / 15, end / 15)
    guard first < last else { throw .badTrackHours(from: String(from), to: String(to)) }
    slots =
      PresenceSlot(date: date, position: first)..<PresenceSlot(date: date).advanced(by: Int64(last))
    mode = try query["mode"].map { (text) throws(Problem) in
      guard let mode = DutyMode(rawValue: String(text)) else { throw .unknownMode(String(text)) }
      return mode
    }
    id = try query["id"].map { (text) throws(Problem) in
      guard let id = Int64(text) else { throw .noNumber(String(text)) }
      return id
    }
    guard let text = query["kind"] else {
      guard id == nil else { throw .presenceOfNoKind }
      kinds = [.post, .checkpoint, .beat]
      return
    }
    guard let kind = Kind(rawValue: String(text)) else { throw .badPresenceKind(String(text)) }
    kinds = [kind]
  }

  func asks(for place: PresencePlace) -> Bool {
    guard let kind = place.kind, kinds.contains(kind) else { return false }
    // A street is of no plan.
    let isOfMode = place.mode.map { $0 == mode ?? $0 } ?? true
    return isOfMode && place.number == id ?? place.number
  }

  /// The places that bear the number, in whichever plan; none where no number is asked for.
  var asked: [PresencePlace] {
    guard let id else { return [] }
    let modes = mode.map { [$0] } ?? DutyMode.allCases
    return kinds.flatMap { kind -> [PresencePlace] in
      switch kind {
      case .road: [.road(ID(rawValue: id))]
      case .post: modes.map { .duty(.post(ID(rawValue: id)), $0) }
      case .checkpoint: modes.map { .duty(.checkpoint(ID(rawValue: id)), $0) }
      case .beat: modes.map { .duty(.beat(ID(rawValue: id)), $0) }
      }
    }
  }
}

extension PresencePlace {
  /// `nil` for a patrol, which is no place.
  var kind: PresenceQuestion.Kind? {
    switch self {
    case .road: .road
    case .duty(.beat, _): .beat
    case .duty(.checkpoint, _): .checkpoint
    case .duty(.post, _): .post
    case .duty(.patrol, _): nil
    }
  }

  var mode: DutyMode? {
    switch self {
    case .road: nil
    case .duty(_, let mode): mode
    }
  }

  var number: Int64 {
    switch self {
    case .road(let id): id.rawValue
    case .duty(.post(let id), _): id.rawValue
    case .duty(.beat(let id), _): id.rawValue
    case .duty(.patrol(let id), _): id.rawValue
    case .duty(.checkpoint(let id), _): id.rawValue
    }
  }
}

extension Problem {
  static func noPresencePlace(_ kind: PresenceQuestion.Kind, _ id: Int64) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有编号 \(id) 的 \(kind.rawValue)，或者不在您的辖区：在位时长只向辖区单位显示。编号见 /api/plans/…。",
        english:
          "There is no \(kind.rawValue) number \(id), or it is on somebody else's ground, of which "
          + "presence is not told. Maybe look up its number in /api/plans/…."))
  }

  fileprivate static let presenceOfNoKind = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "编号 id 要与地点种类 kind 一起给出：post、checkpoint、beat 或 road。",
      english:
        "A number is of a kind of place. Maybe give kind beside id: post, checkpoint, beat or road."
    ))

  fileprivate static func badPresenceKind(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "没有“\(text)”这类地点。可以写 post、checkpoint、beat 或 road。",
        english: "There is no kind of place \"\(text)\". Maybe post, checkpoint, beat or road."))
  }
}
