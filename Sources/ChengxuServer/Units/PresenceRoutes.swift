// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import DutyPlanning
import Geography
import Hummingbird
import Operations

/// `/api/presence`: how long terminals of which units were at which place, by quarter of an hour.
///
/// Of the reader's own ground only, and of units, never of terminals or people: where one of those was through
/// a day is `/api/units/{terminal}/track`, which asks for a reason.
struct PresenceRoutes: Sendable {
  let store: any PresenceStore
  let places: PresencePlaces
  let territories: TerritoryIndex
  let clock: CityClock

  func add(to router: Router<ServerContext>) {
    router.get("/api/presence", use: presence)
  }

  /// `?date=` (today), `?from=07:30&to=09:00` (the whole day; quarters that lie in it whole) and `?kind=post`,
  /// `checkpoint`, `beat` or `road` (all but roads).
  @Sendable private func presence(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    guard let visitor = context.visitor?.visitor else { throw AccessError.sessionOver }
    let question = try PresenceQuestion(
      request.uri.queryParameters, today: clock.civilTime(of: .now).date)
    let days = question.date...question.date
    let progress = try await store.progress(of: days)
    return try Response(
      private: PresenceBody(
        try await store.presence(in: question.slots), question, until: progress.until, places,
        reach: territories.units(in: visitor.territory)))
  }
}

/// What somebody asks of presence.
struct PresenceQuestion: Hashable, Sendable {
  enum Kind: String, CaseIterable, Codable, Sendable { case post, checkpoint, beat, road }

  let date: CivilDate
  let slots: Range<PresenceSlot>
  let kinds: Set<Kind>

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
    guard let text = query["kind"] else {
      kinds = [.post, .checkpoint, .beat]
      return
    }
    guard let kind = Kind(rawValue: String(text)) else { throw .badPresenceKind(String(text)) }
    kinds = [kind]
  }
}

/// Who was where, by quarter of an hour.
struct PresenceBody: Codable, Sendable {
  struct Row: Codable, Hashable, Sendable {
    /// `07:30`, the beginning of the quarter.
    var slot: String
    var kind: PresenceQuestion.Kind
    /// Of the plan that the place belongs to; none for a street.
    var mode: DutyMode?
    var id: Int64
    var name: LocalizedName?
    /// Seconds of all terminals together: two there at once count twice.
    var seconds: Int
    var terminals: Int
    /// Units whose terminals they were, as far as they are the reader's.
    var units: [Int64]
  }

  var date: CivilDate
  /// Quarters of this day before this moment are counted, `24:00` for all; `nil` where none is.
  var until: String?
  /// By quarter, how many terminals of the reader's units were heard: where none was, nothing is known.
  var heard: [String: Int]
  var rows: [Row]
}

extension PresenceBody {
  private struct Key: Hashable {
    var slot: PresenceSlot
    var place: PresencePlace
  }

  /// - Parameter reach: `nil` for the whole detachment.
  init(
    _ presence: [SlotPresence], _ question: PresenceQuestion, until: PresenceSlot?,
    _ places: PresencePlaces, reach: Set<DutyModel.ID<DutyModel.Unit>>?
  ) {
    date = question.date
    self.until = until.flatMap { end in
      let slots = min(end.number - PresenceSlot(date: question.date).number, 96)
      return slots > 0 ? TrackQuestion.time(Int(slots) * 15) : nil
    }
    func isOwn(_ unit: DutyModel.ID<DutyModel.Unit>?) -> Bool {
      reach.map { reach in unit.map(reach.contains) ?? false } ?? true
    }
    heard = [:]
    var sums: [Key: (seconds: Int, terminals: Int, units: Set<Int64>)] = [:]
    for one in presence {
      if isOwn(one.unit), one.heardSeconds > 0 {
        heard[TrackQuestion.time(one.slot.position * 15), default: 0] += 1
      }
      for (place, seconds) in one.seconds {
        guard let kind = place.kind, question.kinds.contains(kind), let known = places[place],
          isOwn(known.brigade)
        else { continue }
        var sum = sums[Key(slot: one.slot, place: place)] ?? (0, 0, [])
        sum.seconds += seconds
        sum.terminals += 1
        if let unit = one.unit, isOwn(unit) { sum.units.insert(unit.rawValue) }
        sums[Key(slot: one.slot, place: place)] = sum
      }
    }
    rows = sums.compactMap { key, sum in
      guard let kind = key.place.kind else { return nil }
      return Row(
        slot: TrackQuestion.time(key.slot.position * 15), kind: kind, mode: key.place.mode,
        id: key.place.number, name: places[key.place]?.name,
        seconds: sum.seconds, terminals: sum.terminals, units: sum.units.sorted())
    }.sorted {
      ($0.slot, $0.kind.rawValue, $0.mode?.rawValue ?? "", $0.id)
        < ($1.slot, $1.kind.rawValue, $1.mode?.rawValue ?? "", $1.id)
    }
  }
}

extension PresencePlace {
  /// `nil` for a patrol, which is no place.
  fileprivate var kind: PresenceQuestion.Kind? {
    switch self {
    case .road: .road
    case .duty(.beat, _): .beat
    case .duty(.checkpoint, _): .checkpoint
    case .duty(.post, _): .post
    case .duty(.patrol, _): nil
    }
  }

  fileprivate var mode: DutyMode? {
    switch self {
    case .road: nil
    case .duty(_, let mode): mode
    }
  }

  fileprivate var number: Int64 {
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
  fileprivate static func badPresenceKind(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "没有“\(text)”这类地点。可以写 post、checkpoint、beat 或 road。",
        english: "There is no kind of place \"\(text)\". Maybe post, checkpoint, beat or road."))
  }
}
