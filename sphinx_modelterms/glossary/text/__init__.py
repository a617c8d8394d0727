"""Text: names, words, sentences, templates, and the matcher of names in running text.

Everything that reads text shares one of each:

===================================  =========================================================
:mod:`~.tokens`, :mod:`~.matcher`    words, and the names of terms among them
:mod:`~.word_forms`                  plurals and singulars of a name
:mod:`~.sentences`                   the ends of sentences
:mod:`~.abbreviations`               abbreviations, and if the text spells them out
:mod:`~.templates`                   sentences with ``{fields}``
===================================  =========================================================

A name has several normal forms, since "the same" means something else for each purpose:

===================================  =========================================================
:func:`~.names.fold`                 Two names are one for references and for doubled names:
                                     letter case, quotes and white space are evened out, but
                                     hyphens and plurals are not.
:func:`~.tokens.form_key`            A reference names a form of a name: a hyphen is a space, too,
                                     and a possessive has no ending. Looked up only if no name
                                     fits; then plurals are looked up by it as well.
:func:`~.tokens.fold_word`           A word of running text is one of a name. Of one word, so
                                     that the places in the text are kept.
:func:`~.tokens.written`             The same where letter case matters, as in "REST".
:func:`~.names.slug`                 An id or address: ASCII, never one for two names.
:meth:`~.collation.Collation.key`    The place of a name in a list of the language.
===================================  =========================================================

>>> from sphinx_modelterms.glossary.text.names import fold, slug
>>> from sphinx_modelterms.glossary.text.tokens import fold_word, form_key, written
>>> [make("Fine-Tuning’s") for make in (fold, form_key, slug)]
["fine-tuning's", 'fine tuning', 'fine-tuning-s-ab894a']
>>> fold_word("ＲＥＳＴ"), written("ＲＥＳＴ")
('rest', 'REST')
"""
