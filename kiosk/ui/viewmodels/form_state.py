"""What the form's screen shows, derived from the draft. Pure."""

from collections.abc import Iterator

from kiosk.domain.answer_path import covers
from kiosk.domain.card import ReadFault
from kiosk.domain.form import Field
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.form_fields import FieldState, derive_field
from kiosk.ui.viewmodels.form_hand import Hand
from kiosk.ui.viewmodels.form_rows import full_title, row_lines, row_title
from kiosk.ui.viewmodels.journey import Place, asking_place, place_of
from kiosk.ui.viewmodels.people import AGENT, APPLICANT, Side
from kiosk.ui.viewmodels.privacy_notice import Clause, kinds_words, notice, notice_version
from kiosk.ui.words import load_words

# What is said of a card that nobody has laid down, by the reader's condition.
_OFFERS = {"ready": "card-offer"} | {state: f"card-reader-{state}" for state in ("silent", "gone", "refused")}


class Told(State, frozen=True, kw_only=True):
    """An error on top of the page, and the question it leads to."""

    field: str
    message: str


class FormState(State, frozen=True, kw_only=True):
    title: str = ""
    lead: str = ""
    step: int = 0  # 0: the privacy notice
    steps: int = 0
    progress: str = ""
    notice: tuple[Clause, ...] = ()
    consented: bool = False
    sensitive: str = ""  # the words of the separate tick; empty when the form asks nothing sensitive
    consented_sensitive: bool = False
    decline: str = ""  # where somebody goes who does not agree
    fields: tuple[FieldState, ...] = ()
    errors: tuple[Told, ...] = ()
    card: str = ""  # a sentence about the card: lay it down, it was read, it could not be read
    card_alarm: bool = False
    card_swap: str = ""  # 代办: the key that exchanges the two people's cards
    add_to: str = ""  # the one list of this page: its key for another row stands with the actions
    add_label: str = ""
    next_label: str = ""
    removing: str = ""  # the question asked before a row is deleted


def derive_form(
    draft: Draft,
    hand: Hand,
    consent_missing: bool,
    card_trouble: ReadFault | None,
    return_from: str,
    reader: str,
    has_numbers: bool,
    language: Language,
    say: Say,
) -> FormState:
    """`hand` is what the finger has open, typed and narrowed; after `return_from` comes the check.

    `reader` is what device_state says of the card reader; empty when it says nothing.
    """
    if draft.item is None:
        return FormState()
    form = draft.asked()
    name = draft.item.plain_name.in_(language)
    place, steps = place_of(form, draft.page), len(form.pages)
    if place is None:
        return FormState(
            title=say("notice-title"),
            lead=name,
            steps=steps,
            notice=(
                *notice(draft, language, say),
                Clause(title=say("notice-version"), text=notice_version(draft, load_words("form"))),
            ),
            consented=draft.consented,
            sensitive=_sensitive_words(draft, language, say),
            consented_sensitive=draft.consented_sensitive,
            errors=tuple(_not_agreed(draft, say)) if consent_missing else (),
            decline=say("decline-to-number" if has_numbers else "decline"),
            next_label=say("begin"),
        )
    page = place.page
    card, alarm = _card_words(draft, page.fields, card_trouble, reader, say)
    fields = tuple(
        derive_field(field, draft.answers, draft.errors, draft.from_card, hand, language, say, page.title)
        for field in page.fields
    )
    growing = [field for field in fields if field.group is not None and field.group.add]
    add = growing[0] if len(growing) == 1 else None
    return FormState(
        title=_title(place, language, say) or name,
        lead=name if place.asking is None or len(place.siblings) == 1 else _which_row(place, language, say),
        step=place.step,
        steps=steps,
        progress=say("progress", step=place.step, steps=steps),
        consented=draft.consented,
        fields=fields,
        errors=tuple(_told(draft, page.fields, language, say)),
        card=card,
        card_alarm=alarm,
        card_swap=say(f"card-swap-{_mistaken(draft)}") if _mistaken(draft) else "",
        add_to="" if add is None else add.name,
        add_label="" if add is None or add.group is None else add.group.add,
        next_label=_next_label(place, return_from, steps, say),
    )


