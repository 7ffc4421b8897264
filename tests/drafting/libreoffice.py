"""LibreOffice as a reader that is not ours: it opens a file, does something, tells what it sees.

A macro runs in a LibreOffice without a screen, through many files at a time. It decides them first,
comments and all, and saves what it has. What it shows of them it is asked in a second run, in which
the comments are left out: without a screen it cannot draw them, and stops.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

from lxml import etree  # type: ignore[import-untyped]

Action = Literal["accept", "reject", "index", "read"]
"""Accept or reject all changes, bring the contents up to date, or only look."""

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BEGIN, _END = f"{_OFFICE}annotation", f"{_OFFICE}annotation-end"
_NAME = f"{_OFFICE}name"
_TRIES = 12
_MACRO = r"""
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim plain(0) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName" : plain(0).Value = "writer8"
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  asked = createUnoService("com.sun.star.io.TextInputStream")
  asked.setInputStream(files.openFileRead("FOLDER/jobs.txt"))
  asked.setEncoding("UTF-8")
  Do While Not asked.isEOF()
    job = Split(asked.readLine(), Chr(9))
    If UBound(job) = 2 Then
      doc = StarDesktop.loadComponentFromURL(job(1), "_blank", 0, hidden())
      If job(0) = "tell" Then
        doc.getTextFields().refresh()
        told = createUnoService("com.sun.star.io.TextOutputStream")
        told.setOutputStream(files.openFileWrite(job(2)))
        told.setEncoding("UTF-8")
        Tell(doc.getText(), told)
        notes = doc.getFootnotes()
        For i = 0 To notes.getCount() - 1
          told.writeString("note" & Chr(10))
          Tell(notes.getByIndex(i), told)
        Next i
        told.closeOutput()
      Else
        Act(doc, job(0))
        doc.storeToURL(job(2), plain())
      End If
      doc.close(True)
    End If
  Loop
  StarDesktop.terminate()
End Sub

Sub Act(doc, action)
  frame = doc.getCurrentController().getFrame()
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  If action = "accept" Or action = "reject" Then
    command = ".uno:" & IIf(action = "accept", "Accept", "Reject") & "AllTrackedChanges"
    helper.executeDispatch(frame, command, "", 0, Array())
  ElseIf action = "index" Then
    For i = 0 To doc.getDocumentIndexes().getCount() - 1
      doc.getDocumentIndexes().getByIndex(i).update()
    Next i
  End If
End Sub

Sub Tell(text, told)
  blocks = text.createEnumeration()
  Do While blocks.hasMoreElements()
    block = blocks.nextElement()
    If block.supportsService("com.sun.star.text.TextTable") Then
      names = block.getCellNames()
      For i = 0 To UBound(names)
        told.writeString("cell" & Chr(9) & names(i) & Chr(10))
        Tell(block.getCellByName(names(i)), told)
      Next i
      told.writeString("end" & Chr(10))
    Else
      shown = Replace(Replace(block.getString(), Chr(10), "\n"), Chr(13), "\n")
      number = block.ParaStyleName & Chr(9) & block.ListLabelString & Chr(9)
      told.writeString(number & Replace(shown, Chr(9), "\t") & Chr(10))
    End If
  Loop
