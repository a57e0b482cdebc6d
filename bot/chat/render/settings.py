"""A server's settings as Discord's layouts: a screen for each subject, one for a setting, one for the audit.

Everything that a screen does is named in its custom ids, so that it goes on after a restart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.cards import _, instant
from bot.services import (
    BOT,
    OPERATOR_NAME,
    AuditEntry,
    Deed,
    InForce,
    Origin,
    Screen,
    ServerSetting,
    SettingKind,
    SettingPlace,
    setting_of,
)
from bot.text import escape

CUSTOM_ID = "briefing:setting:{action}:{channel}:{name}"
# Discord's limit for what a menu of roles or channels lets choose at once.
CHOSEN_AT_ONCE = 25
# Changes on a page of the audit: within the 4,000 letters that Discord lets a layout show.
CHANGES = 10
# Letters of a value shown in the audit.
VALUE = 150
LABEL = 45
COLOUR = discord.Colour(0x3A6EA5)
TYPED = frozenset((SettingKind.NUMBER, SettingKind.TIME_ZONE, SettingKind.HOURS))
"""Kinds of settings that are typed; the others are chosen."""
_CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
]

Item = ui.Item[ui.LayoutView]


def screen_layout(
    screen: Screen, shown: Sequence[InForce], place: SettingPlace, here: int, note: str = ""
) -> ui.LayoutView:
    """A subject's settings with a button to change each, and the way to the other subjects.

    :param here: the channel that the screen is used in, which may have values of its own; 0: none may.
    :param note: what was changed just now.
    """
    mine = [each for each in shown if each.setting.screen is screen]
    if place.channel:
        mine = [each for each in mine if each.setting.by_channel]
    parts: list[Item] = [
        ui.TextDisplay("\n".join(filter(None, (f"## {_(screen.heading)}", _for(place), note)))),
        ui.Separator(),
    ]
    parts += [_section(each, place) for each in mine]
    if not mine:
        parts.append(ui.TextDisplay(_("This cannot be set for a single channel.")))
    return _layout(*parts, ui.Separator(), _screens(screen, place), ui.ActionRow(*_ways(screen, place, here)))


def setting_layout(found: InForce, place: SettingPlace) -> ui.LayoutView:
    """One setting, with what it can be set to."""
    setting = found.setting
    now = _("Now: {value}", value=value_text(setting, found.value, place.server))
    words = f"## {_(setting.title)}\n{_(setting.sentence)}\n{now} · {_origin(found.origin)}"
    buttons: list[Item] = []
    if found.origin is (Origin.CHANNEL if place.channel else Origin.SERVER):
        buttons.append(_button(_("Use the default"), "default", place, setting.name))
    buttons.append(_button(_("Back"), "place", place, setting.screen.value))
    return _layout(ui.TextDisplay(words), ui.ActionRow(_menu(found, place)), ui.ActionRow(*buttons))


def audit_layout(entries: Sequence[AuditEntry], start: int, *, more: bool) -> ui.LayoutView:
    """Who changed what when, the newest first, from number `start` on."""
    lines = [_change(each) for each in entries] or [_("Nothing has been changed here yet.")]
    parts: list[Item] = [ui.TextDisplay(f"## {_('Changes')}"), ui.TextDisplay("\n".join(lines))]
    ways: list[Item] = []
    if start:
        newer = max(0, start - CHANGES)
        ways.append(_button(_("Back"), "audit", SettingPlace(0, newer), "newer"))
    if more:
        ways.append(_button(_("More"), "audit", SettingPlace(0, start + CHANGES), "older"))
    ways.append(_button(_("Settings"), "place", SettingPlace(), Screen.ANSWERS.value))
    return _layout(*parts, ui.ActionRow(*ways))


def form(found: InForce, place: SettingPlace, most: object) -> ui.Modal:
    """Asks for a value that is typed; left empty, the default is in force again."""
    setting = found.setting
    title = _(setting.title)
    modal = ui.Modal(title=title[:LABEL], custom_id=_id("fill", place, setting.name))
    value = str(found.value)
    hint = _("{least} to {most}", least=setting.least, most=most) if most is not None else _examples(setting)
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        default=value or None, required=False, max_length=VALUE // 2, placeholder=hint or None
    )
    label = _("Empty: use the default")
    modal.add_item(ui.Label(text=title[:LABEL], description=label, component=field))
    return modal


def change_text(setting: ServerSetting, old: object, new: object, server: int) -> str:
    """ "Quiet hours: none → 22:00-07:00"."""
    before, after = (
        _("default") if each is None else value_text(setting, each, server) for each in (old, new)
    )
    return _("{setting}: {old} → {new}", setting=_(setting.title), old=before, new=after)


def value_text(setting: ServerSetting, value: Any, server: int) -> str:
    """A value as Discord shows it."""
    match setting.kind:
        case SettingKind.CHANNELS:
            words = ", ".join(f"<#{each}>" for each in value)
        case SettingKind.ROLES:
            # The role that everybody has bears the server's number.
            words = ", ".join("@everyone" if each == server else f"<@&{each}>" for each in value)
        case SettingKind.CHOICE:
            words = choice_text(str(value))
        case _:
            words = escape.discord(str(value))
    return words or _(setting.empty)


def choice_text(value: str) -> str:
    """A value of a choice in words."""
    words = {
        "off": _("off"),
        "on": _("on"),
        "reaction": _("by a 💬"),
        "answer": _("by an answer"),
        "auto": _("each reader's own"),
        "en": "English",
        "ja": "日本語",
        "day-month": _("3 March 2031"),
        "month-day": _("March 3, 2031"),
        "iso": "2031-03-03",
        "text": _("plain text"),
        "embeds": _("embeds with buttons below"),
        "layout": _("cards with their own buttons"),
        "anonymous": _("kept without names"),
        "named": _("kept with members' ids"),
        "daily": _("daily"),
        "weekly": _("weekly"),
        "monday": _("Monday"),
        "tuesday": _("Tuesday"),
        "wednesday": _("Wednesday"),
        "thursday": _("Thursday"),
        "friday": _("Friday"),
        "saturday": _("Saturday"),
        "sunday": _("Sunday"),
    }
    return words.get(value, value)


def _layout(*parts: Item) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*parts, accent_colour=COLOUR))
    # Uses come in by their custom ids: discord.py need not remember the view.
    view.stop()
    return view


def _section(found: InForce, place: SettingPlace) -> Item:
    setting = found.setting
    value = value_text(setting, found.value, place.server)
    words = f"**{_(setting.title)}**: {value} · {_origin(found.origin)}\n-# {_(setting.sentence)}"
    return ui.Section(words, accessory=_button(_("Change"), "change", place, setting.name))


def _screens(screen: Screen, place: SettingPlace) -> Item:
    options = [
        discord.SelectOption(label=_(each.heading), value=each.value, default=each is screen)
        for each in Screen
    ]
    return ui.ActionRow(ui.Select(custom_id=_id("screen", place, screen.value), options=options))


def _ways(screen: Screen, place: SettingPlace, here: int) -> Iterator[Item]:
    if place.channel:
        yield _button(_("The whole server"), "place", SettingPlace(place.server), screen.value)
    elif here:
        yield _button(_("This channel only"), "place", SettingPlace(place.server, here), screen.value)
    yield _button(_("Changes"), "audit", SettingPlace(), "newest")


def _menu(found: InForce, place: SettingPlace) -> Item:
    """What a setting that is chosen can be set to."""
    setting, custom_id = found.setting, _id("pick", place, found.setting.name)
    if setting.kind is SettingKind.CHANNELS:
        return ui.ChannelSelect(
            custom_id=custom_id,
            channel_types=_CHANNEL_TYPES,
            min_values=0,
            max_values=CHOSEN_AT_ONCE,
            default_values=_chosen(found, discord.SelectDefaultValueType.channel),
            placeholder=_(setting.empty),
        )
    if setting.kind is SettingKind.ROLES:
        return ui.RoleSelect(
            custom_id=custom_id,
            min_values=0,
            max_values=CHOSEN_AT_ONCE,
            default_values=_chosen(found, discord.SelectDefaultValueType.role),
            placeholder=_(setting.empty),
        )
    options = [
        discord.SelectOption(label=choice_text(each), value=each, default=each == found.value)
        for each in setting.choices
    ]
    return ui.Select(custom_id=custom_id, options=options)


def _chosen(found: InForce, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=each, type=kind) for each in found.value[:CHOSEN_AT_ONCE]]


def _change(entry: AuditEntry) -> str:
    setting = setting_of(entry)
    followed = entry.what in (Deed.FOLLOW, Deed.UNFOLLOW)
    where = f" · <#{entry.channel}>" if entry.channel and (setting or followed) else ""
    return f"{instant(entry.made)} · {_who(entry.who)}{where}\n{_what(entry, setting)}"


def _what(entry: AuditEntry, setting: ServerSetting | None) -> str:
    if setting:
        return change_text(setting, entry.old, entry.new, entry.server)[: 2 * VALUE]
    if entry.what == Deed.RELOAD:
        return _("reloaded the knowledge")
    if entry.what in (Deed.PUBLISH, Deed.FOLLOW, Deed.UNFOLLOW):
        return _did(entry)
    return escape.discord(f"{entry.what}: {entry.old or '-'} → {entry.new or '-'}")[:VALUE]


def _did(entry: AuditEntry) -> str:
    """What somebody did to what; without its name where it may not be seen here."""
    what = escape.discord(str(entry.new or ""))
    match entry.what:
        case Deed.PUBLISH:
            return _("published {file}", file=what) if what else _("published an article")
        case Deed.FOLLOW:
            return _("began to follow {subject}", subject=what) if what else _("began to follow somebody")
    return _("ended the follow of {subject}", subject=what) if what else _("ended the follow of somebody")


def _who(who: str) -> str:
    kind, _colon, number = who.partition(":")
    if number:
        return f"<@{number}>"
    known = {OPERATOR_NAME: _("the operator"), BOT: _("the bot")}
    return known.get(kind) or _("somebody whose data was deleted")


def _for(place: SettingPlace) -> str:
    if place.channel:
        return _("For {channel} only", channel=f"<#{place.channel}>")
    return _("For the whole server")


def _origin(origin: Origin) -> str:
    return {
        Origin.CHANNEL: _("set for this channel"),
        Origin.SERVER: _("set for this server"),
        Origin.OPERATOR: _("by default"),
    }[origin]


def _examples(setting: ServerSetting) -> str:
    return {SettingKind.TIME_ZONE: "Europe/Berlin", SettingKind.HOURS: "22-7"}.get(setting.kind, "")


def _button(label: str, action: str, place: SettingPlace, name: str) -> ui.Button[Any]:
    return ui.Button(label=label, custom_id=_id(action, place, name))


def _id(action: str, place: SettingPlace, name: str) -> str:
    return CUSTOM_ID.format(action=action, channel=place.channel, name=name)
