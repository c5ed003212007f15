"""Parts of a score put together: weighted means, extremes, differences, and their gradients.

An aggregation is one function of the parts (… x K) and their weights (K, adding up to 1), and one entry below.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def mean(parts: Floats, weights: Floats) -> Floats:
    """Return Σ w x over the last axis."""
    return np.asarray(parts @ weights)


def geometric_mean(parts: Floats, weights: Floats) -> Floats:
    """Return Π x^w (Nardo et al. 2008, OECD/JRC handbook, section 6)."""
    return np.asarray(np.exp(np.log(parts) @ weights))


def harmonic_mean(parts: Floats, weights: Floats) -> Floats:
    """Return 1 / Σ (w / x)."""
    return np.asarray(1.0 / ((1.0 / parts) @ weights))


def minimum(parts: Floats, _weights: Floats) -> Floats:
    """Return the lowest part."""
    return np.asarray(parts.min(axis=-1))


def maximum(parts: Floats, _weights: Floats) -> Floats:
    """Return the highest part."""
    return np.asarray(parts.max(axis=-1))


def spread(parts: Floats, _weights: Floats) -> Floats:
    """Return the highest part minus the lowest."""
    return np.asarray(parts.max(axis=-1) - parts.min(axis=-1))


def difference(parts: Floats, _weights: Floats) -> Floats:
    """Return the first part minus the second."""
    return np.asarray(parts[..., 0] - parts[..., 1])


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


def combine(method: str, parts: Floats, weights: Floats, floor: float = 0.0) -> Floats:
    """Return the parts (… x K) put together by the named method (…); NaN where a part is missing.

    A missing part is never left out and its weight never shared: the whole is then missing.
    """
    lifted = np.maximum(parts, floor) if method in FLOORED else parts
    with np.errstate(divide="ignore", invalid="ignore"):  # without a floor, a part of 0 makes log(0): the mean is 0
        combined = AGGREGATIONS[method](lifted, weights)
    return np.where(np.isnan(parts).any(axis=-1), np.nan, combined)


def gradient(method: str, parts: Floats, weights: Floats, floor: float = 0.0) -> Floats:
    """Return the derivatives (… x K) of `combine` by each part, for the delta method.

    Geometric: w G / x, harmonic: w H² / x², both 0 where the floor holds; extremes: 1 at the (first) extreme part.
    """
    if method in FLOORED:
        whole = combine(method, parts, weights, floor)[..., None]
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = weights * (whole / np.maximum(parts, floor)) ** FLOORED[method]
        return np.where(parts < floor, 0.0, slope)
    if method == "mean":
        return np.broadcast_to(weights, parts.shape).copy()
    if method == "difference":
        return np.broadcast_to(np.array([1.0, -1.0]), parts.shape).copy()
    places = np.arange(parts.shape[-1])
    low = (places == parts.argmin(axis=-1)[..., None]).astype(np.float64)
    high = (places == parts.argmax(axis=-1)[..., None]).astype(np.float64)
    slopes: dict[str, Floats] = {"minimum": low, "maximum": high, "range": high - low}
    return slopes[method]
