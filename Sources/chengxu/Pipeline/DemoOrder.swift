// SPDX-License-Identifier: Apache-2.0

import CityData
import CityOrder
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Operations
import Stores

/// City order of a demonstration: a made-up district on the city's own streets, with cases of the last weeks.
enum DemoOrder {
  private static let cases = 48
  /// Days that the demonstration's calendar covers, from today.
  private static let calendarDays = (before: 60, after: 730)

  /// A folder that has city order already keeps it as it is, and a city with a real staff gets none.
  static func fill(
    _ folder: StageFolder, seed: UInt64, now: Instant
  ) async throws -> (grids: Int, cases: Int) {
    let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
    let isThere = FileManager.default.fileExists(
      atPath: folder.orderDirectory.path(percentEncoded: false))
    guard snapshot.organization.isDemoData, !isThere else { return (0, 0) }
    let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
    let clock = snapshot.organization.clock
    let today = clock.civilTime(of: now).date
    var directory = try example(OrderDirectory.self, "example-district.json")
    directory.clock = clock
    directory.units = bodies(directory.units, of: snapshot.organization)
    let deadlines = OrderDeadlines(
      table: try example(DeadlineTable.self, "example-deadlines.json"),
      calendar: try calendar(around: today))
    let criteria = try example(SiteRegister.self, "example-sites.json").criteria
    let street = directory.units.first { $0.kind == .subdistrict }?.id ?? directory.units[0].id
    let district = try DemoDistrict(
      snapshot.roads, around: middle(of: plans), handler: street,
      siteTypes: Array(Set(criteria.map(\.siteType))).sorted(),
      since: today.adding(days: -calendarDays.before))
    let store = try await LiveStore(folder, address: nil)
    let register = store.cases(directory.classes)
    // The files come last: a run that fails leaves no folder that only looks as if it had city order.
    guard try await register.count() == 0 else {
      throw RegisterInUse(cases: try await register.count())
    }
    let filed = try await Workbench.fill(folder.url) { bench in
      try StageFile.write(directory, to: bench.orderDirectory)
      try StageFile.write(deadlines, to: bench.orderDeadlines)
      try StageFile.write(district.grids, to: bench.orderGrids)
      try StageFile.write(
        SiteRegister(sites: district.sites, criteria: criteria), to: bench.orderSites)
      let photos = FilePhotoStore(folder.photos)
      let map = GridMap(district.grids)
      let desk = CaseDesk(
        cases: register, directory: directory, grids: map, deadlines: try deadlines.desk(on: clock),
        photos: photos)
      let pictures = try DemoPictures(photos)
      var demo = DemoCases(
        desk: desk, spots: spots(on: snapshot.roads, in: map), now: now, seed: seed,
        photo: { kind, number throws(PhotoStoreError) in try await pictures.photo(kind, number) })
      try await demo.play(cases)
      return try await register.count()
    }
    try store.close()
    return (district.grids.count, filed)
  }

  /// The bundled bodies, the traffic brigade replaced by those of the organisation.
  private static func bodies(
    _ units: [OrderUnit], of organization: Organization
  ) -> [OrderUnit] {
    let brigades = organization.units.filter { $0.kind == .brigade }
    return units.filter { $0.kind != .trafficBrigade }
      + brigades.enumerated().map { position, brigade in
        OrderUnit(
          id: ID(rawValue: 31 + Int64(position)), kind: .trafficBrigade, name: brigade.name,
          unit: brigade.id)
      }
  }

  /// Nobody has published the days of a demonstration: weekends are off, and its name says so.
  private static func calendar(
    around today: CivilDate
  ) throws(WorkingCalendarError) -> WorkingCalendar {
    try WorkingCalendar(
      name: LocalizedName(chinese: "演示日历（只休周末）", english: "Demonstration: weekends off"),
      source: "Made up for a demonstration",
      covers: [
        today.adding(days: -calendarDays.before)...today.adding(days: calendarDays.after)
      ],
      holidays: [], shiftedWorkdays: [])
  }

  /// The middle of the peak's posts, where streets are dense.
  private static func middle(of plans: DutyPlanSet) -> Coordinate {
    let places = plans.plans.flatMap { $0.posts.map(\.location) }
    let latitudes = places.map(\.latitude).sorted()
    let longitudes = places.map(\.longitude).sorted()
    guard !places.isEmpty else { return Coordinate(latitude: 0, longitude: 0) }
    return Coordinate(
      latitude: latitudes[places.count / 2], longitude: longitudes[places.count / 2])
  }

  /// Middles of named streets within the grids.
  private static func spots(on roads: RoadNetwork, in map: GridMap) -> [DemoCases.Spot] {
    roads.segments.compactMap { segment in
      let shape = roads.shape(of: segment)
      let place = shape[(shape.startIndex + shape.endIndex - 1) / 2]
      guard let name = roads.streetName(of: segment), map.grid(at: place) != nil else {
        return nil
      }
      return DemoCases.Spot(place: place, address: "\(name)（演示）")
    }
  }

  private static func example<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value
  {
    try StageFile.read(type, from: folder.appending(path: name))
  }

  /// The bundled examples, which come with the program.
  static var folder: URL {
    ProjectLocations.bundled("Data/city-order")
      ?? URL(filePath: "Data/city-order", directoryHint: .isDirectory)
  }
}

/// Drawn pictures instead of photos, each a file of its own.
private struct DemoPictures {
  private let store: FilePhotoStore
  private var pictures: [DemoCases.Kind: NumberedPicture] = [:]

  init(_ store: FilePhotoStore) throws {
    self.store = store
    for kind in DemoCases.Kind.allCases {
      let file = DemoOrder.folder.appending(path: "demo-photos/\(kind.rawValue).png")
      pictures[kind] = NumberedPicture([UInt8](try StageFile.bytes(of: file)))
    }
  }

  func photo(_ kind: DemoCases.Kind, _ number: Int) async throws(PhotoStoreError) -> PhotoHash {
    let copy = pictures[kind]?.copy(number) ?? []
    let photo: InspectedPhoto
    do { photo = try InspectedPhoto(copy) } catch { throw .unavailable(detail: "\(error)") }
    try await store.upload(photo)
    return photo.hash
  }
}
