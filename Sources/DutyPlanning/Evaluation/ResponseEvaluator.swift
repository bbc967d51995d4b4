// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis
import PlanningKernels

/// Evaluates plans by queueing and by replay; keeps driving times for all of them.
struct ResponseEvaluator {
  let context: PlanningContext
  private let atoms: StreetAtoms
  var times: StreetTimes

  init(_ context: PlanningContext) {
    self.context = context
    atoms = StreetAtoms(context.roads, risk: context.risk)
    times = StreetTimes(context)
  }

  /// - Parameters:
  ///   - covered: streets that the plan answers for, by position.
  ///   - eligible: streets that count at all; `nil` for all.
  /// - Returns: `nil` for a plan without people.
  mutating func evaluation(
    of plan: DutyPlan, covered: Set<Int>, eligible: Set<Int>? = nil
  ) throws(PlanningError) -> ResponseEvaluation? {
    let occasions = DutyOccasion.all(of: plan, in: context)
    guard let units = occasions.map(\.junctions.count).max() else { return nil }
    var forecasts: [OccasionForecast] = []
    for occasion in occasions {
      if let forecast = try forecast(occasion, eligible) { forecasts.append(forecast) }
    }
    guard let model = QueueForecast(forecasts, target: context.options.responseMinutes) else {
      return nil
    }
    return ResponseEvaluation(
      targetMinutes: context.options.responseMinutes, sceneMinutes: context.options.sceneMinutes,
      units: units, model: model, replay: replay(occasions, covered: covered, eligible: eligible))
  }

  private mutating func forecast(
    _ occasion: DutyOccasion, _ eligible: Set<Int>?
  ) throws(PlanningError) -> OccasionForecast? {
    var rates = occasion.hourlyRates(context.risk)
    if let eligible {
      for street in rates.indices where !eligible.contains(street) { rates[street] = 0 }
    }
    var kept: [Int] = []
    var calls: [Double] = []
    for (atom, members) in atoms.members.enumerated() {
      let hourly = members.reduce(0) { $0 + rates[$1] }
      guard hourly > 0 else { continue }
      kept.append(atom)
      calls.append(hourly)
    }
    guard !kept.isEmpty else { return nil }
    let tables = occasion.junctions.map { times.minutes(from: $0) }
    let travel = kept.flatMap { atom in
      tables.map { Double($0[atoms.streets[atom]]) }
    }
    let service = Double(context.options.sceneMinutes) + meanNearest(travel, calls, tables.count)
    do {
      let problem = try problem(calls, travel, service, units: tables.count)
      let result = Hypercube(problem).solve()
      return OccasionForecast(
        hours: occasion.yearlyHours, calls: calls.reduce(0, +), result: result,
        response: result.response)
    } catch {
      throw .queueing(error)
    }
  }

  /// With a waiting line, unless more comes in than the units can do: then what is too much is lost.
  private func problem(
    _ calls: [Double], _ travel: [Double], _ service: Double, units: Int
  ) throws(QueueingError) -> HypercubeProblem {
    let isTooMuch = calls.reduce(0, +) * service / 60 >= 0.98 * Double(units)
    return try HypercubeProblem(
      arrivals: calls, serviceMinutes: Array(repeating: service, count: units),
      travelMinutes: travel, line: isTooMuch ? .lost : .waiting)
  }

  private func meanNearest(_ travel: [Double], _ calls: [Double], _ units: Int) -> Double {
    let sum = calls.indices.reduce(0.0) { sum, atom in
      sum + calls[atom] * (travel[(atom * units)..<((atom + 1) * units)].min() ?? 0)
    }
    return sum / max(calls.reduce(0, +), 1e-12)
  }

