"""Warnings about scopes of pages and sections that no term has, which are likely mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.scopes import CLASS, distinct_key, scope_key
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.reading.page_options import field_place
from sphinx_modelterms.reading.scopes import SCOPE, matches, scope_of_metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


def warn_of_unknown_scopes(app: Sphinx, env: BuildEnvironment) -> None:
    """On ``env-check-consistency``: warn of scopes in metadata, classes and ``conf.py`` that no
    term has, and of patterns that match no page.
    """
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    known, classes = domain.build.glossary.scopes, domain.build.glossary.scope_classes
    for docname, metadata in env.metadata.items():
        scope = scope_of_metadata(metadata)
        if scope and docname in env.found_docs and scope_key(scope) not in known:
            message = f"{SCOPE}: {_unknown(scope, known)}"
            warn(Subtype.UNKNOWN_SCOPE, message, field_place(env, docname, SCOPE))
    for docname, page in domain.pages.items():
        for part in page.scoped:
            source = part.source or str(env.doc2path(docname))
            place = f"{source}:{part.line}" if part.line else docname
            found = [key for key in classes.of(part.scope) if key in known]
            name = (CLASS + part.scope).rstrip("-")
            if not found:
                message = f"the class {name!r}: {_unknown(part.scope, known)}"
                warn(Subtype.UNKNOWN_SCOPE, message, place)
            elif len(found) > 1:
                message = _shared(name, [classes.written[key] for key in found])
                warn(Subtype.AMBIGUOUS, message, place)
    _warn_of_patterns(env, known)


def _warn_of_patterns(env: BuildEnvironment, known: Mapping[str, str]) -> None:
    """Warn of patterns in ``conf.py`` that do nothing.

    :param known: the scopes of terms, by key
    """
    matched: dict[str, set[str]] = {}
    for pattern, scope in ModelTermsConfig.from_sphinx(env.config).scopes.items():
        start = f"modelterms_scopes: {pattern!r}"
        pages = {docname for docname in env.found_docs if matches(docname, pattern)}
        wider = next((other for other, some in matched.items() if pages <= some), "")
        matched[pattern] = pages
        if not pages:
            warn(Subtype.CONFIG, f"{start} matches no page. {_cure(pattern, env)}", None)
        elif scope_key(scope) not in known:
            warn(Subtype.UNKNOWN_SCOPE, f"{start}: {_unknown(scope, known)}", None)
        elif wider:
            cure = f"does nothing, as {wider!r} above it matches all of its pages. Write it first"
            warn(Subtype.CONFIG, f"{start} {cure}", None)


def _unknown(scope: str, known: Mapping[str, str]) -> str:
    """Return the message about a scope that no term has.

    :param known: the scopes of terms, by key
    """
    near = " or ".join(map(repr, nearest(scope, known.values())))
    some = ", ".join(map(repr, sorted(known.values())[:MOST_NAMED]))
    hint = f"Did you mean {near}?" if near else f"The terms have {some}" if some else ""
    return f"no term has the scope {scope!r}. {hint or 'No term has any scope'}"


def _shared(name: str, scopes: list[str]) -> str:
    """Return the message about a class that can name several scopes."""
    cures = " or ".join(f"{CLASS + distinct_key(scope)!r} for {scope!r}" for scope in scopes)
    return (
        f"the class {name!r} can name the scopes {' and '.join(map(repr, scopes))}, as classes "
        f"have only ASCII letters, digits and hyphens. Write {cures}"
    )


MOST_NAMED = 10
"""Maximum number of scopes that a message lists if none is near."""


def _cure(pattern: str, env: BuildEnvironment) -> str:
    page = next(filter(pattern.endswith, env.config.source_suffix), "")
    if page and any(matches(docname, pattern.removesuffix(page)) for docname in env.found_docs):
        return f"Page names have no suffix here. Write {pattern.removesuffix(page)!r}"
    if pattern.endswith("/"):
        return f"To match all pages in the directory, write {pattern + '**'!r}"
    if "\\" in pattern:
        return f"Write '/' for each backslash: {pattern.replace(chr(92), '/')!r}"
    return "Patterns match whole names of pages, without suffix, such as 'networking/*'"
