"""The site: Bank → Markdown pages → MkDocs → a finished folder of files."""

from samverkan.site.address import address
from samverkan.site.build import SiteReport, build_site

__all__ = ["SiteReport", "address", "build_site"]
