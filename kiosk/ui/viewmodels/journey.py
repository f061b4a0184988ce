"""The way through a form: its pages one after another, and down into the rows of a list and back. Pure."""

from collections.abc import Iterator

import msgspec

from kiosk.domain.form import Field, Form, Page, Row


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A page and what stands around it. In a row, `asking` is the list and `host` the page that shows it."""

    page: Page
    step: int  # 1, 2, …: of the form's own pages, which a row's pages do not count among
    siblings: tuple[Page, ...]
    row: Row | None = None
    asking: Field | None = None
    host: str = ""

    @property
    def number(self) -> int:
        """Which row it is, from 1."""
        return 0 if self.row is None else int(self.row.name.rpartition("/")[2]) + 1

    @property
    def before(self) -> str:
        """Id of the page that 返回 leads to; empty before the first."""
        index = self.siblings.index(self.page)
        return self.siblings[index - 1].id if index else self.host

    @property
    def after(self) -> str:
        """Id of the page that comes next; empty after the last."""
        rest = self.siblings[self.siblings.index(self.page) + 1 :]
        return rest[0].id if rest else self.host


def places(form: Form) -> Iterator[Place]:
    """Every page there is, those of rows after the page that lists them."""
    for step, page in enumerate(form.pages, start=1):
        yield from _with_rows(Place(page=page, step=step, siblings=form.pages))


def _with_rows(place: Place) -> Iterator[Place]:
    yield place
    for field in place.page.fields:
        for row in field.group.rows if field.group is not None else ():
            for page in row.pages:
                yield from _with_rows(
                    Place(
                        page=page,
                        step=place.step,
                        siblings=row.pages,
                        row=row,
                        asking=field,
                        host=place.page.id,
                    )
                )


def place_of(form: Form, page: str) -> Place | None:
    return next((place for place in places(form) if place.page.id == page), None)


def asking_place(form: Form, name: str) -> Place | None:
    """Where the question `name` is asked; of a whole row, its first page."""
    for place in places(form):
        if any(field.name == name for field in place.page.fields):
            return place
        if place.row is not None and place.row.name == name:
            return place
    return None


def pages_of(form: Form) -> tuple[Page, ...]:
    """Every page, those of rows included."""
    return tuple(place.page for place in places(form))


def fields_of(form: Form) -> tuple[Field, ...]:
    """Every question, those in rows included."""
    return tuple(field for page in pages_of(form) for field in page.fields)


def askable(form: Form) -> Iterator[Field]:
    """What can come to be asked: as `fields_of`, with the questions of a row that is yet to be added."""
    for page in pages_of(form):
        yield from askable_on(page)


def askable_on(page: Page) -> Iterator[Field]:
    """As `askable`, of one page alone."""
    for field in page.fields:
        yield field
        for below in field.group.blank.pages if field.group is not None else ():
            yield from below.fields
