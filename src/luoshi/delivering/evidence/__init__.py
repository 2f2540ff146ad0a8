"""佐证材料: files that show what a report says. Known by their content, photos freed of place data, each kept once."""

from luoshi.delivering.evidence.keeping import LARGEST, MOST, Opened, attach, detach, listed, opened

__all__ = ["LARGEST", "MOST", "Opened", "attach", "detach", "listed", "opened"]
