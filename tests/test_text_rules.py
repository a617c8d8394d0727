"""Quality rules about the text of pages: what they find, what they let pass, and after edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.autolink.text_rules import TEXT_RULES

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Context Window
       :former-names: Text Frame, Windowing
       :reviewed: 2024-01-31

       All that a model sees at once, formerly the text frame.

    .. term:: Old Model
       :abbr: OM
       :status: deprecated
       :replaced-by: Large Model

       Replaced by the large model.

    .. term:: Large Model
       :level: beginner

       A program. It replaces the old model.

    .. term:: Lost Thing
       :status: deprecated

       Nothing replaces it.

    .. term:: Quiet Term
       :no-autolink:

       Never linked.
    """
DEPRECATED = ":status: deprecated\n       :replaced-by: Large Model"
INDEX = "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.write({"index": INDEX, "terms": TERMS})
    return project


def check(project: Project, rule: str, page: str | None = None, **conf: object) -> list[str]:
    """The warnings about a page, without its name, the rule and the subtype."""
    if page is not None:
        project.write({"page": f"Page\n====\n\n{page}\n"})
    return shown(project.build(modelterms_quality=[rule], **conf), rule)


def shown(built: Built, rule: str) -> list[str]:
    head, tail = f"WARNING: {rule}: ", " [modelterms.quality]"
    assert all(head in line and line.endswith(tail) for line in built.warnings), built.warnings
    return [
        line.replace(head, "").removesuffix(tail).removeprefix("page.rst:")
        for line in built.warnings
    ]


# --- deprecated-name


def test_deprecated_names_are_found_in_text_and_references(site: Project) -> None:
    page = """An *old
model*, the OM, and :term:`Old models <old model>`. A :term:`Lost Thing`.

A lost thing and large models.

About :term:`OM`
----------------
"""
    assert check(site, "deprecated-name", page) == [
        "4: 'old model' is a name of a deprecated term. Write 'Large Model' instead.",
        "4: 'OM' is a name of a deprecated term. Write 'Large Model' instead.",
        "7: 'lost thing' is a name of a deprecated term. Use other words.",
        "4: 'old model' is a name of a deprecated term. Write 'Large Model' instead.",
        "4: 'Lost Thing' is a name of a deprecated term. Use other words.",
        " 'OM' is a name of a deprecated term. Write 'Large Model' instead.",
    ]


def test_a_deprecated_term_and_its_replacement_may_name_each_other(site: Project) -> None:
    assert check(site, "deprecated-name") == []


def test_excluded_text_is_not_checked(site: Project) -> None:
    page = ":no-autolink:`old model` and ``OM``.\n\n.. rst-class:: no-autolink\n\nOM\n"
    assert check(site, "deprecated-name", page) == []
    site.write({"page": ":no-autolink:\n\nPage\n====\n\nThe OM of TLAs and a text frame.\n"})
    for rule in TEXT_RULES:
        assert check(site, rule, modelterms_autolink="page") == []


# --- former-name


def test_former_names_are_found_with_the_name_of_today(site: Project) -> None:
    page = "The text frames, a\ntext frame, and windowing."
    assert check(site, "former-name", page) == [
        "4: 'text frames' is a former name. Write 'Context Window' instead.",
        "4: 'text frame' is a former name. Write 'Context Window' instead.",
        "4: 'windowing' is a former name. Write 'Context Window' instead.",
    ]


def test_a_former_name_that_is_a_name_again_is_no_finding(site: Project) -> None:
    site.write({"more": "More\n====\n\n.. term:: Text Frame\n\n   A new thing.\n"})
    assert check(site, "former-name", "A text frame.") == []


def test_a_rule_changes_no_link(site: Project) -> None:
    site.write({"more": "More\n====\n\n.. term:: Frame\n\n   A thing.\n"})
    conf = {"modelterms_autolink": "all"}
    site.write({"page": "Page\n====\n\nA text frame is no frame.\n"})
    before = site.build(**conf).body("page")
    assert before.count("mt-auto") == 2
    built = site.build(modelterms_quality=list(TEXT_RULES), **conf)
    assert built.body("page") == before
    assert [line for line in built.warnings if "'text frame'" in line]


def test_a_reference_to_a_former_name_says_the_name_of_today(site: Project) -> None:
    page = "Page\n====\n\nSee :term:`text frame` and :term-def:`Windowing`.\n"
    page += "\n.. term:: X\n   :related: Text Frame\n\n   A letter.\n"
    site.write({"page": page})
    said = "is a former name of 'Context Window'. Write 'Context Window'."
    lines = site.build().warnings
    assert len(lines) == 3
    assert all(said in line for line in lines), lines


# --- unlinked-mention


@pytest.mark.parametrize("mode", ["off", "page"])
def test_mentions_without_any_link_are_found(site: Project, mode: str) -> None:
    page = "Large models, a context window. Large models.\n\n:term:`context window`, quiet terms."
    found = check(site, "unlinked-mention", page, modelterms_autolink=mode)
    assert found == (
        []
        if mode == "page"
        else [
            "4: 'Large models' names the term 'Large Model', to which this page has no link. Use "
            "the role 'term' once, or 'no-autolink' if the term isn't meant."
        ]
    )


def test_excluded_terms_are_no_unlinked_mentions_but_can_be_deprecated(site: Project) -> None:
    exclude = [":term:`Context Window`", ":term:`Lost Thing`"]
    conf = {"modelterms_autolink": "page", "modelterms_autolink_exclude": exclude}
    text = "A context window is a lost thing."
    assert check(site, "unlinked-mention", text, **conf) == []
    assert len(check(site, "deprecated-name", **conf)) == 1


