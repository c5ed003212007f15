"""How sure the balanced means are: covariance of role means, standard errors, and the draws behind intervals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.model.instrument import Instrument
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.composites import compose, jacobian
from resilience_cli.scoring.layout import Layout
from resilience_cli.stats.covariance import borrowed, degrees, moderated, of_means, square_root, symmetric
from resilience_cli.stats.intervals import satterthwaite

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CellCovariance:
    """Covariance of the role means of each cell, borrowing over communities."""

    matrix: Floats
    """C x R x J x J: covariance of the role means; 0 where a score has no respondents or no variance is known."""
    df: Floats
    """C x R x J: degrees of freedom, n - 1 + ν0; infinite where a score has no respondents."""
    sampling: Floats
    """C x R x J: variance of the role means without finite population; NaN where not known."""
    lent: Floats
    """C x R x J: share of the variance that comes from other communities."""


def cell_covariance(layout: Layout, rho: Floats, prior_df: float | None = None) -> CellCovariance:
    """Return the moderated covariance of all role means; `rho` is J, the reliability of each score.

    A finite population leaves the share 1 - ρ f of the variance: a census still carries measurement error.
    `prior_df` replaces ν0 = min(20, pooled df); 0 gives the textbook estimate from the cell alone.
    """
    lent_covariance, _, prior = borrowed(layout.scatter, layout.n)
    if prior_df is not None:
        prior = np.full(prior.shape, prior_df)
    covariance = moderated(layout.scatter, layout.n, lent_covariance, prior)
    scores = layout.mean.shape[-1]
    seen = layout.count > 0
    variance = np.where(seen, covariance[..., :scores], np.nan)
    means = of_means(covariance, layout.n, layout.pairs, 1.0 - rho * layout.fraction)
    df = np.where(seen, degrees(layout.count) + prior[:, :scores], np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = prior[:, :scores] * lent_covariance[:, :scores] / (degrees(layout.count) + prior[:, :scores])
        lent = np.where(variance > 0, share / variance, 0.0)
        sampling = variance / layout.count
    return CellCovariance(symmetric(np.nan_to_num(means), layout.pairs, scores), df, sampling, lent)


@dataclass(frozen=True)
class Precision:
    """Standard errors by the delta method, for all scores in file order."""

    se: Floats
    """C x S; NaN where it cannot be known."""
    df: Floats
    """C x S: Satterthwaite's degrees of freedom."""
    covariance: Floats
    """C x J x J: covariance of the balanced base scores."""
    lent: Floats
    """C x J: share of the variance of the base score that comes from other communities."""


def precision(instrument: Instrument, balanced: Balanced, cells: CellCovariance) -> Precision:
    """Return SE = √(g' V_c g) with V_c = Σ_r w_r² V_cr plus the noise of filled cells, g the gradient of each score.

    df = (Σ v)² / Σ (v² / df) over the cells; the noise of a fill has the residual df of the role effects.
    """
    slopes = jacobian(instrument, compose(instrument, balanced.estimate))
    cell_slopes = slopes[:, None] * balanced.pull[:, :, None, :]
    by_cell = ((np.nan_to_num(cell_slopes) @ cells.matrix) * np.nan_to_num(cell_slopes)).sum(axis=-1)
    noise = (slopes[:, :, None, :] * balanced.noise[:, None]) ** 2
    parts = np.concatenate([np.moveaxis(by_cell, 1, -1), noise.sum(axis=2)], axis=-1)
    members = base_parts(instrument)
    cell_df = np.stack([cells.df[..., part].min(axis=-1) for part in members], axis=1)
    fill_df = np.broadcast_to(balanced.fill_df, parts[..., len(cells.df[0]) :].shape)
    lacking = (np.isnan(cells.sampling) & (balanced.pull > 0)) | np.isnan(balanced.noise)
    flat = ~(np.where(balanced.pull > 0, cells.sampling, 0.0) > 0).any(axis=1)  # all equal: no error is known, not ±0
    in_doubt = np.logical_or(lacking.any(axis=1), flat)
    unknown = np.stack([in_doubt[:, part].any(axis=1) for part in members], axis=1) | np.isnan(slopes).any(axis=-1)
    variance = np.where(unknown, np.nan, np.maximum(parts.sum(axis=-1), 0.0))  # rounding, where all agree
    pulled = balanced.pull[:, :, :, None] * cells.matrix * balanced.pull[:, :, None, :]
    covariance = pulled.sum(axis=1) + np.eye(pulled.shape[-1]) * (balanced.noise**2).sum(axis=1)[:, None, :]
    own = np.diagonal(pulled, axis1=2, axis2=3)
    total = np.diagonal(covariance, axis1=1, axis2=2)
    lent = np.divide((own * cells.lent).sum(axis=1), total, out=np.zeros(total.shape), where=total > 0)
    return Precision(
        np.sqrt(variance),
        satterthwaite(np.nan_to_num(parts), np.concatenate([cell_df, fill_df], axis=-1)),
        covariance,
        lent,
    )


def draw(layout: Layout, balanced: Balanced, cells: CellCovariance, c: int, *, number: int, key: str) -> Floats:
    """Return `number` x J draws of the balanced base scores of the c-th community, 0-100.

    Role means are drawn as ȳ + L z √(df / χ²) (a multivariate t; L the symmetric root of their covariance), clipped
    to 0-100, and put together as the estimate is; a filled cell adds its noise. One χ² a cell, df the least of its
    scores. The stream comes from `key` alone:
    independent of row order, of processes and of the other communities.
    """
    stream = _stream(key)
    roots = square_root(cells.matrix[c])
    means = np.nan_to_num(layout.mean[c])
    total = np.tile(balanced.shift[c], (number, 1))
    for r in range(len(layout.roles)):
        z = stream.standard_normal((number, means.shape[-1]))
        if balanced.noise[c, r].any():
            total += z * np.nan_to_num(balanced.noise[c, r])
        if balanced.pull[c, r].any():
            df = cells.df[c, r].min()
            stretch = np.sqrt(df / stream.chisquare(df, number)) if df > 0 else np.zeros(number)
            drawn = z @ roots[r]
            drawn *= stretch[:, None]  # in place: most of the time goes into moving these numbers
            drawn += means[r]
            np.clip(drawn, 0.0, 100.0, out=drawn)
            drawn *= balanced.pull[c, r]
            total += drawn
    return np.where(np.isnan(balanced.estimate[c]), np.nan, np.clip(total, 0.0, 100.0))


def _stream(key: str) -> np.random.Generator:
    seed = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))


def base_parts(instrument: Instrument) -> list[list[int]]:
    """Return, for each score in file order, the places of the base scores that it rests on."""
    place = {score.id: j for j, score in enumerate(instrument.base_scores)}
    return [sorted(place[part] for part in instrument.base_parts[score.id]) for score in instrument.scores]
