// SPDX-License-Identifier: Apache-2.0

/// One article: a title of one or more lines, then paragraphs, tables and figures in order.
public struct Article: Hashable, Codable, Sendable {
  /// As they are broken on the page; the contents list joins them with a blank.
  public var titleLines: [String]
  public var blocks: [Block]

  public init(titleLines: [String], blocks: [Block]) {
    self.titleLines = titleLines
    self.blocks = blocks
  }

  /// The title on one line, as the contents list has it.
  public var title: String { titleLines.joined(separator: " ") }
}

/// What an article is made of. In JSON an object with exactly one of the three keys.
public enum Block: Hashable, Sendable {
  case paragraph([Run])
  case table(Table)
  case figure(Figure)
}

/// A piece of a paragraph in one style. The text is data: nothing in it is read as markup.
public struct Run: Hashable, Codable, Sendable {
  public enum Style: String, CaseIterable, Codable, Sendable {
    /// 仿宋
    case body
    /// 黑体, for 一、
    case heading
    /// 楷体, for 一是
    case lead
  }

  public var style: Style
  public var text: String

  public init(_ style: Style = .body, _ text: String) {
    self.style = style
    self.text = text
  }
}

/// A ruled table with its caption above it and a note, such as its definitions, below.
public struct Table: Hashable, Codable, Sendable {
  public struct Column: Hashable, Codable, Sendable {
    public enum Alignment: String, CaseIterable, Codable, Sendable {
      case leading, center, trailing
    }

    public var title: String
    public var alignment: Alignment
    /// The column's part of the width, against the other columns' parts; at least 1.
    public var share: Int

    public init(_ title: String, alignment: Alignment = .leading, share: Int = 1) {
      self.title = title
      self.alignment = alignment
      self.share = share
    }
  }

  public var caption: String
  public var columns: [Column]
  /// One text a column in each row.
  public var rows: [[String]]
  public var note: String?

  public init(caption: String, columns: [Column], rows: [[String]], note: String? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}

/// A drawing with its caption below it, and the same in words for those who cannot see it.
public struct Figure: Hashable, Codable, Sendable {
  public var caption: String
  /// One `<svg>` element, as `SVGBuilder` writes it; in a template also a field of `DrawingFields`.
  public var svg: String
  public var alternativeText: String
  public var note: String?

  public init(caption: String, svg: String, alternativeText: String, note: String? = nil) {
    self.caption = caption
    self.svg = svg
    self.alternativeText = alternativeText
    self.note = note
  }

  /// Draws `drawing`; its description becomes the alternative text.
  public init(
    _ drawing: some Drawable, caption: String, note: String? = nil
  ) throws(DrawingError) {
    self.init(
      caption: caption, svg: try drawing.svg(), alternativeText: drawing.alternativeText,
      note: note)
  }
}

extension Block: Codable {
  private enum CodingKeys: String, CodingKey { case paragraph, table, figure }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard values.allKeys.count == 1, let key = values.allKeys.first else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "A block has exactly one of paragraph, table and figure."))
    }
    switch key {
    case .paragraph: self = .paragraph(try values.decode([Run].self, forKey: key))
    case .table: self = .table(try values.decode(Table.self, forKey: key))
    case .figure: self = .figure(try values.decode(Figure.self, forKey: key))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .paragraph(let runs): try values.encode(runs, forKey: .paragraph)
    case .table(let table): try values.encode(table, forKey: .table)
    case .figure(let figure): try values.encode(figure, forKey: .figure)
    }
  }
}
