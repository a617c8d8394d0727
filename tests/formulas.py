r"""Formulas that data files may have, and texts that must never be formulas of MathJax or TeX."""

from __future__ import annotations

ORDINARY = (
    r"\frac{a}{b} + \frac12 - \sqrt{x} \cdot \sqrt[3]{x}",
    r"\alpha + \beta_{i,j}^{2} \leq \Omega",
    r"e^{i\pi} + 1 = 0",
    r"A^\mathsf{T} x_\text{max}",
    r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}",
    r"\sum_{i=1}^{n} \mathbf{x}_i^{2}, \prod\limits_{k} k, \int_0^\infty e^{-x}\,dx",
    r"|x| = \begin{cases} x & \text{if } x \geq 0 \\ -x & \text{otherwise} \end{cases}",
    r"\begin{pmatrix} a & b \\[2pt] c & d \end{pmatrix}",
    r"\left[ \begin{array}{c|c} \hline 1 & 2 \\ \hline \end{array} \right]",
    r"\mathbb{E}[X] = \operatorname*{arg\,max}_{\theta} \log \mathcal{L}(\theta)",
    r"\bigl( \lVert x \rVert_2 \bigr) \not= \left\{ x \middle| y \right.",
    r"\hat{y} = \boldsymbol{w}^{\top} \vec{x} + \overline{b}",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}",
    r"P(A \mid B) \xrightarrow{n} \binom{n}{k} \overset{!}{=} 50\%",
)
"""Formulas that have to be shown as formulas, in lines and as blocks."""

ROWS = (r"a &= b + c \\ &= d", r"x \\ y", "a = b\n\nc = d")
"""Blocks that Sphinx gives rows to."""

WHOLE = (
    r"\begin{align*} a &= b \\ c &= d \end{align*}",
    r"\begin{gather} a \\ b \end{gather}",
    r"\begin{equation*} a = b \end{equation*}",
)
"""Blocks to which Sphinx adds nothing."""

ATTACKS = (
    # links, styles and addresses
    r"\mmlToken{mi}[href='javascript:hit()']{x}",
    r"\href{javascript:hit()}{x}",
    r"\bbox[background:url(https://evil.test/a)]{x}",
    r"\style{background:url(https://evil.test/b)}{x}",
    r"\class{sd-stretched-link}{x}",
    r"\cssId{search}{x}",
    r"\unicode[url(https://evil.test/c)]{65}",
    r"\url{javascript:hit()}",
    r"\data{onclick=hit()}{x}",
    r"\require{html}\href{javascript:hit()}{x}",
    r"\includegraphics{https://evil.test/d.png}",
    r"\texttip{x}{y}",
    r"\toggle{a}{b}\endtoggle",
    r"\color{red}{x}",
    r"\label{intro} \ref{intro} \tag{1}",
    # files
    r"\InputIfFileExists{/etc/passwd}{}{}",
    r"\input{/etc/passwd}",
    r"\input /etc/passwd",
    r"\begin{input}/etc/passwd\end{input}",
    r"\begin{openout}3=x\end{openout}",
    r"\begin{verbatim}x\end{verbatim}",
    r"\pdffiledump{/etc/passwd}",
    r"\VerbatimInput{/etc/passwd}",
    r"\sphinxincludegraphics{/etc/x.png}",
    r"\write18{id}",
    r"\special{pdf:x}",
    # scripts in the document
    r"\pdfcatalog{/OpenAction << /S /JavaScript /JS (app.alert(1)) >>}",
    r"\sphinxhref{javascript:x}{y}",
    r"\hyperlink{x}{y}",
    # definitions and loops
    r"\newenvironment{q}{\begin{q}}{}\begin{q}\end{q}",
    r"\def\x{\x\x}\x",
    r"\newcommand{\x}{\x\x}\x",
    r"\DeclareMathOperator{\x}{y}",
    r"\csname input\endcsname{/etc/passwd}",
    r"\catcode`\@=11",
    r"\begin{csname}input\end{csname}",
    r"^^5cinput{/etc/passwd}",
    r"^^^^005cinput{/etc/passwd}",
    r"\char92 \expandafter\x",
    "\\b\u200begin{x}",
    # ends of the formula
    r"x \) \(\href{javascript:hit()}{x}\) \(",
    r"x \] \[ y",
    r"x $ \input{y} $",
    r"x $$ y",
    r"\text{$\input{x}$}",
    r"\text{\(\href{javascript:hit()}{x}\)}",
    r"\end{equation*}\end{document}",
    r"\begin{aligned} a \end{split}",
    r"} \input{x} {",
    r"\frac{a}{b",
    r"x % y",
    "a\n\n\\end{document}\n\nb",
    "x \u2028 y",
    "x \u202e y",
    "x\x0cy",
    # what stops TeX
    r"a & b & c & d",
    r"{a \\ b}",
    r"x^2^3",
    r"x_",
    r"\left( x",
    r"\frac{a}",
    r"#1",
    r"\begin{pmatrix}" + "&".join("abcdefghijkl") + r"\end{pmatrix}",
    r"\begin{equation} x \end{equation}",
    # sizes and times
    r"\rule{99999pt}{99999pt}",
    r"\hspace{99999em}",
    r"\hskip 9999em",
    r"\kern-999em x",
    r"a \\[9999pt] b",
    r"\raise999pt\hbox{x}",
    r"\!" * 100 + "x",
    "{" * 200 + "}" * 200,
    "x" * 1001,
    r"\sqrt[3]{" * 10 + "x" + "}" * 10,
    r"\begin{array}{*{9999}{c}} x \end{array}",
)
"""Texts that must never be formulas, neither in a line nor as a block."""

NAMES = (
    r"\(\href{javascript:hit()}{x}\)",
    r"$$\href{javascript:hit()}{y}$$",
    r"\begin{equation}\href{javascript:hit()}{z}\end{equation}",
    r"\[\bbox[background:url(https://evil.test/name)]{x}\]",
)
"""Names, and plain text, that MathJax would take for formulas."""

ARGUMENTS = {
    **dict.fromkeys("mMPgA", "{x}"),
    "s": "=",
    "O": "[n]",
    "t": "{if x}",
    "n": "{foo}",
    "r": r"{a \\ b}",
    "l": "{2em}",
}
"""An argument of each kind, see ``COMMANDS``."""
