"""Word lists that reading an article needs besides names: kinds of verbs, nouns for people and for papers.

All words are lower case. They say what a word may be, never who speaks: that is weighed in `attribution`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from bot.names import SUFFIXES, TITLES
from bot.text import MONTHS, verbs


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# Verbs that hardly ever do anything but bring in what somebody said.
SAY = verbs("say")
TELL = verbs("tell")
SAYING = verbs("saying")
# Verbs that name, judge or blame: their quotations are mostly single words and parts of a sentence.
CALLING = verbs("calling")
SPEECH_VERBS = SAY | TELL | SAYING | CALLING

# Verbs and helpers that end a noun phrase.
AUXILIARIES = word_set(
    """
    is are was were be been being am has have had having do does did will would shall should can could
    may might must isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't
    can't couldn't also then later just never already often still even now once twice again first
    recently"""
)
PREPOSITIONS = word_set(
    """
    of in on at by for with about against between into through during before after above below to from
    up down out off over under until while since because as than like near without within along across
    behind beyond despite toward towards upon via per amid among around regarding following including"""
)
# The same that say of a person whose or whence they are.
WHERE_FROM = word_set("of from at with for")
CONJUNCTIONS = word_set(
    "and or but nor so yet if that which who whom whose when where why how though although whether"
)
DETERMINERS = word_set(
    """
    the a an one another this these those some many several both two three four five six most other
    every each any few"""
)
POSSESSIVES = {"his": "m", "her": "f", "their": "", "its": "", "my": "", "our": ""}
PRONOUNS = {"he": "m", "she": "f", "they": "p", "it": "n", "i": "", "we": ""}
# Words that begin a sentence with a capital and are no names.
STARTERS = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | frozenset(POSSESSIVES)
    | frozenset(PRONOUNS)
    | {name.lower() for name in MONTHS}
    | word_set(
        """
    there here what all not no yes you me him them us more less much such only own same too very well
    however meanwhile moreover still instead indeed perhaps maybe earlier later today yesterday tomorrow
    tonight asked speaking according both either neither nearly almost about last next monday tuesday
    wednesday thursday friday saturday sunday let look thanks thank please read watch click follow share photo
    video image update updated related advertisement back good great right wrong new old asking told
    given despite ok okay oh well sure unlike though finally first second third really sometimes
    eventually additionally furthermore rather nobody everyone everybody somebody someone nothing
    something anything people americans voters critics supporters officials sources experts analysts
    your partial transcript full abstract text partially relevant correction story press democrats
    republicans conservatives liberals others member members researchers scientists
    diplomats residents experts"""
    )
)

# Days that stand behind a noun without a preposition: "the minister yesterday said".
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
WHEN = WEEKDAYS | word_set("yesterday today tomorrow tonight")
# Months that people are called, too, and what stands before a month only: "last June", "since May".
MONTH_NAMES = word_set("april may june august")
BEFORE_MONTHS = word_set(
    "in since until till last this next early late mid every through during between from on of each"
)

# Adjectives that stand before a name with a capital and are no part of it.
NAME_PREFIXES = word_set(
    """
    former then democratic republican gop libertarian conservative liberal state federal house senate
    rival retired longtime crooked"""
)
# Words with a capital that say where somebody or something is from.
DEMONYMS = word_set(
    """
    american british english scottish welsh irish french german russian chinese japanese israeli iranian
    iraqi syrian mexican canadian european african asian latin hispanic latino latina muslim christian
    catholic jewish islamic arab egyptian kazakh korean indian pakistani turkish italian spanish
    portuguese greek polish ukrainian australian cuban brazilian colombian venezuelan puerto-rican
    swedish norwegian danish dutch belgian swiss austrian hungarian czech afghan saudi palestinian
    lebanese libyan kenyan nigerian somali vietnamese thai filipino indonesian southern northern western
    eastern midwestern texan native anti-american"""
)
PLACES = word_set(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
    vermont wisconsin wyoming america china russia japan korea iran iraq syria israel mexico canada cuba
    germany france britain england scotland ireland italy spain portugal greece turkey egypt libya yemen
    afghanistan pakistan india australia brazil argentina colombia venezuela ukraine poland hungary
    austria belgium netherlands sweden norway denmark finland switzerland europe africa asia vietnam
    philippines indonesia thailand taiwan tokyo beijing moscow london paris berlin brussels rome madrid
    jerusalem baghdad tehran kabul damascus aleppo manhattan brooklyn harlem queens bronx chicago boston
    philadelphia pittsburgh cleveland detroit atlanta miami dallas houston denver seattle orlando
    milwaukee cincinnati baltimore charlotte phoenix hollywood manchester benghazi guantanamo medina
    dakota hampshire jersey carolina virginia columbus honolulu d.c u.s u.k e.u u.n uk usa washington tucson
    omaha minneapolis toledo tampa sacramento portland memphis louisville brexit"""
)
PLACE_NAMES = word_set(
    "new-york new-york-city los-angeles san-diego san-francisco san-bernardino las-vegas des-moines "
    "st-louis north-korea south-korea hong-kong saudi-arabia united-kingdom south-africa "
    "white-plains long-island "
    "fort-wayne cape-town mexico-city new-delhi tel-aviv buenos-aires kansas-city salt-lake-city wall-street"
)

