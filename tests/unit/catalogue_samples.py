"""One complete set of answers for each application form, on TODAY, with the numbers of DOMAIN §4.1."""

from datetime import date
from pathlib import Path
from typing import Any

from kiosk.catalogue import load
from kiosk.domain.case import luhn_digit
from kiosk.domain.item import Catalogue
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.records.signature import signature_answer

TODAY = date(2026, 11, 23)
PACKAGE = Path(__file__).parents[2] / "config" / "catalogue"

NUMBER, OTHER_NUMBER, THIRD_NUMBER = "500111189912310015", "500111189912310023", "500111189912310509"
BANK_CARD = "622202000000000" + str(luhn_digit("622202000000000"))

SIGNATURE = signature_answer([[(100, 120, 0), (420, 130, 180)], [(260, 60, 320), (250, 400, 640)]])

IDENTITY = {
    "name": "张测试",
    "id_type": "resident-card",
    "id_number": NUMBER,
    "sex": "1",
    "birth_date": "1899-12-31",
    "ethnicity": "01",
}
APPLICANT = {
    **IDENTITY,
    "phone": "13800000000",
    "registered_address": "重庆市大足区棠香街道测试路1号",
    "town": "500111002",
    "community": "测试社区",
    "address_detail": "测试路1号1幢1-1",
}
AGENT = {
    "filed_by": "agent",
    "agent_name": "李测试",
    "agent_id_type": "resident-card",
    "agent_id_number": OTHER_NUMBER,
    "agent_phone": "13900000000",
    "agent_relation": "child",
    "agent_authority": "letter",
}
GUARDIAN = {"guardian_name": "王测试", "guardian_id_number": THIRD_NUMBER}
ACCOUNT = {"bank_account": BANK_CARD}

