// SPDX-License-Identifier: Apache-2.0

public import Bulletin
import DutyModel
public import Foundation

/// Makes PDF and DOCX files from bulletins, and PDF files from records.
///
/// Typst and python-docx run in one long-lived Python process: the first document takes its start
/// of about half a second, the next ones do not. Documents are checked before anything is written,
/// and a file is complete or not there at all. The same document gives the same bytes.
///
/// The actor has a thread of its own, because it waits for the process.
public actor DocumentRenderer {
  private nonisolated let executor: BlockingExecutor
  private let python: URL
  private let folders: FontFolders
  private let timeout: Duration
  private var worker: WorkerSession?

  /// - Parameters:
  ///   - python: the interpreter of the environment that has `typst` and `python-docx`.
  ///   - timeout: how long one document may take before the process is stopped.
  /// - Throws: what is missing: interpreter, libraries, or a font for one of the roles.
  public init(
    python: URL, fonts: FontFolders, timeout: Duration = .seconds(120)
  ) async throws(RenderingError) {
    executor = BlockingExecutor(label: "chengxu.document-rendering")
    self.python = python
    folders = fonts
    self.timeout = timeout
    _ = try session()
  }

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Writes a PDF/A-2b file with tags, set in the geometry of GB/T 9704-2012.
  public func pdf(
    _ document: BulletinDocument, to file: URL
  ) async throws(RenderingError) -> RenderingReport {
    try render(checked(document), as: .pdf, to: file)
  }

  /// Writes a file for Word, WPS and LibreOffice with the same text; figures become pictures.
  public func docx(
    _ document: BulletinDocument, to file: URL
  ) async throws(RenderingError) -> RenderingReport {
    try render(checked(document), as: .docx, to: file)
  }

  /// Writes a PDF/A-2b file with tags on A4. What no font has is printed as □: a record cannot be mended.
  public func pdf(_ record: RecordSheet, to file: URL) async throws(RenderingError)
    -> RenderingReport
  {
    try render(record, as: .record, to: file)
  }

  /// Ends the Python process; the next document starts another one.
  public func close() {
    worker?.process.stop()
    worker = nil
  }

  private func checked(_ document: BulletinDocument) throws(RenderingError) -> PrintedDocument {
    do { try document.validate() } catch { throw .layout(error) }
    return PrintedDocument(document)
  }

  private func render(
    _ document: some Encodable, as format: RenderFormat, to file: URL
  ) throws(RenderingError) -> RenderingReport {
    let session = try session()
    let request = RenderRequest(
      format: format, document: document, output: file.path(percentEncoded: false),
      fonts: session.fonts.families)
    do {
      let reply = try session.process.ask(request, as: RenderReply.self)
      return try report(reply, file: file, fonts: session.fonts, format: format)
    } catch {
      // A process that broke off is of no use; the next document gets a new one.
      if error.endsWorker { close() }
      throw error
    }
  }

  private func report(
    _ reply: RenderReply, file: URL, fonts: ResolvedFonts, format: RenderFormat
  ) throws(RenderingError) -> RenderingReport {
    guard reply.ok, let bytes = reply.bytes else {
      throw RenderingError(reply, file: file.path(percentEncoded: false))
    }
    return RenderingReport(
      pages: reply.pages, bytes: bytes, warnings: reply.warnings ?? [],
      substitutedFonts: format == .docx ? [] : fonts.substitutions)
  }

  private func session() throws(RenderingError) -> WorkerSession {
    if let worker { return worker }
    let started = try WorkerSession(python: python, folders: folders, timeout: timeout)
    worker = started
    return started
  }
}

/// What came of one file.
public struct RenderingReport: Hashable, Codable, Sendable {
  /// `nil` for DOCX: the program that opens it makes the pages.
  public var pages: Int?
  public var bytes: Int
  /// What Typst found worth saying, in its words.
  public var warnings: [String]
  /// Fonts that stand in for the office's own; empty if those were found.
  public var substitutedFonts: [FontSubstitution]

  public init(
    pages: Int?, bytes: Int, warnings: [String], substitutedFonts: [FontSubstitution]
  ) {
    self.pages = pages
    self.bytes = bytes
    self.warnings = warnings
    self.substitutedFonts = substitutedFonts
  }
}