PERSON_NOUNS = TITLES | word_set(
    """
    man woman boy girl person guy lady husband wife father mother son daughter brother sister friend
    ally allies rival opponent supporter critic official expert voter resident student teacher worker
    farmer soldier marine officer policeman victim witness survivor suspect defendant plaintiff
    prosecutor attorney mogul star celebrity newcomer leader lawmaker politician democrat republican
    independent conservative liberal progressive socialist frontrunner front-runner contender hopeful
    challenger incumbent underdog executive billionaire millionaire entrepreneur developer investor
    banker broker trader economist professor scholar scientist researcher sociologist psychologist
    historian biographer author novelist writer journalist narrator announcer questioner caller viewer
    listener reader user attendee participant protester demonstrator activist advocate volunteer staffer
    insider source aide adviser advisor surgeon neurosurgeon physician doctor nurse patient counselor
    therapist pastor priest minister evangelist cleric immigrant refugee migrant mayor governor senator
    president congressman congresswoman chairman chairwoman chair chief head boss ceo founder co-founder
    owner partner colleague counterpart predecessor successor spokesman spokeswoman spokesperson
    representative delegate ambassador diplomat envoy negotiator secretary commander general admiral
    captain sergeant veteran judge justice juror lawyer host anchor moderator correspondent reporter
    editor columnist pundit commentator analyst strategist operative consultant pollster organizer
    director producer filmmaker actor actress singer rapper musician comedian athlete player coach
    teammate fan neighbor neighbour customer client employee employer manager assistant intern nominee
    candidate runner-up winner loser grandfather grandmother uncle aunt cousin nephew niece parent child
    kid teenager businessman businesswoman realtor real-estate trustee sheriff detective agent inspector
    commissioner superintendent principal dean premier chancellor king queen prince princess pope bishop
    archbishop native texan floridian vermonter new-yorker hoosier nurse speaker whip legislator
    councilman councilwoman youngster elder mom dad councillor councilor barrister solicitor engineer builder
    fisherman goalkeeper striker midfielder defender keeper vicar magistrate lecturer headteacher headmaster
    headmistress librarian pilot clerk architect counsel poet trader curator astronaut geologist biologist
    chemist physicist virologist epidemiologist ecologist climatologist meteorologist astronomer
    archaeologist anthropologist lobbyist trainer jockey referee umpire abbot rabbi monk nun chef baker
    butcher driver plumber electrician carpenter sailor skipper firefighter paramedic midwife dentist
    pharmacist veterinarian psychiatrist neurologist cardiologist oncologist pathologist immunologist
    mathematician philosopher linguist sculptor painter photographer designer composer conductor pianist
    violinist drummer guitarist dancer choreographer playwright screenwriter translator publisher printer
    postman gardener beekeeper hunter miner welder mechanic accountant auditor economist statistician
    commander-in-chief constable ombudsman regulator registrar treasurer chairperson commentator
    undersecretary quarterback pitcher forward winger captain cyclist runner swimmer skier golfer gymnast
    boxer wrestler sprinter rower grandson granddaughter stepson stepdaughter fiance fiancee heir"""
)
PLURAL_PEOPLE = frozenset(
    noun + "s" for noun in PERSON_NOUNS if not noun.endswith(("s", "man", "woman"))
) | word_set(
    """
    men women people allies critics officials authorities police democrats republicans lawmakers
    spokesmen spokeswomen businessmen politicians others children wives pundits observers researchers
    organizers detractors backers opponents proponents survivors families residents executives insiders
    staffers protesters demonstrators investigators prosecutors scholars experts analysts"""
)
SOURCE_NOUNS = word_set(
    """
    campaign committee commission agency department ministry government administration company firm
    group organization organisation association union council board court bank party paper newspaper
    magazine outlet network channel website site blog report study survey poll letter statement memo
    memorandum email e-mail tweet post message article editorial column story book ad advertisement spot
    clip video complaint lawsuit suit filing document documents emails indictment affidavit order ruling
    opinion bill law act resolution rule rules standards guidelines platform manifesto petition
    announcement release narrator dossier transcript charter constitution treaty headline caption sign
    banner poster placard slogan song speech institute university school center office bureau team staff
    camp crowd audience panel think-tank foundation charity coalition alliance publication journal daily
    times tribune service church state city nation country page account press media police fbi cia
    pentagon white-house kremlin text invitation flier flyer notice analysis assessment review
    description summary biography profile memoir obituary resume website's op-ed"""
)
PLURAL_SOURCES = frozenset(noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in SOURCE_NOUNS)
COMPANY_WORDS = word_set(
    """
    energy airlines motors holdings industries technologies systems financial insurance corp corporation
    inc llc group company partners pharmaceuticals foods oil steel coal electric communications"""
)
# Works, shows and names: what stands in marks after these words was not said by anybody.
# People that an article brings in and never names.
NAMELESS = word_set(
    """
    man woman boy girl person guy official source aide narrator announcer questioner caller viewer
    reader listener user attendee participant protester demonstrator voter supporter critic opponent
    expert analyst insider staffer friend neighbor resident witness fan customer client activist
    volunteer observer partner colleague student teacher worker farmer soldier spokesman spokeswoman
    spokesperson kid child adviser advisor ally operative strategist"""
)
OFFICES = PERSON_NOUNS - NAMELESS
TITLE_CUES = word_set(
    """
    titled entitled called dubbed named nicknamed known book novel film movie song album show series
    episode program programme documentary memoir single podcast headlined headline slogan hashtag
    so-called on's magazine play musical column segment article essay poem anthem game sitcom"""
)
# Directly before marks these make sure that they hold the name of a work.
WORK_NOUNS = word_set(
    """
    book novel film movie song album series podcast show exhibition exhibit painting sculpture opera musical
    documentary memoir sitcom poem essay"""
)
WORKS = WORK_NOUNS | word_set(
    "titled entitled subtitled headlined nicknamed sang sing sings singing performed performs performing"
)
ORG_LINKS = word_set("of on for and the in to & against")
NAME_SUFFIXES = frozenset(SUFFIXES.values())


@lru_cache(maxsize=1)
def well_known() -> dict[str, str]:
    """Full names of people whom papers name by a family name alone, by that name in lower case."""
    return full_names(files("bot.attribution").joinpath("data/well_known.txt").read_text("utf-8"))


def full_names(listed: str) -> dict[str, str]:
    """Full names by family names in lower case, out of lines "Obama: Barack Obama"; # begins a comment.

    :raises ValueError: a line is no such pair; its number, from 1, is the argument.
    """
    names: dict[str, str] = {}
    for number, line in enumerate(listed.splitlines(), start=1):
        family, parted, full = line.partition("#")[0].partition(":")
        if not parted and not family.strip():
            continue
        if not (family.strip() and full.strip()):
            raise ValueError(number)
        names[family.strip().lower()] = full.strip()
    return names
