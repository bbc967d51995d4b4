# SPDX-License-Identifier: Apache-2.0
"""DOCX by python-docx, in the geometry of GB/T 9704-2012, with the office's font names."""

import datetime
import io
import zipfile

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

BODY, LEAD, HEADING, TITLE, NUMBER = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
RED = "E60012"
STYLE_FONTS = {"body": None, "lead": LEAD, "heading": HEADING}
ALIGNMENTS = {"leading": ALIGN.LEFT, "center": ALIGN.CENTER, "trailing": ALIGN.RIGHT}
TYPE_WIDTH = Mm(156)
# From this many rows on a table is one to look up in and is set smaller, as in the PDF.
LONG_TABLE_ROWS = 15


def word_file(document, picture):
    """The file's bytes; `picture` turns an SVG into PNG bytes."""
    return stable_archive(Writer(document, picture).written())


def stable_archive(data):
    """The same parts with one fixed time stamp each: the same document gives the same bytes."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, source.read(name))
    return target.getvalue()


# The order of CT_PPr and CT_RPr in ISO/IEC 29500-1; Word may refuse a file that has another.
PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
).split()
RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
).split()
TABLE_ORDER = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
).split()
ORDERS = {"pPr": PARAGRAPH_ORDER, "rPr": RUN_ORDER, "tblPr": TABLE_ORDER}


def put_in_order(root):
    for name, order in ORDERS.items():
        ranks = {qn("w:" + child): rank for rank, child in enumerate(order)}
        for properties in root.iter(qn("w:" + name)):
            children = sorted(properties, key=lambda child: ranks.get(child.tag, len(ranks)))
            properties[:] = children


def title_size(lines):
    """22 pt, or as little as 18 pt where that spares a line a break, in half points."""
    fitting = int(TYPE_WIDTH.pt / widest_in_ems(lines) * 2) / 2
    return fitting if 18 <= fitting < 22 else 22


def widest_in_ems(lines):
    return max(sum(0.5 if ord(letter) < 0x2E80 else 1 for letter in line) for line in lines)


def contents_size(title):
    """16 pt, or as little as 14 pt where that keeps a title of the contents on one line."""
    fitting = int((TYPE_WIDTH.pt - 32) / widest_in_ems([title]) * 2) / 2
    return fitting if 14 <= fitting < 16 else None


def element(name, **attributes):
    made = OxmlElement("w:" + name)
    for key, value in attributes.items():
        made.set(qn("w:" + key), str(value))
    return made


def set_fonts(properties, name):
    fonts = properties.get_or_add_rFonts()
    for attribute in ("eastAsia", "hAnsi", "ascii", "cs"):
        fonts.set(qn("w:" + attribute), name)


class Writer:
    def __init__(self, document, picture):
        self.data = document
        self.picture = picture
        self.file = Document()
        self.section = self.file.sections[0]

    def written(self):
        self.set_geometry()
        self.set_default_style()
        self.set_properties()
        self.add_label()
        self.add_head()
        self.add_contents()
        self.add_sections()
        self.add_foot()
        self.add_page_number(self.section.footer, ALIGN.RIGHT)
        self.add_page_number(self.section.even_page_footer, ALIGN.LEFT)
        page = self.section
        edges = (page.header, page.even_page_header, page.footer, page.even_page_footer)
        for root in (self.file.element, self.file.styles.element, *(edge._element for edge in edges)):
            put_in_order(root)
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()

    # ---- The whole document

    def set_geometry(self):
        page = self.section
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(37), Mm(35)
        page.left_margin, page.right_margin = Mm(28), Mm(26)
        page.header_distance = Mm(20)
        # The page number's dash stands 7 mm below the type area.
        page.footer_distance = Mm(35 - 7 - 7)
        grid = page._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = element("docGrid")
            page._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(225 / 25.4 * 1440 / 22)))
        self.file.settings.odd_and_even_pages_header_footer = True

    def set_default_style(self):
        style = self.file.styles["Normal"]
        style.font.size, style.font.name = Pt(16), BODY
        properties = style.element.get_or_add_rPr()
        set_fonts(properties, BODY)
        # 28 characters of 16 pt are wider than 156 mm; a quarter point less each makes them fit.
        properties.append(element("spacing", val=-5))
        properties.append(element("kern", val=0))
        # Called Chinese, letters and figures would be broken in the middle of a number by LibreOffice.
        properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
        layout = style.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
        layout.space_after = Pt(0)

    def set_properties(self):
        data, core = self.data, self.file.core_properties
        moment = datetime.datetime(data["year"], data["month"], data["day"], 12)
        core.title, core.author, core.last_modified_by = data["title"], data["author"], data["author"]
        core.created = core.modified = moment
        core.revision, core.language, core.comments, core.keywords = 1, "zh-CN", "", ""

    # ---- Pieces

    def run(self, paragraph, text, font=None, size=None, color=None, spacing=None):
        made = paragraph.add_run(text)
        if font:
            made.font.name = font
            set_fonts(made._element.get_or_add_rPr(), font)
        if size:
            made.font.size = Pt(size)
        if color:
            made.font.color.rgb = RGBColor.from_string(color)
        if spacing is not None:
            made._element.get_or_add_rPr().append(element("spacing", val=int(spacing * 20)))
        return made

    def paragraph(self, alignment=None, line=None, before=0, after=0, within=None):
        made = (within or self.file).add_paragraph()
        return self.shaped(made, alignment, line, before, after)

    def shaped(self, paragraph, alignment=None, line=None, before=0, after=0):
        layout = paragraph.paragraph_format
        if alignment is not None:
            paragraph.alignment = alignment
        if line:
            layout.line_spacing = Pt(line)
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        properties = paragraph._element.get_or_add_pPr()
        off = ["autoSpaceDE", "autoSpaceDN"] + (["snapToGrid"] if line else [])
        for name in off:
            properties.append(element(name, val=0))
        return paragraph

    def rule(self, paragraph, side, eighths, color="000000"):
        properties = paragraph._element.get_or_add_pPr()
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            borders = element("pBdr")
            properties.append(borders)
        borders.append(element(side, val="single", sz=eighths, space=4, color=color))

    def right_tab(self, paragraph, millimetres):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(millimetres), WD_TAB_ALIGNMENT.RIGHT)

    # ---- Parts

    def add_label(self):
        """The demo label stands in the head of every page."""
        label = self.data.get("demoDataLabel")
        if not label:
            return
        for header in (self.section.header, self.section.even_page_header):
            paragraph = self.shaped(header.paragraphs[0], ALIGN.LEFT, line=18)
            made = self.run(paragraph, label, HEADING, 12, RED, spacing=0)
            made._element.get_or_add_rPr().append(
                element("bdr", val="single", sz=8, space=0, color=RED)
            )

    def add_head(self):
        head = self.data["masthead"]
        self.run(
            self.paragraph(ALIGN.CENTER, 38, before=14), head["organization"], TITLE, 26, RED, 3
        )
        self.run(self.paragraph(ALIGN.CENTER, 62), head["name"], TITLE, 50, RED, 14)
        self.add_number(head["issue"], head.get("signer"))
        line = self.paragraph(before=2)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(16)
        self.right_tab(line, 156 - 6)
        self.run(line, head["office"] + "\t" + head["date"])
        self.rule(self.paragraph(line=6), "top", 18, RED)

    def add_number(self, issue, signer):
        """The number in the middle, and on its line, one character from the edge, who signed."""
        if not signer:
            self.run(self.paragraph(ALIGN.CENTER, before=8), issue)
            return
        line = self.paragraph(before=8)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(156 / 2), WD_TAB_ALIGNMENT.CENTER)
        self.right_tab(line, 156 - 6)
        self.run(line, "\t" + issue + "\t")
        self.run(line, signer, LEAD)

    def add_contents(self):
        for part in self.data["contents"]:
            self.run(self.paragraph(before=6), part["label"], HEADING)
            for title in part["titles"]:
                line = self.paragraph()
                line.paragraph_format.left_indent = Pt(32)
                self.run(line, title, LEAD, contents_size(title))

    def add_sections(self):
        for section in self.data["sections"]:
            if section.get("label"):
                paragraph = self.paragraph(before=14)
                paragraph.paragraph_format.keep_with_next = True
                self.run(paragraph, section["label"], HEADING)
            for article in section["articles"]:
                self.add_title(article["title"])
                for block in article["blocks"]:
                    getattr(self, "add_" + block["kind"])(block)

    def add_title(self, lines):
        size = title_size(lines)
        for index, text in enumerate(lines):
            first, last = index == 0, index == len(lines) - 1
            paragraph = self.paragraph(
                ALIGN.CENTER, 34, before=16 if first else 0, after=14 if last else 0
            )
            paragraph.paragraph_format.keep_with_next = True
            # The first line is what readers and outlines find the article by.
            if first:
                paragraph._element.get_or_add_pPr().append(element("outlineLvl", val=0))
            self.run(paragraph, text, TITLE, size)

    def add_paragraph(self, block):
        paragraph = self.paragraph(ALIGN.JUSTIFY)
        paragraph._element.get_or_add_pPr().append(
            element("ind", firstLineChars=200, firstLine=640)
        )
        for run in block["runs"]:
            self.run(paragraph, run["text"], STYLE_FONTS[run["style"]])

    def add_caption(self, text, before=8, after=4, keeps=True):
        paragraph = self.paragraph(ALIGN.CENTER, 18, before=before, after=after)
        paragraph.paragraph_format.keep_with_next = keeps
        self.run(paragraph, text, HEADING, 12, spacing=0)

    def add_note(self, text):
        self.run(self.paragraph(ALIGN.JUSTIFY, 15, before=4, after=8), text, None, 10.5, spacing=0)

    def add_table(self, block):
        self.add_caption(block["caption"])
        columns = block["columns"]
        table = self.file.add_table(rows=1 + len(block["rows"]), cols=len(columns))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        self.rule_table(table)
        shares = [column["share"] for column in columns]
        widths = [Emu(TYPE_WIDTH * share // sum(shares)) for share in shares]
        # Word goes by the cells' widths, LibreOffice by the grid's.
        for column, width in zip(table.columns, widths):
            column.width = width
        alignments = [ALIGNMENTS[column["alignment"]] for column in columns]
        titles = [column["title"] for column in columns]
        size = 12 if len(block["rows"]) < LONG_TABLE_ROWS else 9
        self.fill_row(table.rows[0], titles, widths, alignments, HEADING, size)
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
        # table.rows makes a new list on each access.
        for row, texts in zip(list(table.rows)[1:], block["rows"]):
            self.fill_row(row, texts, widths, alignments, None, size)
        if block.get("note"):
            self.add_note(block["note"])
        else:
            self.paragraph(line=10)

    def fill_row(self, row, texts, widths, alignments, font, size):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, text, width, alignment in zip(row.cells, texts, widths, alignments):
            cell.width = width
            paragraph = self.shaped(cell.paragraphs[0], alignment, line=size + 6)
            self.run(paragraph, text, font, size, spacing=0)

    def rule_table(self, table):
        borders = element("tblBorders")
        for side, eighths, color in (
            ("top", 8, "000000"), ("bottom", 8, "000000"), ("insideH", 4, "808080")
        ):
            borders.append(element(side, val="single", sz=eighths, space=0, color=color))
        table._tbl.tblPr.append(borders)

    def add_figure(self, block):
        paragraph = self.paragraph(ALIGN.CENTER, before=8)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        paragraph.paragraph_format.keep_with_next = True
        picture = io.BytesIO(self.picture(block["svg"]))
        shape = paragraph.add_run().add_picture(picture, width=TYPE_WIDTH)
        # Unsaid, LibreOffice takes a distance of an eighth of an inch and moves the picture to the right.
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
        shape._inline.docPr.set("descr", block["alternativeText"])
        shape._inline.docPr.set("name", block["caption"])
        has_note = bool(block.get("note"))
        self.add_caption(block["caption"], before=4, after=0 if has_note else 8, keeps=has_note)
        if has_note:
            self.add_note(block["note"])

    def add_foot(self):
        if self.data.get("provenance"):
            self.add_note(self.data["provenance"])
        lists = self.data["distribution"]
        for index, entry in enumerate(lists):
            paragraph = self.foot_line(first=index == 0)
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent = Pt(14 + 42), Pt(-42)
            self.run(paragraph, entry["label"] + "：" + entry["text"], None, 14)
        colophon = self.data["colophon"]
        paragraph = self.foot_line(first=not lists)
        self.right_tab(paragraph, 156 - 5)
        self.run(paragraph, colophon["office"] + "\t" + colophon["date"], None, 14)
        if colophon.get("copies"):
            paragraph = self.paragraph(ALIGN.RIGHT, 22)
            paragraph.paragraph_format.right_indent = Pt(14)
            self.run(paragraph, colophon["copies"], None, 14)
        self.rule(paragraph, "bottom", 8)

    def foot_line(self, first):
        paragraph = self.paragraph(line=22, before=24 if first else 0)
        self.rule(paragraph, "top", 8 if first else 6)
        layout = paragraph.paragraph_format
        layout.left_indent = layout.right_indent = Pt(14)
        layout.keep_with_next = True
        return paragraph

    def add_page_number(self, footer, alignment):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        self.run(paragraph, "— ", NUMBER, 14)
        field = self.run(paragraph, "", NUMBER, 14)._element
        field.append(element("fldChar", fldCharType="begin"))
        instruction = OxmlElement("w:instrText")
        instruction.text = "PAGE"
        field.append(instruction)
        field.append(element("fldChar", fldCharType="end"))
        self.run(paragraph, " —", NUMBER, 14)
