# SPDX-License-Identifier: Apache-2.0
"""PDF and pictures by Typst."""

import calendar
import json
import os
import re
import unicodedata

import typst


class Paper:
    def __init__(self, folder, fonts):
        self._bulletin = self._compiler(folder, "gongwen.typ", fonts)
        self._record = self._compiler(folder, "record.typ", fonts)
        self._figure = self._compiler(folder, "figure.typ", fonts)

    @staticmethod
    def _compiler(folder, name, fonts):
        return typst.Compiler(os.path.join(folder, name), root=folder, font_paths=fonts)

    def pdf(self, document, fonts):
        """A bulletin: the file, its number of pages, and what Typst warned of."""
        return self._pdf(self._bulletin, document, fonts)

    def record(self, document, fonts):
        """A record likewise. Whoever wrote it cannot mend it any more: what no font has, such as a face that a
        telephone put in, is printed as □, the mark for a letter that cannot be read."""
        document = texts_changed(document, plain)
        while True:
            try:
                return self._pdf(self._record, document, fonts)
            except Exception as error:
                letters = lacking_letters(str(error))
                marked = texts_changed(
                    document, lambda text: "".join("□" if each in letters else each for each in text))
                if marked == document:
                    raise
                document = marked

    @staticmethod
    def _pdf(compiler, document, fonts):
        inputs = {
            "document": json.dumps(document, ensure_ascii=False),
            "fonts": json.dumps(fonts, ensure_ascii=False),
        }
        # Noon of the print date: the file must not depend on when it is made.
        date = (document["year"], document["month"], document["day"], 12, 0, 0)
        data, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-2b"],
            pdf_tags=True,
            timestamp=calendar.timegm(date),
        )
        return data, page_count(data), [warning.message for warning in warnings]

    def picture(self, svg, fonts):
        """The drawing as PNG at the width of the type area, 220 dots an inch."""
        inputs = {"svg": svg, "fonts": json.dumps(fonts, ensure_ascii=False)}
        pages = self._figure.compile(format="png", ppi=220, sys_inputs=inputs)
        return pages[0] if isinstance(pages, list) else pages


def page_count(data):
    """From the page tree's root; Typst writes it without compression."""
    counts = [int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", data)]
    return max(counts) if counts else None


def texts_changed(value, change):
    """The same with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [texts_changed(each, change) for each in value]
    if isinstance(value, dict):
        return {key: texts_changed(each, change) for key, each in value.items()}
    return value


def plain(text):
    """Line ends stay, as they are written here; tabs and the like become blanks. What only changes how the letter beside
    it looks, such as the skin of a face, goes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [each for each in text if not (unicodedata.category(each) == "Cf" or each in CHANGERS)]
    return "".join(" " if each != "\n" and unicodedata.category(each) == "Cc" else each for each in kept)


# Variation selectors, and the five skins.
CHANGERS = {chr(code) for code in [*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)]}


def lacking_letters(message):
    """The characters that the typesetter says no font has; none for another message."""
    found = re.search(r'the text `"(.*?)"` could not be displayed', message)
    if not found:
        return ""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
