// SPDX-License-Identifier: Apache-2.0

extension RouteDescription {
  /// What other systems are told.
  static let webhooks: [String: RouteDescription] = [
    "GET /api/webhooks": .reads("推送", "Webhooks: how far each is, and what keeps it"),
    "POST /api/webhooks": .acts(
      "新增推送", "Adds a webhook from now on; the answer shows its secret this once",
      [.must("name", .text), .must("url", .text), .must("kinds", .texts)]),
    "POST /api/webhooks/{webhook}/steps": .acts(
      "暂停、恢复、重发", "Pauses, resumes, or sends again what was recorded after an event",
      [
        .must("step", .choice(WebhookStepBody.Step.allCases.map(\.rawValue))),
        .may("after", .integer),
      ]),
    "GET /api/webhooks/choices": .reads(
      "可推送的事件与地址", "Which kinds of events there are, and where the server may send at all"),
    "POST /api/webhooks/{webhook}/secrets": .acts(
      "更换密钥",
      "Another secret, shown this once; the one before signs beside it for some hours, 24 unless said",
      [.may("overlapHours", .integer)]),
    "POST /api/webhooks/{webhook}/tests": .acts(
      "测试推送", "Sends a message that stands for no event, and says what the receiver answered", nil),
    "DELETE /api/webhooks/{webhook}": .acts("删除推送", "Removes a webhook and its secret", nil),
  ]
}
