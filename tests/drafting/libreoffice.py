"""LibreOffice as a reader that is not ours: it opens a file, does something, tells what it sees.

A macro runs in a LibreOffice without a screen, through many files at a time. Comments are left
out of what it opens: it cannot draw them without a screen, and stops.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from samverkan.drafting.word.package import pack
from tests.drafting.wordreading import Word

Action = Literal["accept", "reject", "index", "read"]
"""Accept or reject all changes, bring the contents up to date, or only look."""

_COMMENTS = re.compile(
    r"<w:comment(?:RangeStart|RangeEnd) [^>]*/>|"
    r"<w:r>(?:<w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>)?"
    r"<w:commentReference [^>]*/></w:r>"
)
_MACRO = r"""
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Rem Some counts are brought up to date only when a file is opened.
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
      Act(doc, job(0))
      If job(0) <> "index" Then
        doc.storeToURL(job(1) & ".odt", plain())
        doc.close(True)
        doc = StarDesktop.loadComponentFromURL(job(1) & ".odt", "_blank", 0, hidden())
        doc.getTextFields().refresh()
      End If
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


def seen(jobs: Mapping[str, tuple[Action, bytes]], folder: Path) -> dict[str, list[str]]:
    """Return what LibreOffice sees of each file after the action, a line for each paragraph.

    A line gives style, number and text, parted by tabs; ``cell`` and ``end`` show the tables,
    and ``note`` begins a footnote.
    """
    profile = folder / "profil"
    _prepare(profile, folder)
    lines = []
    for name, (action, docx) in jobs.items():
        source = folder / f"{name}.docx"
        source.write_bytes(without_comments(docx))
        lines.append(f"{action}\t{source.as_uri()}\t{(folder / f'{name}.txt').as_uri()}\n")
    (folder / "jobs.txt").write_text("".join([*lines, "\n"]), encoding="utf-8")
    _office(profile, "--norestore", "macro:///Standard.M.Main")
    return {
        name: (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1] for name in jobs
    }


def without_comments(docx: bytes) -> bytes:
    """Return the file without the anchors of its comments."""
    parts = Word(docx).parts
    body = _COMMENTS.sub("", parts["word/document.xml"].decode())
    return pack({**parts, "word/document.xml": body.encode()})


def _office(profile: Path, *arguments: str) -> None:
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", own, "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


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
