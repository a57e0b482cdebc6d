"""Measures drawn as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.services import BOUNDS, Counted, Latency, Measures

CONTENT_TYPE = CONTENT_TYPE_LATEST
_PREFIX = "briefing_"


def drawn(measures: Measures) -> bytes:
    """The text of all measures, and of the process's own (memory, processor time, open files)."""
    registry = CollectorRegistry()
    registry.register(_Drawing(measures))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Drawing(Collector):
    """Measures, once."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def collect(self) -> Iterable[Metric]:
        """Each metric."""
        yield from _counters(self._measures.counted)
        yield _latencies(self._measures.counted.steps)
        yield from _gauges(self._measures)


def _counters(counted: Counted) -> Iterator[Metric]:
    yield _counter("questions", "Questions and quotations asked.", [((), counted.questions)])
    replies = [((kind, str(sure).lower()), count) for (kind, sure), count in counted.replies.items()]
    yield _counter("replies", "Replies by kind, and whether they answer.", replies, ("kind", "answered"))
    yield _counter("questions_failed", "Questions that ended with an error.", [((), counted.failed)])
    read = "Candidates read together with the question."
    yield _counter("candidates_read", read, [((), counted.candidates)])
    reloads = [((result,), count) for result, count in counted.reloads.items()]
    yield _counter("reloads", "Reloads of the knowledge.", reloads, ("result",))
    lines = [((level,), count) for level, count in counted.log_lines.items()]
    yield _counter("log_lines", "Warnings and errors in the log.", lines, ("level",))


def _counter(
    name: str, told: str, counts: Iterable[tuple[Sequence[str], int]], labels: Sequence[str] = ()
) -> Metric:
    """A counter with its values, each behind those of its labels."""
    family = CounterMetricFamily(f"{_PREFIX}{name}", told, labels=labels)
    for values, count in counts:
        family.add_metric(values, count)
    return family


def _latencies(steps: Mapping[str, Latency]) -> Metric:
    told = "Seconds of a question's steps; `whole` is all of it."
    family = HistogramMetricFamily(f"{_PREFIX}question_seconds", told, labels=["step"])
    for name, latency in steps.items():
        within = [(str(bound), float(count)) for bound, count in zip(BOUNDS, latency.within, strict=True)]
        family.add_metric([name], [*within, ("+Inf", float(latency.count))], latency.seconds)
    return family


def _gauges(measures: Measures) -> Iterator[Metric]:
    stands = measures.connection
    values: tuple[tuple[str, str, float | None], ...] = (
        ("start_time_seconds", "When counting began, in Unix time.", measures.counted.started.timestamp()),
        ("in_hand", "What is being done for somebody now.", stands.in_hand),
        ("waiting", "Requests that wait for their turn.", measures.waiting),
        ("discord_connected", "Whether Discord is connected.", stands.connected),
        ("discord_latency_seconds", "To Discord and back.", stands.latency),
        ("servers", "Servers that the bot is in.", stands.servers),
        ("articles", "Articles that are answered from.", measures.articles),
        ("knowledge_problems", "Problems in the knowledge files.", measures.problems),
        ("index_age_seconds", "Since the index was built.", measures.index_age),
        ("knowledge_age_seconds", "Since the knowledge was last read.", measures.freshness),
        ("memory_peak_bytes", "The most memory that the process has taken.", measures.memory),
        ("index_bytes", "The index on the disk.", measures.disk),
    )
    for name, told, value in values:
        if value is not None:
            yield GaugeMetricFamily(f"{_PREFIX}{name}", told, value=float(value))
    told = "Memory that each worker has for itself, without files that it shares with others."
    workers = GaugeMetricFamily(f"{_PREFIX}worker_memory_bytes", told, labels=["worker"])
    for number, memory in enumerate(measures.workers, 1):
        workers.add_metric([str(number)], float(memory))
    yield workers
