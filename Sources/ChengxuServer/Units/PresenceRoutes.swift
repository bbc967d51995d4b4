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

  /// `?date=` (today), `?from=07:30&to=09:00` (the whole day; quarters that lie in it whole), `?kind=post`,
  /// `checkpoint`, `beat` or `road` (all but roads), `&id=12` for one place of that kind and `&mode=peak` for the places of
  /// one plan.
  @Sendable private func presence(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    guard context.visitor != nil else { throw AccessError.sessionOver }
    let reach = context.reach(in: territories)
    let question = try PresenceQuestion(
      request.uri.queryParameters, today: clock.civilTime(of: .now).date)
    // Of a place elsewhere nothing is told, and no answer must not read as "nobody was there".
    if let id = question.id,
      !question.asked.contains(where: { places[$0].map { reach.holds($0.brigade) } ?? false })
    {
      throw Problem.noPresencePlace(question.kinds[0], id)
    }
    let days = question.date...question.date
    let progress = try await store.progress(of: days)
    return try Response(
      private: PresenceBody(
        try await store.presence(in: question.slots), question, until: progress.until, places,
        reach: reach))
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
    _ places: PresencePlaces, reach: TerritoryReach?
  ) {
    date = question.date
    self.until = until.flatMap { end in
      let slots = min(end.number - PresenceSlot(date: question.date).number, 96)
      return slots > 0 ? TrackQuestion.time(Int(slots) * 15) : nil
    }
    func isOwn(_ unit: DutyModel.ID<DutyModel.Unit>?) -> Bool {
      reach.map { reach in unit.map(reach.units.contains) ?? false } ?? true
    }
    heard = [:]
    var sums: [Key: (seconds: Int, terminals: Int, units: Set<Int64>)] = [:]
    for one in presence {
      if isOwn(one.unit), one.heardSeconds > 0 {
        heard[TrackQuestion.time(one.slot.position * 15), default: 0] += 1
      }
      for (place, seconds) in one.seconds {
        guard question.asks(for: place), let known = places[place], reach.holds(known.brigade)
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

extension Optional<TerritoryReach> {
  /// Whether ground of a brigade is read about; what is nobody's, by the detachment alone.
  fileprivate func holds(_ brigade: DutyModel.ID<DutyModel.Unit>?) -> Bool {
    map { reach in brigade.map(reach.ground.contains) ?? false } ?? true
  }
}
