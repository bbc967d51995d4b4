// SPDX-License-Identifier: Apache-2.0

public import Bulletin
public import DutyModel

/// A record of duty on A4, to be signed by hand and filed: every printed text ready, nothing left to compute.
public struct RecordSheet: Hashable, Encodable, Sendable {
  public struct Fact: Hashable, Encodable, Sendable {
    public var label: String
    public var text: String

    public init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  public struct Part: Hashable, Encodable, Sendable {
    public var title: String
    public var paragraphs: [String]
    /// Its caption and note are not printed: the part has a title.
    public var table: Table?

    public init(_ title: String, paragraphs: [String] = [], table: Table? = nil) {
      self.title = title
      self.paragraphs = paragraphs
      self.table = table
    }
  }

  public struct Signature: Hashable, Encodable, Sendable {
    public var role: String
    /// Below the line: when it was done on the system, or room for a date.
    public var said: String

    public init(_ role: String, said: String) {
      self.role = role
      self.said = said
    }
  }

  public var title: String
  /// Stands on every page.
  public var number: String
  public var organization: String
  public var unit: String
  /// In red above every page, such as that the data are made up.
  public var labels: [String] = []
  /// Two beside one another.
  public var facts: [Fact] = []
  public var parts: [Part] = []
  public var signatures: [Signature] = []
  /// Small, below the signatures.
  public var notes: [String] = []
  /// With `{page}` and `{pages}`.
  public var pages: String
  private var year: Int
  private var month: Int
  private var day: Int

  /// - Parameter date: of the file; the same record of the same day gives the same bytes.
  public init(
    title: String, number: String, organization: String, unit: String, pages: String,
    date: CivilDate
  ) {
    self.title = title
    self.number = number
    self.organization = organization
    self.unit = unit
    self.pages = pages
    (year, month, day) = date.components
  }
}
