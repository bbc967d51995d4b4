// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Photos over Open311")
struct Open311PhotoTests {
  /// A form as a browser sends it.
  private struct Form {
    static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    var bytes: [UInt8] = []

    init(_ fields: [(String, String)]) {
      for (name, value) in fields { add("name=\"\(name)\"", nil, Array(value.utf8)) }
    }

    mutating func file(_ bytes: [UInt8], name: String = "IMG_1.jpg", as field: String = "media") {
      add("name=\"\(field)\"; filename=\"\(name)\"", "image/jpeg", bytes)
    }

    private mutating func add(_ disposition: String, _ type: String?, _ content: [UInt8]) {
      bytes += Array(
        "--\(Self.boundary)\r\nContent-Disposition: form-data; \(disposition)\r\n".utf8)
      if let type { bytes += Array("Content-Type: \(type)\r\n".utf8) }
      bytes += Array("\r\n".utf8) + content + Array("\r\n".utf8)
    }

    var whole: [UInt8] { bytes + Array("--\(Self.boundary)--\r\n".utf8) }
  }

  private static func report(_ served: ServedOpen311, _ more: [(String, String)] = []) -> Form {
    Form(
      [
        ("api_key", served.key), ("service_code", "E0102"), ("lat", "36.71"), ("long", "119.12"),
        ("description", "路边垃圾 & <b>"),
      ] + more)
  }

  private static func post(
    _ body: [UInt8], _ served: ServedOpen311, to ending: String = "json",
    type: String = "multipart/form-data; boundary=\(Form.boundary)"
  ) async throws -> TestResponse {
    try await served.client.execute(
      uri: "/open311/v2/requests.\(ending)", method: .post, headers: [.contentType: type],
      body: ByteBuffer(bytes: body)
    ) { $0 }
  }

  /// Every file of the photo store.
  private static func stored(_ served: ServedOpen311) -> [String] {
    (FileManager.default.enumerator(atPath: served.photos.path)?.allObjects as? [String] ?? [])
      .filter { $0.hasSuffix(".jpeg") }
  }

  @Test("stay with the report, freed of where they were taken, and are not published")
  func taken() async throws {
    try await ServedOpen311.test { served in
      var form = Self.report(served)
      form.file(PhotoSamples.jpeg(3, place: true))
      form.file(PhotoSamples.jpeg(4), name: "二.jpg")
      // What a browser sends where no file was chosen, and a file of another field.
      form.file([], name: "")
      form.file(Array("x".utf8), as: "attachment")
      let answer = try await Self.post(form.whole, served)
      #expect(answer.status == .ok, "\(answer.text)")
      #expect(try answer.objects().first?["service_request_id"] as? String == "1")
      let one = try await served.store.cityCase(1)
      #expect(one.report.photos.map(\.hexadecimal) == [PhotoSamples.hash(3), PhotoSamples.hash(4)])
      #expect(one.report.description == "路边垃圾 & <b>")
      #expect(one.report.place == Coordinate(latitude: 36.71, longitude: 119.12))
      let photo = try await FilePhotoStore(served.photos).photo(one.report.photos[0])
      #expect(photo.place == nil && photo.bytes == PhotoSamples.jpeg(3))
      #expect(Self.stored(served).allSatisfy { $0.hasPrefix("report/") })
      let published = try await served.get("v2/requests/1.json").text
      #expect(!published.contains(PhotoSamples.hash(3)) && !published.contains("photo"))
    }
  }

  @Test("are sent again with the same key without being stored again")
  func retry() async throws {
    try await ServedOpen311.test { served in
      var form = Self.report(served)
      form.file(PhotoSamples.jpeg(3))
      for _ in 0..<2 {
        var headers: HTTPFields = [
          .contentType: "multipart/form-data; boundary=\"\(Form.boundary)\""
        ]
        let name = try #require(HTTPField.Name("Idempotency-Key"))
        headers[name] = "6f0d2c1a-0001"
        let answer = try await served.client.execute(
          uri: "/open311/v2/requests.json", method: .post, headers: headers,
          body: ByteBuffer(bytes: form.whole)
        ) { $0 }
        #expect(try answer.objects().first?["service_request_id"] as? String == "1")
      }
      #expect(try await served.all().count == 1 && Self.stored(served).count == 1)
    }
  }

