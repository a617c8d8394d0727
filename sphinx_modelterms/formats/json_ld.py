"""JSON-LD in the vocabulary of schema.org: ``DefinedTermSet`` and ``DefinedTerm``.

https://schema.org/DefinedTerm
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_modelterms.formats.vocabulary import Vocabulary

CONTEXT = "https://schema.org"


def term_set(
    url: str, name: str, language: str, terms: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return a set of terms.

    :param terms: the terms, of which only the URLs are repeated
    """
    node: dict[str, Any] = {"@type": "DefinedTermSet", "@id": url, "name": name}
    if language:
        node["inLanguage"] = language
    if members := [{"@id": term["@id"]} for term in terms]:
        node["hasDefinedTerm"] = members
    return node


def defined_term(
    url: str, name: str, others: Sequence[str], description: str, code: str, whole: str
) -> dict[str, Any]:
    """Return a term.

    :param others: its other names
    :param whole: the URL of its set
    """
    node: dict[str, Any] = {"@type": "DefinedTerm", "@id": url, "name": name}
    if others:
        node["alternateName"] = list(others)
    if description:
        node["description"] = description
    node |= {"termCode": code, "url": url, "inDefinedTermSet": {"@id": whole}}
    return node


def questions_page(url: str, questions: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return a page with questions and answers."""
    entities = [
        {
            "@type": "Question",
            "name": question,
            "acceptedAnswer": {"@type": "Answer", "text": answer},
        }
        for question, answer in questions
    ]
    return {"@type": "FAQPage", "@id": url, "mainEntity": entities}


def graph(nodes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the document with the given nodes."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return the set of all terms, with each term."""
    whole = vocabulary.base or "./"
    terms = []
    for term in vocabulary.terms:
        node = defined_term(
            term.url, term.full_name, term.other_names, term.summary, term.id, whole
        )
        if subjects := [_subject(*source) for source in term.sources]:
            node["subjectOf"] = subjects
        terms.append(node)
    whole_set = term_set(whole, vocabulary.title, vocabulary.language, terms)
    if vocabulary.release:
        whole_set["version"] = vocabulary.release
    document = graph([whole_set, *terms])
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _subject(title: str, address: str) -> dict[str, str]:
    subject = {"@type": "CreativeWork", "name": title}
    return {**subject, "url": address} if address else subject
