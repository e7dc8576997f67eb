"""A fault of the world found in the helper process reaches the window whole."""

import pickle

from models.errors import DataFaultError, UserFacingError


def test_that_a_fault_keeps_its_words_on_the_way() -> None:
    fault = pickle.loads(pickle.dumps(UserFacingError("What happened.", "What to do.")))
    assert (fault.problem, fault.remedy) == ("What happened.", "What to do.")


def test_that_a_data_fault_keeps_its_place_too() -> None:
    fault = pickle.loads(pickle.dumps(DataFaultError("What.", "Do.", "$.child.born")))
    assert isinstance(fault, DataFaultError)
    assert (fault.problem, fault.remedy, fault.where) == ("What.", "Do.", "$.child.born")
