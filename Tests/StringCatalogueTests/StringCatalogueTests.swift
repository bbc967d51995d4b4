// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import StringCatalogue
import Testing

@Suite("The string catalogue")
struct StringCatalogueTests {
  let catalogue: StringCatalogue

  init() throws { catalogue = try StringCatalogue() }

  @Test("has every text in both languages", arguments: StringCatalogue.Topic.allCases)
  func isComplete(topic: StringCatalogue.Topic) throws {
    #expect(!catalogue.keys(of: topic).isEmpty)
    for key in catalogue.keys(of: topic) {
      let name = try #require(catalogue.name(key))
      #expect(!name.chinese.isEmpty, "\(key) has no Chinese text")
      #expect(!name.english.isEmpty, "\(key) has no English text")
    }
  }

  @Test("uses the same placeholders in both languages", arguments: StringCatalogue.Topic.allCases)
  func placeholdersMatch(topic: StringCatalogue.Topic) throws {
    for key in catalogue.keys(of: topic) {
      let name = try #require(catalogue.name(key))
      #expect(
        StringCatalogue.placeholders(in: name.chinese)
          == StringCatalogue.placeholders(in: name.english), "the placeholders of \(key) differ")
    }
  }

  @Test("holds no key twice")
  func keysAreUnique() {
    let keys = StringCatalogue.Topic.allCases.flatMap(catalogue.keys(of:))
    let repeated = Dictionary(grouping: keys, by: \.self).filter { $0.value.count > 1 }.keys
    #expect(repeated.isEmpty)
  }

  /// 督察 is the police's own disciplinary inspection under its own regulation, which this is not.
  @Test("calls inspections 督导, and nothing in program or pages calls them 督察")
  func noDisciplinaryInspection() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../..").standardizedFileURL
    var read = 0
    for folder in ["Sources", "Web/source", "Data/bulletin-templates"] {
      let files = try #require(
        FileManager.default.enumerator(
          at: root.appending(path: folder), includingPropertiesForKeys: nil))
      for case let file as URL in files
      where ["swift", "json", "ts", "html", "py", "typ"].contains(file.pathExtension) {
        read += 1
        #expect(!(try String(contentsOf: file, encoding: .utf8)).contains("督察"), "\(file.path())")
      }
    }
    #expect(read > 500)
  }

  @Test("fills placeholders by name")
  func fillsPlaceholders() {
    let arguments = ["form": "PDF"]
    #expect(
      catalogue.text("app.bulletin", in: .english, arguments: arguments) == "Bulletin PDF")
    #expect(catalogue.text("app.bulletin", in: .chinese, arguments: arguments) == "工作专报 PDF")
    #expect(catalogue.text("no.such.key", in: .english) == "no.such.key")
  }

  @Test(
    "takes the language from a locale",
    arguments: [("en_GB.UTF-8", Language.english), ("zh_CN.UTF-8", .chinese), ("C", .chinese)])
  func language(locale: String, expected: Language) {
    #expect(Language(locale: locale) == expected)
    #expect(Language(locale: nil) == .chinese)
  }
}
