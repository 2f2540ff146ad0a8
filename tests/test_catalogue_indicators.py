"""Which indicator a subject names, and which subjects name none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.catalogue import indicators

NAMED = [
    # (subject as a reader extracts it, code, why)
    ("地区生产总值", "gdp", "the name itself"),
    ("GDP", "gdp", "the Latin letters"),
    ("ｇｄｐ总量", "gdp", "full width, small letters, and how it is put"),
    ("全市生产总值", "gdp", "whose, and the short form"),
    ("地区生产总值(亿元)", "gdp", "a table cell with its unit"),
    ("1.地区生产总值增速（%）", "gdp", "a numbered table cell"),
    ("（一）地区生产总值", "gdp", "numbered the Chinese way"),
    ("东湖高新区地区生产总值", "gdp", "a zone's own"),
    ("云溪县地区生产总值", "gdp", "a county nobody has heard of"),
    ("湖北地区生产总值", "gdp", "a province by its short name"),
    ("“十四五”期间地区生产总值年均增长", "gdp", "when, and how it is put"),
    ("人均地区生产总值", "gdp_per_capita", "per head is its own indicator"),
    ("人均GDP", "gdp_per_capita", "per head in Latin letters"),
    ("第三产业增加值", "tertiary_value_added", "a sector"),
    ("服务业增加值占GDP的比重", "service_share", "的 and GDP make no difference"),
    ("服务业增加值占地区生产总值比例", "service_share", "比例 for 比重"),
    ("规模以上工业增加值", "industrial_value_added_above", "the name itself"),
    ("全市规上工业增加值", "industrial_value_added_above", "规上"),
    ("规上工业", "industrial_value_added_above", "as in 规上工业增长8%"),
    ("工业增加值", "industrial_value_added", "of all industry"),
    ("规上工业总产值", "industrial_output_above", "output is not value added"),
    ("规模以上工业企业利润总额", "industrial_profit", "profit"),
    ("高技术制造业增加值", "hightech_manufacturing_value_added", "not 制造业增加值"),
    ("高新技术产业增加值", "hightech_value_added", "the provinces' own class"),
    ("高技术制造业增加值占规上工业增加值的比重", "hightech_manufacturing_share", "a share"),
    ("装备制造业增加值", "equipment_value_added", "a branch with a name of its own"),
    ("战略性新兴产业增加值占地区生产总值比重", "strategic_share", "a share"),
    ("数字经济核心产业增加值占GDP比重", "digital_core_share", "a share of the fourteenth plan"),
    ("文化产业增加值", "culture_value_added", "ends as 工业增加值 does"),
    ("固定资产投资", "fixed_investment", "the name itself"),
    ("固投", "fixed_investment", "the office's short form"),
    ("全社会固定资产投资总额", "fixed_investment", "older wording"),
    ("工业投资", "industrial_investment", "not 工业增加值"),
    ("工业技改投资", "upgrade_investment", "not 工业投资"),
    ("技改投资占工业投资的比重", "upgrade_investment_share", "a share of one in the other"),
    ("民间投资", "private_investment", "a part of 固投"),
    ("房地产开发投资", "property_investment", "a part of 固投"),
    ("社会消费品零售总额", "retail_sales", "the name itself"),
    ("社零总额", "retail_sales", "short"),
    ("全区社零额", "retail_sales", "shorter, and whose"),
    ("限上社零额", "retail_sales_above", "above the threshold only"),
    ("实际使用外资", "foreign_investment", "使用 for 利用"),
    ("外贸进出口总额", "trade", "both ways"),
    ("外贸出口", "exports", "one way"),
    ("招商引资到位资金", "funds_in_place", "money in place"),
    ("签约亿元以上项目", "signed_projects_100m", "a threshold that belongs to the name"),
    ("一般公共预算收入", "general_budget_revenue", "the whole"),
    ("地方一般公共预算收入", "local_general_budget_revenue", "what stays"),
    ("一般公共预算支出", "general_budget_spending", "out, not in"),
    ("税收占比", "tax_share", "a share"),
    ("金融机构本外币贷款余额", "loans", "lent"),
    ("金融机构本外币存款余额", "deposits", "saved"),
    ("境内外上市公司", "listed_firms", "how many there are"),
    ("新增上市公司", "new_listed_firms", "how many came"),
    ("高新技术企业总数", "hightech_firms", "a stock"),
    ("新增高新技术企业", "new_hightech_firms", "a year's"),
    ("净增国家高新技术企业", "new_hightech_firms", "a year's, net"),
    ("国家级专精特新“小巨人”企业", "little_giants", "quotation marks make no difference"),
    ("新增专精特新「小巨人」企业", "new_little_giants", "other quotation marks"),
    ("全社会研发经费投入占GDP比重", "rd_intensity", "研发 and GDP"),
    ("R&D经费投入强度", "rd_intensity", "Latin letters"),
    ("研究与试验发展(R&D)经费投入强度", "rd_intensity", "both at once"),
    ("全社会研发投入", "rd_spending", "the money itself"),
    ("技术合同成交额", "tech_contracts", "the name itself"),
    ("每万人口高价值发明专利拥有量", "hv_patents_per_10k", "of the fourteenth plan"),
    ("万人发明专利拥有量", "patents_per_10k", "of the thirteenth"),
    ("常住人口城镇化率", "urbanisation", "a rate"),
    ("户籍人口城镇化率", "urbanisation_registered", "another rate"),
    ("城镇新增就业", "urban_new_jobs", "the name itself"),
    ("全年新增城镇就业人数", "urban_new_jobs", "when, and how it is put"),
    ("城镇调查失业率", "survey_unemployment", "by survey"),
    ("城镇登记失业率", "registered_unemployment", "by register"),
    ("居民消费价格涨幅", "cpi", "a rise in itself"),
    ("CPI", "cpi", "Latin letters"),
    ("居民人均可支配收入", "residents_income", "everybody's"),
    ("城镇常住居民人均可支配收入", "urban_income", "townspeople's"),
    ("全县农村居民人均可支配收入", "rural_income", "countrypeople's"),
    ("农民人均纯收入", "rural_income", "before 2013"),
    ("城乡居民收入比", "income_gap", "less is good"),
    ("单位GDP能耗", "energy_intensity", "a level that falls"),
    ("单位GDP能耗下降", "energy_intensity_cut", "the fall itself"),
    ("单位地区生产总值能耗降低率", "energy_intensity_cut", "as plan tables have it"),
    ("PM2.5平均浓度", "pm25", "the letters"),
    ("细颗粒物(PM2.5)年均浓度", "pm25", "name and letters"),
    ("空气质量优良天数比率", "good_air_rate", "a share of days"),
    ("空气质量优良天数", "good_air_days", "days"),
    ("地表水达到或好于Ⅲ类水体比例", "water_quality_good", "a Roman numeral in one character"),
    ("地表水达到或好于III类水体比例", "water_quality_good", "in three"),
    ("森林覆盖率", "forest_cover", "the name itself"),
    ("粮食产量", "grain_output", "the name itself"),
    ("新建高标准农田", "new_highstandard_farmland", "a year's"),
    ("九年义务教育巩固率", "compulsory_retention", "the name itself"),
    ("新增学位", "new_school_places", "the name itself"),
    ("每千人口执业(助理)医师数", "doctors_per_1k", "brackets inside"),
    ("人均预期寿命", "life_expectancy", "the name itself"),
    ("基本养老保险参保率", "pension_coverage", "the name itself"),
    ("接待游客", "tourists", "a verb that belongs to the name"),
    ("旅游综合收入", "tourism_revenue", "money"),
    ("亿元GDP生产安全事故死亡率", "gdp_deaths", "holds GDP, and is not it"),
    ("5G基站", "base_stations", "how many there are"),
    ("新建5G基站", "new_base_stations", "how many came"),
]

NOT_NAMED = [
    ("地区生产总值占全市比重", "a share of it"),
    ("地区生产总值增量", "the difference, not the thing"),
    ("地区生产总值、固定资产投资", "two indicators"),
    ("城镇、农村居民人均可支配收入", "two again"),
    ("市场主体增量和总量", "two again"),
    ("主城区社会消费品零售总额", "a part of the place"),
    ("特色小镇固定资产投资", "a kind of place, not a place"),
    ("社区固定资产投资", "社区 is no district"),
    ("园区工业总产值", "of the parks only"),
    ("汽车制造业增加值", "a branch the catalogue does not know"),
    ("亿元以上工业投资", "a threshold"),
    ("工业用地", "land"),
    ("工业投资项目", "projects"),
    ("工业增加值率", "a ratio of it"),
    ("对规模以上工业增加值的贡献率", "what something adds to it"),
    ("固定资产投资项目", "projects"),
    ("新开工固定资产投资项目", "projects"),
    ("社会消费品零售总额占比", "a share"),
    ("进出口实绩企业培育", "an act"),
    ("高新技术企业培育库", "a list of firms"),
    ("申报高新技术企业", "applications"),
    ("规模以上高耗能工业增加值", "a part"),
    ("税收过亿元企业", "firms"),
    ("一般公共预算收入质量", "quality has no figure of its own"),
    ("脱贫人口人均可支配收入", "a part of the people"),
    ("养老床位使用率", "a rate of it"),
    ("养老床位补贴", "money for it"),
    ("技术合同成交额超千万元企业", "firms"),
    ("常住人口密度", "a ratio of it"),
    ("森林覆盖率达标乡镇", "places"),
    ("粮食产量监测点", "places"),
    ("新增就业困难人员社保补贴", "money"),
    ("零售总额", "of what"),
    ("增加值", "of what"),
    ("收入", "of what"),
    ("项目", "of what"),
    ("比重", "of what"),
    ("", "nothing"),
    ("地区生产总值" * 20, "no subject is so long"),
]

DECOYS = [
    ("人均GDP", "gdp", "per head"),
    ("单位GDP能耗", "gdp", "energy"),
    ("一般公共预算支出", "general_budget_revenue", "out, not in"),
    ("地方一般公共预算收入", "general_budget_revenue", "settled per place, so two codes"),
    ("农村居民人均可支配收入", "urban_income", "the other half"),
    ("城镇登记失业率", "survey_unemployment", "another count"),
    ("工业投资", "industrial_value_added", "money put in"),
    ("文化产业增加值", "industrial_value_added", "ends the same way"),
    ("新增高新技术企业", "hightech_firms", "new ones only"),
    ("新增专精特新小巨人企业", "new_specialised_firms", "the narrower class"),
    ("进口总额", "trade", "one way"),
    ("优良天数比例", "good_air_days", "a share"),
    ("限额以上社会消费品零售额", "retail_sales", "a part"),
    ("户籍人口", "population", "another count"),
    ("民间投资", "fixed_investment", "a part"),
]


@pytest.mark.parametrize(("subject", "code", "why"), NAMED)
def test_subject_names_its_indicator(subject: str, code: str, why: str) -> None:
    found = indicators().find(subject)
    assert found is not None, why
    assert found.code == code, why


@pytest.mark.parametrize(("subject", "why"), NOT_NAMED)
def test_subject_names_none(subject: str, why: str) -> None:
    assert indicators().find(subject) is None, why


@pytest.mark.parametrize(("subject", "code", "why"), DECOYS)
def test_look_alike_is_another(subject: str, code: str, why: str) -> None:
    found = indicators().find(subject)
    assert found is None or found.code != code, why


def test_every_listed_name_finds_its_own_indicator() -> None:
    catalogue = indicators()
    for indicator in catalogue:
        for name in indicator.all_names:
            found = catalogue.find(name)
            assert found is not None, name
            assert found.code == indicator.code, name


def test_there_are_enough_and_each_can_be_had_by_code() -> None:
    catalogue = indicators()
    assert len(catalogue) >= 200
    assert all(catalogue.get(indicator.code) is indicator for indicator in catalogue)
    assert catalogue.get("no_such_code") is None


def test_the_deciding_name_is_given() -> None:
    assert indicators().words_for_decision("全市规上工业增加值") == "规模以上工业增加值"
    assert indicators().words_for_decision("某某") == ""


def test_what_is_settled_per_place_points_both_ways() -> None:
    catalogue = indicators()
    whole, local = catalogue.get("general_budget_revenue"), catalogue.get("local_general_budget_revenue")
    assert whole is not None
    assert local is not None
    assert (whole.same_as_in_place, local.same_as_in_place) == (local.code, whole.code)


@given(st.text(alphabet="全市区县增长规上工业增加值地区生产总投资、的(（)）“”1一.年GDP 占比", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_subject_is_answered_alike_twice(subject: str) -> None:
    catalogue = indicators()
    first = catalogue.find(subject)
    assert catalogue.find(subject) is first
    assert (first is None) == (catalogue.words_for_decision(subject) == "")


@given(
    st.sampled_from([name for i in indicators() for name in i.all_names]), st.sampled_from(["全市", "全年", "青山区"])
)
@settings(max_examples=200, deadline=None)
def test_whose_and_when_change_nothing(name: str, before: str) -> None:
    plain, qualified = indicators().find(name), indicators().find(before + name)
    assert plain is not None
    assert qualified is plain
