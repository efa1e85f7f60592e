"""The figures that a snapshot can hold: what each is, its unit, and how it comes about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """`key` names the figure in `Snapshot.figures`; `unit` is that of the stored number."""

    key: str
    label: str
    unit: str
    method: str


_BITCOIN = (
    Metric("last_block_at", "最新区块", "Unix 秒", "最新区块头里的时间，由矿工填写。"),
    Metric("hash_rate", "全网算力", "H/s", "由近期区块的难度和出块间隔估算，不是直接测量。"),
    Metric("hash_rate_window", "算力口径", "", "估算算力所用的区块数，或由来源给出。"),
    Metric("difficulty", "挖矿难度", "", "最新区块的难度，以创世区块为 1。"),
    Metric("adjustment_blocks_left", "距难度调整", "块", "每 2,016 块调整一次，按高度计算。"),
    Metric(
        "adjustment_percent",
        "预计难度变化",
        "%",
        "按本周期至今的出块速度与 10 分钟一块之比估计。",
    ),
    Metric("mempool_transactions", "待打包交易", "笔", "来源节点的内存池，各节点略有不同。"),
    Metric("mempool_vbytes", "待打包体积", "vB", "来源节点内存池中交易的虚拟字节之和。"),
    Metric("fee_next", "下一块手续费", "sat/vB", "来源给出的估计：一至两个区块内确认。"),
    Metric("fee_hour", "一小时手续费", "sat/vB", "来源给出的估计：约六个区块内确认。"),
    Metric("halving_height", "减半高度", "", "每 210,000 块减半一次，按高度计算。"),
    Metric("halving_blocks_left", "距减半", "块", "减半高度减去当前高度。"),
    Metric("halving_at", "预计减半时间", "Unix 秒", "自最新区块起，按每块 600 秒推算。"),
)
_ETHEREUM = (
    Metric("last_block_at", "最新区块", "Unix 秒", "最新区块头里的时间。"),
    Metric("base_fee", "基础费用", "gwei", "最新区块的基础费用（EIP-1559），随区块销毁。"),
    Metric("gas_price", "Gas 价格", "gwei", "来源节点建议的每单位 Gas 价格（eth_gasPrice）。"),
)

METRICS: dict[str, dict[str, Metric]] = {
    "bitcoin": {metric.key: metric for metric in _BITCOIN},
    "ethereum": {metric.key: metric for metric in _ETHEREUM},
}
