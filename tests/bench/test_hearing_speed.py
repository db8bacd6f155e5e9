"""How fast the coder is: an utterance under 3 ms, the model loaded in under 0.1 s."""

import subprocess
import sys
import time

from simgen.conversation.hearing import TrainedCoder
from simgen.conversation.hearing.corpus import read_corpus

LOAD = """
import time, numpy
from simgen.conversation.hearing import TrainedCoder
start = time.perf_counter()
TrainedCoder().weigh("How are you?")
print(time.perf_counter() - start)
"""


def test_an_utterance_is_heard_in_three_milliseconds():
    coder = TrainedCoder()
    coder.weigh("Hello.")
    taken = []
    for row in read_corpus():
        start = time.perf_counter()
        coder.weigh(row.text, row.previous)
        taken.append(time.perf_counter() - start)
    taken.sort()
    middle, slow = taken[len(taken) // 2] * 1000, taken[len(taken) * 95 // 100] * 1000
    sys.stdout.write(f"\nhearing one utterance: median {middle:.2f} ms, 95% under {slow:.2f} ms\n")
    assert slow < 3


def test_the_longest_utterance_is_heard_in_time():
    text = "So you feel that nobody listens, and what would you like to do about it? " * 140
    start = time.perf_counter()
    TrainedCoder().weigh(text, text)
    taken = (time.perf_counter() - start) * 1000
    sys.stdout.write(f"\nhearing 10,000 characters: {taken:.1f} ms\n")
    assert taken < 100


def test_the_model_is_there_in_a_tenth_of_a_second():
    taken = min(
        float(
            subprocess.run(
                [sys.executable, "-c", LOAD], capture_output=True, text=True, check=True
            ).stdout
        )
        for _attempt in range(3)
    )
    sys.stdout.write(f"\nloading the model and the first utterance: {taken * 1000:.0f} ms\n")
    assert taken < 0.1
