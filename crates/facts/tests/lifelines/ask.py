"""Answers the questions of main.rs with lifelines.

One question a line on standard input, as JSON; one answer a line. Times are
whole numbers, `ending` is 0 for open, 1 for reached and 2 for what rules it out.
"""

import json
import sys
import warnings

import numpy
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

warnings.simplefilter("ignore")


def numbers(frame):
    """None where lifelines has no number: at the ends of an interval."""
    return [None if numpy.isnan(value) else float(value) for value in frame]


def at_risk(table):
    """Those that the estimate is made of: who enters at a time is not, but at 0."""
    late = table["entrance"].where(table.index > 0, 0)
    return table["at_risk"] - late


def survival(asked):
    reached = [ending == 1 for ending in asked["ending"]]
    fitter = KaplanMeierFitter().fit(
        asked["left"], reached, entry=asked["entered"], weights=asked["weight"]
    )
    interval = fitter.confidence_interval_
    answer = {
        "time": numbers(fitter.survival_function_.index),
        "share": numbers(fitter.survival_function_.iloc[:, 0]),
        "low": numbers(interval.iloc[:, 0]),
        "high": numbers(interval.iloc[:, 1]),
        "median": float(fitter.median_survival_time_),
        "at_risk": numbers(at_risk(fitter.event_table)),
    }
    if asked["until"] is not None:
        answer["mean"] = float(restricted_mean_survival_time(fitter, t=asked["until"]))
    return answer


def incidence(asked):
    fitter = AalenJohansenFitter(calculate_variance=True).fit(
        asked["left"],
        asked["ending"],
        event_of_interest=1,
        entry=asked["entered"],
        weights=asked["weight"],
    )
    interval = fitter.confidence_interval_
    return {
        "time": numbers(fitter.cumulative_density_.index),
        "share": numbers(fitter.cumulative_density_.iloc[:, 0]),
        "variance": numbers(fitter.variance_),
        # The first of the two is the lower, though lifelines calls it upper.
        "low": numbers(interval.iloc[:, 0]),
        "high": numbers(interval.iloc[:, 1]),
    }


for line in sys.stdin:
    asked = json.loads(line)
    answer = survival(asked) if asked["question"] == "survival" else incidence(asked)
    print(json.dumps(answer), flush=True)