def test_a_mention_that_a_budget_skips_is_unlinked(site: Project) -> None:
    conf = {"modelterms_autolink": "page", "modelterms_autolink_budget": 1}
    page = "Large models and context windows."
    (found,) = check(site, "unlinked-mention", page, **conf)
    assert "'Large Model'" in found
    page += "\n\nA large model."
    assert check(site, "unlinked-mention", page, **conf) == []


def test_entries_of_plain_glossaries_are_mentioned_too(site: Project) -> None:
    site.write({"plain": "Plain\n=====\n\n.. glossary::\n\n   corpus\n      Many texts.\n"})
    (found,) = check(site, "unlinked-mention", "A corpus.")
    assert "'corpus' names the term 'corpus'" in found
    site.write({"plain": ":no-autolink:\n\nPlain\n=====\n\nA corpus.\n"})


def test_readers_of_a_level_know_easier_terms(site: Project) -> None:
    site.write({"page": ":modelterms-level: advanced\n\nPage\n====\n\nLarge models.\n"})
    assert check(site, "unlinked-mention") == []


# --- unexplained-in-text


def test_unexplained_abbreviations_are_found_once_a_page(site: Project) -> None:
    page = "The KV cache, a KV pair. GPU clusters and the OM.\n\nA graphics processing unit (GPU)."
    assert check(site, "unexplained-in-text", page) == [
        "4: nothing on this page says what 'KV' means. Spell it out, or define it as a term."
    ]


def test_abbreviations_can_be_explained_elsewhere_on_the_page(site: Project) -> None:
    page = "A KV, a QX, an HNSW and a ZZ, see `HNSW <https://a.example>`__, :abbr:`QX (x)`.\n\n"
    page += "Key values (KV)\n---------------\n\n``Zip zap (ZZ)``"
    (found,) = check(site, "unexplained-in-text", page)
    assert "'ZZ'" in found


def test_the_two_rules_about_abbreviations_share_the_work(project: Project) -> None:
    term = ".. term:: Cache\n\n   A KV store.\n\n   Made with a QX.\n"
    project.write({"index": f"Home\n====\n\n{term}"})
    built = project.build(modelterms_quality=["unexplained-abbreviation", "unexplained-in-text"])
    assert ["KV" in line for line in built.warnings] == [True, False]
    assert "unexplained-in-text: nothing on this page says what 'QX' means" in built.warnings[1]


# --- stale-review


@pytest.mark.parametrize(("today", "months", "stale"), [
    ("2025-01-31", 12, False), ("2025-02-01", 12, True), ("2025-01-31", 11, True),
    ("2024-02-01", 0, True), ("2024-01-31", 0, False),
])  # fmt: skip
def test_stale_reviews_are_found_by_the_date_of_the_build(
    site: Project, today: str, months: int, stale: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    day = datetime.fromisoformat(today).replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
    found = check(site, "stale-review", modelterms_review_months=months)
    assert len(found) == stale
    if stale:
        assert found[0].startswith("terms.rst:6: the last review, on 2024-01-31, is more than ")


# --- after edits


def test_findings_stay_after_an_edit_elsewhere(site: Project) -> None:
    conf = {"modelterms_quality": list(TEXT_RULES)}
    site.write({
        "page": "Page\n====\n\nThe OM and a text frame of large models with a KV.\n",
        "other": "Other\n=====\n\nNothing.\n",
    })  # fmt: skip
    before = site.build(**conf).warnings
    assert len(before) == 4
    site.write({"other": "Other\n=====\n\nNothing else.\n"})
    built = site.build(**conf)
    assert built.read == ["other"]
    assert built.warnings == before


@pytest.mark.parametrize(("old", "new", "rules"), [
    (":former-names: Text Frame, Windowing", ":former-names: Windowing", ["former-name"]),
    (DEPRECATED, "", ["deprecated-name", "unlinked-mention"]),
    (":abbr: OM", ":abbr: XY", ["deprecated-name", "unexplained-in-text"]),
    (":level: beginner", ":no-autolink:", ["unlinked-mention"]),
])  # fmt: skip
def test_findings_follow_edits_of_terms(
    site: Project, old: str, new: str, rules: list[str]
) -> None:
    conf = {"modelterms_quality": list(TEXT_RULES)}
    assert old in TERMS
    site.write({"page": "Page\n====\n\nThe OM and a text frame of large models.\n"})
    first = site.build(**conf).warnings
    site.write({"terms": TERMS.replace(old, new)})
    built = site.build(**conf)
    assert built.read == ["terms"]
    changed = {*first} ^ {*built.warnings}
    assert sorted({line.split(": ")[2] for line in changed}) == rules
    site.write({"terms": TERMS})
    assert site.build(**conf).warnings == first


def test_without_rules_about_text_no_text_is_read(site: Project) -> None:
    built = site.build(modelterms_quality=["too-long"])
    assert not built.domain.build.planner.reads_text
    assert not list(site.builddir.glob("doctrees/.modelterms/*text*"))


def test_a_former_name_of_several_terms_names_them_all(site: Project) -> None:
    terms = [f".. term:: {name}\n   :former-names: gizmo\n\n   No gizmo." for name in ("Aa", "Bb")]
    site.write({"more": "More\n====\n\n" + "\n\n".join(terms) + "\n"})
    assert check(site, "former-name", "A gizmo.") == [
        "4: 'gizmo' is a former name. Write 'Aa' or 'Bb' instead."
    ]
