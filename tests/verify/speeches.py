"""Invented articles for the tests of the check."""

from datetime import date

from bot.knowledge.model import Article, Fact, Person, Quote, Speech

HARBOUR = Article(
    id="harbour-budget",
    title="Council argues over the harbour budget",
    source="Ellery Gazette",
    published=date(2031, 3, 3),
    people=(
        Person(name="Helena Ostrander", role="mayor of Port Ellery", aliases=("the Iron Mayor",)),
        Person(name="Gustav Ostrander", role="harbour engineer; brother of the mayor"),
        Person(name="Theo Brandt", role="former mayor of Port Ellery"),
    ),
    quotes=(
        Quote(
            speaker="Helena Ostrander",
            text="We will spend 270 million crowns on the harbour, and we will not raise a "
            "single tax to pay for it.",
        ),
        Quote(
            speaker="Helena Ostrander",
            text="I don't believe that the old bridge is safe. If the engineers agree, it should be "
            "closed before winter comes to the Gull Islands.",
        ),
        Quote(
            speaker="Theo Brandt",
            text="They would rather build a palace for yachts than repair one school roof in "
            "the Ropewalk quarter.",
        ),
        Quote(speaker="Gustav Ostrander", text="Thank you very much for coming out here tonight."),
        Quote(speaker="Theo Brandt", text="A monument to vanity"),
        Quote(speaker="Theo Brandt", text="Nobody counts the 18,000 tonnes of cod that each may take."),
    ),
    facts=(
        Fact(text="The council sat until midnight and adjourned without a vote on the fishing quay."),
        Fact(text="Some 58% of the ships that call at Port Ellery sail under foreign flags."),
    ),
)

INTERVIEW = Article(
    id="brandt-interview",
    title="“Ask me again in spring”: Theo Brandt at seventy",
    source="Varrenland Courier",
    published=date(2031, 11, 20),
    people=(
        Person(name="Theo Brandt", role="former mayor of Port Ellery"),
        Person(name="José Núñez-Ahlgren", role="ferry captain"),
    ),
    quotes=(
        Quote(
            speaker="Theo Brandt",
            text="They would rather build a palace for yachts than mend one school roof in "
            "the Ropewalk quarter.",
        ),
        Quote(speaker="Theo Brandt", text="Running a city is like steering a ferry in fog,"),
        Quote(
            speaker="Theo Brandt",
            text="you hear more horns than you see lights, and every passenger knows better.",
            continues=True,
        ),
        Quote(
            speaker="José Núñez-Ahlgren",
            text="The un-Ellerian thing would be to charge $12 an hour, or 4.5% more, for a "
            "well-known crossing.",
            speech=Speech.TRANSLATED,
        ),
        Quote(
            speaker="Theo Brandt",
            text="he would sooner leave the party than share a platform with the Ostrander family",
            speech=Speech.INDIRECT,
            via="an aide",
        ),
        Quote(
            speaker="Theo Brandt",
            text="[Ostrander] is more likely to win next year ... and fewer of our voters will stay at home.",
        ),
    ),
)

REPORT = Article(
    id="harbour-report",
    title="What the mayor promised",
    source="North Sea Wire",
    published=date(2031, 3, 5),
    quotes=(
        Quote(
            speaker="Helena Ostrander",
            text="We will spend 270 million crowns on the harbour, and we will not raise a "
            "single tax to pay for it!",
        ),
    ),
)

ARTICLES = (HARBOUR, INTERVIEW, REPORT)
