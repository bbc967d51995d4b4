// SPDX-License-Identifier: Apache-2.0

import AccessControl

extension RouteDescription {
  private static let asked: [Field] = [
    .may("from", .text), .may("to", .text), .may("account", .text),
    .may("kind", .choice(AccessEvent.Kind.allCases.map(\.rawValue))), .may("unit", .integer),
    .may("officer", .text),
  ]

  static let audit: [String: RouteDescription] = [
    "GET /api/audit/events": .reads(
      "审计记录", "The record of access, newest first; that it is read is recorded once an hour",
      query: asked + [.may("before", .integer), .may("limit", .integer)]),
    "GET /api/audit/events.csv": .reads(
      "导出审计记录（CSV）", "A part of the record as CSV; each file is recorded", query: asked,
      mediaType: "text/csv"),
    "GET /api/audit/events.xlsx": .reads(
      "导出审计记录（XLSX）", "A part of the record as XLSX; each file is recorded", query: asked,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "GET /api/audit/chain": .reads(
      "事件链状态", "How long the chained log is, and what its checks found"),
    "POST /api/audit/chain/verifications": .acts(
      "校验事件链", "Has the whole chained log walked, one check at a time; recorded with its finding",
      nil),
    "GET /api/duty/track-readings": .reads(
      "谁查看过我的轨迹",
      "Who read the way of whoever asks, or of a vehicle while they had it out: when, why and which hours",
      query: [.may("before", .integer), .may("limit", .integer)]),
  ]
}
