// SPDX-License-Identifier: Apache-2.0

/// The first line to the worker: where fonts are.
struct StartRequest: Encodable {
  let fontFolders: [String]
}

/// The worker's answer to it.
struct StartReply: Decodable {
  let ok: Bool
  /// The font families that Typst found.
  let families: [String]?
  let code: String?
  let detail: String?
}

/// One document to write.
struct RenderRequest<Document: Encodable>: Encodable {
  let format: RenderFormat
  let document: Document
  let output: String
  /// By role, in the order in which they are tried.
  let fonts: [String: [String]]
}

enum RenderFormat: String, Encodable {
  /// A bulletin in one of its two forms.
  case pdf, docx
  /// A record as PDF.
  case record
}

struct RenderReply: Decodable {
  let ok: Bool
  let pages: Int?
  let bytes: Int?
  let warnings: [String]?
  let code: String?
  let detail: String?
}
