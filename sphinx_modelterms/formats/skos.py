"""SKOS in Turtle, by the library rdflib.

https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from sphinx_modelterms.glossary.text.names import FreeNames, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary


OUTSIDE = {
    "broader": SKOS.broader,
    "related": SKOS.related,
    "requires": DCTERMS.requires,
    "replaced_by": DCTERMS.isReplacedBy,
}
"""The properties for relations to other sites, by the fields of a term."""


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return the vocabulary as a concept scheme, with a concept for each term."""
    return Scheme(vocabulary).graph.serialize(format="turtle", encoding="utf-8")


class Scheme:
    """A graph with the concept scheme of a vocabulary, which meets the integrity conditions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.graph = Graph()
        self.graph.bind("skos", SKOS)
        self.graph.bind("dcterms", DCTERMS)
        self._language = vocabulary.language or None
        self._scheme = URIRef(vocabulary.base)
        self._terms = vocabulary.by_url()
        self._add_scheme(vocabulary)
        ancestors = all_broader(self._terms)
        for term in self._terms.values():
            self._add_concept(term, ancestors)
        self._add_collections(vocabulary)

    def _text(self, text: str) -> Literal:
        return Literal(text, lang=self._language)

    def _add_scheme(self, vocabulary: Vocabulary) -> None:
        add = self.graph.add
        add((self._scheme, RDF.type, SKOS.ConceptScheme))
        for label in (DCTERMS.title, RDFS.label):
            add((self._scheme, label, self._text(vocabulary.title)))
        if vocabulary.release:
            add((self._scheme, OWL.versionInfo, Literal(vocabulary.release)))

    def _add_concept(self, term: PublishedTerm, ancestors: Mapping[str, set[str]]) -> None:
        graph, concept = self.graph, URIRef(term.url)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, self._scheme))
        graph.add((concept, SKOS.notation, Literal(term.id)))
        if term.summary:
            graph.add((concept, SKOS.definition, self._text(term.summary)))
        for example in term.examples:
            graph.add((concept, SKOS.example, self._text(example)))
        for title, address in term.sources:
            graph.add((concept, DCTERMS.source, URIRef(address) if address else Literal(title)))
        for version, text in term.changed:
            note = f"{version}: {text}" if text else version
            graph.add((concept, SKOS.changeNote, self._text(note)))
        self._add_labels(term)
        self._add_relations(term, ancestors)
        if term.status == "deprecated":
            graph.add((concept, OWL.deprecated, Literal(True)))

    def _add_labels(self, term: PublishedTerm) -> None:
        """Add the names; no name is a label of two kinds (S13)."""
        kinds = (
            (SKOS.prefLabel, (term.full_name,)),
            (SKOS.altLabel, (term.name, *term.other_names)),
            (SKOS.hiddenLabel, (*term.forms, *term.former_names, *term.avoid)),
        )
        given: set[str] = set()
        for kind, names in kinds:
            for name in names:
                if name not in given:
                    given.add(name)
                    self.graph.add((URIRef(term.url), kind, self._text(name)))

    def _add_relations(self, term: PublishedTerm, ancestors: Mapping[str, set[str]]) -> None:
        """Add the relations to other concepts; no two are related and broader as well (S27)."""
        concept = URIRef(term.url)
        broader = list(self._known(term.broader))
        for url in broader:
            self.graph.add((concept, SKOS.broader, URIRef(url)))
            self.graph.add((URIRef(url), SKOS.narrower, concept))
        if not broader:
            self.graph.add((concept, SKOS.topConceptOf, self._scheme))
            self.graph.add((self._scheme, SKOS.hasTopConcept, concept))
        for url in self._known(term.related):
            if url not in ancestors[term.url] and term.url not in ancestors[url]:
                self.graph.add((concept, SKOS.related, URIRef(url)))
                self.graph.add((URIRef(url), SKOS.related, concept))
        for url in self._known(term.requires):
            self.graph.add((concept, DCTERMS.requires, URIRef(url)))
        for url in self._known((term.replaced_by,)):
            self.graph.add((concept, DCTERMS.isReplacedBy, URIRef(url)))
        self._add_outside(term, ancestors)

    def _add_outside(self, term: PublishedTerm, ancestors: Mapping[str, set[str]]) -> None:
        """Add the relations to concepts of other sites, of which nothing else is said here.

        A file from elsewhere can name a place on this site: the scheme, which isn't a concept
        (S9), or one of the concepts, whose relations are added as such.
        """
        lower = (term, *(self._terms[url] for url in ancestors[term.url]))
        broader = {relation.url for each in lower for relation in each.outside("broader")}
        for relation in term.foreign:
            url, kind = relation.url, OUTSIDE[relation.field]
            is_elsewhere = url not in {"", str(self._scheme)} and url not in self._terms
            if is_elsewhere and not (kind == SKOS.related and url in broader):  # S27
                self.graph.add((URIRef(term.url), kind, URIRef(url)))

    def _known(self, urls: Iterable[str]) -> Iterable[str]:
        return (url for url in urls if url in self._terms)

    def _add_collections(self, vocabulary: Vocabulary) -> None:
        """Add a collection for each category; different ones can make one slug."""
        addresses = FreeNames(self._terms)
        members = sorted(self._terms.values(), key=lambda term: term.category)
        for category, terms in groupby(members, key=lambda term: term.category):
            if category:
                address = addresses.take(f"{vocabulary.base}#category-{slug(category)}")
                collection = URIRef(address)
                self.graph.add((collection, RDF.type, SKOS.Collection))
                self.graph.add((collection, SKOS.prefLabel, self._text(category)))
                for term in terms:
                    self.graph.add((collection, SKOS.member, URIRef(term.url)))


def all_broader(terms: Mapping[str, PublishedTerm]) -> dict[str, set[str]]:
    """Return all broader terms of each term, those of broader terms included."""
    found: dict[str, set[str]] = {}
    for start in terms:
        reached: set[str] = set()
        waiting = list(terms[start].broader)
        while waiting:
            url = waiting.pop()
            if url in terms and url not in reached:
                reached.add(url)
                waiting += terms[url].broader
        found[start] = reached
    return found
