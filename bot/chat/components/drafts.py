"""A draft from an attached article: looked through, mended, published or discarded."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import discord
from discord import ui

from bot.cards.card import CardStyle
from bot.cards.keeping import reload_card
from bot.cards.language import _
from bot.cards.notice import notice_card
from bot.chat.components.controls import Form
from bot.chat.components.moments import Handler, Moment
from bot.chat.errors import ForgottenError, RefusedError
from bot.chat.pages import DraftSource
from bot.chat.permissions import require_keeper
from bot.chat.render import message
from bot.ingest import Outcome, Source, draft_of, publish, read_data

# Bytes: a long article's page with all its markup; more is a site, for `briefing-bot ingest`.
LARGEST = 4 * 2**20
NAME = 100


async def drafted(attached: discord.Attachment, source: str) -> DraftSource:
    """The draft of the first article in an attachment.

    Raises RefusedError for what is too large or has nothing in it, IngestError for what cannot be read.
    """
    if attached.size > LARGEST:
        raise RefusedError(_("That file is too large."), _("`briefing-bot ingest` reads it in the terminal."))
    data = await attached.read()
    suffix = Path(attached.filename).suffix.lower()
    return await asyncio.to_thread(_draft, data, attached.filename, suffix, source)


async def put_out(moment: Moment) -> None:
    """Publish the draft and reload; a file that an editor has changed is kept."""
    await moment.interaction.response.defer()
    await require_keeper(moment.interaction)
    source = _source(moment)
    folder = Path((await asyncio.to_thread(moment.bot.engine.status)).knowledge)
    saved = await asyncio.to_thread(lambda: publish(source.draft(), folder))
    if saved.outcome is Outcome.KEPT:
        raise RefusedError(
            _("An editor has changed {file}, so it was kept.", file=saved.path.name),
            _("Compare the two with `briefing-bot ingest`."),
        )
    await moment.bot.records.views.forget(moment.kept.id)
    done = await moment.bot.reloader.now()
    await moment.interaction.edit_original_response(**message.drawn(reload_card(done)), view=None)


async def discard(moment: Moment) -> None:
    """Throw the draft away; nothing of it was written."""
    await moment.interaction.response.defer()
    await moment.bot.records.views.forget(moment.kept.id)
    card = notice_card(_("Discarded; nothing was written.")).model_copy(update={"style": CardStyle.GOOD})
    await moment.interaction.edit_original_response(**message.drawn(card), view=None)


async def mend(moment: Moment) -> None:
    """Ask for the right speaker of a line."""
    number = int(moment.values[0])
    draft = await asyncio.to_thread(_source(moment).draft)
    speaker = draft.lines[number].speaker
    field: ui.TextInput[ui.Modal] = ui.TextInput(label=_("Speaker"), default=speaker[:NAME], max_length=NAME)
    form = Form("mended", moment.kept.id, number, title=_("Who said it?"), field=field)
    await moment.interaction.response.send_modal(form)


async def mended(moment: Moment) -> None:
    """Mend the line and show the page that it stands on."""
    await moment.interaction.response.defer()
    name = " ".join(" ".join(moment.values).split())
    if not name:
        raise RefusedError(_("A quote needs a speaker."))
    source = _source(moment)
    source = source.model_copy(update={"speakers": source.speakers | {moment.place: name}})
    await moment.bot.records.views.change(moment.kept.id, source.model_dump_json())
    page = await asyncio.to_thread(source.page_of_line, moment.place)
    await moment.interaction.edit_original_response(**message.edited(page, moment.kept, private=True))


HANDLERS: dict[str, Handler] = {"publish": put_out, "discard": discard, "speaker": mend, "mended": mended}


def _draft(data: bytes, shown: str, suffix: str, source: str) -> DraftSource:
    article = next(iter(read_data(data, shown, suffix=suffix)), Source(""))
    article = replace(article, source=source or article.source)
    if draft_of(article).empty:
        raise RefusedError(_("Neither a quotation nor a whole sentence was found in it."))
    return DraftSource(article=article)


def _source(moment: Moment) -> DraftSource:
    if not isinstance(moment.source, DraftSource):
        raise ForgottenError
    return moment.source
