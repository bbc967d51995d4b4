// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension Program {
  /// A data folder with the bundled example of a district, in a folder that the caller removes.
  static func preparedDistrict() throws -> (data: URL, scratch: URL) {
    let scratch = try Scratch.folder()
    let data = scratch.appending(path: "data", directoryHint: .isDirectory)
    let example = TestTools.packageFolder.appending(path: "Data/city-order")
    let outcome = try run([
      "cases", "prepare", "--data", data.path(),
      "--directory", example.appending(path: "example-district.json").path(),
      "--deadlines", example.appending(path: "example-deadlines.json").path(),
      "--calendar", example.appending(path: "calendar-china.json").path(),
      "--grids", TestTools.packageFolder.appending(path: "Tests/browser/order-grids.json").path(),
    ])
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return (data, scratch)
  }
}
