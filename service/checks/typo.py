"""Wrong letters, Traditional letters, doubled words and broken marks, each with its reason.

Why: slips show that nobody read the text again before handing it in.
Source: 通行校对规则（style）; lists: `typo_pairs.tsv`, `typo_patterns.yaml`, `sounds.txt` in `service/lexicons`.
Bad: 统一部暑；领悟的不深不透；学习的的劲头；文物保護方案；能够严格虽然能够严格遵守
Good: 船到码头车到站；铁将军把门；二〇二二年；转化为为党育人的实践
Conventions: four signals: forms that are never right as words, letters outside the simplified set, doubled or stray
words and marks, and two lone letters that sound like one common word (only asked about). Where two meet, one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.checks._slips import Slip, foreign_letters, patterns
from service.checks._slips_doubled import doubled, unpaired
from service.checks._slips_misheard import misheard
from service.checks._slips_order import out_of_order
from service.checks._slips_pairs import wrong_forms
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Fault

_BROKEN = re.compile("[\ud800-\udfff]")  # halves of letters, which the segmenter can't read


def check(draft: Draft) -> Iterator[Fault]:
    """One fault for every slip; the surer signal wins where two meet."""
    taken: list[Slip] = []
    signals = (wrong_forms, foreign_letters, patterns, doubled, unpaired, out_of_order, misheard)
    free, text = _Free(), draft.text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _BROKEN.sub("\ufffd", text)
    for signal in signals:
        for slip in signal(text):
            if free.take(slip):
                taken.append(slip)
    yield from (_fault(draft.text, slip) for slip in sorted(taken, key=lambda slip: slip.span))


class _Free:
    """Which letters no slip has taken yet."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def take(self, slip: Slip) -> bool:
        """Take the slip's letters; False where one of them is gone already."""
        letters = range(slip.span.start, max(slip.span.end, slip.span.start + 1))
        if self._taken.intersection(letters):
            return False
        self._taken.update(letters)
        return True


def _fault(text: str, slip: Slip) -> Fault:
    words = slip.span.of(text)
    shown = words if len(words) <= 24 else words[:22] + "……"
    if slip.right is None:
        return Fault(f"“{shown}”：{slip.why}，请核对改正。", slip.span, doubtful=slip.doubtful)
    advice = f"应为“{slip.right}”" if slip.right else "应删去"
    verdict = "ready" if slip.sure else "needs-confirmation"
    edit = Edit(slip.span, slip.right, slip.why, "typo", verdict)  # type: ignore[arg-type]
    doubt = "疑" if slip.doubtful else ""
    return Fault(f"“{shown}”{doubt}{advice}（{slip.why}）。", slip.span, edits=(edit,), doubtful=slip.doubtful)