SAMPLES: dict[str, dict[str, Any]] = {
    "social-insurance-proof": {
        **IDENTITY,
        "filed_by": "self",
        "insurance": ["pension", "injury"],
        "from_month": "2024-01",
        "to_month": "2026-11",
        "purpose": "other",
        "purpose_other": "办理签证",
        "copies": 2,
    },
    "resident-medical-insurance": {
        **APPLICANT,
        **AGENT,
        "category": "hardship",
        "household_kind": "permit",
        "residence_permit_number": "TEST-0001",
        "household_book_number": "0001",
        "insured_year": "2027",
        "tier": "first",
        "first_time": False,
        "hardship_kind": "低保",
    },
    "remote-medical-filing": {
        **APPLICANT,
        **AGENT,
        "insured_place": "重庆市大足区",
        "insurance_kind": "resident",
        "filing_kind": "referral",
        "referral_hospital": "测试医院",
        "care_province": "510000",
        "care_city": "成都市",
        "care_county": "武侯区",
        "contact_address": "成都市测试路1号",
        "start_date": "2026-11-23",
        "end_date": "2027-05-23",
        "declaration": True,
        "signature": SIGNATURE,
    },
    "housing-fund-query": {
        **IDENTITY,
        "query_kind": "details",
        "from_month": "2023-11",
        "to_month": "2026-11",
        "purpose": "贷款",
    },
    "property-search": {
        **APPLICANT,
        "subject": "spouse",
        "subject_name": "李测试",
        "subject_id_number": OTHER_NUMBER,
        "relation_proof": "e-licence",
        "scope": "dazu",
        "purpose": "other",
        "purpose_other": "补贴",
        "declaration": True,
    },
    "household-certificate": {
        **APPLICANT,
        "certificate_kind": "change",
        "subject_relation": "child",
        "subject_name": "李测试",
        "subject_id_number": OTHER_NUMBER,
        "change_item": "name",
        "before_change": "李试",
        "after_change": "李测试",
        "purpose": "办理公证",
    },
    "old-age-allowance": {
        **APPLICANT,
        **AGENT,
        **ACCOUNT,
        "bank": "测试银行大足支行",
        "household_town": "500111002",
        "household_community": "测试社区",
        "lives_elsewhere": False,
        "emergency_name": "李测试",
        "emergency_phone": "13900000000",
    },
    "elder-care-subsidy": {
        **APPLICANT,
        **AGENT,
        **ACCOUNT,
        "category": "low-income",
        "certificate_number": "TEST-0001",
        "no_double_claim": True,
    },
    "sole-trader-registration": {
        **APPLICANT,
        "filed_by": "self",
        "uses_name": True,
        "trade_name": "测试",
        "trade": "餐饮",
        "name_suffix": "店",
        "operator_form": "family",
        "family_members": ["李测试", "王测试"],
        "premises_town": "500111100",
        "premises_detail": "测试街1号",
        "premises_use": "rent",
        "business_scope": ["小吃服务", "食品零售"],
        "staff_count": 2,
        "capital": 3.5,
        "declaration": True,
        "signature": SIGNATURE,
    },
    "disability-certificate": {
        **APPLICANT,
        **AGENT,
        **GUARDIAN,
        "guardian_phone": "13700000000",
        "request_kind": "renew",
        "disability_card_number": NUMBER + "53",
        "disability_kind": "intellectual",
        "education": "primary",
        "marital_status": "single",
        "home_assessment": True,
        "by_post": True,
        "post_address": "测试路1号",
    },
    "temporary-relief": {
        **APPLICANT,
        **AGENT,
        **ACCOUNT,
        "applies_for": "family",
        "members": [
            {"name": "李测试", "id_number": OTHER_NUMBER, "relation": "spouse", "income": 800},
            {"name": "王测试", "id_number": THIRD_NUMBER, "relation": "child", "income": 0},
        ],
        "hardship_kind": "urgent",
        "hardship_cause": "other",
        "cause_other": "房屋倒塌",
        "happened_on": "2026-11-01",
        "monthly_income": 1200.5,
        "aid_received": "村里给了500元",
        "amount": 3000,
        "authorisation": True,
        "signature": SIGNATURE,
    },
    "unemployment-registration": {
        **APPLICANT,
        "filed_by": "self",
        "education": "junior",
        "loss_reason": "other",
        "loss_reason_other": "工厂搬迁",
        "lost_on": "2026-11-23",
        "last_employer": "测试厂",
        "wanted_job": "电工",
        "wanted_pay": 4000,
        "person_kinds": ["veteran"],
        "wants_training": True,
        "declaration": True,
        "signature": SIGNATURE,
    },
    "flexible-employment": {
        **APPLICANT,
        "filed_by": "self",
        "employment_form": "platform",
        "work": "送外卖",
        "work_town": "500111001",
        "since": "2025-03-01",
        "monthly_income": 5000,
        "subsidy_filing": True,
        "declaration": True,
    },
    "birth-registration": {
        **APPLICANT,
        "role": "mother",
        "spouse_name": "李测试",
        "spouse_id_number": OTHER_NUMBER,
        "spouse_phone": "13900000000",
        "spouse_registered_address": "重庆市大足区测试路2号",
        "marital_status": "first-marriage",
        "marriage_certificate_number": "J500111-2020-000001",
        "married_on": "2020-05-20",
        "children_now": 1,
        "children": [{"name": "李小测", "born_on": "2021-06-01"}],
        "child_order": 2,
        "due_date": "2027-03-01",
        "declaration": True,
    },
    "residence-permit": {
        **APPLICANT,
        "request_kind": "new",
        "residence_registered_on": "2026-05-23",
        "reason": "work",
        "organisation": "测试厂",
        "dwelling_proof": "rent",
    },
}

SAMPLES |= {
    "flexible-insurance": {
        **APPLICANT,
        **AGENT,
        "insurance": ["pension", "medical"],
        "first_time": True,
        "declaration": True,
    },
    "insurance-subsidy": {**APPLICANT, **AGENT, **ACCOUNT, "person_kinds": ["veteran"], "declaration": True},
}

CHILD_NUMBER = "500111202611010020"
BUNDLE_SAMPLES: dict[str, dict[str, Any]] = {
    "newborn": {
        **SAMPLES["birth-registration"],
        "baby_registered": True,
        "baby_name": "李小新",
        "baby_id_number": CHILD_NUMBER,
        "household_kind": "permit",
        "residence_permit_number": "TEST-0001",
        "household_book_number": "0001",
        "insured_year": "2027",
        "tier": "first",
    },
    "flexible-work": {
        **SAMPLES["flexible-employment"],
        **ACCOUNT,
        "joins_insurance": True,
        "insurance": ["pension", "medical"],
        "first_time": True,
        "person_kinds": ["veteran"],
    },
}

AGREED = Consent(notice="test", kinds=tuple(Sensitive))


def shipped() -> Catalogue:
    return load(PACKAGE)
