r"""The allow-list for formulas of data files: names of commands and environments.

These are the commands of MathJax's packages ``base`` and ``ams`` that the LaTeX kernel,
``amsmath`` or ``amssymb`` define as well, so that a formula looks the same in HTML and in PDF. Not
allowed are those that

- make links, set classes, styles, ids or colours, or contain HTML or MathML: MathJax's ``safe``
  extension filters them (https://docs.mathjax.org/en/latest/options/safe.html);
- define commands, read or write files, set labels or number equations;
- set lengths, such as ``\rule`` and ``\hskip``; only ``\hspace`` with a short length is here;
- stop TeX in places where MathJax takes them, such as ``\over``.
"""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


def words(text: str) -> frozenset[str]:
    """Return the set of words in *text*."""
    return frozenset(text.split())


GREEK = words(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi chi psi omega varepsilon vartheta varpi varrho varsigma varphi varkappa digamma"
    " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega aleph beth gimel daleth"
)

LETTERS = words(
    "infty partial nabla hbar hslash ell imath jmath wp Re Im prime emptyset varnothing forall"
    " exists nexists neg lnot top bot angle measuredangle sphericalangle triangle square Box"
    " Diamond lozenge blacksquare blacktriangle clubsuit diamondsuit heartsuit spadesuit flat"
    " natural sharp surd complement eth mho backprime bigstar checkmark dagger ddagger vert Vert"
    " backslash lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil"
)

BINARY = words(
    "pm mp times div cdot ast star circ bullet cap cup sqcap sqcup uplus wedge land vee lor oplus"
    " ominus otimes oslash odot setminus smallsetminus wr amalg diamond bigcirc bigtriangleup"
    " bigtriangledown triangleleft triangleright lhd rhd unlhd unrhd boxplus boxminus boxtimes"
    " boxdot circledast circledcirc circleddash ltimes rtimes leftthreetimes rightthreetimes"
    " curlywedge curlyvee barwedge veebar doublebarwedge dotplus divideontimes intercal Cap Cup"
    " centerdot"
)

RELATIONS = words(
    "le leq ge geq ne neq ll gg equiv sim simeq cong approx asymp doteq propto prec succ preceq"
    " succeq subset supset subseteq supseteq sqsubset sqsupset sqsubseteq sqsupseteq in ni owns"
    " notin mid nmid parallel nparallel perp models vdash dashv bowtie Join smile frown"
    " leqslant geqslant leqq geqq lesssim gtrsim lessapprox gtrapprox lll ggg lessgtr gtrless"
    " lesseqgtr gtreqless nless ngtr nleq ngeq nleqslant ngeqslant lneq gneq lneqq gneqq lnsim"
    " gnsim nsim ncong approxeq backsim backsimeq eqsim triangleq circeq eqcirc bumpeq Bumpeq"
    " doteqdot risingdotseq fallingdotseq between pitchfork preccurlyeq succcurlyeq precsim"
    " succsim nprec nsucc npreceq nsucceq subseteqq supseteqq subsetneq supsetneq subsetneqq"
    " supsetneqq nsubseteq nsupseteq Subset Supset vDash Vdash Vvdash nvdash nvDash nVdash nVDash"
    " therefore because varpropto thicksim thickapprox shortmid shortparallel trianglelefteq"
    " trianglerighteq ntriangleleft ntriangleright vartriangle vartriangleleft"
    " vartriangleright"
)

ARROWS = words(
    "to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow"
    " longrightarrow longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow iff"
    " implies impliedby mapsto longmapsto hookleftarrow hookrightarrow leftharpoonup"
    " leftharpoondown rightharpoonup rightharpoondown rightleftharpoons leftrightharpoons"
    " uparrow downarrow"
    " updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow leadsto"
    " rightsquigarrow leftrightsquigarrow nleftarrow nrightarrow nLeftarrow nRightarrow"
    " nleftrightarrow nLeftrightarrow leftleftarrows rightrightarrows leftrightarrows"
    " rightleftarrows twoheadleftarrow twoheadrightarrow leftarrowtail rightarrowtail"
    " curvearrowleft curvearrowright circlearrowleft circlearrowright upharpoonleft upharpoonright"
    " downharpoonleft downharpoonright multimap dashleftarrow dashrightarrow Lleftarrow"
    " Rrightarrow Lsh Rsh"
)

DOTS = words("dots ldots cdots vdots ddots dotsb dotsc dotsi dotsm dotso colon")

SPACES = words("quad qquad enspace thinspace medspace thickspace") | set(",:;> ")
"""Positive spaces, without the backslash."""

BACKWARD = frozenset({"!", "negthinspace"})
"""Negative spaces: only a few, or a formula would cover other text."""

STYLES = words("displaystyle textstyle scriptstyle scriptscriptstyle")

SIGNS = frozenset("{}|_%&#$")
"""Characters that a backslash escapes."""