def _sensitive_words(draft: Draft, language: Language, say: Say) -> str:
    kinds = draft.sensitive
    return say("consent-sensitive", kinds=kinds_words(kinds, language, say)) if kinds else ""


def _not_agreed(draft: Draft, say: Say) -> Iterator[Told]:
    if not draft.consented:
        yield Told(field="consent", message=say("consent-missing"))
    if draft.sensitive and not draft.consented_sensitive:
        yield Told(field="consent", message=say("consent-sensitive-missing"))


def _title(place: Place, language: Language, say: Say) -> str:
    """Of a row that has but one page, which row it is says more than what rows are called."""
    which = _which_row(place, language, say)
    alone = place.asking is not None and len(place.siblings) == 1
    return which if alone else place.page.title.in_(language)


def _which_row(place: Place, language: Language, say: Say) -> str:
    if place.asking is None or place.asking.group is None:
        return ""
    return row_title(place.asking.group, place.number, language, say)


def _next_label(place: Place, return_from: str, steps: int, say: Say) -> str:
    if place.page.id == return_from or (place.row is None and place.step == steps):
        return say("to-check")
    return say("row-done" if place.after == place.host else "next")


def _told(draft: Draft, fields: tuple[Field, ...], language: Language, say: Say) -> Iterator[Told]:
    """The errors of a page, those inside its lists included: each leads to where it can be mended."""
    for field in fields:
        for path, error in draft.errors.items():
            if covers(field.name, path):
                row = _row_of(field, path, language, say)
                yield Told(field=path, message=row + named(field, error.message.in_(language), language))


def removing_question(draft: Draft, row: str, language: Language, say: Say) -> str:
    """What is asked before `row` is deleted; empty when there is no such row."""
    place = asking_place(draft.asked(), row) if row and draft.item is not None else None
    if place is None or place.row is None or place.asking is None or place.asking.group is None:
        return ""
    title = row_title(place.asking.group, place.number, language, say)
    return say(
        "row-remove-title", row=full_title(title, row_lines(place.row, draft.answers, language), language)
    )


def named(field: Field, message: str, language: Language) -> str:
    """On top of a page a mistake says which question it is about, unless it does so in its own words."""
    label = field.label.in_(language).rstrip("？?：: ")
    if field.group is not None or not label or label.lower() in message.lower():
        return message
    return f"{label}{'：' if language is Language.ZH else ': '}{message}"


def _row_of(field: Field, path: str, language: Language, say: Say) -> str:
    """第2位家人：, before what is wrong in that row."""
    if field.group is None:
        return ""
    colon = "：" if language is Language.ZH else ": "
    rows = enumerate(field.group.rows, start=1)
    number = next((number for number, row in rows if covers(row.name, path)), None)
    return "" if number is None else row_title(field.group, number, language, say) + colon


def _mistaken(draft: Draft) -> str:
    """Whose page shows a card's answers that may be the other's; empty when there is nothing to exchange."""
    if not draft.by_agent:
        return ""
    if draft.asks_for(AGENT) and draft.people.has_card(Side.HERE):
        return "agent"
    return "applicant" if draft.asks_for(APPLICANT) and draft.people.has_card(Side.AWAY) else ""


def _card_words(
    draft: Draft, fields: tuple[Field, ...], trouble: ReadFault | None, reader: str, say: Say
) -> tuple[str, bool]:
    """What to say of the card on a page with `fields`, and whether it is a fault."""
    if trouble is not None:
        return say(f"card-{trouble.value}"), True
    who = "" if not draft.by_agent else "-agent" if draft.asks_for(AGENT) else "-applicant"
    if any(field.name in draft.from_card for field in fields):
        return say(f"card-used{who}"), False
    if draft.awaits_card_of() is not None:
        # Nobody is asked to lay a card on a reader that is not there or does not work.
        offer = _OFFERS.get(reader, "card-none")
        return say(offer + who if offer in ("card-offer", "card-none") else offer), False
    return "", False
