"""Builds the example glossary, a site of its own, into the folder of the manual.

Pages of the manual link to its pages with the role ``ai-glossary``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SITE = "ai-glossary"
"""The site's folder, below the manual's in the sources and in the output."""

BUILDERS = ("html", "dirhtml")
"""Builders whose output holds the site; others write the manual alone."""

PASSED_ON = ("html_theme", "modelterms_report")
"""Settings of the manual that the site has too, also where the command line sets them."""


def build_inner_site(app: Sphinx, error: Exception | None) -> None:
    """On ``build-finished``: build the site with the builder of the manual.

    :raises SphinxError: if it has a warning
    """
    if error or app.builder.name not in BUILDERS:
        return
    passed = {name: getattr(app.config, name) for name in PASSED_ON}
    settings = [f"-D{name}={value}" for name, value in passed.items() if value]
    folders = [Path(folder, SITE) for folder in (app.doctreedir, app.srcdir, app.outdir)]
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going"]
    arguments = ["-b", app.builder.name, *settings, "-d", *folders]
    done = subprocess.run([*command, *arguments], check=False)
    if done.returncode:
        raise SphinxError(f"the site {SITE!r} was not built without warnings")


class InnerSiteRole(SphinxRole):
    """`` {ai-glossary}`text <page#anchor>` ``: a link to a page of the site::

    <reference inner_site="page#anchor">
        text
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        text, _, target = self.text.removesuffix(">").rpartition(" <")
        return [nodes.reference(self.rawtext, text, inner_site=target)], []


class ResolveInnerSite(SphinxPostTransform):
    """Give links to the site their address, or leave their text alone where it is not built."""

    default_priority = 10

    def run(self, **kwargs: Any) -> None:
        built = self.app.builder.name in BUILDERS
        for reference in list(self.document.findall(nodes.reference)):
            target = reference.get("inner_site")
            if target and built:
                page, _, anchor = target.partition("#")
                here = self.app.builder.get_target_uri(self.env.docname)
                there = f"{SITE}/{self.app.builder.get_target_uri(page)}"
                address = relative_uri(here, there)
                reference["refuri"] = f"{address}#{anchor}" if anchor else address
            elif target:
                reference.replace_self(reference.children)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the role and the build of the site."""
    app.add_role(SITE, InnerSiteRole())
    app.add_post_transform(ResolveInnerSite)
    app.connect("build-finished", build_inner_site)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
