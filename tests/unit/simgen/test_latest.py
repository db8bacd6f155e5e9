"""What follows from a thing is worked out once, for the latest few."""

from simgen.latest import MOST_KEPT, Latest


def test_the_same_thing_is_worked_on_once_and_an_equal_one_anew():
    worked = []
    kept = Latest[int]()
    numbers, alike = [1, 2], [1, 2]

    def of(thing, *also):
        return kept.of(thing, lambda: worked.append(thing) or len(worked), *also)

    assert (of(numbers), of(numbers)) == (1, 1)
    assert of(alike) == 2
    assert (of(numbers, "later"), of(numbers)) == (3, 1)


def test_no_more_are_kept_than_are_needed():
    kept = Latest[int]()
    things = [[number] for number in range(3 * MOST_KEPT)]
    assert [kept.of(thing, lambda thing=thing: thing[0]) for thing in things] == [
        thing[0] for thing in things
    ]
    assert len(kept._kept) <= MOST_KEPT