End Sub
"""
_DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{}.dtd">\n'
)


@dataclass(frozen=True)
class Seen:
    """What LibreOffice has made of a file."""

    lines: list[str]
    """Style, number and text of each paragraph, parted by tabs; ``cell`` and ``end`` show the
    tables, and ``note`` begins a footnote."""
    comments: list[tuple[str, str]]
    """What each comment says, and the words that it is on."""


def seen(jobs: Mapping[str, tuple[Action, bytes]], folder: Path) -> dict[str, Seen]:
    """Return what LibreOffice sees of each file after the action."""
    profile = folder / "profil"
    _prepare(profile, folder)
    for name, (_, docx) in jobs.items():
        (folder / f"{name}.docx").write_bytes(docx)
    _run(folder, [(action, f"{name}.docx", f"{name}.odt") for name, (action, _) in jobs.items()])
    comments = {name: _taken_out(folder / f"{name}.odt") for name in jobs}
    _run(folder, [("tell", f"{name}.odt", f"{name}.txt") for name in jobs])
    told = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in jobs}
    return {name: Seen(told[name].split("\n")[:-1], comments[name]) for name in jobs}


def _run(folder: Path, jobs: list[tuple[str, str, str]]) -> None:
    """Do the jobs; those that LibreOffice stopped before, it is asked for again.

    It stops when it has the time to draw a comment between two jobs.
    """
    left = jobs
    for _ in range(_TRIES):
        lines = (
            f"{action}\t{(folder / source).as_uri()}\t{(folder / target).as_uri()}\n"
            for action, source, target in left
        )
        (folder / "jobs.txt").write_text("".join([*lines, "\n"]), encoding="utf-8")
        stopped = _office(folder / "profil", "--norestore", "macro:///Standard.M.Main")
        left = [job for job in left if not _is_whole(folder / job[2])]
        if not left:
            return
    raise RuntimeError(f"LibreOffice stopped at {left[0]}: {stopped}")


def _is_whole(file: Path) -> bool:
    return file.exists() and (file.suffix != ".odt" or zipfile.is_zipfile(file))


def _taken_out(odt: Path) -> list[tuple[str, str]]:
    """Take the comments out of an OpenDocument file and return them."""
    with zipfile.ZipFile(odt) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    root = next(etree.fromstring(data) for info, data in parts if info.filename == "content.xml")
    found = _comments(root)
    for node in list(root.iter(_BEGIN, _END)):
        node[:], node.text = [], None
    etree.strip_tags(root, _BEGIN, _END)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    with zipfile.ZipFile(odt, "w") as archive:
        for info, data in parts:
            archive.writestr(info, content if info.filename == "content.xml" else data)
    return found


def _comments(root: Any) -> list[tuple[str, str]]:
    said: dict[str, str] = {}
    on: dict[str, str] = {}
    for node in root.find(f"{_OFFICE}body").iter(_BEGIN, _END):
        name = node.get(_NAME, "")
        if node.tag == _BEGIN:
            said[name] = "\n".join("".join(p.itertext()) for p in node.iter(f"{_TEXT}p"))
            on[name] = "".join(_between(node, name)) if name else ""
    return [(said[name], on[name]) for name in said]


def _between(begin: Any, name: str) -> list[str]:
    """Return the pieces of text from where a comment begins to where it ends."""
    found = [begin.tail or ""]
    for node in begin.xpath("following::*"):
        if node.tag == _END and node.get(_NAME) == name:
            return found
        outside = next(node.iterancestors(_BEGIN), None) is None
        found += [node.text or ""] if outside and node.tag != _BEGIN else []
        found += [node.tail or ""] if outside else []
    return []


def _office(profile: Path, *arguments: str) -> str:
    """Run LibreOffice and return what it complains of."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", own, "--headless", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, timeout=600)
    return done.stderr.decode(errors="replace")


def _prepare(profile: Path, folder: Path) -> None:
    """Make a profile that holds the macro; LibreOffice must have made the profile itself."""
    if profile.exists():
        return
    _office(profile, "--terminate_after_init")
    basic = profile / "user" / "basic"
    library = basic / "Standard"
    uri = "http://openoffice.org/2000"
    (library / "M.xba").write_text(
        _DOCTYPE.format("script:module", "module")
        + f'<script:module xmlns:script="{uri}/script" script:name="M" '
        + f'script:language="StarBasic">{escape(_MACRO.replace("FOLDER", folder.as_uri()))}'
        + "</script:module>", "utf-8",
    )  # fmt: skip
    (library / "script.xlb").write_text(
        _DOCTYPE.format("library:library", "library")
        + f'<library:library xmlns:library="{uri}/library" library:name="Standard" '
        + 'library:readonly="false" library:passwordprotected="false">'
        + '<library:element library:name="M"/></library:library>', "utf-8",
    )  # fmt: skip
