// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Hummingbird

/// `/api/grid/responsibility`: who answers for a place on a day 定人定责.
struct ResponsibilityRoutes: Sendable {
  private let entrance: CaseEntrance

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.get("/api/grid/responsibility", use: responsibility)
  }

  /// `?latitude=36.7&longitude=119.1` in degrees, WGS-84; `&at=2017-06-28` or `2017-06-28T09:30` on
  /// the city's clock, today without it.
  @Sendable private func responsibility(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let place = Coordinate(
      latitude: try degrees("latitude", within: 90, request),
      longitude: try degrees("longitude", within: 180, request))
    let date = try date(of: request, service)
    guard let found = service.grids.responsibility(at: place, on: date) else {
      throw Problem.noGrid
    }
    return try Response(
      private: ResponsibilityBody(found, on: date, service.directory, visitor))
  }

  private func degrees(
    _ name: Substring, within limit: Double, _ request: Request
  ) throws(Problem) -> Double {
    guard let value = request.uri.queryParameters[name].flatMap({ Double(String($0)) }),
      (-limit...limit).contains(value)
    else { throw .badField(String(name)) }
    return value
  }

  private func date(of request: Request, _ service: Open311Service) throws(Problem) -> CivilDate {
    guard let text = request.uri.queryParameters["at"].map(String.init) else {
      return service.directory.clock.civilTime(of: service.now()).date
    }
    guard let date = CivilDate(text) ?? CivilTime(text)?.date else { throw .badField("at") }
    return date
  }
}

/// A grid and those who answer for it on a day.
struct ResponsibilityBody: Codable {
  struct Owner: Codable {
    var role: GridOwner.Role
    /// Only for those who see the cases of that body: to all others the body answers.
    var name: String?
    var unit: Int64
    var unitName: LocalizedName?
  }

  /// 15 digits.
  var code: String
  var name: String
  var date: String
  var owners: [Owner]
  /// The body that a case falls to when nobody else takes it 属地.
  var territory: Int64?

  init(
    _ found: GridResponsibility, on date: CivilDate, _ directory: OrderDirectory,
    _ visitor: CaseVisitor
  ) {
    code = found.code.digits
    name = found.name
    self.date = "\(date)"
    owners = GridOwner.Role.allCases.flatMap { role in found.owners.filter { $0.role == role } }
      .map { owner in
        Owner(
          role: owner.role, name: visitor.seesAll || visitor.isOf(owner.unit) ? owner.name : nil,
          unit: owner.unit.rawValue,
          unitName: directory.units.first { $0.id == owner.unit }?.name)
      }
    territory = found.territorialUnit?.rawValue
  }
}
