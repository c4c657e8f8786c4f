"""S1: finding a patient as typed, against the bare statement that a clerk with SQL would use."""

from __future__ import annotations

from db.local.engine import Connection
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure, least, percentile, times
from tests.benchmarks.queries import Query, queries

ROUNDS = 3


def find_times(district: BenchDistrict) -> list[tuple[Query, float]]:
    """Milliseconds of the service call for each query, the least of three rounds."""
    computer = district.whole()
    with computer.store.files.cache.reading() as cache:
        asked = queries(cache)
    texts = [query.text for query in asked]
    rounds = [times(computer.office.patients.find, texts) for _ in range(ROUNDS)]
    return list(zip(asked, least(rounds), strict=True))


def measure(district: BenchDistrict) -> list[Measure]:
    """The service call, p95, and the worst kind of query."""
    found = find_times(district)
    with district.whole().store.files.cache.reading() as cache:
        asker = Asker(cache)
        bare = least([times(asker.ask, [query for query, _ in found]) for _ in range(ROUNDS)])
    ours, baseline = percentile([took for _, took in found], 0.95), percentile(bare, 0.95)
    held = ours <= 5.0 and ours <= 3 * baseline
    name = "find a patient, p95"
    return [
        Measure("S1", f"{name} of {len(found)} queries", ours, baseline, "≤ 3× and ≤ 5 ms", held, "ms"),
        *(_of_kind(name, kind, found, bare) for kind in dict.fromkeys(query.kind for query, _ in found)),
    ]


def _of_kind(name: str, kind: str, found: list[tuple[Query, float]], bare: list[float]) -> Measure:
    """One kind of query alone: held when it is within the same 5 ms."""
    ours = percentile([took for query, took in found if query.kind == kind], 0.95)
    base = percentile([took for (query, _), took in zip(found, bare, strict=True) if query.kind == kind], 0.95)
    return Measure("S1", f"  {name}: {kind}", ours, base, "≤ 5 ms", ours <= 5.0, "ms")


class Asker:
    """Asks the bare statement."""

    def __init__(self, cache: Connection) -> None:
        self._cache = cache

    def ask(self, query: Query) -> object:
        """The rows."""
        return self._cache.execute(query.sql, query.arguments).fetchall()
