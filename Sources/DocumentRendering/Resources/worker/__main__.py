# SPDX-License-Identifier: Apache-2.0
"""Sets bulletins and records with Typst and python-docx: one line of JSON in, one line of JSON out.

The first line says where fonts are and is answered with the families found there; each further line
is one document to write. Texts are data: Typst gets them as a JSON input, never as markup.
"""

import errno
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

CODES = {
    errno.ENOSPC: "diskFull",
    errno.EDQUOT: "diskFull",
    errno.EFBIG: "diskFull",
    errno.ENOENT: "folderMissing",
    errno.ENOTDIR: "folderMissing",
}


def write_whole(path, data):
    """Writes beside the target and renames, so that nobody ever sees half a file."""
    folder, name = os.path.split(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(prefix="." + name + ".", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~UMASK)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def current_umask():
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


UMASK = current_umask()


def start(request):
    try:
        import typst
    except ImportError:
        return None, {"ok": False, "code": "moduleMissing", "detail": "typst"}
    try:
        import docx  # noqa: F401
    except ImportError:
        return None, {"ok": False, "code": "moduleMissing", "detail": "python-docx"}
    from paper import Paper

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=request["fontFolders"]
    )
    return Paper(HERE, fonts), {"ok": True, "families": fonts.families()}


def render(paper, request):
    document, fonts = request["document"], request["fonts"]
    if request["format"] == "pdf":
        data, pages, warnings = paper.pdf(document, fonts)
    elif request["format"] == "record":
        data, pages, warnings = paper.record(document, fonts)
    else:
        from word import word_file

        data, pages, warnings = word_file(document, lambda svg: paper.picture(svg, fonts)), None, []
    write_whole(request["output"], data)
    return {"ok": True, "bytes": len(data), "pages": pages, "warnings": warnings}


def answer(paper, request):
    try:
        return render(paper, request)
    except OSError as error:
        code = CODES.get(error.errno, "notWritable")
        return {"ok": False, "code": code, "detail": error.strerror or str(error)}
    except Exception as error:  # one bad document must not end the worker
        text = str(error)
        if lacking := lacking_characters(text):
            return {"ok": False, "code": "unprintable", "detail": lacking}
        return {"ok": False, "code": "failed", "detail": text}


def lacking_characters(message):
    """What no font has, such as 㐂 U+3402; none for another message."""
    from paper import lacking_letters

    return ", ".join(
        (f"{letter} " if letter.isprintable() else "") + f"U+{ord(letter):04X}"
        for letter in lacking_letters(message))


def main():
    paper = None
    for line in sys.stdin:
        request = json.loads(line)
        if paper is None:
            paper, reply = start(request)
        else:
            reply = answer(paper, request)
        print(json.dumps(reply, ensure_ascii=False), flush=True)
        if paper is None:
            return


main()
