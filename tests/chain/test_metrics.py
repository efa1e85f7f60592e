"""Every figure that a provider gives has a name, a unit and a method."""

from aggregator.chain.esplora import Esplora
from aggregator.chain.metrics import METRICS
from aggregator.chain.models import Snapshot
from tests.chain.answers import NOW, mempool_space
from tests.market.server import Server


def test_every_figure_is_described(server: Server) -> None:
    server.answers = mempool_space()
    figures = Esplora(server.url + "/api", "测试源", server.policy()).read(NOW).figures
    assert set(figures) == set(METRICS["bitcoin"])


def test_every_network_has_metrics_with_a_method() -> None:
    assert set(METRICS) == set(Snapshot.Network.values)
    for metrics in METRICS.values():
        assert all(key == metric.key for key, metric in metrics.items())
        assert all(metric.label and metric.method for metric in metrics.values())
