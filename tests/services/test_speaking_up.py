"""What a message is by its form, and when it is answered though it was written to nobody."""

from __future__ import annotations

import pytest

from bot.replies import Answer, Done, Entries, Reply, Talk, Understood, Wanted
from bot.services import OPERATOR, Request, Services
from bot.services.listening.forms import Form, form_of
from bot.services.listening.speaking import SURE, SURER, speaks_up

ASKED = """
what did Thorley say about the strike
whose idea was the ferry tax?
in which town did the ferry sink?
how many crews walked out
how come the crews went back to work?
when's the bridge due to open
is the pier really older than the lighthouse?
are the crews still on strike
does anyone know how much the toll is?
anybody remember what Thorley said about sleep?
can anyone tell me when the lighthouse was built
could somebody explain in a line why the pier fell?
do you know what Renwick said on the tram?
remind me when the strike began
give me Thorley's line on sleep
sorry, dumb question, who is Dorian Pell?
Hi, what did Thorley say about the strike?
for the caption: how tall is the lighthouse?
number of ferries in the fleet?
cost of the new pier, anyone?
the exact figure for the ferry deficit?
anyone got the figure for the ferry deficit?
do we have a quote from Renwick on the tram?
I'd like to know what the toll is
can't remember when the strike ended
was it Renwick who called the tram reckless?
<@123456789012345678> says the toll doubles, is that true?
Pell says the harbour is full, is that true?
according to Thorley, how long will the crews work?
what caused the pier to collapse?
who else spoke on the pier?
how many islands are near Varren, Holland?
what's next for the Gull ferry?
does the night ferry make you sick?
The union won. <:yay:123456789012345678> so what did Thorley say?
what did Pell say about fish, https://courier.example/fish has only half of it
who asked whether the toll doubles?
what's that line of Thorley's on sleep
any quotes from Thorley on the strike?
any idea when the strike ended?
a reader wants to know how many ferries there are
how do they build ferries in Varren?
what do we know about the pier collapse?
what did it cost to build the Gull bridge?
Thorley's exact words on sleep?
where can you watch the harbour regatta?
so Renwick resigned over the tram?
explain the ferry toll in a line
how long is that Gull bridge video
when was that Gull bridge opened?
hi folks! how tall is that Varren lighthouse
looking for Pell's apology over the ferry, the full wording
need the sentence where Thorley asks the crews to be patient
number of ferries in the Varren fleet
someone remind me what the toll is
trying to find out how many ferries sail on Sundays
I keep forgetting who chairs the harbour board
is “reckless” what Renwick called the strike?
so what did thorley say after she won
nvm. what did Thorley say about the strike
what did the robot maker say about the bot tax?
who found it in the harbour, the missing ferry bell?
has fisk changed her mind on the ferry
""".strip().splitlines()
TOLD = """
Renwick resigned, wow
so Renwick resigned, who knew
the bot said that the strike is over, is that right?
according to the bot the toll doubles, is that true?
did the bot say what the toll is?
what did Thorley say about the strike? nvm found it
how many ferries are in the fleet... never mind, got it
how tall is the lighthouse? Ah, found it in the archive
so Renwick resigned. what now?
what did she say after thorley won
who said that she lied on the ferry
messy day for the ferry crews
how is that ferry still afloat, a miracle
what a day for the ferry crews
how dare they blame the crews
why can't they just build a bridge?
isn't it crazy that the toll doubles?
can you believe the toll doubled?
the toll doubled?!
do you think Renwick will resign?
what do you all think of the pier?
thoughts on the pier?
anyone else sick of the ferry story?
BREAKING: who pays for the pier? The islanders
Why Renwick had to go
Who is Dorian Pell? https://courier.example/pell
https://courier.example/pell who is Dorian Pell?
How the crews won their strike
What we know about the pier collapse
What to know before the toll starts
where there's smoke there's fire
Gull Island, home to 2,150 people, has no bridge
can someone cover the late shift?
could you look over the ferry story?
please file the ferry story by six
Ben, did the photos come in?
did the photos come in, Ben?
<@123456789012345678> did the photos of the pier come in?
hey <@123456789012345678> what did Thorley say?
what did Thorley say, <@123456789012345678>?
!play ferry song
/remind me what Thorley said
what should we lead with, the pier?
did we ever run the Pell profile?
our ferry piece needs a headline, any ideas?
give me ten minutes
remind me to call Pell
he asked me where the ferry was
“what did Thorley say?” she asked
> what did Thorley say about the strike?
could be worse
someone tell Renwick that the strike is over
not sure about the ferry headline
list of guests is in the folder
great quote from Thorley on the strike
what do you need from me?
how do you like the new layout?
do you have a minute?
can't complain
how's it going
what did he say about the strike?
did Renwick say that?
who wrote this piece?
is it out yet?
who told them
why?
lol
""".strip().splitlines()


@pytest.mark.parametrize("message", ASKED)
def test_what_asks_the_room_for_knowledge_has_the_form_of_a_question(message: str) -> None:
    assert form_of(message) is not Form.TELLS


@pytest.mark.parametrize("message", TOLD)
def test_what_tells_exclaims_orders_or_is_to_somebody_has_not(message: str) -> None:
    assert form_of(message) is Form.TELLS


def test_of_pasted_news_only_the_last_sentence_may_ask() -> None:
    news = "The crews of all ferries walked out on Tuesday and will stay away until the board gives way. " * 3
    assert form_of(f"Who pays for the strike? {news}") is Form.TELLS
    assert form_of(f"{news} Who pays for the strike?") is Form.ASKS


def reply(confidence: float, *, answered: bool = True) -> Reply:
    """An answer of this confidence."""
    understood = Understood(question="", wanted=Wanted.STATEMENT)
    return Answer(answered=answered, confidence=confidence, understood=understood)


def test_only_a_sure_answer_is_spoken_and_a_doubtful_question_needs_a_surer_one() -> None:
    whole, partial = "when was the lighthouse built?", "the lighthouse of Gull Island?"
    assert form_of(partial) is Form.MAY_ASK
    assert speaks_up(whole, reply(SURE))
    assert not speaks_up(whole, reply(SURE - 0.01))
    assert not speaks_up(whole, reply(SURE, answered=False))
    assert not speaks_up(partial, reply(SURER - 0.01))
    assert speaks_up(partial, reply(SURER))
    assert not speaks_up("the lighthouse of Gull Island", reply(1.0))


@pytest.mark.parametrize("job", [Talk, Done, Entries])
def test_no_job_is_done_for_nobody(job: type[Reply]) -> None:
    done = job.model_construct(answered=True, confidence=1.0, kind="articles")
    assert not speaks_up("what is new on the lighthouse?", done)


@pytest.mark.parametrize(
    ("message", "speaks"),
    [
        ("what did Thorley say?", True),
        ("who is Petronella Fisk?", True),
        ("did Agnes Thorley say “We did not win everything, but we will sleep again”?", True),
        ("Agnes Thorley: “We did not win everything, but we will sleep again.”", False),
        ("Thorley said what she said", False),
        ("what did Zebediah Crumm say?", False),
        ("what's the wifi code?", False),
        ("what's new?", False),
        ("list the articles", False),
        ("follow Agnes Thorley", False),
    ],
)
def test_every_reply_says_whether_its_message_would_be_answered(
    services: Services, message: str, *, speaks: bool
) -> None:
    assert services.ask(Request(message, OPERATOR)).speak is speaks
