"""Sample people on sample cards: obvious test data with the test numbers of DOMAIN §4, all born in 1899."""

from types import MappingProxyType

from kiosk.domain.card import CardKind, IdCard

PERSONS = MappingProxyType(
    {
        "resident": IdCard(
            kind=CardKind.RESIDENT,
            name="张测试",
            number="500111189912310015",
            sex="1",
            ethnicity="01",
            birth="18991231",
            address="重庆市大足区棠香街道测试路1号",
            authority="重庆市公安局大足区分局",
            valid_from="20200101",
            valid_until="长期",
        ),
        "rare-name": IdCard(
            kind=CardKind.RESIDENT,
            # U+4DAE and U+2CB4E are the point: beyond what many printers and fonts hold.
            name="李样本䶮𬭎",
            number="500111189912310023",
            sex="2",
            ethnicity="15",
            birth="18991231",
            address="重庆市大足区龙岗街道样本巷2号",
            authority="重庆市公安局大足区分局",
            valid_from="20200101",
            valid_until="20400101",
        ),
        "permit": IdCard(
            kind=CardKind.PERMIT,
            name="陈样本",
            number="810000189912310013",
            sex="1",
            birth="18991231",
            address="重庆市大足区棠香街道示例路3号",
            authority="重庆市公安局",
            valid_from="20220101",
            valid_until="20270101",
        ),
    }
)
