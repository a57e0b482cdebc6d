"""Words that stand in names: titles, particles, suffixes, words of groups, and short forms of first names."""

from __future__ import annotations

import re


def _several(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _several(
    "mr mrs ms miss madam mx dr prof professor sir dame lord lady sen senator rep representative congressman "
    "congresswoman gov governor lt col colonel gen general maj major capt captain sgt sergeant cmdr "
    "commander adm admiral pres president vice prime minister chancellor secretary sec ambassador amb "
    "judge justice chief rev reverend fr father sister bishop archbishop cardinal pope king queen prince "
    "princess mayor sheriff officer detective attorney speaker chairman chairwoman chair hon premier"
)
"""Titles and offices that stand before a name."""

WOMAN = _several(
    "wife widow daughter mother sister grandmother niece aunt woman lady queen actress duchess "
    "chairwoman congresswoman spokeswoman businesswoman councilwoman"
)
MAN = _several(
    "husband widower son father brother grandfather nephew uncle man king actor duke "
    "chairman congressman spokesman businessman councilman"
)
"""Words of a role that tell of a woman, and of a man."""

WOMAN_TITLES = _several("mrs ms miss madam dame lady")
MAN_TITLES = _several("mr sir lord")

OFFICES = {
    "sen": _several("senator"), "gov": _several("governor"), "rep": _several("congressman congresswoman"),
    "representative": _several("congressman congresswoman"), "gen": _several("general"),
    "sec": _several("secretary"), "pres": _several("president"), "amb": _several("ambassador"),
    "prof": _several("professor"), "dr": _several("doctor physician professor surgeon economist scientist"),
    "congressman": _several("representative"), "congresswoman": _several("representative"),
}  # fmt: skip
"""Words of a role that a title points to, besides the title itself."""

PARTICLES = _several("de du des la le van von der den del della di da dos das al el bin ibn ter ten st")
"""Small words that belong to the surname after them."""

SUFFIXES = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr",
    "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii",
}  # fmt: skip
"""What tells father from son; a father may go without."""

GROUP_WORDS = _several(
    "campaign committee commission council court department ministry office agency administration "
    "government congress senate parliament house party association union federation league society "
    "foundation fund bank company corporation corp inc ltd llc group institute institution center centre "
    "university college school times post news journal tribune herald press poll team family relatives "
    "officials protesters network organization organisation nations states police army navy force "
    "standards service bureau board caucus coalition alliance movement embassy exchange energy "
    "investigations attendants security street"
)
"""Words that tell an office, firm or group from a person."""

_SHORT_FORMS = """
abraham abe; albert al; alexander alex sandy; alexandra alex sandra; alfred al fred; andrew andy
drew; anthony tony; antonio tony; barbara barb; benjamin ben benny; bernard bernie; bradley brad;
calvin cal; catherine cathy kate katie; charles charlie chuck; christine chris; christopher chris;
daniel dan danny; david dave; deborah deb debbie; donald don donnie; dorothy dot; douglas doug;
edward ed eddie ted; edwin ed; elizabeth liz beth betty; eugene gene; francis frank; franklin frank;
frederick fred; gabriel gabe; gerald jerry gerry; gregory greg; harold harry hal; henry hank harry;
jacob jake; james jim jimmy jamie; jeffrey jeff; jennifer jen jenny; jerome jerry; john jack johnny;
jonathan jon; joseph joe joey; joshua josh; judith judy; katherine kathy kate katie; kenneth ken
kenny; laurence larry; lawrence larry; leonard len lenny; lewis lou; louis lou; margaret maggie meg
peggy; matthew matt; michael mike mick mickey; nancy nan; nathan nate; nathaniel nate; nicholas
nick; norman norm; pamela pam; patricia pat patty trish; patrick pat paddy; peter pete; philip phil;
phillip phil; raymond ray; rebecca becky; richard rich rick ricky dick; robert rob robbie bob bobby;
ronald ron ronnie; rudolph rudy; russell russ; samuel sam; samantha sam; sanford sandy; sidney sid;
stanley stan; stephen steve; steven steve; stuart stu; susan sue susie; terence terry; theodore ted
teddy theo; theresa terry; thomas tom tommy; timothy tim; victor vic; vincent vince; walter walt;
william bill billy will
"""

SHORT_FORMS: dict[str, frozenset[str]] = {
    group.split()[0]: frozenset(group.split()) for group in _SHORT_FORMS.split(";")
}
"""First names with their common short forms, each group with the long form in it."""

_DOUBLED = re.compile(r"(.)\1+")
_SPELLINGS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("z", "s"), ("th", "t"), ("ie", "ei"))


def same_first_name(one: str, other: str) -> bool:
    """Whether two folded first names are forms of one: "bill" and "william"."""
    if one == other:
        return True
    return any(one in group and other in group for group in SHORT_FORMS.values())


def spelling_key(name: str) -> str:
    """Equal for spellings of one first name that sound alike: "hilary" and "hillary", "bryan" and "brian"."""
    key = _DOUBLED.sub(r"\1", name)
    for written, read in _SPELLINGS:
        key = key.replace(written, read)
    return key.replace("h", "")
