// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A worker that has answered: its libraries are there and its fonts are known.
struct WorkerSession {
  let process: WorkerProcess
  let fonts: ResolvedFonts

  init(python: URL, folders: FontFolders, timeout: Duration) throws(RenderingError) {
    let paths = try folders.existing()
    let script = Bundle.module.bundleURL.appending(path: "Resources/worker")
    let process = try WorkerProcess(python: python, script: script, timeout: timeout)
    let reply = try process.ask(StartRequest(fontFolders: paths), as: StartReply.self)
    guard reply.ok, let families = reply.families else {
      let path = python.path(percentEncoded: false)
      if reply.code == "moduleMissing" {
        throw .pythonModuleMissing(module: reply.detail ?? "", python: path)
      }
      throw .workerFailed(reply.detail ?? "")
    }
    fonts = try ResolvedFonts(available: families, folders: paths)
    self.process = process
  }
}
