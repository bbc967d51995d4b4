// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
import Geography

/// From a city's incidents to where and when they are to be expected, checked on days kept back.
///
/// Learn the streets' rates and the shape of the week from the trained days alone; then count how
/// many incidents of the held-out days lie on the streets that this field, and simpler guesses from
/// the same days, would have had watched. The same snapshot and options give the same field.
/// `docs/models/risk-field.md` has the formulas.
public enum RiskAnalyzer {
  public static func analyze(
    _ snapshot: CitySnapshot, options: AnalysisOptions = AnalysisOptions()
  ) throws(AnalysisError) -> RiskField {
    try options.validate()
    try check(snapshot)
    let spans = try AnalysisSpans(
      incidents: snapshot.incidents, city: snapshot.name.english, options: options)
    let streets = SegmentIndex(snapshot.roads)
    let registration = LocationRegistration(
      snapshot.incidents, span: spans.trained, streets: streets)
    let history = IncidentHistory(registration, span: spans.trained)
    guard history.incidents.count >= AnalysisOptions.leastIncidents else {
      throw .tooFewIncidents(
        found: history.incidents.count, needed: AnalysisOptions.leastIncidents,
        span: spans.trained)
    }
    let suite = ModelSuite(
      roads: snapshot.roads, reachMetres: options.kernelReachesMetres.max() ?? 0)
    let recorded = snapshot.incidents.filter { spans.trained.contains($0.date) }
    let trials = ModelTrials(
      suite: suite, recorded: recorded, span: spans.trained, streets: streets, options: options)
    var rates = suite.rates(history, trials.choice)
    rates[.lastYearCount] = suite.lastYearCount(recorded, span: spans.trained)
    rates[.ensemble] = trials.stacking.combined(rates)
    return field(snapshot, spans, history, trials, rates, registration, options)
  }

  /// Puts together what is published, and checks it on the days kept back.
  private static func field(
    _ snapshot: CitySnapshot, _ spans: AnalysisSpans, _ history: IncidentHistory,
    _ trials: ModelTrials, _ rates: [RiskModel: SegmentRates],
    _ registration: LocationRegistration, _ options: AnalysisOptions
  ) -> RiskField {
    let bands = BandProfiles(roads: snapshot.roads, incidents: history.incidents)
    let hours = HoursProfile(
      bands: bands, incidents: history.incidents,
      weights: history.weights(
        halfLifeDays: trials.choice.halfLifeDays,
        earlierEraWeight: trials.choice.earlierEraWeight),
      strength: trials.hoursStrength)
    let published = rates[trials.selection.chosen] ?? SegmentRates(rate: [], deviation: [])
    var field = RiskField(
      version: version(snapshot: snapshot, spans: spans, trials: trials, options: options),
      snapshot: snapshot.version, trained: spans.trained, heldOut: spans.heldOut,
      yearlyRate: published.rate, yearlyRateDeviation: published.deviation,
      profile: bands.profileOfSegment, bandShare: bands.share, hours: hours, backTest: [],
      model: trials.choice, selection: trials.selection, locationShifts: registration.shifts,
      countingYears: history.years.years)
    field.backTest = backTest(field, rates, snapshot, spans, seed: options.seed)
    field.selection?.heldOut = field.backTest
      .filter { $0.model == publishedName && $0.hours == .all }.compactMap(\.advantage)
    return field
  }

  private static func check(_ snapshot: CitySnapshot) throws(AnalysisError) {
    guard !snapshot.roads.segments.isEmpty else {
      throw .noStreets(city: snapshot.name.english)
    }
    let segments = snapshot.roads.segments.count
    for located in snapshot.incidents
    where !(0..<Int64(segments)).contains(located.segment.rawValue) {
      throw .unknownSegment(
        incident: located.incident.id, segment: located.segment.rawValue, segments: segments)
    }
  }

  /// What the published field is called among the models of the back-test.
  static let publishedName = "risk-field"

  private static func backTest(
    _ field: RiskField, _ rates: [RiskModel: SegmentRates], _ snapshot: CitySnapshot,
    _ spans: AnalysisSpans, seed: UInt64
  ) -> [BackTestResult] {
    var test = BackTest(
      roads: snapshot.roads, incidents: snapshot.incidents, span: spans.heldOut, seed: seed)
    test.add(publishedName) { field.yearlyRates(in: $0.bands) }
    for model in RiskModel.allCases where model != .random {
      test.add(model.rawValue, score: rates[model]?.rate ?? [])
    }
    test.addRandom()
    return test.results()
  }

  /// Raised whenever the same snapshot and options would give another field.
  private static let methodVersion = "risk-field-2"

  private static func version(
    snapshot: CitySnapshot, spans: AnalysisSpans, trials: ModelTrials, options: AnalysisOptions
  ) -> Version {
    let choice = trials.choice
    return Version(
      stage: "risk",
      madeFrom: [
        methodVersion, snapshot.version.digest, "\(spans.trained.first)", "\(spans.trained.last)",
        "\(spans.heldOut.first)", "\(spans.heldOut.last)", "\(options.kernelReachesMetres)",
        "\(options.halfLivesDays)", "\(options.earlierEraWeights)",
        trials.selection.chosen.rawValue, "\(choice.kernelReachMetres)", "\(choice.halfLifeDays)",
        "\(choice.earlierEraWeight)", "\(trials.hoursStrength)", "\(options.seed)",
      ])
  }
}
