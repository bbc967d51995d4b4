// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

/// The answers of GeoReport v2 as trees.
struct Open311Bodies: Sendable {
  let directory: OrderDirectory
  /// Everybody: no answer tells more than the one table gives them.
  let reader = CaseReader.everybody
  private let units: [ID<OrderUnit>: OrderUnit]

  init(_ directory: OrderDirectory) {
    self.directory = directory
    units = Dictionary(directory.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var services: Open311Node {
    .list(
      item: "service",
      directory.classes.classes.filter(\.isPublic).map { one in
        .object([
          ("service_code", .text(one.code.text)), ("service_name", .text(one.name.chinese)),
          ("description", .text(one.name.english)),
          ("metadata", .flag(!(one.attributes ?? []).isEmpty)), ("type", .text("realtime")),
          ("keywords", .text([one.major.english, one.name.english].joined(separator: ", "))),
          ("group", .text(one.major.chinese)),
        ])
      })
  }

  func definition(of one: CaseClass) -> Open311Node {
    let attributes = (one.attributes ?? []).enumerated().map { position, attribute in
      Open311Node.object([
        ("variable", .flag(true)), ("code", .text(attribute.code)),
        ("datatype", .text(attribute.datatype.rawValue)),
        ("required", .flag(attribute.isRequired)), ("datatype_description", .text(nil)),
        ("order", .integer(position + 1)), ("description", .text(attribute.question.chinese)),
        (
          "values",
          .list(
            item: "value",
            attribute.choices.map {
              .object([("key", .text($0.key)), ("name", .text($0.name.chinese))])
            })
        ),
      ])
    }
    return .object([
      ("service_code", .text(one.code.text)),
      ("attributes", .list(item: "attribute", attributes)),
    ])
  }

  func requests(_ cases: [CityCase]) -> Open311Node {
    .list(item: "request", cases.compactMap(reader.view).map(request))
  }

  private func request(_ seen: CaseView) -> Open311Node {
    let clock = directory.clock
    let closing = seen.handlingDue ?? (seen.state == "reported" ? nil : seen.due)
    return .object([
      ("service_request_id", .text(seen.id.description)),
      ("status", .text(seen.ending == nil ? "open" : "closed")),
      ("status_notes", .text(seen.publicNote)),
      ("service_name", .text(directory.classes[seen.code]?.name.chinese)),
      ("service_code", .text(seen.code.text)),
      ("description", .text(seen.description?.nonEmpty)),
      ("agency_responsible", .text(seen.unit.flatMap { units[$0] }?.name.chinese)),
      ("service_notice", .text(nil)),
      ("requested_datetime", .text(Open311Time.text(seen.receivedAt, on: clock))),
      ("updated_datetime", .text(Open311Time.text(seen.lastChange, on: clock))),
      ("expected_datetime", .text(closing.map { Open311Time.text($0, on: clock) })),
      ("address", .text(seen.address?.nonEmpty)),
      ("address_id", .text(seen.grid?.digits)), ("zipcode", .text(nil)),
      ("lat", .number(seen.place?.latitude)),
      ("long", .number(seen.place?.longitude)),
      ("media_url", .text(seen.mediaURL)),
    ])
  }

  func filed(_ one: CityCase) -> Open311Node {
    let due = reader.view(of: one)?.due.map { Open311Time.text($0, on: directory.clock) }
    return .list(
      item: "request",
      [
        .object([
          ("service_request_id", .text(one.id.description)),
          ("service_notice", .text(due.map { "将于 \($0) 前核实。" })), ("account_id", .text(nil)),
        ])
      ])
  }

  func token(_ one: CityCase) -> Open311Node {
    let number = Open311Node.text(one.id.description)
    return .list(item: "request", [.object([("service_request_id", number), ("token", number)])])
  }
}

extension CaseView {
  /// The step it stands at, or how it ended.
  fileprivate var publicNote: String {
    switch ending {
    case .verified: return "已核查结案"
    case .declined: return "不予立案"
    case .withParent(let parent): return "与 \(parent) 重复，一并结案"
    case .withdrawn: return "已作废"
    case .recorded(let status): return status
    case nil: break
    }
    if let parent { return "与 \(parent) 重复" }
    return switch state {
    case "onLedger": "挂账"
    case "paused": "暂停计时"
    default: step.name.chinese
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
