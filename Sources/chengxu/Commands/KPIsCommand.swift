// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Supervision

struct KPIsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis", abstract: Texts.text("command.kpis"))

  @Flag(help: ArgumentHelp(Texts.text("option.list")))
  var list = false

  @Argument(help: ArgumentHelp(Texts.text("option.kpi"), valueName: "KEY"))
  var key: String?

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  func run() throws {
    let definitions = KPIRegistry.all.map(\.definition)
    guard let key, !list else {
      print(try KPIList(definitions: definitions).rendered(as: format))
      return
    }
    guard let one = definitions.first(where: { $0.id == key }) else {
      throw ValidationError(Texts.text("error.unknown-kpi", ["key": key]))
    }
    print(try KPIDetail(definition: one).rendered(as: format))
  }
}

/// Every figure on a line.
struct KPIList: Summary {
  var definitions: [KPIDefinition]

  var table: TextTable {
    TextTable(
      header: ["table.key", "table.figure", "table.unit", "table.version", "table.gist"].map {
        Texts.text($0)
      },
      rows: definitions.map {
        [
          $0.id, Texts.text($0.name), Texts.text($0.unit), "\($0.version)", Texts.text($0.gist),
        ]
      }, numeric: [3])
  }
}

/// One figure with its whole definition.
struct KPIDetail: Summary {
  var definition: KPIDefinition

  var table: TextTable {
    TextTable(
      header: ["table.field", "table.definition"].map { Texts.text($0) },
      rows: [
        [Texts.text("table.figure"), Texts.text(definition.name)],
        [Texts.text("table.formula"), Texts.text(definition.formula)],
        [Texts.text("table.numerator"), Texts.text(definition.numerator)],
        [Texts.text("table.denominator"), Texts.text(definition.denominator)],
        [Texts.text("table.exclusions"), Texts.text(definition.exclusions)],
        [Texts.text("table.window"), Texts.text(definition.window)],
        [Texts.text("table.unit"), Texts.text(definition.unit)],
        [Texts.text("table.version"), "\(definition.version)"],
      ])
  }
}
