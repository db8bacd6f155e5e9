"""Who is met: simulated persons who hold together and can never be real ones."""

from simgen.person.making import make_person
from simgen.person.person import Acquaintance, Person

__all__ = ["Acquaintance", "Person", "make_person"]
