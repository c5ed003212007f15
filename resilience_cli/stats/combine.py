"""Parts of a score put together: weighted means, extremes, differences, and their gradients.

An aggregation is one function of the parts (K x …) and their weights (K, adding up to 1; or K x …, which broadcasts to
the parts), and one entry below. A part that is missing (NaN) makes the whole missing: it is never left out, and its
weight is never shared.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def mean(parts: Floats, weights: Floats) -> Floats:
    """Return Σ w x."""
    if weights.ndim == 1:
        return np.tensordot(weights, parts, axes=1)
    return np.asarray(np.einsum("k...,k...->...", weights, parts))


def geometric_mean(parts: Floats, weights: Floats) -> Floats:
    """Return Π x^w (Nardo et al. 2008, OECD/JRC handbook, section 6)."""
    return np.asarray(np.exp(mean(np.log(parts), weights)))


def harmonic_mean(parts: Floats, weights: Floats) -> Floats:
    """Return 1 / Σ (w / x)."""
    return np.asarray(1.0 / mean(1.0 / parts, weights))


def minimum(parts: Floats, _weights: Floats) -> Floats:
    """Return the lowest part."""
    return np.asarray(parts.min(axis=0))


def maximum(parts: Floats, _weights: Floats) -> Floats:
    """Return the highest part."""
    return np.asarray(parts.max(axis=0))


def spread(parts: Floats, _weights: Floats) -> Floats:
    """Return the highest part minus the lowest."""
    return np.asarray(parts.max(axis=0) - parts.min(axis=0))


def difference(parts: Floats, _weights: Floats) -> Floats:
    """Return the first part minus the second."""
    return np.asarray(parts[0] - parts[1])


AGGREGATIONS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "mean": mean,
    "geometric_mean": geometric_mean,
    "harmonic_mean": harmonic_mean,
    "minimum": minimum,
    "maximum": maximum,
    "range": spread,
    "difference": difference,
}
FLOORED = {"geometric_mean": 1, "harmonic_mean": 2}
"""Aggregations whose parts are lifted to a floor, and the power of whole / part in their gradient."""


def combine(method: str, parts: Floats, weights: Floats, floor: float | Floats = 0.0) -> Floats:
    """Return the parts (K x …) put together by the named method (…); NaN where a part is missing.

    `weights` is K, or like `floor` an array that broadcasts to the parts: other choices in every draw.
    """
    lifted = np.maximum(parts, floor) if method in FLOORED else parts
    with np.errstate(divide="ignore", invalid="ignore"):  # without a floor, a part of 0 makes log(0): the mean is 0
        return AGGREGATIONS[method](lifted, weights)


def gradient(method: str, parts: Floats, weights: Floats, floor: float = 0.0) -> Floats:
    """Return the derivatives (K x …) of `combine` by each part, for the delta method.

    Geometric: w G / x, harmonic: w H² / x², both 0 where the floor holds; extremes: 1 at the (first) extreme part.
    """
    each = (-1, *[1] * (parts.ndim - 1))
    if method in FLOORED:
        whole = combine(method, parts, weights, floor)
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = weights.reshape(each) * (whole / np.maximum(parts, floor)) ** FLOORED[method]
        return np.where(parts < floor, 0.0, slope)
    if method in ("mean", "difference"):
        constant = weights if method == "mean" else np.array([1.0, -1.0])
        return np.broadcast_to(constant.reshape(each), parts.shape)
    places = np.arange(len(parts)).reshape(each)
    low = (places == parts.argmin(axis=0)).astype(np.float64)
    high = (places == parts.argmax(axis=0)).astype(np.float64)
    slopes: dict[str, Floats] = {"minimum": low, "maximum": high, "range": high - low}
    return slopes[method]