  private mutating func replay(
    _ occasions: [DutyOccasion], covered: Set<Int>, eligible: Set<Int>?
  ) -> ReplayResult {
    let tables = occasions.map { occasion in
      occasion.junctions.map { times.minutes(from: $0) }
    }
    let outcomes = IncidentReplay(
      occasions: occasions, minutes: tables, sceneMinutes: context.options.sceneMinutes
    ).outcomes(
      of: context.heldOut.incidents.filter {
        eligible?.contains(Int($0.segment.rawValue)) ?? true
      }, covered: covered)
    return ReplayBootstrap(
      outcomes, days: context.risk.heldOut, target: context.options.responseMinutes
    ).result(using: context.generator(for: "bootstrap"))
  }
}

extension DutyOccasion {
  /// Expected incidents an hour on average over the occasion, by segment position.
  func hourlyRates(_ risk: RiskField) -> [Double] {
    var weightOfBand = [Double](repeating: 0, count: TimeBand.count)
    let minutes = Double(weekdays.count * (window.endMinute - window.startMinute))
    for weekday in weekdays {
      var minute = window.startMinute
      while minute < window.endMinute {
        let next = min(window.endMinute, (minute / 60 + 1) * 60)
        let day = Weekday.allCases[(weekday.rawValue - 1 + minute / 1440) % 7]
        let band = TimeBand(dayClass: DayClass(day), hour: minute % 1440 / 60)
        // A band of one hour recurs on so many days a year.
        let days = 365.25 * (day.isWeekend ? 2 : 5) / 7
        weightOfBand[band.index] += Double(next - minute) / minutes / days
        minute = next
      }
    }
    let ofProfile = risk.bandShare.map { row in
      zip(row, weightOfBand).reduce(0.0) { $0 + $1.0 * $1.1 }
    }
    return risk.yearlyRate.indices.map { risk.yearlyRate[$0] * ofProfile[risk.profile[$0]] }
  }
}

/// One occasion's queueing answer.
struct OccasionForecast {
  var hours: Double
  var calls: Double
  var result: HypercubeResult
  var response: ResponseTimes
}

extension QueueForecast {
  /// Occasions together, each weighted by its calls; workloads by its hours.
  init?(_ parts: [OccasionForecast], target: Int) {
    let hours = parts.reduce(0) { $0 + $1.hours }
    let calls = parts.reduce(0) { $0 + $1.hours * $1.calls }
    guard hours > 0, calls > 0 else { return nil }
    func byCalls(_ value: (OccasionForecast) -> Double) -> Double {
      parts.reduce(0) { $0 + $1.hours * $1.calls * value($1) } / calls
    }
    let methods = Set(parts.map(\.result.method))
    self.init(
      method: methods.count > 1 ? .mixed : methods == [.exact] ? .exact : .approximate,
      callsPerHour: calls / hours, meanMinutes: byCalls { $0.response.meanMinutes },
      ninetiethPercentileMinutes: Self.percentile(0.9, byCalls),
      shareWithinTarget: byCalls { $0.response.share(within: Double(target)) },
      meanWorkload: parts.reduce(0) { $0 + $1.hours * $1.meanWorkload } / hours,
      greatestWorkload: parts.compactMap { $0.result.workload.max() }.max() ?? 0,
      outsideDistrictShare: byCalls { $0.result.interdistrictShare },
      waitingShare: byCalls { $0.result.waitingShare },
      residual: parts.map(\.result.residual).max() ?? 0,
      isConverged: parts.allSatisfy(\.result.isConverged))
  }

  /// By bisection on the mixture of the occasions' distributions, to a thousandth of a minute.
  private static func percentile(
    _ share: Double, _ byCalls: ((OccasionForecast) -> Double) -> Double
  ) -> Double {
    var (low, high) = (0.0, 240.0)
    while high - low > 0.0005 {
      let middle = (low + high) / 2
      if byCalls({ $0.response.share(within: middle) }) >= share {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }
}

extension OccasionForecast {
  var meanWorkload: Double {
    result.workload.reduce(0, +) / Double(max(1, result.workload.count))
  }
}
