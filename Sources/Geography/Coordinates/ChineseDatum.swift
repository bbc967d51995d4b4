// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation

/// The two shifted systems of Chinese web maps, and the ways back.
///
/// GCJ-02 adds a smooth offset of some hundred metres to places in China; BD-09 turns and stretches
/// that once more. Outside China's box all systems are equal. The forward formulas are the publicly
/// known ones (constants of the Krasovsky 1940 ellipsoid); the way back is a fixed-point iteration
/// on the forward formula, so that there and back again ends within 1e-8 degrees (1 mm).
///
/// Source: the public test vectors of github.com/googollee/eviltransform and
/// github.com/wandergis/coordtransform, which the tests repeat.
public enum ChineseDatum {
  /// The box in which the shift applies; the same one in all public implementations.
  public static func isInChina(_ place: Coordinate) -> Bool {
    (72.004...137.8347).contains(place.longitude) && (0.8293...55.8271).contains(place.latitude)
  }

  public static func gcj02(fromWGS84 place: Coordinate) -> Coordinate {
    guard isInChina(place) else { return place }
    let shift = shift(at: place)
    return Coordinate(
      latitude: place.latitude + shift.latitude, longitude: place.longitude + shift.longitude)
  }

  public static func wgs84(fromGCJ02 place: Coordinate) -> Coordinate {
    guard isInChina(place) else { return place }
    return inverse(of: place) { guess in
      let shift = shift(at: guess)
      return Coordinate(
        latitude: guess.latitude + shift.latitude, longitude: guess.longitude + shift.longitude)
    }
  }

  public static func bd09(fromGCJ02 place: Coordinate) -> Coordinate {
    isInChina(place) ? turned(place) : place
  }

  public static func gcj02(fromBD09 place: Coordinate) -> Coordinate {
    isInChina(place) ? inverse(of: place, under: turned) : place
  }

  /// Where `forward` maps to `place`. Each step removes all but a few thousandths of the error.
  private static func inverse(
    of place: Coordinate, under forward: (Coordinate) -> Coordinate
  ) -> Coordinate {
    var guess = place
    for _ in 0..<20 {
      let image = forward(guess)
      let latitudeError = image.latitude - place.latitude
      let longitudeError = image.longitude - place.longitude
      guess.latitude -= latitudeError
      guess.longitude -= longitudeError
      if abs(latitudeError) < 1e-10, abs(longitudeError) < 1e-10 { break }
    }
    return guess
  }

  /// Degrees that GCJ-02 adds at a place.
  private static func shift(at place: Coordinate) -> (latitude: Double, longitude: Double) {
    let semiMajorAxis = 6_378_245.0
    let eccentricitySquared = 0.006_693_421_622_965_943_23
    let x = place.longitude - 105
    let y = place.latitude - 35
    let sine = sin(place.latitude * .pi / 180)
    let flattening = 1 - eccentricitySquared * sine * sine
    let meridianRadius =
      semiMajorAxis * (1 - eccentricitySquared) / (flattening * flattening.squareRoot())
    let parallelRadius =
      semiMajorAxis / flattening.squareRoot() * cos(place.latitude * .pi / 180)
    return (
      northMetres(x, y) * 180 / (meridianRadius * .pi),
      eastMetres(x, y) * 180 / (parallelRadius * .pi)
    )
  }

  private static func northMetres(_ x: Double, _ y: Double) -> Double {
    let smooth = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
    let waves =
      20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi) + 20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)
      + 160 * sin(y / 12 * .pi) + 320 * sin(y / 30 * .pi)
    return smooth + waves * 2 / 3
  }

  private static func eastMetres(_ x: Double, _ y: Double) -> Double {
    let smooth = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
    let waves =
      20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi) + 20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)
      + 150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)
    return smooth + waves * 2 / 3
  }

  /// Baidu's second step, without the check of the box.
  private static func turned(_ place: Coordinate) -> Coordinate {
    let wave = Double.pi * 3000 / 180
    let x = place.longitude
    let y = place.latitude
    let radius = (x * x + y * y).squareRoot() + 0.000_02 * sin(y * wave)
    let angle = atan2(y, x) + 0.000_003 * cos(x * wave)
    return Coordinate(
      latitude: radius * sin(angle) + 0.006, longitude: radius * cos(angle) + 0.0065)
  }
}
