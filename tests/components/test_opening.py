import gc
import subprocess
import sys

from components import opening


def test_the_opening_can_be_drawn_before_anything_heavy_is_loaded():
    code = "import sys, components.opening; print(sorted({'pandas', 'sqlalchemy', 'data.query'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_empty_chart_has_nothing_that_could_be_taken_for_a_figure():
    (trace,) = opening._NOTHING["data"]
    layout = opening._NOTHING["layout"]

    assert set(trace) == {"type"}
    assert not layout["xaxis"]["visible"]
    assert not layout["yaxis"]["visible"]


def test_garbage_is_looked_for_again_once_all_is_loaded():
    opening.load.cache_clear()
    before = gc.get_freeze_count()
    opening.load()
    frozen = gc.get_freeze_count()

    assert gc.isenabled()
    assert frozen > before
    opening.load()
    assert gc.get_freeze_count() <= frozen, "a later run sets nothing aside: its rows are garbage one day"
    gc.unfreeze()
