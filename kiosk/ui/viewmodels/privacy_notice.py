"""The privacy notice of one item: who, why, what, how long, rights, and the telephone. Pure."""

import hashlib
from collections.abc import Iterable

from kiosk.domain.form import Page, Widget
from kiosk.domain.item import Item
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.domain.text import Language
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.journey import askable, askable_on, pages_of
from kiosk.ui.words import Words


class Clause(State, frozen=True, kw_only=True):
    """One point of the notice."""

    title: str
    text: str


def notice(draft: Draft, language: Language, say: Say) -> tuple[Clause, ...]:
    """Empty before an item is chosen."""
    item = draft.item
    if item is None:
        return ()
    clauses = [
        Clause(title=say("notice-who"), text=item.department.in_(language)),
        Clause(title=say("notice-why"), text=_why(item, language, say)),
        Clause(title=say("notice-what"), text=_what(draft, language, say)),
    ]
    if kinds := draft.sensitive:
        told = say("notice-sensitive-text", kinds=kinds_words(kinds, language, say))
        clauses.append(Clause(title=say("notice-sensitive"), text=told))
    clauses += [
        Clause(title=say("notice-how-long"), text=say("notice-how-long-text")),
        Clause(title=say("notice-rights"), text=say("notice-rights-text")),
        Clause(title=say("notice-telephone"), text=item.telephone.text.in_(language)),
    ]
    return tuple(clauses)


def kinds_words(kinds: Iterable[Sensitive], language: Language, say: Say) -> str:
    return _comma(language).join(say(f"sensitive-{kind.value}") for kind in kinds)


def notice_version(draft: Draft, words: Words) -> str:
    """Names the text itself: the first 12 hex digits of SHA-256 over its Chinese."""

    def say(key: str, /, **values: object) -> str:
        return words.say(key, Language.ZH, **values)

    text = "\n".join(f"{clause.title}\n{clause.text}" for clause in notice(draft, Language.ZH, say))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def consent_of(draft: Draft, version: str) -> Consent:
    """What was ticked, to be recorded with the case. No personal data is in it."""
    return Consent(notice=version, kinds=draft.sensitive if draft.consented_sensitive else ())


def _why(item: Item, language: Language, say: Say) -> str:
    purpose = item.privacy_purpose.in_(language)
    return purpose or say("notice-why-default", item=item.name.in_(language))


def _what(draft: Draft, language: Language, say: Say) -> str:
    form = draft.form()
    told = [words for page in pages_of(form) if (words := _of_page(page, language))]
    if any(field.canonical == "person.id_number" for field in askable(form)) and not draft.has_card:
        told.append(say("notice-card"))
    if draft.may_photograph:
        told.append(say("notice-photos"))
    return "\n".join(told)


def _of_page(page: Page, language: Language) -> str:
    """“要办事的人是谁？姓名、证件类型、证件号码”: a bare label (“您是”) would not say whose.

    One choice on a page is asked by the title itself; a page that only wants a confirmation tells nothing.
    """
    fields = [field for field in askable_on(page) if field.widget not in (Widget.CONSENT, Widget.ROWS)]
    labels = dict.fromkeys(field.label.in_(language).rstrip("？?") for field in fields)
    title = page.title.in_(language)
    if not labels:
        return ""
    if title and len(fields) == 1 and fields[0].widget in (Widget.CHOICE, Widget.YES_NO):
        return title
    listed = _comma(language).join(labels)
    if not title:
        return listed
    if title.endswith(("？", "?")):
        return title + ("" if language is Language.ZH else " ") + listed
    return f"{title}：{listed}" if language is Language.ZH else f"{title}: {listed}"


def _comma(language: Language) -> str:
    return "、" if language is Language.ZH else ", "
