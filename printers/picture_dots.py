"""A picture as dots."""

import io

from PIL import Image, UnidentifiedImageError

from printers.dots import Dots, centred

_MAX_PIXELS = 4_000_000


class PictureNotReadableError(ValueError):
    """No PNG, or one that is larger than any slip."""


def draw(png: bytes, width_dots: int) -> Dots:
    """Black and white, greys dithered, transparent parts white. Raises PictureNotReadableError."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise PictureNotReadableError(f"{image.width}×{image.height} pixels")
            rgba = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise PictureNotReadableError(str(error)) from error
    flat = Image.new("RGBA", rgba.size, "white")
    flat.alpha_composite(rgba)
    grey = flat.convert("L")
    if grey.width > width_dots:
        grey = grey.resize((width_dots, max(1, grey.height * width_dots // grey.width)))
    pixels = grey.convert("1").tobytes("raw", "L")
    width = grey.width
    return centred(
        [
            "".join("0" if pixel else "1" for pixel in pixels[start : start + width])
            for start in range(0, len(pixels), width)
        ],
        width_dots,
    )
