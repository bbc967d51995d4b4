// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What the command line may say about the server; `docs/operations.md` lists the other places.
struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.host")))
  var host: String?

  @Option(help: ArgumentHelp(Texts.text("option.port"), valueName: "N"))
  var port: Int?

  @Option(help: ArgumentHelp(Texts.text("option.web"), valueName: "DIR"))
  var web: String?

  @Option(help: ArgumentHelp(Texts.text("option.log-level"), valueName: "LEVEL"))
  var logLevel: String?

  @Option(help: ArgumentHelp(Texts.text("option.sign-in"), valueName: "WHEN"))
  var signIn: String?

  @Option(help: ArgumentHelp(Texts.text("option.config"), valueName: "FILE"))
  var config: String?
}
