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
    """Answer a question with the exact words that were said.

    To follow up ("and about China?"), send the reply's `context` with the next question.
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
    """Say whether the words are genuine, altered, somebody else's, withdrawn or unknown.

    If several quotations were pasted, the reply is a report.
    """
    said, viewer = body.quotation, asking.viewer
    reply = await asking.look_up(lambda services: services.verify_pasted(said, body.speaker, viewer))
    return sent(written(reply))


@router.post(
    "/verify/draft",
    operation_id="verifyDraft",
    summary="Check all quotations in a text",
    tags=["checking"],
    responses=described.gives(Report, example="draft"),
)
async def draft(body: DraftBody, asking: Verifies) -> Response:
    """Check every quotation in a text, and whether it was said by whom the text names."""
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
    """Find quotes by words that are only half remembered, the closest first."""
    return await asking.list(
        f"who-said {words}", page, lambda services, part: services.who_said(words, asking.viewer, part)
    )


@router.get(
    "/search",
    operation_id="search",
    summary="Search quotes and facts",
    tags=["asking"],
    responses=described.gives(Entries, Choice, Nobody, example="search", next=described.NEXT)
    | described.UNCHANGED,
)
async def search(query: Searched, asking: Asks, page: Paged, today: Day = None) -> Response:
    """Find every quote and fact that matches the whole query, best first.

    A query can have words, "an exact phrase", -without, speaker:, source:, after: and before:.
    """
    return await asking.list(
        f"search {today} {query}",
        page,
        lambda services, part: services.search(query, asking.viewer, part, today=today),
    )
