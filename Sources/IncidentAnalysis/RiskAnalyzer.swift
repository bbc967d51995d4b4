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
    let history = IncidentHistory(snapshot.incidents, span: spans.trained)
    guard history.incidents.count >= AnalysisOptions.leastIncidents else {
      throw .tooFewIncidents(
        found: history.incidents.count, needed: AnalysisOptions.leastIncidents,
        span: spans.trained)
    }
    let model = RateModel(
      roads: snapshot.roads,
      neighbourhood: SegmentNeighbourhood(
        of: snapshot.roads, reachMetres: options.kernelReachesMetres.max() ?? 0))
    let choice = model.choose(history, among: options)
    let estimate = model.estimate(
      history, kernelReachMetres: choice.kernelReachMetres, halfLifeDays: choice.halfLifeDays)
    let bands = BandProfiles(roads: snapshot.roads, incidents: history.incidents)
    return RiskField(
      version: version(snapshot: snapshot, spans: spans, choice: choice, options: options),
      snapshot: snapshot.version, trained: spans.trained, heldOut: spans.heldOut,
      yearlyRate: estimate.rate, yearlyRateDeviation: estimate.deviation,
      profile: bands.profileOfSegment, bandShare: bands.share,
      backTest: backTest(
        snapshot: snapshot, history: history, spans: spans, model: model, rate: estimate.rate,
        seed: options.seed),
      model: choice, countingYears: history.years.years)
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

  private static func backTest(
    snapshot: CitySnapshot, history: IncidentHistory, spans: AnalysisSpans, model: RateModel,
    rate: [Double], seed: UInt64
  ) -> [BackTestResult] {
    let segments = snapshot.roads.segments.count
    let heldOut = IncidentHistory(snapshot.incidents, span: spans.heldOut)
    let test = BackTest(
      roads: snapshot.roads, incidents: heldOut.counts(segments: segments), seed: seed)
    let guesses = Baselines(roads: snapshot.roads, neighbourhood: model.neighbourhood)
    return test.results(of: "risk-field", score: rate)
      + test.results(of: "last-year-count", score: guesses.lastYearCount(history))
      + test.results(of: "kernel-density", score: guesses.kernelDensity(history))
      + test.randomResults()
  }

  /// Raised whenever the same snapshot and options would give another field.
  private static let methodVersion = "risk-field-1"

  private static func version(
    snapshot: CitySnapshot, spans: AnalysisSpans, choice: RateModelChoice,
    options: AnalysisOptions
  ) -> Version {
    Version(
      stage: "risk",
      madeFrom: [
        methodVersion, snapshot.version.digest, "\(spans.trained.first)", "\(spans.trained.last)",
        "\(spans.heldOut.first)", "\(spans.heldOut.last)", "\(options.kernelReachesMetres)",
        "\(options.halfLivesDays)", "\(choice.kernelReachMetres)", "\(choice.halfLifeDays)",
        "\(options.seed)",
      ])
  }
}
