"""Papers to lie under the demonstration's camera: drawn, and marked as samples."""

from pathlib import Path

_SIZE = (1600, 1200)
_WORDS = (("房屋租赁合同", "样张 SAMPLE · 1"), ("房屋租赁合同", "样张 SAMPLE · 2"))


def lay_papers(folder: Path) -> None:
    """Two pages of a contract that nobody made, as JPEG files; what lies there already stays."""
    from PIL import Image, ImageDraw, ImageFont

    from printers.fonts import installed

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, lines in enumerate(_WORDS, start=1):
        file = folder / f"{number}.jpg"
        if file.exists():
            continue
        picture = Image.new("RGB", _SIZE, "#6b6258")
        draw = ImageDraw.Draw(picture)
        draw.rectangle((420, 60, 1180, 1140), fill="#fbfaf5")
        for row, words in enumerate(lines):
            face = installed().face_for(words[0])
            if face is not None:
                font = ImageFont.truetype(face.file, 54 - row * 20, index=face.index)
                draw.text((800, 150 + row * 90), words, fill="black", font=font, anchor="mm")
        for row in range(14):
            draw.line((500, 340 + row * 54, 1100, 340 + row * 54), fill="#8a8275", width=3)
        picture.save(file, quality=85)
