// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography

/// What a city's files leave open and the import fills in; each is said in the report.
struct CityAssumptions {
  let name: LocalizedName
  let clock: CityClock
  private let isNameAssumed: Bool
  private let isClockAssumed: Bool

  init(_ description: CityDescription, folder: URL, roads: RoadNetwork) {
    let folderName = folder.standardizedFileURL.lastPathComponent
    name = description.name ?? LocalizedName(chinese: folderName, english: folderName)
    isNameAssumed = description.name == nil
    clock = CityClock(
      minutesEastOfUTC: description.minutesEastOfUTC ?? Self.offset(of: roads))
    isClockAssumed = description.minutesEastOfUTC == nil
  }

  /// - Parameter usesOwnClock: Whether the city's own staff file brings the clock.
  func notes(usesOwnClock: Bool) -> [LocalizedName] {
    var notes: [LocalizedName] = []
    if isNameAssumed {
      notes.append(
        LocalizedName(
          chinese: "没有 city.json 给出城市名称，采用文件夹名 \(name.chinese)。",
          english: "No city.json names the city; the folder's name \(name.english) is used."))
    }
    if isClockAssumed, !usesOwnClock {
      let minutes = clock.minutesEastOfUTC
      notes.append(
        LocalizedName(
          chinese: "没有 city.json 给出时区，按经度采用 UTC 偏移 \(minutes) 分钟。",
          english: """
            No city.json gives the clock; \(minutes) minutes east of UTC are taken from the longitude.
            """))
    }
    return notes
  }

  /// China has one clock; elsewhere 15 degrees make an hour.
  private static func offset(of roads: RoadNetwork) -> Int {
    guard let centre = GeographicBox(around: roads.shapePoints)?.centre else { return 0 }
    if ChineseDatum.isInChina(centre) { return 480 }
    return Int((centre.longitude / 15).rounded()) * 60
  }
}
