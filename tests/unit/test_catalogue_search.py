"""People find an item by the words they have."""

import pytest

from kiosk.catalogue.search import Index
from tests.unit.catalogue_samples import shipped

INDEX = Index(shipped())


def found(text: str) -> list[str]:
    return [item.id for item in INDEX.find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("社会保险参保证明打印", "social-insurance-proof"),
        ("打印社保", "social-insurance-proof"),
        ("dysbzm", "social-insurance-proof"),
        ("shebaozhengming", "social-insurance-proof"),
        ("合作医疗", "resident-medical-insurance"),
        ("我要买医保", "resident-medical-insurance"),
        ("外地看病", "remote-medical-filing"),
        ("gjj", "housing-fund-query"),
        ("gongjijin", "housing-fund-query"),
        ("无房证明", "property-search"),
        ("80岁", "old-age-allowance"),
        ("怎么办残疾证", "disability-certificate"),
        ("开店", "sole-trader-registration"),
        ("营业执照", "sole-trader-registration"),
        ("失业 登记", "unemployment-registration"),
        ("准生证", "birth-registration"),
        ("生孩子", "birth-registration"),
        ("暂住证", "residence-permit"),
        ("HOUSING", "housing-fund-query"),
        ("救助申请", "temporary-relief"),
        ("排队", "queue-number"),
        ("投诉", "enquiry-complaint"),
        ("社保zm", "social-insurance-proof"),
        ("打印sb", "social-insurance-proof"),
        ("sb证明", "social-insurance-proof"),
        ("SHEBAO证明", "social-insurance-proof"),
        ("我要办Shiye登记", "unemployment-registration"),
        ("80岁bt", "old-age-allowance"),
    ],
)
def test_the_item_people_mean_comes_first(text: str, first: str) -> None:
    assert found(text)[:1] == [first]


def test_a_department_lists_its_items() -> None:
    assert set(found("民政局")) == {"old-age-allowance", "elder-care-subsidy", "temporary-relief"}
    assert {"old-age-allowance", "elder-care-subsidy", "temporary-relief"} <= set(found("MZJ"))
    assert set(found("民政局 补贴")) <= set(found("民政局"))
    assert set(found("civil affairs")) == set(found("Civil AFFAIRS")) == set(found("民政局"))
    assert set(found("renliziyuan")) == {
        "social-insurance-proof",
        "unemployment-registration",
        "flexible-employment",
        "flexible-insurance",
        "insurance-subsidy",
        "flexible-work",
    }


def test_a_name_that_begins_with_the_word_comes_before_one_that_holds_it() -> None:
    assert found("失业")[0] == "unemployment-registration"
    assert set(found("失业")) == {"unemployment-registration", "social-insurance-proof"}


def test_nothing_typed_lists_everything_in_order() -> None:
    assert found("  ") == [item.id for item in shipped().items]


@pytest.mark.parametrize("text", ["qqqq", "天气预报", "我要办", "\n", "?"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    assert found(text) == [] or not text.strip()