FUNCTIONS = words(
    "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan"
    " tanh bmod"
)

OPERATORS = words(
    "sum prod coprod int iint iiint oint bigcap bigcup bigsqcup biguplus bigvee bigwedge bigodot"
    " bigoplus bigotimes lim limsup liminf max min sup inf det gcd Pr varlimsup varliminf injlim"
    " projlim"
)
r"""Operators that ``\limits`` and ``\nolimits`` may follow."""

SYMBOLS = (GREEK | LETTERS | BINARY | RELATIONS | ARROWS | DOTS | SPACES | BACKWARD | STYLES) | (
    SIGNS | FUNCTIONS | OPERATORS | {"lvert", "rvert", "lVert", "rVert", "mathstrut"}
)
"""Commands without arguments."""

ALONE = GREEK | LETTERS | BINARY
"""Commands that may be an argument, or a script, without braces."""

AFTER_NOT = RELATIONS | ARROWS | BINARY
r"""Commands that ``\not`` may cross out."""

ACCENTS = words(
    "hat check breve acute grave tilde bar vec dot ddot dddot widehat widetilde mathring"
)

FONTS = words("mathrm mathbf mathit mathsf mathtt mathbb mathcal mathfrak")

TEXTS = words("text textrm textbf textit textsf texttt textnormal")

SCRIPTS = FONTS | TEXTS | {"frac"}
"""Commands with arguments that may be a script without braces."""

COMMANDS = {
    **dict.fromkeys(words("frac dfrac tfrac binom dbinom tbinom cfrac"), "mm"),
    **dict.fromkeys(ACCENTS, "A"),
    **dict.fromkeys(("overbrace", "underbrace"), "M"),
    **dict.fromkeys(words("overline underline boxed"), "m"),
    **dict.fromkeys(words("overrightarrow overleftarrow overleftrightarrow"), "M"),
    **dict.fromkeys(words("underrightarrow underleftarrow underleftrightarrow"), "M"),
    **dict.fromkeys(FONTS, "m"),
    **dict.fromkeys(words("boldsymbol phantom hphantom vphantom"), "M"),
    **dict.fromkeys(words("mathop mathrel mathbin mathord mathopen mathclose mathinner"), "g"),
    **dict.fromkeys(words("overset underset stackrel"), "MM"),
    "pmb": "P",
    "pmod": "M",
    **dict.fromkeys(words("xrightarrow xleftarrow"), "OM"),
    **dict.fromkeys(TEXTS, "t"),
    "sqrt": "OM",
    "not": "s",
    "operatorname": "n",
    "substack": "r",
    "hspace": "l",
}
"""Commands with arguments, and one letter for the kind of each argument:

``m`` math, ``M`` math that TeX typesets several times to choose one of the sizes, ``P`` even more
often, ``O`` like ``M`` in optional brackets, ``A`` math or another accent, ``g`` math in braces,
``s`` one sign, ``t`` text, ``n`` an operator, ``r`` rows, ``l`` a length.
"""

DELIMITERS = frozenset("()[]/|.<>") | {
    rf"\{name}"
    for name in words(
        "{ } | vert Vert lvert rvert lVert rVert lbrace rbrace lbrack rbrack langle rangle lfloor"
        " rfloor lceil rceil lgroup rgroup lmoustache rmoustache backslash uparrow downarrow"
        " updownarrow Uparrow Downarrow Updownarrow"
    )
}
r"""Delimiters that may follow ``\left`` and ``\big``."""

SIZES = frozenset(size + side for size in ("big", "Big", "bigg", "Bigg") for side in "lrm") | {
    *("big", "Big", "bigg", "Bigg")
}


class Environment(NamedTuple):
    """An environment that a formula may contain."""

    columns: int
    """Maximum number of columns in a row; 0 if it has no rows."""
    header: str = ""
    """Its arguments: ``p`` an optional position, ``c`` columns such as ``lcr``, ``a`` one column,
    ``n`` a number of pairs of columns.
    """


ANY_NUMBER = 40
MATRIX = 10
"""``MaxMatrixCols`` of amsmath."""

ENVIRONMENTS = {
    **dict.fromkeys(words("matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix"), Environment(MATRIX)),
    "smallmatrix": Environment(ANY_NUMBER),
    "cases": Environment(2),
    "array": Environment(ANY_NUMBER, "c"),
    "subarray": Environment(1, "a"),
    "aligned": Environment(ANY_NUMBER, "p"),
    "alignedat": Environment(ANY_NUMBER, "pn"),
    "gathered": Environment(1, "p"),
}
"""Environments within a formula."""

WHOLE = {
    **dict.fromkeys(("align", "align*", "flalign", "flalign*"), Environment(ANY_NUMBER)),
    **dict.fromkeys(("gather", "gather*", "multline", "multline*"), Environment(1)),
    **dict.fromkeys(("equation", "equation*"), Environment(0)),
}
"""Environments that are a formula of their own."""
