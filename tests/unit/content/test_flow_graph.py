from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from bot.content import flow_graph
from bot.content.definitions import END, Branch, Flow, Noop
from bot.content.flow_graph import Place, Way
from config.marked_yaml import Mark
from tests.talk import demo_flows

HERE = Mark("f.yml", 1, 1)


def flow(targets):
    """A flow of steps that only branch: {step: its targets}."""
    steps = {
        name: Noop(
            id=name, branches=tuple(Branch(condition=None, target=t, mark=HERE) for t in to), mark=HERE
        )
        for name, to in targets.items()
    }
    return Flow(
        id="f", name="f", description="d", guard=None, triggers=(), keywords=(), steps=steps, mark=HERE
    )


def places(*steps):
    return {Place("f", step) for step in steps}


def test_what_can_be_reached_stops_where_it_is_told_to():
    """From a step one gets to all that follows it, but not through a closed place."""
    graph = flow_graph.of_flow(flow({"a": ["b"], "b": ["c"], "c": [END], "d": ["c"]}))
    assert graph.reached(places("a")) == places("a", "b", "c", END)
    assert graph.reached(places("a"), without=places("b")) == places("a")
    assert graph.leading(places("c")) == places("a", "b", "c", "d")


def test_loops_are_found_whole():
    """A circle of three, a step that leads to itself, and no circle where the way is closed."""
    graph = flow_graph.of_flow(flow({"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d", END]}))
    assert list(graph.loops(graph.steps)) == [tuple(Place("f", s) for s in "abc"), (Place("f", "d"),)]
    assert list(graph.loops(places("a", "b", "d"))) == [(Place("f", "d"),)]


@given(
    some.dictionaries(
        some.sampled_from("abcdef"), some.lists(some.sampled_from("abcdef"), min_size=1), min_size=1
    )
)
def test_a_loop_is_a_way_back_to_itself(targets):
    """A step is in a loop when, and only when, it can be reached from what follows it."""
    graph = flow_graph.of_flow(flow(targets))
    in_loops = {place for loop in graph.loops(graph.steps) for place in loop}
    for place in graph.steps:
        after = graph.reached(edge.target for edge in graph.leaving[place])
        assert (place in in_loops) is (place in after)


def test_links_lead_into_the_other_flow():
    """Over the whole pack a link goes on at the first step of the other flow; by itself it is an end."""
    content = demo_flows().content
    whole = flow_graph.of_content(content)
    link = Place("triagem", "perigo")
    (edge,) = whole.leaving[link]
    assert (edge.way, edge.target) == (Way.link, whole.starts["pattern_red_flag"])
    alone = flow_graph.of_flow(content.flows["triagem"])
    assert alone.leaving[link][0].target.is_end
    assert {edge.way for edge in alone.leaving[Place("triagem", "sintomas")]} == {Way.branch, Way.otherwise}
