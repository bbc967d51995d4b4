// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird

/// `/bulletin.pdf` and `/bulletin.docx`: the finished files, read when asked for.
struct BulletinRoutes<Context: RequestContext>: Sendable {
  let files: BulletinFiles

  func add(to router: Router<Context>) {
    router.get("/bulletin.pdf") { request, _ in
      try answer(request, file: files.pdf, form: "PDF", mediaType: "application/pdf")
    }
    router.get("/bulletin.docx") { request, _ in
      try answer(
        request, file: files.docx, form: "DOCX",
        mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    }
  }

  private func answer(
    _ request: Request, file: URL?, form: String, mediaType: String
  ) throws -> Response {
    guard let file, let bytes = try? Data(contentsOf: file) else {
      throw Problem.missingBulletin(form)
    }
    var response = try PreparedBody([UInt8](bytes), mediaType: mediaType, compresses: false)
      .response(to: request)
    response.headers[.contentDisposition] = "inline; filename=\"\(file.lastPathComponent)\""
    return response
  }
}
