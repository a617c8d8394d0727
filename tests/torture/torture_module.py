"""A module whose texts refer to :term:`token` and :term:`C++`."""


class Cutter:
    """Cuts text into :term:`tokens <token>`.

    .. term:: Cutter term
       :category: Numbers

       A card in a docstring; see :term:`embedding` and :term-def:`token`.

    .. term-compare:: Token, C++

       Advice in a docstring.
    """

    def cut(self, text: str) -> list[str]:
        """Cut *text*.

        :param text: holds a :term:`token` or more
        :returns: every :term-abbr:`EMB`
        """
        return text.split()
