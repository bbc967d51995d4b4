// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import Operations

/// `/open311`: GeoReport v2 and its discovery, so that any 311 client can report.
///
/// Source: https://wiki.open311.org/GeoReport_v2 and Service Discovery. `jurisdiction_id` is ignored:
/// one address serves one city.
struct Open311Routes<Context: RequestContext>: Sendable {
  let service: Open311Service
  private let bodies: Open311Bodies
  private let lists = SharedAnswers<List>()

  private struct List: Hashable {
    var root: String
    var format: Open311Format
    var query: String
  }

  /// Most bytes of a report.
  private static var largestForm: Int { 256 * 1024 }
  /// Most bytes of all its photos together: they are held in memory before the key is known.
  private static var largestMedia: Int { 2 * PhotoUpload.mostBytes }
  private static var formTypes: (plain: String, withFiles: String) {
    ("application/x-www-form-urlencoded", "multipart/form-data")
  }

  init(_ service: Open311Service) {
    self.service = service
    bodies = Open311Bodies(service.directory)
  }

  func add(to router: Router<Context>) {
    let group = router.group("open311").add(middleware: Open311ErrorMiddleware())
    for format in Open311Format.allCases {
      let ending = format.rawValue
      group.get("discovery.\(ending)") { _, _ in
        try format.answer(discovery, root: "discovery")
      }
      group.get("v2/services.\(ending)") { _, _ in
        try format.answer(bodies.services, root: "services")
      }
      group.get("v2/requests.\(ending)") { request, _ in
        try await requests(request, format)
      }
      group.get("v2/servicerequestupdates.\(ending)") { request, _ in
        try await updates(request, format)
      }
      group.post("v2/requests.\(ending)") { request, _ in
        try await file(request, format)
      }
    }
    group.get("v2/services/:file", use: definition)
    group.get("v2/requests/:file", use: request)
    group.get("v2/tokens/:file", use: token)
  }

  private var discovery: Open311Node {
    let changed = Open311Time.text(service.changed, on: service.directory.clock)
    let formats = ["text/xml", "application/json"].map { Open311Node.text($0) }
    return .object([
      ("changeset", .text(changed)), ("contact", .text(service.contact)),
      ("key_service", .text(service.contact)),
      (
        "endpoints",
        .list(
          item: "endpoint",
          [
            .object([
              ("specification", .text("http://wiki.open311.org/GeoReport_v2")),
              ("url", .text(service.address + "/open311/v2")), ("changeset", .text(changed)),
              ("type", .text("production")), ("formats", .list(item: "format", formats)),
            ])
          ])
      ),
    ])
  }

  @Sendable private func definition(_ request: Request, context: Context) throws -> Response {
    let (code, format) = try name(context)
    guard let one = ClassCode(code).flatMap({ service.directory.classes[$0] }), one.isPublic else {
      throw Open311Failure(.notFound, "service_code \(code) was not found.")
    }
    return try format.answer(bodies.definition(of: one), root: "service_definition")
  }

  private func requests(_ request: Request, _ format: Open311Format) async throws -> Response {
    try await list("service_requests", request, format) { form, now in
      let search = try CaseSearch(form, on: service.directory.clock, now: now)
      return bodies.requests(try await service.cases.search(search))
    }
  }

  /// The extension Service Request Updates: what happened to public cases, step by step.
  private func updates(_ request: Request, _ format: Open311Format) async throws -> Response {
    try await list("service_request_updates", request, format) { form, now in
      let search = try CaseUpdateSearch(form, on: service.directory.clock, now: now)
      return bodies.updates(try await service.cases.updates(search))
    }
  }

  /// A list as many may ask for it at once.
  private func list(
    _ root: String, _ request: Request, _ format: Open311Format,
    _ make: @escaping @Sendable (FormBody, Instant) async throws -> Open311Node
  ) async throws -> Response {
    let now = service.now()
    let list = List(root: root, format: format, query: request.uri.query ?? "")
    return try await lists.answer(list, second: now.milliseconds / 1000) {
      let text = try format.text(try await make(try form(list.query), now), root: root)
      return try PreparedBody(Array(text.utf8), mediaType: format.mediaType)
    }.response(to: request, cacheControl: "no-store")
  }

  @Sendable private func request(
    _ request: Request, context: Context
  ) async throws -> Response {
    let (number, format) = try name(context)
    let one = try await publicCase(number, called: "service_request_id")
    return try format.answer(bodies.requests([one]), root: "service_requests")
  }

  /// Every report gets its number at once, so the number is its token too.
  @Sendable private func token(_ request: Request, context: Context) async throws -> Response {
    let (number, format) = try name(context)
    let one = try await publicCase(number, called: "token")
    return try format.answer(bodies.token(one), root: "service_requests")
  }

  private func publicCase(_ number: String, called name: String) async throws -> CityCase {
    let always = Instant(milliseconds: .min)..<Instant(milliseconds: .max)
    if let id = ID<CityCase>(number),
      let one = try await service.cases.search(
        CaseSearch(ids: [id], received: always, limit: 1)
      ).first
    {
      return one
    }
    throw Open311Failure(.notFound, "\(name) \(number) was not found.")
  }

