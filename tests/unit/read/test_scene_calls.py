"""Which scenes the words of a sentence call: the others are not asked."""

from __future__ import annotations

import pytest
from claimed import OPENING, SAID, grammar

from onionskin.read.scenes import SCENES, held_by
from onionskin.read.scenes.clause import Clause
from onionskin.read.syntax.matcher import Sentence
from onionskin.read.syntax.skeleton import Around
from onionskin.read.words.gates import heads_of
from onionskin.read.words.sentences import words_of


@pytest.mark.parametrize("code", sorted(OPENING))
def test_a_scene_that_no_word_of_a_sentence_calls_would_say_nothing(code: str) -> None:
    language = grammar(code)
    for listed in language.cues.frames.values():
        text = f"Contoso, {', '.join(each for each in listed if each.isalpha())} 4.000 Fabrikam."
        heads = heads_of(words_of(text))
        skeleton = language.recogniser.skeleton(text, Around(SAID), (), heads)
        one = Sentence(language, text, 0, skeleton, heads)
        places = language.openers.places(skeleton.text)
        spotted = language.frames.among(heads).over(skeleton.text, places)
        clause = Clause(one, spotted, lambda _: "", 0, len(skeleton.text))
        for scene, called_by in SCENES:
            if called_by is not None and called_by.isdisjoint(held_by(spotted)):
                assert list(scene.drafts(clause)) == []
