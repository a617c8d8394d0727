"""English words that are so common that a term of that  is seldom meant."""

from __future__ import annotations

from sphinx_modelterms.glossary.words import word_set

EVERYDAY = word_set(
    """
    a about above across after again against ago all almost along already also although always am
    among an and another any anyone anything are around as ask at away back be became because
    become been before began behind being below best better between big both bring but by call
    came can come could day did different do does doing done down during each early easy either
    else end enough even ever every everyone everything example far few find first for found from
    full further gave get give given go goes going gone good got great had half hand hard has have
    having he held help her here high him his hold how however i if important in instead into is
    it its itself just keep kept kind know known large last late later least leave left less let
    like likely little live long look lot low made main make makes making many matter may maybe me
    mean means meant might more most mostly move much must my name near need never new next no
    none nor not nothing now of off often old on once one only onto open or order other others our
    out over own part past people perhaps possible put quite rather read ready real really rest
    right run said same saw say second see seem seen several shall she should show shown side
    simple simply since small so some something sometimes soon start still stop such sure take
    taken tell than that the their them then there therefore these they thing things think third
    this those though three through thus time to today together too took top toward towards true
    try turn two under until up upon us use used useful using usual usually very want was way ways
    we well went were what whatever when where whether which while who whole whom whose why will
    with within without word work would write written wrong year years yes yet you your
    """
)
