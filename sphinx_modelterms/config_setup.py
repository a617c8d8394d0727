"""Registering the options with Sphinx, and keeping of each value what can be used."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config import PREFIX, ModelTermsConfig, default_of
from sphinx_modelterms.config_checks import from_command_line
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def check_config(app: Sphinx, config: Config) -> None:
    """Keep of each value what can be used, with a warning for each mistake."""
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
            mistakes = [f"{error}; the default is used"]
            value = default_of(field)
        for mistake in mistakes:
            warn(Subtype.CONFIG, f"{name}: {mistake}", None)
        if value is not config[name]:
            config[name] = value


MEANT = late_pattern("(?i)_*(?:sphinx_?)?model_?terms?_")
"""What names of options begin with that were meant for this extension."""


def _warn_of_unknown(config: Config) -> None:
    """Sphinx does not say that an option does not exist."""
    known = [PREFIX + field.name for field in dc.fields(ModelTermsConfig)]
    # What stands in conf.py is nowhere else to be had; without it, nothing is said.
    written = {*getattr(config, "_raw_config", ()), *config.overrides}
    for name in sorted(str(name) for name in written if MEANT.match(str(name))):
        if name not in known:
            near = " or ".join(nearest(name, known)) or ", ".join(known)
            warn(Subtype.CONFIG, f"there is no option {name}; did you mean {near}?", None)


def _types(field: dc.Field[Any]) -> frozenset[type]:
    """The types that Sphinx is told of, beside that of the default.

    Where a switch is among them, Sphinx does not split what the command line says.
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
    # Before other listeners (500) can read an unchecked value.
    app.connect("config-inited", check_config, priority=400)
