"""Which screen lies on which, as an immutable stack of screen names."""

import msgspec

HOME = "home"
ATTRACT = "attract"


class Navigation(msgspec.Struct, frozen=True):
    """`stack[-1]` is on top. Home is always at the bottom while somebody is there."""

    stack: tuple[str, ...] = (ATTRACT,)

    @property
    def screen(self) -> str:
        return self.stack[-1]

    @property
    def can_go_back(self) -> bool:
        return len(self.stack) > 1

    def to(self, screen: str) -> "Navigation":
        """Going to a screen that is already below goes back to it, so the stack cannot grow in circles."""
        if screen in self.stack:
            return Navigation(self.stack[: self.stack.index(screen) + 1])
        return Navigation((*self.stack, screen))

    def instead(self, screen: str) -> "Navigation":
        """Replace the top: 返回 must not lead back to what is over, such as a form already filed."""
        return Navigation((*self.stack[:-1], screen) if self.can_go_back else (*self.stack, screen))

    def back(self) -> "Navigation":
        return Navigation(self.stack[:-1]) if self.can_go_back else self
