// SPDX-License-Identifier: Apache-2.0

import Testing
import Webhooks

@Suite("Where messages may go")
struct WebhookAddressTests {
  @Test(
    "is an http or https address, and its origin has the port in its shortest form",
    arguments: [
      ("https://hub.example/duty?x=1", "https://hub.example"),
      ("HTTPS://Hub.Example:443/", "https://hub.example"),
      ("http://127.0.0.1:9000/in", "http://127.0.0.1:9000"),
      ("http://[::1]:9000", "http://[::1]:9000"),
    ])
  func good(address: String, origin: String) throws {
    #expect(try #require(WebhookAddress(address)).origin.text == origin)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "hub.example", "ftp://hub.example", "file:///etc/passwd", "https://", "https:///x",
      "https://user@hub.example/", "https://user:word@hub.example/", "https://hub.example/#part",
      "https://hub.example\\@evil.example/", "https://hub.example/a b", "https://hub.example/\n",
      "https://城.example/", "https://hub.example:0/", "https://hub.example:70000/",
      "https://hub.example/" + String(repeating: "a", count: 1000),
    ])
  func bad(address: String) { #expect(WebhookAddress(address) == nil) }

  @Test("is an origin that whoever runs the server has named, to the letter")
  func targets() throws {
    let targets = try #require(
      WebhookTargets(list: "https://hub.example, http://127.0.0.1:9000/"))
    for address in ["https://hub.example/a", "https://HUB.example:443/b", "http://127.0.0.1:9000"] {
      #expect(targets.allow(try #require(WebhookAddress(address))))
    }
    let others = [
      "http://hub.example/", "https://hub.example:8443/", "https://sub.hub.example/",
      "https://hub.example.evil/", "http://127.0.0.1:9001/", "http://localhost:9000/",
    ]
    for address in others { #expect(!targets.allow(try #require(WebhookAddress(address)))) }
    #expect(!WebhookTargets().allow(try #require(WebhookAddress("http://127.0.0.1/"))))
    #expect(WebhookTargets(list: "") == WebhookTargets())
    for list in ["hub.example", "https://hub.example/path", "https://a.example;https://b.example"] {
      #expect(WebhookTargets(list: list) == nil, "\(list)")
    }
  }
}
