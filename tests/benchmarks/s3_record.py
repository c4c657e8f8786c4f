"""S3: a record from opened to painted, with every card, against reading its resources bare."""

from __future__ import annotations

from db.local.engine import Connection
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure, least, percentile, times
from tests.benchmarks.seat import Painted, seated, workspace_of
from ui.screens.record.screen import RecordScreen
from ui.tour.driver import Driver

RECORDS = 80
_FULLEST = (
    "SELECT patient_id, count(*) AS held FROM resource WHERE patient_id != '' AND deleted=0 GROUP BY patient_id"
    " ORDER BY held DESC, patient_id LIMIT ?"
)


def measure(district: BenchDistrict) -> list[Measure]:
    """The 80 fullest records, p95 of the lesser of two rounds, and the service's part in it."""
    computer = district.whole()
    with computer.store.files.cache.reading() as cache:
        fullest = [row[0] for row in cache.execute(_FULLEST, (RECORDS,)).fetchall()]
        bare = least([times(_Reader(cache).read, fullest) for _ in range(2)])
    service = least([times(computer.office.record.overview, fullest) for _ in range(2)])
    with seated(district, computer) as driver:
        workspace = workspace_of(driver)
        workspace.context.navigator.go("record", fullest[0])
        driver.wait(1500)
        screen = workspace.screens["record"]
        assert isinstance(screen, RecordScreen)
        painted = Painted(screen, screen.presenter.overview_read, workspace.context.patient.banner_read)
        took = least([_opened(driver, painted, fullest[1:]) for _ in range(2)])
        painted.stop()
    ours, baseline, part = percentile(took, 0.95), percentile(bare, 0.95), percentile(service, 0.95)
    return [
        Measure("S3", f"record opened to painted, p95 of {len(took)}", ours, baseline, "≤ 60 ms", ours <= 60.0, "ms"),
        Measure("S3", "  of which the service", part, baseline, "≤ 60 ms", part <= 60.0, "ms"),
    ]


def _opened(driver: Driver, painted: Painted, patients: list[str]) -> list[float]:
    """Milliseconds of each record."""
    took = []
    for patient in patients:
        took.append(painted.milliseconds(lambda id=patient: workspace_of(driver).context.navigator.go("record", id)))
        driver.wait(20)
    return took


class _Reader:
    """Reads a patient's resources with one statement."""

    def __init__(self, cache: Connection) -> None:
        self._cache = cache

    def read(self, patient: str) -> object:
        """Every resource as it lies there."""
        wanted = "SELECT coalesce(local_json, base_json) FROM resource WHERE patient_id=? AND deleted=0"
        return self._cache.execute(wanted, (patient,)).fetchall()
