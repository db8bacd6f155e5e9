from grading.matching import content_words, support_of, supported, turn_of, unsupported
from simgen.plan import Line
from tests.unit.grading.staging import CASE, items, stage, turn

HOPE = items("hope")[0]
STRENGTH = items("strength")[0]


def test_a_line_that_names_what_was_heard_stands_for_it() -> None:
    case = stage(heard=[HOPE])
    support = support_of(Line(text=HOPE.own_words, item=HOPE.id), case)
    assert support is not None
    assert support.item.id == HOPE.id
    assert support.own_words


def test_naming_an_item_that_never_came_to_light_earns_nothing() -> None:
    assert support_of(Line(text=HOPE.own_words, item=HOPE.id), stage(heard=[STRENGTH])) is None


def test_the_very_words_earn_nothing_when_they_were_never_heard() -> None:
    assert support_of(Line(text=HOPE.own_words + " " + HOPE.gist), stage()) is None


def test_an_item_with_words_that_have_nothing_to_do_with_it_earns_nothing() -> None:
    case = stage(heard=[HOPE])
    assert support_of(Line(text="zebra crossings", item=HOPE.id), case) is None


def test_a_line_of_ones_own_stands_for_an_item_by_clear_overlap() -> None:
    case = stage(heard=[HOPE, STRENGTH])
    support = support_of(Line(text=STRENGTH.own_words), case)
    assert support is not None
    assert support.item.id == STRENGTH.id


def test_a_line_of_keywords_for_everything_stands_for_nothing() -> None:
    everything = list(CASE.scenario.items)
    stuffed = " ".join(item.own_words for item in everything)
    assert support_of(Line(text=stuffed), stage(heard=everything)) is None
    assert support_of(Line(text=stuffed, item=HOPE.id), stage(heard=everything)) is None


def test_empty_lines_and_small_words_stand_for_nothing() -> None:
    case = stage(heard=[HOPE])
    assert support_of(Line(text="   ", item=HOPE.id), case) is None
    assert support_of(Line(text="it is what it is", item=HOPE.id), case) is None


def test_words_that_only_the_recruit_brought_stand_for_nothing() -> None:
    # Cues are what a recruit may say to open something, so a label can be made of them alone.
    for item in CASE.scenario.items:
        told = content_words(f"{item.gist} {item.own_words}", stage(heard=[item]))
        brought = [
            word
            for cue in item.cues
            for word in cue.replace("*", "").split()
            if not content_words(word, stage(heard=[item])) & told
        ]
        label = " ".join(brought[:8])
        assert support_of(Line(text=label), stage(heard=[item])) is None
        assert support_of(Line(text=label, item=item.id), stage(heard=[item])) is None


def test_the_persons_name_alone_is_no_support() -> None:
    case = stage(heard=list(CASE.scenario.items))
    assert support_of(Line(text=f"{CASE.person.known_as} {CASE.person.first_name}"), case) is None


def test_an_item_counts_once_however_often_it_is_written() -> None:
    case = stage(heard=[HOPE])
    lines = [Line(text=HOPE.own_words, item=HOPE.id)] * 5
    assert len(supported(lines, case)) == 1


def test_lines_that_nothing_stands_behind_are_listed_and_empty_ones_are_not() -> None:
    case = stage(heard=[HOPE])
    lines = [Line(text=HOPE.own_words), Line(text="Wants company"), Line(text=" ")]
    assert unsupported(lines, case) == ["Wants company"]


def test_the_turn_of_an_item_is_the_one_in_which_it_was_told() -> None:
    case = stage([turn(1, "Hello"), turn(2, "And?", disclosed=[HOPE])], heard=[HOPE])
    assert turn_of(HOPE.id, case) == 2
    assert turn_of(STRENGTH.id, case) is None


def test_a_phrase_of_small_words_counts_when_it_is_quoted_word_for_word() -> None:
    item = next(item for item in items("strength") if item.id == "gets-me-up")
    case = stage(heard=[item])
    for line in (Line(text="He gets me up", item=item.id), Line(text="The dog: he gets me up.")):
        support = support_of(line, case)
        assert support is not None
        assert support.own_words