  @Test(
    "that are none, too large or too many are named in the standard's errors; nothing is stored")
  func refused() async throws {
    try await ServedOpen311.test { served in
      func errors(_ files: [[UInt8]], _ fields: [(String, String)] = []) async throws -> [String] {
        var form = Self.report(served, fields)
        for file in files { form.file(file) }
        let answer = try await Self.post(form.whole, served)
        #expect(answer.status == .badRequest)
        return try answer.objects().map { error in
          #expect(error["code"] as? Int == 400)
          return error["description"] as? String ?? ""
        }
      }
      let none = try await errors([Array("<svg onload=alert(1)>".utf8)])
      #expect(none.count == 1 && none[0].contains("no JPEG, PNG or WebP photo"), "\(none)")
      let large = try await errors([
        PhotoSamples.jpeg(1) + [UInt8](repeating: 0, count: PhotoUpload.mostBytes)
      ])
      #expect(large.count == 1 && large[0].contains("\(PhotoUpload.mostBytes) are allowed"))
      let many = try await errors((0..<5).map { PhotoSamples.jpeg($0) })
      #expect(many == ["media has 5 files and 4 are allowed."])
      // A good photo beside a bad one, and a wrong argument: each is named.
      let both = try await errors(
        [PhotoSamples.jpeg(1), Array(PhotoSamples.jpeg(2).dropLast(3))], [("email", "nobody")])
      #expect(both.count == 2 && both[0] == "email is no mail address.", "\(both)")
      #expect(both.last?.contains("damaged") == true)

      var form = Self.report(served)
      form.file(PhotoSamples.jpeg(1))
      let cut = Array(form.whole.dropLast(40))
      #expect(try await Self.post(cut, served).status == .badRequest)
      let nameless = try await Self.post(form.whole, served, type: "multipart/form-data")
      #expect(nameless.text.contains("no whole multipart/form-data form"))
      let json = try await Self.post(Array("{}".utf8), served, type: "application/json")
      #expect(json.status == .badRequest && json.text.contains("neither"))
      let xml = try await Self.post(cut, served, to: "xml")
      #expect(xml.text.contains("<errors><error><code>400</code>"), "\(xml.text)")
      var keyless = Form([("service_code", "E0102"), ("lat", "36.71"), ("long", "119.12")])
      keyless.file(PhotoSamples.jpeg(1))
      #expect(try await Self.post(keyless.whole, served).status == .forbidden)
      #expect(try await served.all().isEmpty && Self.stored(served).isEmpty)
    }
  }
}

@Suite("A form with files")
struct MultipartFormTests {
  private func form(_ text: String, _ type: String = "multipart/form-data; boundary=x") -> [String]?
  {
    MultipartForm(Array(text.utf8), contentType: type)?.parts.map { part in
      let content = String(decoding: part.bytes, as: UTF8.self)
      return "\(part.name)|\(part.fileName ?? "-")|\(content)"
    }
  }

  private func part(_ head: String, _ content: String) -> String {
    "--x\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
  }

  @Test("is read part by part, whatever stands in them")
  func read() {
    let odd = part("filename=\"f;name=c\"; name=\"b\"", "a--x")
    #expect(
      form("ignored\r\n" + part("name=a", "1") + odd + "--x--\r\nx")
        == ["a|-|1", "b|f;name=c|a--x"], "a boundary stands at the beginning of a line")
    #expect(form(part("name=a", "1\r\n--x\r\n2") + "--x--") == nil)
    #expect(form("--x--") == [])
    #expect(form("--x  \r\ncontent-disposition:form-data;name=\"c\"\r\n\r\n\r\n--x--") == ["c|-|"])
    #expect(
      form(part("name=a", "1") + "--x--", "Multipart/Form-Data; charset=utf-8; Boundary=\"x\"")
        == ["a|-|1"])
  }

  @Test(
    "is none where it is cut off or wrong",
    arguments: [
      "", "--x", "--x\r\n", "--y--", "--x\r\n\r\n1\r\n--x--",
      "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--",
      "--x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--x--",
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n", "--xContent",
    ])
  func wrong(text: String) {
    #expect(form(text) == nil)
  }

  @Test("has a boundary of a sensible length and not too many parts")
  func limits() {
    #expect(form("--x--", "multipart/form-data") == nil)
    #expect(form("--x--", "multipart/form-data; boundary=") == nil)
    let long = String(repeating: "x", count: 71)
    #expect(form("--\(long)--", "multipart/form-data; boundary=\(long)") == nil)
    let many = String(repeating: part("name=a", "1"), count: MultipartForm.mostParts + 1)
    #expect(form(many + "--x--") == nil)
  }
}
