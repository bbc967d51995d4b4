# SPDX-License-Identifier: Apache-2.0
"""PDF and pictures by Typst."""

import calendar
import json
import os
import re

import typst


class Paper:
    def __init__(self, folder, fonts):
        self._bulletin = self._compiler(folder, "gongwen.typ", fonts)
        self._figure = self._compiler(folder, "figure.typ", fonts)

    @staticmethod
    def _compiler(folder, name, fonts):
        return typst.Compiler(os.path.join(folder, name), root=folder, font_paths=fonts)

    def pdf(self, document, fonts):
        """The file, its number of pages, and what Typst warned of."""
        inputs = {
            "document": json.dumps(document, ensure_ascii=False),
            "fonts": json.dumps(fonts, ensure_ascii=False),
        }
        # Noon of the print date: the file must not depend on when it is made.
        date = (document["year"], document["month"], document["day"], 12, 0, 0)
        data, warnings = self._bulletin.compile_with_warnings(
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
