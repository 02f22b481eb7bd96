"""What is bought, sold and signed for how much, as filings head it: 签了多少钱的算力合同 asks for the 算力合同金额."""

from kg.pattern import Pattern

_SUM = "(?P<sum>多少(?:钱|[百千]?[万亿]元?|元))"
_CONTRACT = "(?:合同|订单|单子|协议)"
_WORTH = Pattern(rf"(?<=合同|订单|单子|协议)(?:[总一]共|到底|究竟|大概|大约)*值(?={_SUM})")
_SIGNED = Pattern(rf"(?:签订?|签署|签下|拿下|拿到|接下?|承接)了?{_SUM}的(?P<what>[^，,。；;？?]{{0,12}}?{_CONTRACT})")
_TAKEN = Pattern(rf"[进拿订]了?(?:{_SUM}的|多少)货(?=[，,。；;？?]|$)")
_GOODS = Pattern(rf"{_SUM}的(?:货物?|东西|产品|商品|物资)(?=[，,。；;？?]|$)")


def by_amount(text: str) -> str:
    """Return a question that tells a deal by its sum, with what filings head that sum by.

    >>> by_amount("甲公司签了多少钱的租赁合同，进了多少货？")
    '甲公司租赁合同金额是多少钱，采购了多少钱？'
    """
    text = _SIGNED.sub(r"\g<what>金额是\g<sum>", _WORTH.sub("金额是", text))
    text = _TAKEN.sub(lambda m: f"采购了{m['sum'] or '多少钱'}", text)
    return _GOODS.sub(r"\g<sum>", text)
