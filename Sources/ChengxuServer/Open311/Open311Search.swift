// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

extension CaseSearch {
  /// What is listed without a word: the last 90 days, at most 1 000.
  static let longestSpan: Int64 = 90 * 86_400_000
  static let largestPage = 1000

  /// From the arguments of `GET requests`.
  init(_ form: FormBody, on clock: CityClock, now: Instant) throws(Open311Failure) {
    let size = try Self.whole(form["page_size"], "page_size", in: 1...Self.largestPage)
    let page = try Self.whole(form["page"], "page", in: 1...1_000_000)
    let limit = size ?? Self.largestPage
    let offset = ((page ?? 1) - 1) * limit
    let always = Instant(milliseconds: .min)..<Instant(milliseconds: .max)
    // Numbers override everything else, so nothing else is looked at.
    if let ids = form.list("service_request_id") {
      self.init(
        ids: ids.compactMap { ID<CityCase>($0) }, received: always, limit: limit, offset: offset)
      return
    }
    self.init(
      codes: form.list("service_code").map { $0.compactMap(ClassCode.init) },
      received: try Self.span(form, on: clock, now: now), isEnded: try Self.status(form),
      limit: limit, offset: offset)
  }

  private static func status(_ form: FormBody) throws(Open311Failure) -> Bool? {
    guard let asked = form.list("status") else { return nil }
    let words = Set(asked)
    guard words.isSubset(of: ["open", "closed"]) else {
      throw Open311Failure(.badRequest, "status is neither open nor closed.")
    }
    return words.count == 2 ? nil : words.contains("closed")
  }

  static func span(
    _ form: FormBody, on clock: CityClock, now: Instant
  ) throws(Open311Failure) -> Range<Instant> {
    let start = try moment(form["start_date"], "start_date", on: clock)
    let end = try moment(form["end_date"], "end_date", on: clock)
    let last = end ?? start.map { min(now, $0.moved(longestSpan)) } ?? now
    let first = start ?? last.moved(-longestSpan)
    guard first <= last || end == nil else {
      throw Open311Failure(.badRequest, "start_date lies after end_date.")
    }
    guard last.milliseconds - first.milliseconds <= longestSpan else {
      throw Open311Failure(.badRequest, "start_date and end_date lie more than 90 days apart.")
    }
    return first..<max(first, last.moved(1))
  }

  private static func moment(
    _ text: String?, _ name: String, on clock: CityClock
  ) throws(Open311Failure) -> Instant? {
    guard let text else { return nil }
    guard let moment = Open311Time.instant(text, on: clock) else {
      throw Open311Failure(
        .badRequest, "\(name) is no date-time such as 2017-06-28T09:30:00+08:00.")
    }
    return moment
  }

  static func whole(
    _ text: String?, _ name: String, in range: ClosedRange<Int>
  ) throws(Open311Failure) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Open311Failure(
        .badRequest, "\(name) is no number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}

extension CaseUpdateSearch {
  /// From the arguments of `GET servicerequestupdates`, which mean what they mean for `requests`; the days are those
  /// of the updates.
  init(_ form: FormBody, on clock: CityClock, now: Instant) throws(Open311Failure) {
    let size = try CaseSearch.whole(form["page_size"], "page_size", in: 1...CaseSearch.largestPage)
    let page = try CaseSearch.whole(form["page"], "page", in: 1...1_000_000)
    let limit = size ?? CaseSearch.largestPage
    let actions = Open311Bodies.updateStatuses.keys.sorted()
    let offset = ((page ?? 1) - 1) * limit
    if let ids = form.list("service_request_id") {
      self.init(
        ids: ids.compactMap { ID<CityCase>($0) }, period: now..<now, actions: actions,
        limit: limit, offset: offset)
      return
    }
    self.init(
      period: try CaseSearch.span(form, on: clock, now: now), actions: actions, limit: limit,
      offset: offset)
  }
}

extension Instant {
  fileprivate func moved(_ milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds)
  }
}
