from __future__ import annotations

from sim.state import SHAPES, State, new_state, sizes


def test_every_vector_has_the_shape_that_is_written(japan_us, small):
    for scenario in (japan_us(), small()):
        state, length = new_state(scenario.world), sizes(scenario.world)
        for name, kind in State.__annotations__.items():
            value = getattr(state, name)
            expected = [length[axis] for axis in SHAPES.get(name, ())]
            found = []
            while isinstance(value, list):
                found.append(len(value))
                value = value[0]
            assert found == expected, name
            assert type(value) is (float if "float" in kind else int), name


def test_rows_are_not_one_and_the_same(small):
    state = new_state(small().world)
    state.table[0][0] = 1.0
    assert state.table[1][0] == 0.0


def test_shapes_are_of_fields_that_there_are():
    assert set(SHAPES) <= set(State.__annotations__)
    listed = {name for name, kind in State.__annotations__.items() if "list" in kind}
    assert listed == set(SHAPES)


def test_a_world_without_threats_or_summits_has_room_all_the_same(two_givers):
    state = new_state(two_givers().world)
    assert (len(state.threat_on), len(state.held)) == (1, 1)
