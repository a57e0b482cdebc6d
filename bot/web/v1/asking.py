"""Questions, quotations and drafts."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from bot.replies import REPLIES, Choice, Entries, Nobody, Report, Verdict
from bot.services import ProgramQuestion
from bot.web import described
from bot.web.answers import sent, written
from bot.web.bodies import Day, DraftBody, QuestionBody, QuotationBody, Said, Searched
from bot.web.desk import Asks, Paged, Verifies

router = APIRouter()


@router.post(
    "/ask",
    operation_id="ask",
    summary="Ask a question",
    tags=["asking"],
    responses=described.gives(*REPLIES, example="ask", context=described.CONTEXT),
)
async def ask(body: QuestionBody, asking: Asks) -> Response:
    """Answers with the very words that were said.

    To follow up ("and about China?"), send the reply's `context` along with the next question.
    """
    question = ProgramQuestion(body.question, body.today, body.limit, body.about, body.context or "")
    done = await asking.desk.ask(asking.client, question)
    return sent(written(done.reply, context=done.context))


@router.post(
    "/verify",
    operation_id="verifyQuotation",
    summary="Check a quotation",
    tags=["checking"],
    responses=described.gives(Verdict, Report, example="verify"),
)
async def verify(body: QuotationBody, asking: Verifies) -> Response:
    """Says whether the words are genuine, altered, somebody else's, withdrawn, or not known.

    Several quotations in what was pasted give a report.
    """
    said, viewer = body.quotation, asking.viewer
    reply = await asking.look_up(lambda services: services.verify_pasted(said, body.speaker, viewer))
    return sent(written(reply))


@router.post(
    "/verify/draft",
    operation_id="verifyDraft",
    summary="Check all quotations of a text",
    tags=["checking"],
    responses=described.gives(Report, example="draft"),
)
async def draft(body: DraftBody, asking: Verifies) -> Response:
    """Checks every quotation of a text with whoever the text gives as its speaker."""
    reply = await asking.look_up(lambda services: services.check(body.text, asking.viewer))
    return sent(written(reply))


@router.get(
    "/who-said",
    operation_id="whoSaid",
    summary="Find out who said something",
    tags=["asking"],
    responses=described.gives(Entries, example="who-said", next=described.NEXT) | described.UNCHANGED,
)
async def who_said(words: Said, asking: Asks, page: Paged) -> Response:
    """Finds quotes by their words, as well as these are remembered; the likest first."""
    return await asking.list(
        f"who-said {words}", page, lambda services, part: services.who_said(words, asking.viewer, part)
    )


@router.get(
    "/search",
    operation_id="search",
    summary="Search",
    tags=["asking"],
    responses=described.gives(Entries, Choice, Nobody, example="search", next=described.NEXT)
    | described.UNCHANGED,
)
async def search(query: Searched, asking: Asks, page: Paged, today: Day = None) -> Response:
    """Finds every quote and fact that has all that is looked for, best first.

    Words, "an exact phrase", -without, speaker:, source:, after:, before:.
    """
    return await asking.list(
        f"search {today} {query}",
        page,
        lambda services, part: services.search(query, asking.viewer, part, today=today),
    )
