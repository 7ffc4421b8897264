"""Samverkansbanken: knowledge bank and agreement generator for Swedish public bodies.

Data flows one way: ``kb/`` → :class:`samverkan.records.bank.Bank` → search, drafting
or site → files. Nothing in this package knows a form of cooperation, a clause or a
statute by name; all of that is data in ``kb/`` and ``agreements/``.
"""

__version__ = "0.1.0"