  private func file(_ request: Request, _ format: Open311Format) async throws -> Response {
    let (form, media) = try await filedForm(request)
    let now = service.now()
    guard let key = form["api_key"], try await service.allowsKey(key, now) else {
      throw Open311Failure(.forbidden, "api_key is missing or invalid.")
    }
    let retryKey = try retryKey(of: request)
    if let retryKey, let known = try await service.cases.reported(under: retryKey, by: nil) {
      let one = try await service.cases.cityCase(known)
      return try format.answer(bodies.filed(one), root: "service_requests")
    }
    var filing = try Open311Intake(service: service).filing(form, media: media)
    filing.report.photos = try await kept(filing.photos)
    if filing.hasContact {
      filing.report.contact = try await service.reporters.keep(
        name: filing.name, phone: filing.phone, email: filing.email, at: now)
    }
    let filed = try await service.desk.file(
      filing.report, by: CaseActor(person: nil, role: .citizen, unit: nil), key: retryKey, at: now)
    await lists.forget()
    return try format.answer(bodies.filed(filed), root: "service_requests")
  }

  /// The standard has no way to send a request again after a lost answer; the header
  /// `Idempotency-Key` (IETF draft) may carry a key of the client's making.
  private func retryKey(of request: Request) throws -> RequestKey? {
    guard let name = HTTPField.Name("Idempotency-Key"), let text = request.headers[name] else {
      return nil
    }
    // A quoted string in the draft; many clients send it bare.
    guard let key = RequestKey(text.trimmingCharacters(in: ["\""])) else {
      throw Open311Failure(
        .badRequest, "Idempotency-Key needs 8 to 64 letters, digits and hyphens, such as a UUID.")
    }
    return key
  }

  /// Uploads photos that were found to be some; they stay with the report that names them.
  private func kept(_ photos: [InspectedPhoto]) async throws -> [PhotoHash] {
    guard let store = service.photos else { return [] }
    for photo in photos {
      do throws(PhotoStoreError) {
        try await PhotoUpload.keep(photo, in: store)
      } catch {
        throw Open311Failure(.serviceUnavailable, error.explanation.english)
      }
    }
    return photos.map(\.hash)
  }

  /// The form with what stands in the address beside it, and the files sent as `media`.
  private func filedForm(_ request: Request) async throws -> (FormBody, media: [[UInt8]]) {
    let type = request.headers[.contentType] ?? Self.formTypes.plain
    let query = request.uri.query ?? ""
    if type.lowercased().hasPrefix(Self.formTypes.plain) {
      let text = String(buffer: try await bytes(of: request, upTo: Self.largestForm))
      return (try form([text, query].joined(separator: "&")), [])
    }
    guard type.lowercased().hasPrefix(Self.formTypes.withFiles) else {
      throw Open311Failure(
        .badRequest,
        "The body is neither an \(Self.formTypes.plain) form nor a \(Self.formTypes.withFiles) one."
      )
    }
    let most = Self.largestForm + Self.largestMedia
    let body = Array(try await bytes(of: request, upTo: most).readableBytesView)
    guard let parts = MultipartForm(body, contentType: type)?.parts else {
      throw Open311Failure(.badRequest, "The body is no whole \(Self.formTypes.withFiles) form.")
    }
    let (files, fields) = (parts.filter { $0.fileName != nil }, parts.filter { $0.fileName == nil })
    guard fields.reduce(0, { $0 + $1.bytes.count }) <= Self.largestForm else {
      throw Open311Failure(.badRequest, "The form has more than \(Self.largestForm) bytes.")
    }
    var filed = try form(query)
    for field in fields {
      guard let value = String(validating: field.bytes, as: UTF8.self) else {
        throw Open311Failure(.badRequest, "\(field.name) is no UTF-8.")
      }
      filed.add(value, to: field.name)
    }
    // A browser sends a file without a name and content where none was chosen.
    return (filed, files.filter { $0.name == "media" && !$0.bytes.isEmpty }.map(\.bytes))
  }

  private func bytes(of request: Request, upTo most: Int) async throws -> ByteBuffer {
    do {
      return try await request.body.collect(upTo: most)
    } catch {
      throw Open311Failure(.badRequest, "The form has more than \(most) bytes.")
    }
  }

  private func form(_ text: String) throws -> FormBody {
    guard let form = FormBody(text) else {
      throw Open311Failure(.badRequest, "The arguments are not percent-encoded UTF-8.")
    }
    return form
  }

  /// `E0102.xml` as its name and form.
  private func name(_ context: Context) throws -> (String, Open311Format) {
    let file = context.parameters.get("file") ?? ""
    guard let dot = file.lastIndex(of: "."),
      let format = Open311Format(rawValue: String(file[file.index(after: dot)...]))
    else {
      throw Open311Failure(.notFound, "The address ends neither in .xml nor in .json.")
    }
    return (String(file[..<dot]), format)
  }
}
