"""What those who run the bot see: what a reload did, what is wrong where, and how the engine stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from bot.cards.card import Block, Card, CardStyle, Field, Line, LineKind, Span, TextStyle, block, line
from bot.cards.dates import instant
from bot.cards.language import _, ngettext
from bot.replies import Lack, Missing, Problem, Reload, Status

# More names or problems than these are counted: a card is read, not searched.
NAMED = 10
PROBLEMS_SHOWN = 10
KIBI = 1024


def reload_card(reload: Reload) -> Card:
    """What was added, changed, removed and renamed, and every problem with its place and mend."""
    if reload.waiting:
        sentence = _(
            "Another process is updating the index just now; nothing was done. Try again in a moment."
        )
        return Card(title=_("Reload"), style=CardStyle.UNSURE, blocks=(block(line(sentence)),))
    lines = tuple(_changes(reload))
    if not lines and not reload.missing:
        lines = (line(_("Nothing had changed.")),)
    return Card(
        title=_("Reload"),
        style=_style(reload),
        blocks=(*([block(*lines)] if lines else []), *_faults(reload), *problem_blocks(reload.problems)),
        footer=_("{seconds} seconds", seconds=f"{reload.seconds:.2f}"),
    )


def published_card(file: str, reload: Reload) -> Card:
    """That an article was published as a file, and what is wrong with that; what else is wrong is counted."""
    own = [problem for problem in reload.problems if PurePath(problem.path).name == file]
    lines = [line(_("{file} is published.", file=file))]
    if reload.waiting:
        waits = _("Another process is updating the index just now: /knowledge reload takes it up later.")
        lines.append(line(waits, LineKind.WARNING))
    others = len(reload.problems) - len(own)
    if others:
        elsewhere = ngettext(
            "Other files have {count} problem: /knowledge status shows it.",
            "Other files have {count} problems: /knowledge status shows them.",
            others,
        )
        lines.append(line(elsewhere, LineKind.HINT))
    return Card(
        title=_("Article published"),
        style=CardStyle.ERROR if _errors(own) else CardStyle.GOOD,
        blocks=(block(*lines), *problem_blocks(own)),
    )


def status_card(status: Status) -> Card:
    """What the engine holds, and where; problems stand below."""
    done, wanted = status.vectors
    fields = (
        Field(name=_("Articles"), value=f"{status.articles:,}"),
        Field(name=_("Quotes"), value=f"{status.quotes:,}"),
        Field(name=_("Facts"), value=f"{status.facts:,}"),
        Field(name=_("People"), value=f"{status.people:,}"),
        Field(name=_("Vectors"), value=_("{done} of {all}", done=f"{done:,}", all=f"{wanted:,}")),
        Field(name=_("Memory"), value=size(status.memory)),
        Field(name=_("On disk"), value=size(status.disk)),
        Field(name=_("Built"), value=instant(status.built)),
        Field(name=_("Knowledge"), value=status.knowledge),
        Field(name=_("Index"), value=status.index),
    )
    return Card(
        title=_("Status"),
        style=_style(status),
        blocks=(*_faults(status), *problem_blocks(status.problems)),
        fields=tuple(field for field in fields if field.value),
    )


def _style(told: Reload | Status) -> CardStyle:
    if told.missing or told.unwritten or _errors(told.problems):
        return CardStyle.ERROR
    return CardStyle.GOOD


def _faults(told: Reload | Status) -> Iterator[Block]:
    """What is answered from as it was, since when, why, and what to do."""
    for missing in told.missing:
        since = instant(missing.since)
        kept = ngettext(
            "Answers still come from what was in it: {count} article, as it was then.",
            "Answers still come from what was in it: {count} articles, as they were then.",
            missing.articles,
        )
        yield block(
            line(_lack(missing, since), LineKind.WARNING),
            line(kept),
            line(_("Check that its network share is mounted and that the bot may read it."), LineKind.HINT),
            line(
                _(
                    "If that is intended, confirm it: /knowledge reload confirm:True on Discord, "
                    "or briefing-bot reload --confirm in the terminal."
                ),
                LineKind.HINT,
            ),
        )
    if told.nothing:
        yield block(line(told.nothing, LineKind.WARNING))
    if told.unwritten:
        yield block(
            line(told.unwritten, LineKind.WARNING),
            line(
                _(
                    "Files that have changed since then are not read yet; answers come from what "
                    "was known before."
                )
            ),
        )


def _lack(missing: Missing, since: str) -> str:
    match missing.lack:
        case Lack.GONE:
            return _("{folder} has been missing since {since}.", folder=missing.folder, since=since)
        case Lack.EMPTY:
            return _(
                "{folder} has had nothing to answer from since {since}.",
                folder=missing.folder,
                since=since,
            )
        case Lack.UNMOUNTED:
            return _(
                "{folder} has been empty since {since}: the file system mounted there is gone.",
                folder=missing.folder,
                since=since,
            )
        case Lack.UNREADABLE:
            return _(
                "{folder} could not be read since {since} ({reason}).",
                folder=missing.folder,
                since=since,
                reason=missing.reason,
            )


def problem_blocks(problems: Sequence[Problem]) -> Iterator[Block]:
    """The problems, errors first, as "file:line: what is wrong, and how to mend it"; many are counted."""
    if not problems:
        return
    errors = _errors(problems)
    warnings = [problem for problem in problems if problem not in errors]
    heading = ngettext("{count} problem", "{count} problems", len(problems))
    lines = [_problem(problem) for problem in (*errors, *warnings)[:PROBLEMS_SHOWN]]
    rest = len(problems) - len(lines)
    if rest > 0:
        more = ngettext("and {count} other; `check` shows all", "and {count} others; `check` shows all", rest)
        lines.append(line(more, LineKind.HINT))
    yield block(line(heading, LineKind.HEADING), *lines)


def size(count: int) -> str:
    """Bytes as people read them: "532 KiB", "1.2 GiB"; nothing for none."""
    if not count:
        return ""
    amount, units = float(count), ["bytes", "KiB", "MiB", "GiB"]
    while amount >= KIBI and len(units) > 1:
        amount /= KIBI
        units.pop(0)
    return f"{amount:.1f} {units[0]}" if amount < 10 and units[0] != "bytes" else f"{amount:.0f} {units[0]}"


def _changes(reload: Reload) -> Iterator[Line]:
    told = (
        (_("Added"), reload.added),
        (_("Changed"), reload.changed),
        (_("Removed"), reload.removed),
        (_("Renamed"), reload.renamed),
        (_("Kept at their last good version (file has errors)"), reload.kept),
    )
    for name, articles in told:
        if articles:
            spans = (Span(text=f"{name}: ", style=TextStyle.STRONG), Span(text=_named(articles)))
            yield Line(spans=spans, kind=LineKind.BULLET)


def _named(articles: Sequence[str]) -> str:
    rest = len(articles) - NAMED
    more = ngettext(" and {count} other", " and {count} others", rest) if rest > 0 else ""
    return ", ".join(articles[:NAMED]) + more


def _problem(problem: Problem) -> Line:
    place = Span(text=f"{problem.path}:{problem.line}: ", style=TextStyle.STRONG)
    spans = (place, Span(text=f"{problem.what} {problem.mend}"))
    return Line(spans=spans, kind=LineKind.WARNING if problem.severity == "warning" else LineKind.BULLET)


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
