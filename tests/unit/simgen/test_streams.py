"""Streams: one seed, one purpose, one answer for ever."""

from simgen.streams import number, stream


def test_a_stream_gives_the_same_draws_every_time():
    assert stream(7, "person", "age").random() == stream(7, "person", "age").random()


def test_two_purposes_do_not_share_draws():
    assert stream(7, "person", "age").random() != stream(7, "person", "birthday").random()


def test_numbers_are_what_they_have_always_been():
    # a change here changes every person that anybody has met
    assert number(7, "person", "age") == 146113276263895813306580913670032519082
    assert number(0) == 338279910892351872588018718102384009269
