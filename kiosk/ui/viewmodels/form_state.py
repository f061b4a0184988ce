"""What the form's screen shows, derived from the draft. Pure."""

from kiosk.domain.card import ReadFault
from kiosk.domain.form import Field, Widget
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.draft import Draft, fields_of
from kiosk.ui.viewmodels.form_fields import FieldState, derive_field


class Clause(State, frozen=True, kw_only=True):
    """One point of the privacy notice."""

    title: str
    text: str


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
    fields: tuple[FieldState, ...] = ()
    errors: tuple[Told, ...] = ()
    card: str = ""  # a sentence about the card: lay it down, it was read, it could not be read
    card_alarm: bool = False
    next_label: str = ""
    other_card: bool = False


def derive_form(
    draft: Draft,
    opened: str,
    consent_missing: bool,
    card_trouble: ReadFault | None,
    checking: bool,
    language: Language,
    say: Say,
) -> FormState:
    """`opened` names the field whose grid or chooser stands open; `checking`: the check comes next."""
    if draft.item is None:
        return FormState()
    form = draft.form()
    name = draft.item.plain_name.in_(language)
    numbers = {page.id: number for number, page in enumerate(form.pages, start=1)}
    step, steps = numbers.get(draft.page, 0), len(form.pages)
    if step == 0:
        return FormState(
            title=say("notice-title"),
            lead=name,
            steps=steps,
            notice=_notice(draft, language, say),
            consented=draft.consented,
            errors=(Told(field="consent", message=say("consent-missing")),) if consent_missing else (),
            next_label=say("begin"),
        )
    page = form.pages[step - 1]
    card, alarm = _card_words(draft, page.fields, card_trouble, say)
    fields = tuple(
        derive_field(field, draft.answers, draft.errors, draft.from_card, opened, language)
        for field in page.fields
    )
    return FormState(
        title=page.title.in_(language) or name,
        lead=name,
        step=step,
        steps=steps,
        progress=say("progress", step=step, steps=steps),
        consented=draft.consented,
        fields=fields,
        errors=tuple(Told(field=field.name, message=field.error) for field in fields if field.error),
        card=card,
        card_alarm=alarm,
        next_label=say("to-check") if checking or step == steps else say("next"),
    )


def _notice(draft: Draft, language: Language, say: Say) -> tuple[Clause, ...]:
    if draft.item is None:
        return ()
    comma = "、" if language is Language.ZH else ", "
    asked = dict.fromkeys(
        field.label.in_(language).rstrip("？?")
        for field in fields_of(draft.form())
        if field.widget is not Widget.CONSENT
    )
    purpose = draft.item.privacy_purpose.in_(language)
    who = draft.item.department.in_(language)
    return (
        Clause(title=say("notice-who"), text=who),
        Clause(
            title=say("notice-why"),
            text=purpose or say("notice-why-default", item=draft.item.name.in_(language)),
        ),
        Clause(title=say("notice-what"), text=comma.join(asked)),
        Clause(title=say("notice-how-long"), text=say("notice-how-long-text")),
        Clause(title=say("notice-rights"), text=say("notice-rights-text")),
    )


def _card_words(
    draft: Draft, fields: tuple[Field, ...], trouble: ReadFault | None, say: Say
) -> tuple[str, bool]:
    """What to say of the card on a page with `fields`, and whether it is a fault."""
    if trouble is not None:
        return say(f"card-{trouble.value}"), True
    if any(field.name in draft.from_card for field in fields):
        return say("card-used"), False
    if not draft.has_card and any(field.canonical.startswith("person.id") for field in fields):
        return say("card-offer"), False
    return "", False
