"""
The frame of a sentence: its function words kept, the rest reduced to an ending.

"So you miss the garden?" and "So you like the pub?" have one frame, so that what
is learned on one subject holds on another.
"""

from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """
    i me my mine myself we us our ours you your yours yourself yourselves he him his she her hers
    it its they them their theirs u ur ye yer yous im ive id ill youre youve youd youll hes shes
    its theyre theyve weve were well lets thats theres whats hows wheres whos whens whys
    a an the this that these those some any no none all both each every either neither such same
    other another one ones something anything nothing everything someone anyone somebody anybody
    nobody everyone everybody
    what who whom whose which when where why how wot whit
    be am is are was were been being isnt arent wasnt werent aint
    do does did done doing dont doesnt didnt have has had having havent hasnt hadnt
    can could will would shall should may might must ought cant couldnt wont wouldnt shouldnt
    need needs dare used gonna gotta wanna
    not never nor and or but so if then than because as though although while until unless since
    of to in on at by for with about against between into through during before after above below
    from up down out off over under again further once here there back away around
    very too just only even still also really quite rather almost enough much many more most less
    lot bit little kind sort maybe perhaps actually basically obviously
    yes no yeah yep ok okay right well oh ah um uh mm mmm mhm hmm aye och hm huh
    hello hi hiya hey bye goodbye please thanks thank sorry welcome morning
    tell say ask asked know think thought feel feels feeling felt sound sounds seem seems look looks
    hear heard see mean means guess wonder wondering like want wanted wants
    try tried get got go going gone come make made take give let help suggest recommend consider
    considered talk talked talking share mind wish hope understand
    hard sad difficult good great well lovely brilliant fine
    today now time week day yet already always often ever sometimes usually
    scale number important confident
    """.split()
)
"""Words that shape what a sentence does, whatever it is about."""

_ENDINGS = ("ing", "ed", "ly", "s")


@lru_cache(maxsize=20_000)
def frame_word(word: str) -> str:
    """Return a function word or mark as it is, and any other word as its ending alone."""
    if word in FUNCTION_WORDS or not word[0].isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return f"-{ending}"
    return "-"
