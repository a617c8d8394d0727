"""Registration of the options with Sphinx, and replacement of invalid values."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config import PREFIX, ModelTermsConfig
from sphinx_modelterms.config_checks import from_command_line, quoted
from sphinx_modelterms.config_field import default_of
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def check_config(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: replace each value by its usable part, and warn of each mistake."""
    _warn_of_unknown(config)
    for field in dc.fields(ModelTermsConfig):
        name = PREFIX + field.name
        given = config[name]
        if name in config.overrides:
            given = from_command_line(default_of(field), given)
        mistakes: list[str] = []
        try:
            value = field.metadata["read"](given, mistakes.append)
        except (TypeError, ValueError) as error:
            value = default_of(field)
            mistakes = [f"{with_full_stop(str(error))} Using the default, {quoted(value)}"]
        for mistake in mistakes:
            warn(Subtype.CONFIG, f"{name}: {mistake}", None)
        if value is not config[name]:
            config[name] = value


MEANT = lazy_pattern("(?i)_*(?:sphinx_?)?model_?terms?_")
"""Prefixes of option names that were meant for this extension."""


def _warn_of_unknown(config: Config) -> None:
    """Warn of options that do not exist, which Sphinx ignores without a message."""
    known = [PREFIX + field.name for field in dc.fields(ModelTermsConfig)]
    # Sphinx offers no public access to unregistered names in conf.py; without it, nothing is
    # reported.
    written = {*getattr(config, "_raw_config", ()), *config.overrides}
    for name in sorted(str(name) for name in written if MEANT.match(str(name))):
        if name not in known:
            near = " or ".join(nearest(name, known))
            hint = f"Did you mean {near}?" if near else f"The options are {', '.join(known)}"
            warn(Subtype.CONFIG, f"there is no option {name}. {hint}", None)


def _types(field: dc.Field[Any]) -> frozenset[type]:
    """Return the types to register with Sphinx in addition to that of the default.

    If a switch is among them, Sphinx does not split values of the command line.
    """
    if not isinstance(default_of(field), list):
        return frozenset()
    types: list[type] = [list, tuple, *([bool] if "bool" in field.metadata["type"] else [])]
    return frozenset(types)


def setup_config(app: Sphinx) -> None:
    """Register the options."""
    for field in dc.fields(ModelTermsConfig):
        app.add_config_value(
            PREFIX + field.name,
            default_of(field),
            field.metadata["rebuild"],
            types=_types(field),
            description=field.metadata["help"],
        )
    # Priority below 500: other listeners must not read an unchecked value.
    app.connect("config-inited", check_config, priority=400)
