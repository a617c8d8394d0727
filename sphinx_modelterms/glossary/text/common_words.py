"""Stop words: English words that rarely mean the term of that name."""

from __future__ import annotations


def word_set(*texts: str) -> frozenset[str]:
    """Return the set of the words in *texts*, which are separated by spaces."""
    return frozenset(word for text in texts for word in text.split())


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
"""Stop words: they hardly ever mean a term of that name."""

ORDINARY = word_set(
    """
    ability accuracy action address age agreement aim alert amount analysis anchor angle answer
    application area argument art article aspect asset assistant attack attempt attention audience
    author average background backup balance band bank base batch battery beam behavior behaviour
    bill bit block board body bond book border bound box branch break bridge bucket budget buffer
    bug build builder building bus business button calibration camera campaign candidate capacity
    card care cargo carrier case cash catalog catalogue category cause cell center centre chain
    chair challenge chance change channel chapter character charge chart check checkpoint choice
    chunk circle circuit claim class clause client climate clock cloud code collection color
    colour column combination command comment commit community company comparison competition
    completion component composition computer concept concern condition conflict connection
    consensus constraint consumer contact container content context contract contrast control
    conversation copy core corner correction cost counter country couple course cover coverage
    credit crop culture currency curve customer cut cycle damage dashboard data date deadline deal
    debt decision default defence defense degree delay delivery demand density department
    dependency depth description design desk detail development device diet difference dimension
    direction discipline discount discovery discussion disk display distance distribution
    diversity document domain door draft drift drive driver drop duration dust duty edge edition
    editor education effect efficiency effort element emergency emission employee engine entry
    environment equipment error escape essence estimate evaluation event evidence exam exception
    exchange exercise exit experience experiment expert explanation exposure expression extension
    extract face factor factory failure faith family fan farm fault feature feedback fee field
    figure file filter finding finger fire fit fix flag flight floor flow focus folder food foot
    force forecast forest fork form format foundation fraction fragment frame framework freedom
    frequency friction front fuel function fund future gain game gap garden gas gate generation
    glass goal grade grain graph grid ground group growth guard guess guest guide handle harbor
    hardware harm harvest head header health heart heat height hint history hook horizon host hour
    house hub human idea identity image impact import incident income index industry influence
    information input inspection instance instruction instrument insurance integration integrity
    intent interest interface interval introduction invention inventory investment island
    isolation issue item job join joint journal journey judge judgment jump junction key keyboard
    kernel lag lake land language laptop law layer layout lead leader leak ledger length lens
    lesson letter level library licence license life lift light limit line link list listener load
    loan location lock log logic loop loss machine magazine mail maintenance manager map margin
    mark market mask mass master match material matrix meaning measure medium meeting member
    memory menu merge message metal method metric middle migration mill mind mine minute mirror
    mission mistake mix mixture mode moment money monitor month mood motion motor mouse movement
    museum music noise norm note notice notion number object objective observation occasion offer
    office officer oil operation operator opinion option orchestra organ orientation origin
    outcome output owner pace pack package packet page pain pair panel paper parameter parent park
    partner partition party passage patch path patient pattern pause payment peak pen pencil
    penalty performance period permission person perspective phase phone photo phrase picture
    piece pilot pin pipe pipeline pitch plan plane planet plant plate platform play player plot
    plug pocket poem policy poll pool population port portion position post potential power
    practice precision preference presence present pressure price principle print priority prize
    problem procedure process processor product production profile profit program progress project
    promise proof property proposal protection protocol provider publication pull pulse pump pupil
    purpose push quality quantity question queue quota race radio rail rain range rank rate ratio
    reach react reaction reader reading reason reasoning recall receipt recipe record recovery
    reference reflection refusal region register registry regulation relation release relief
    report repository request requirement rescue research reserve resolution resource response
    responsibility result retention return revenue review reward rhythm ring risk river road robot
    rock role roll room root rope round route routine row rule safety sale sample sand satellite
    scale scan scene schedule scheme school science scope score scratch screen script sea seal
    search season seat section sector security seed segment selection self sense sensitivity
    sensor sentence sequence series server service session set setting shadow shape share sheet
    shelf shell shift ship shock shop shore shortcut shot signal signature silence silver sink
    site size skill slice slot snapshot snow society software soil solution song sort sound source
    space spam span speaker specification speech speed spell spike spirit split sponsor spot
    spread spring square stack staff stage stake standard star state statement station statistics
    status steam steel stem step stick stock stone storage store storm story strategy stream
    street strength stress string stroke structure student studio study style subject submission
    success suite sum summary summer sun supply support surface surprise survey suspension swap
    switch symbol symptom system table tag tail talent talk tank target task taste tax teacher
    team technique technology temperature template tension term terminal test text texture theme
    theory thread threat threshold ticket tide tie tile timeline tip tissue title toast tone tool
    topic total touch tour tower town track trade traffic train transaction transfer transition
    translation transport trap travel treatment tree trend trial trigger trip trouble truck trust
    truth tube tune tunnel type union unit universe update upgrade usage user vacation value
    variable variant variation vehicle vendor venue verse version vessel victim video view village
    violence vision visit visitor voice volume vote wage wait walk wall war warehouse warning
    waste watch water wave weapon weather web week weight wheel width win wind window wing winner
    winter wire wisdom wish witness wood worker workflow workshop world wound yard yield youth
    zone
    """
)
"""Ambiguous words: they mean the term in some texts, and something else in most."""
