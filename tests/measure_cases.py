"""Sentences with numbers, as the genre writes them, and the measures a careful reader finds in each."""

from __future__ import annotations

from typing import Any

from tests.measure_texts import Case, Expected, Part

亿 = 100_000_000


def level(
    said: str, value: Any, unit: str, subject: str, bound: str = "eq", modality: str = "", period: str | None = None
) -> Expected:
    return Expected(said, value, unit, subject, "level", bound, modality, period)


def growth(
    said: str, value: Any, subject: str, bound: str = "eq", modality: str = "", period: str | None = None
) -> Expected:
    return Expected(said, value, "%", subject, "growth", bound, modality, period)


def change(
    said: str, value: Any, subject: str, bound: str = "eq", modality: str = "", period: str | None = None
) -> Expected:
    return Expected(said, value, "百分点", subject, "change", bound, modality, period)


def multiple(
    said: str, value: Any, subject: str, bound: str = "eq", modality: str = "", period: str | None = None
) -> Expected:
    return Expected(said, value, "倍", subject, "multiple", bound, modality, period)


def rank(
    said: str, value: Any, subject: str, bound: str = "eq", modality: str = "", period: str | None = None
) -> Expected:
    return Expected(said, value, "位", subject, "rank", bound, modality, period)


def case(reason: str, part: Part, sentence: str, *expected: Expected) -> Case:
    return Case(reason, part, sentence, expected)


GDP = "地区生产总值"
INVESTMENT = "固定资产投资"
RETAIL = "社会消费品零售总额"
INDUSTRY = "规模以上工业增加值"
BUDGET = "一般公共预算收入"

PLAIN = [
    case("an amount before a full stop", "review", "完成固定资产投资745亿元。", level("745亿元", 745 * 亿, "元", INVESTMENT)),
    case("an amount and its growth, subject left out", "review", "地区生产总值完成1280.5亿元，增长5.5%。",
         level("1280.5亿元", 128_050_000_000, "元", GDP), growth("5.5%", 5.5, GDP)),
    case("growth after 同比", "review", "社会消费品零售总额412.6亿元，同比增长8.3%。",
         level("412.6亿元", 41_260_000_000, "元", RETAIL), growth("8.3%", 8.3, RETAIL)),
    case("growth after 比上年", "review", "规模以上工业增加值比上年增长6.8%。", growth("6.8%", 6.8, INDUSTRY)),
    case("growth in brackets", "review", "实现外贸进出口总额86.4亿元（增长12.1%）。",
         level("86.4亿元", 8_640_000_000, "元", "外贸进出口总额"), growth("12.1%", 12.1, "外贸进出口总额")),
    case("growth after 增速达", "review", "规上服务业营业收入增速达9.7%。", growth("9.7%", 9.7, "~规上服务业营业收入")),
    case("an industry whose name begins like a service done", "goal", "工业增加值增长4%以上,服务业增加值增长6%以上。", growth("4%", 4, "工业增加值", "ge"), growth("6%", 6, "服务业增加值", "ge")),
    case("growth as 增幅为", "review", "税收收入增幅为11.2%。", growth("11.2%", 11.2, "~税收收入")),
    case("a share is a level", "review", "空气质量优良率达到87.4%。", level("87.4%", 87.4, "%", "空气质量优良率")),
    case("占比 is a level", "review", "税收收入占一般公共预算收入比重达到83.5%。", level("83.5%", 83.5, "%", "~比重")),
    case("coverage is a level though it was raised", "review", "公办幼儿园覆盖率提高到62%。", level("62%", 62, "%", "公办幼儿园覆盖率")),
    case("a count behind its verb", "review", "新增高新技术企业46家。", level("46家", 46, "家", "新增高新技术企业")),
    case("a count before what is counted", "review", "新增12家省级专精特新企业。", level("12家", 12, "家", "新增省级专精特新企业")),
    case("people with a multiplier", "review", "城镇新增就业2.5万人。", level("2.5万人", 25_000, "人", "城镇新增就业")),
    case("visits", "review", "接待游客1860万人次。", level("1860万人次", 18_600_000, "人次", "~游客")),
    case("an area", "review", "新增绿地面积35.6公顷。", level("35.6公顷", 35.6, "公顷", "新增绿地面积")),
    case("a length", "review", "新建改建农村公路128公里。", level("128公里", 128, "公里", "新建改建农村公路")),
    case("square kilometres", "review", "建成区面积达到68平方公里。", level("68平方公里", 68, "平方公里", "建成区面积")),
    case("mu with a multiplier", "review", "建成高标准农田3.2万亩。", level("3.2万亩", 32_000, "亩", "建成高标准农田")),
    case("tons", "review", "粮食总产量达到21.3万吨。", level("21.3万吨", 213_000, "吨", "粮食总产量")),
    case("dollars", "review", "实际利用外资3.4亿美元。", level("3.4亿美元", 340_000_000, "美元", "实际利用外资")),
    case("thousands parted by commas", "review", "新建公共停车泊位1,250个。", level("1,250个", 1250, "个", "新建公共停车泊位")),
    case("digits parted by a multiplier of money", "review", "争取上级专项资金8600万元。",
         level("8600万元", 86_000_000, "元", "上级专项资金")),
    case("a unit as it is written", "review", "办结群众来信来访事项932宗。", level("932宗", 932, "宗", "~群众来信来访事项")),
    case("an order of merit is no measure", "review", "荣获全省督查激励一等奖。"),
    case("a sentence with no number", "review", "城市面貌发生明显变化。"),
    case("spaces left by a PDF between number and unit", "review", "完成固定资产投资 745 亿元，增长 6.2 %。",
         level("745 亿元", 745 * 亿, "元", INVESTMENT), growth("6.2 %", 6.2, INVESTMENT)),
    case("a space between number and counted noun", "review", "新建农村公厕 36 座。", level("36 座", 36, "座", "新建农村公厕")),
]  # fmt: skip

SHARED = [
    case("one subject list, one verb, 分别", "review", "地区生产总值、固定资产投资分别增长6.2%、8.4%。",
         growth("6.2%", 6.2, GDP), growth("8.4%", 8.4, INVESTMENT)),
    case("three with 分别 and 和", "review", "规模以上工业增加值、社会消费品零售总额和一般公共预算收入分别增长7.1%、5.3%和4.6%。",
         growth("7.1%", 7.1, INDUSTRY), growth("5.3%", 5.3, RETAIL), growth("4.6%", 4.6, BUDGET)),
    case("分别 with levels and a shared head noun", "review", "粮食、蔬菜产量分别达到12.6万吨、35.8万吨。",
         level("12.6万吨", 126_000, "吨", "粮食产量"), level("35.8万吨", 358_000, "吨", "蔬菜产量")),
    case("分别 over two amounts, then growth of both", "review", "一产、二产增加值分别为45.2亿元、320.7亿元，分别增长3.1%、7.9%。",
         level("45.2亿元", 4_520_000_000, "元", "一产增加值"), level("320.7亿元", 32_070_000_000, "元", "二产增加值"),
         growth("3.1%", 3.1, "一产增加值"), growth("7.9%", 7.9, "二产增加值")),
    case("one value of several things", "review", "城镇污水、生活垃圾无害化处理率均达100%。", level("100%", 100, "%", "~无害化处理率")),
    case("two counts share a verb", "review", "新建幼儿园6所、小学2所。",
         level("6所", 6, "所", "新建幼儿园"), level("2所", 2, "所", "新建小学")),
    case("three counts share a verb", "review", "新增省级众创空间3家、孵化器2家、重点实验室1家。",
         level("3家", 3, "家", "新增省级众创空间"), level("2家", 2, "家", "新增孵化器"), level("1家", 1, "家", "新增重点实验室")),
    case("counts before their nouns share a verb", "review", "建成5个口袋公园、12条绿道。",
         level("5个", 5, "个", "建成口袋公园"), level("12条", 12, "条", "建成绿道")),
    case("a second verb ends the sharing", "review", "改造老旧小区28个，加装电梯65部。",
         level("28个", 28, "个", "改造老旧小区"), level("65部", 65, "部", "加装电梯")),
    case("classes of firms each counted", "review", "培育10亿级企业2家、亿元级企业5家。",
         level("2家", 2, "家", "~10亿级企业"), level("5家", 5, "家", "~亿元级企业")),
    case("subject left out after 、", "review", "固定资产投资356亿元、增长9.1%。",
         level("356亿元", 356 * 亿, "元", INVESTMENT), growth("9.1%", 9.1, INVESTMENT)),
    case("subject left out, then a rank", "review", "一般公共预算收入完成52.3亿元，增长8.8%，增速居全市第二。",
         level("52.3亿元", 5_230_000_000, "元", BUDGET), growth("8.8%", 8.8, BUDGET), rank("第二", 2, "~增速")),
    case("其中 brings a subject of its own", "review", "新增市场主体1.2万户，其中企业4300户。",
         level("1.2万户", 12_000, "户", "新增市场主体"), level("4300户", 4300, "户", "~企业")),
    case("投资 of a project named before it", "review", "总投资25亿元的智能装备产业园开工建设。", level("25亿元", 25 * 亿, "元", "~智能装备产业园")),
    case("总投资 belongs to the projects counted before", "review", "新开工重大项目38个，总投资216亿元。",
         level("38个", 38, "个", "新开工重大项目"), level("216亿元", 216 * 亿, "元", "~总投资")),
    case("占 shares hang on the subject before", "review", "高新技术产业增加值156亿元，占地区生产总值比重18.6%。",
         level("156亿元", 156 * 亿, "元", "高新技术产业增加值"), level("18.6%", 18.6, "%", "~占地区生产总值比重")),
    case("two measures with the comma missing", "review", "规上工业企业达到215家新增23家。",
         level("215家", 215, "家", "规上工业企业"), level("23家", 23, "家", "~新增")),
    case("amount and growth with the comma missing", "review", "社会消费品零售总额326亿元增长7.4%。",
         level("326亿元", 326 * 亿, "元", RETAIL), growth("7.4%", 7.4, RETAIL)),
    case("semicolons part the subjects", "review", "新改扩建学校9所；新增学位6800个。",
         level("9所", 9, "所", "新改扩建学校"), level("6800个", 6800, "个", "新增学位")),
    case("urban and rural incomes", "review", "城镇、农村居民人均可支配收入分别达到52360元、28940元。",
         level("52360元", 52_360, "元", "城镇居民人均可支配收入"), level("28940元", 28_940, "元", "农村居民人均可支配收入")),
    case("城乡 split over two values", "review", "城乡居民人均可支配收入分别增长5.8%、7.2%。",
         growth("5.8%", 5.8, "城镇居民人均可支配收入"), growth("7.2%", 7.2, "农村居民人均可支配收入")),
    case("城乡 with one value stays whole", "review", "城乡居民基本医保参保率达98.5%。", level("98.5%", 98.5, "%", "城乡居民基本医保参保率")),
    case("per head", "review", "人均公园绿地面积达到14.2平方米。", level("14.2平方米", 14.2, "平方米", "人均公园绿地面积")),
    case("per ten thousand people", "review", "每万人发明专利拥有量达到18.5件。", level("18.5件", 18.5, "件", "~发明专利拥有量")),
    case("per thousand people", "review", "每千人口医疗床位数7.2张。", level("7.2张", 7.2, "张", "~床位")),
    case("a list of growths without 分别", "review", "地区生产总值增长6.1%，固定资产投资增长8.9%，社会消费品零售总额增长7.5%。",
         growth("6.1%", 6.1, GDP), growth("8.9%", 8.9, INVESTMENT), growth("7.5%", 7.5, RETAIL)),
]  # fmt: skip

BOUNDED = [
    case("以上 behind", "goal", "地区生产总值增长6%以上；", growth("6%", 6, GDP, "ge")),
    case("不少于 before", "task", "全年新增就业岗位不少于8000个。", level("8000个", 8000, "个", "新增就业岗位", "ge")),
    case("不低于 before", "task", "新建住宅小区绿地率不低于35%。", level("35%", 35, "%", "新建住宅小区绿地率", "ge")),
    case("突破", "review", "市场主体总量突破6万户。", level("6万户", 60_000, "户", "市场主体总量", "ge")),
    case("超", "review", "数字经济核心产业增加值超90亿元。", level("90亿元", 90 * 亿, "元", "数字经济核心产业增加值", "ge")),
    case("超过", "review", "城镇化率超过72%。", level("72%", 72, "%", "城镇化率", "ge")),
    case("余 in the number", "review", "慰问困难群众6200余人。", level("6200余人", 6200, "人", "~困难群众", "ge")),
    case("余 between multiplier and unit", "review", "兑现惠企资金1.3亿余元。", level("1.3亿余元", 130_000_000, "元", "~惠企资金", "ge")),
    case("多 in the number", "review", "整治违法建设3万多平方米。", level("3万多平方米", 30_000, "平方米", "~违法建设", "ge")),
    case("以内", "goal", "城镇调查失业率控制在5.5%以内；", level("5.5%", 5.5, "%", "城镇调查失业率", "le")),
    case("不超过", "task", "新设企业开办时间压缩，财政供养比不超过3%。", level("3%", 3, "%", "财政供养比", "le")),
    case("低于", "review", "生产安全事故死亡率低于0.02%。", level("0.02%", 0.02, "%", "生产安全事故死亡率", "le")),
    case("以下", "goal", "城镇登记失业率控制在4.5%以下；", level("4.5%", 4.5, "%", "城镇登记失业率", "le")),
    case("左右", "goal", "居民消费价格涨幅3%左右；", growth("3%", 3, "~居民消费价格", "approx")),
    case("约", "review", "拆除老旧围墙约4.5公里。", level("4.5公里", 4.5, "公里", "~老旧围墙", "approx")),
    case("近", "review", "完成技改投资近60亿元。", level("60亿元", 60 * 亿, "元", "技改投资", "approx")),
    case("a range with one unit", "task", "引进高端人才团队2-3个。", level("2-3个", (2, 3), "个", "引进高端人才团队", "range")),
    case("a range with the multiplier shared", "task", "主导产业年产值达到100-300亿元。",
         level("100-300亿元", (100 * 亿, 300 * 亿), "元", "~产值", "range")),
    case("a range with both units and 至", "goal", "地区生产总值增长6%至8%；", growth("6%至8%", (6, 8), GDP, "range")),
    case("a range with a wave dash", "goal", "固定资产投资增长8%～10%；", growth("8%～10%", (8, 10), INVESTMENT, "range")),
    case("a range with both units and a hyphen", "goal", "一般公共预算收入增长5%-6%；", growth("5%-6%", (5, 6), BUDGET, "range")),
    case("a range with a long dash", "task", "新引进总部企业3—5家。", level("3—5家", (3, 5), "家", "新引进总部企业", "range")),
    case("a range with 到", "task", "每年培育上市后备企业5家到8家。", level("5家到8家", (5, 8), "家", "~上市后备企业", "range")),
    case("a fall by 以上 keeps its sign", "task", "万元地区生产总值能耗下降3%以上。", growth("3%", -3, "~能耗", "ge")),
    case("力争 is a will, no bound", "task", "力争全年引进亿元以上项目40个。", level("40个", 40, "个", "引进亿元以上项目")),
    case("确保 with 以上", "task", "确保工业投资增长12%以上。", growth("12%", 12, "工业投资", "ge")),
    case("至少", "task", "每个街道至少建设1个综合养老服务中心。", level("1个", 1, "个", "~综合养老服务中心", "ge")),
    case("达到以上", "task", "群众满意度达到95%以上。", level("95%", 95, "%", "群众满意度", "ge")),
    case("上下", "goal", "社会消费品零售总额增长7%上下；", growth("7%", 7, RETAIL, "approx")),
    case("接近", "review", "全区常住人口接近60万人。", level("60万人", 600_000, "人", "~常住人口", "approx")),
]  # fmt: skip

EXPECTED = [
    case("预计 at the head of a sentence reaches all of it", "review", "预计地区生产总值增长6.5%，固定资产投资增长8.1%，社会消费品零售总额增长7.7%。",
         growth("6.5%", 6.5, GDP, modality="estimated"), growth("8.1%", 8.1, INVESTMENT, modality="estimated"),
         growth("7.7%", 7.7, RETAIL, modality="estimated")),
    case("预计 reaches across semicolons", "review", "预计实现地区生产总值980亿元，增长6.3%；一般公共预算收入46亿元，增长5%。",
         level("980亿元", 980 * 亿, "元", GDP, modality="estimated"), growth("6.3%", 6.3, GDP, modality="estimated"),
         level("46亿元", 46 * 亿, "元", BUDGET, modality="estimated"), growth("5%", 5, BUDGET, modality="estimated")),
    case("预计 within a later clause reaches that alone", "review", "新引进项目52个，固定资产投资预计完成380亿元。",
         level("52个", 52, "个", "新引进项目"), level("380亿元", 380 * 亿, "元", INVESTMENT, modality="estimated")),
    case("预计 with the subject left out after it", "review", "固定资产投资预计完成380亿元，增长8.5%。",
         level("380亿元", 380 * 亿, "元", INVESTMENT, modality="estimated"),
         growth("8.5%", 8.5, INVESTMENT, modality="estimated")),
    case("全年预计", "review", "全年预计实现税收收入38.6亿元。", level("38.6亿元", 3_860_000_000, "元", "税收收入", modality="estimated")),
    case("no 预计, no estimate", "review", "全年实现税收收入38.6亿元。", level("38.6亿元", 3_860_000_000, "元", "税收收入")),
    case("a task's 预计 stays a target", "task", "建成标准厂房20万平方米，预计年产值达到30亿元。",
         level("20万平方米", 200_000, "平方米", "建成标准厂房"), level("30亿元", 30 * 亿, "元", "~年产值")),
]  # fmt: skip

RELATIVE = [
    case("a fall", "review", "万元地区生产总值能耗下降3.6%。", growth("3.6%", -3.6, "~能耗")),
    case("a fall in a comparison with the year before", "review", "PM2.5平均浓度同比下降9.6%。",
         growth("9.6%", -9.6, "PM2.5平均浓度")),
    case("降低", "goal", "单位地区生产总值能耗降低3%；", growth("3%", -3, "~能耗")),
    case("people made fewer are a level", "review", "农村贫困人口减少1.6万人。", level("1.6万人", 16_000, "人", "~贫困人口减少")),
    case("a change in percentage points", "review", "研发投入强度提高0.3个百分点。", change("0.3个百分点", 0.3, "研发投入强度")),
    case("percentage points down", "review", "不良贷款率下降0.8个百分点。", change("0.8个百分点", -0.8, "不良贷款率")),
    case("a share and its change", "review", "空气质量优良率82.5%，提高2.2个百分点。",
         level("82.5%", 82.5, "%", "空气质量优良率"), change("2.2个百分点", 2.2, "空气质量优良率")),
    case("faster than the city by points", "review", "地区生产总值增长6.8%，高于全市平均水平0.7个百分点。",
         growth("6.8%", 6.8, GDP), change("0.7个百分点", 0.7, GDP)),
    case("翻番", "aims", "到2025年，数字经济核心产业增加值实现翻番。", multiple("翻番", 2, "数字经济核心产业增加值", period="2025")),
    case("翻一番", "aims", "高新技术企业数量翻一番。", multiple("翻一番", 2, "高新技术企业数量")),
    case("翻两番", "aims", "跨境电商交易额翻两番。", multiple("翻两番", 4, "跨境电商交易额")),
    case("增长1倍 is twice the base", "review", "跨境电商进出口额增长1倍。", multiple("1倍", 2, "跨境电商进出口额")),
    case("增长1.5倍 is two and a half times", "review", "网络零售额增长1.5倍。", multiple("1.5倍", 2.5, "网络零售额")),
    case("是…的2.6倍 is the ratio itself", "base", "高新技术企业数量是2015年的2.6倍。",
         multiple("2.6倍", 2.6, "高新技术企业数量", period="2020")),
    case("倍增", "aims", "推动规上工业企业数量倍增。", multiple("倍增", 2, "规上工业企业数量")),
    case("年均增长", "base", "地区生产总值年均增长7.6%。", growth("7.6%", 7.6, GDP, period="2016-2020")),
    case("年均增长 meant", "aims", "地区生产总值年均增长7%左右；", growth("7%", 7, GDP, "approx", period="2021-2025")),
    case("提高到 is a level", "review", "常住人口城镇化率由68.2%提高到71.5%。",
         level("68.2%", 68.2, "%", "常住人口城镇化率", period="2022"), level("71.5%", 71.5, "%", "常住人口城镇化率")),
    case("a rank", "review", "营商环境评价位居全省县区第一。", rank("第一", 1, "营商环境评价")),
    case("a rank in digits", "review", "综合实力排名全市第3位。", rank("第3位", 3, "综合实力排名")),
    case("among the first five", "review", "工业投资增速保持全市前五。", rank("前五", 5, "~工业投资增速", "le")),
    case("列全市首位", "review", "市场主体增速列全市首位。", rank("首位", 1, "市场主体增速")),
    case("百分之 in words", "goal", "地区生产总值增长百分之六点五；", growth("百分之六点五", 6.5, GDP)),
]  # fmt: skip

NUMERALS = [
    case("Chinese numerals that count", "review", "新建两所中学。", level("两所", 2, "所", "新建中学")),
    case("Chinese numerals over ten", "review", "完成十二座桥梁加固。", level("十二座", 12, "座", "~桥梁")),
    case("bare 亿元", "review", "单体投资额首次突破亿元。", level("亿元", 亿, "元", "~投资额", "ge")),
    case("bare 千亿元", "review", "主导产业产值突破千亿元。", level("千亿元", 1000 * 亿, "元", "主导产业产值", "ge")),
    case("百亿元大关", "review", "一般公共预算收入突破百亿元大关。", level("百亿元", 100 * 亿, "元", BUDGET, "ge")),
    case("万 with no unit is people where it says so", "review", "常住人口突破50万。", level("50万", 500_000, "人", "常住人口", "ge")),
    case("亿 with no unit is money where it says so", "review", "地区生产总值突破800亿。", level("800亿", 800 * 亿, "元", GDP, "ge")),
    case("万亿", "chapter", "融入全省万亿级产业集群。"),
    case("百万", "review", "发放消费券300百万元。", level("300百万元", 300_000_000, "元", "~消费券")),
]  # fmt: skip

NONE = [
    case("5G in a name", "review", "建成5G基站320个。", level("320个", 320, "个", "建成5G基站")),
    case("a numbered road", "review", "107国道改扩建工程顺利通车。"),
    case("a road with letters", "review", "G347澄湖段建成通车。"),
    case("a meeting's number", "review", "第十六届商品交易会成功举办。"),
    case("a quoted code", "task", "加快构建“3335”现代产业体系。"),
    case("a quoted programme with a plus", "task", "完善“1+5+N”规划体系。"),
    case("a metro line", "review", "地铁12号线澄湖段开工建设。"),
    case("a phase", "task", "加快生物产业园二期建设。"),
    case("a line of a generation", "review", "10.5代线产能稳步释放。"),
    case("a circle of minutes", "task", "打造15分钟便民生活圈。"),
    case("a list of firms", "task", "瞄准世界500强开展精准招商。"),
    case("a date", "review", "9月28日，澄湖大桥建成通车。"),
    case("a year", "review", "2022年启动的排水改造全面收官。"),
    case("a slogan counted", "review", "深刻领悟“两个确立”的决定性意义。"),
    case("a counted method", "review", "推行“四线并进”工作法。"),
    case("a number inside a noun", "review", "举办全区3人制篮球赛18场。", level("18场", 18, "场", "~篮球赛")),
    case("a threshold in the subject", "review", "新开工亿元以上项目56个。", level("56个", 56, "个", "新开工亿元以上项目")),
    case("a threshold in digits", "review", "新签约10亿元以上项目7个。", level("7个", 7, "个", "新签约10亿元以上项目")),
    case("a threshold of years", "task", "改造20年以上老旧小区30个。", level("30个", 30, "个", "改造20年以上老旧小区")),
    case("a threshold of age", "review", "为80岁以上老人发放高龄津贴1200万元。", level("1200万元", 12_000_000, "元", "~高龄津贴")),
    case("a grade of a power line", "review", "建成220千伏变电站2座。", level("2座", 2, "座", "~变电站")),
    case("vague amounts", "review", "解决了一批群众急难愁盼问题，多个领域取得突破。"),
    case("an idiom", "review", "坚持一张蓝图绘到底，全区上下一心、万众一心。"),
    case("a hotline", "review", "12345热线办结率达99.2%。", level("99.2%", 99.2, "%", "12345热线办结率")),
    case("grade of a scenic spot", "review", "新增4A级景区2家。", level("2家", 2, "家", "新增4A级景区")),
    case("an ordinal item", "review", "一是坚持稳中求进，二是坚持改革创新。"),
    case("the number of a document", "review", "认真落实国发〔2023〕15号文件精神。"),
    case("a five-year plan's number", "task", "全面完成“十四五”规划目标任务。"),
    case("a span of time", "task", "开展三年攻坚行动。"),
    case("a named action of years", "task", "实施新一轮技改三年行动计划。"),
    case("all-day service", "review", "推行24小时自助服务。"),
]  # fmt: skip

TIMES = [
    case("a year named in the sentence", "review", "2022年新增的12家企业全部投产。", level("12家", 12, "家", "~企业", period="2022")),
    case("到 a later year in an annual plan part", "task", "到2026年，新能源产业产值达到200亿元。",
         level("200亿元", 200 * 亿, "元", "新能源产业产值", period="2026")),
    case("a plan part that says what is there already", "task", "目前已建成充电桩860个，今年再建500个。",
         level("860个", 860, "个", "~充电桩", modality="actual", period="2023"), level("500个", 500, "个", "~充电桩")),
    case("the last year named in the review of a longer span", "base", "到2020年，森林覆盖率达到31.5%。",
         level("31.5%", 31.5, "%", "森林覆盖率", period="2020")),
    case("what flows is for the whole span", "term", "累计新增就业12.6万人。", level("12.6万人", 126_000, "人", "~新增就业")),
    case("what stands is for the last year", "term", "城镇化率达到74.3%。", level("74.3%", 74.3, "%", "城镇化率", period="2021")),
    case("a term's built roads flow", "term", "新建改建道路186公里。", level("186公里", 186, "公里", "新建改建道路")),
    case("what stands in a plan's foundations", "base", "每千人口床位数达到6.8张。",
         level("6.8张", 6.8, "张", "~床位", period="2020")),
    case("what flows in a plan's foundations", "base", "累计完成固定资产投资1860亿元。", level("1860亿元", 1860 * 亿, "元", "~固定资产投资")),
    case("“十三五”期间 said outright", "chapter", "“十三五”期间累计引进项目320个。",
         level("320个", 320, "个", "~引进项目", period="2016-2020", modality="actual")),
    case("到2025年 in a plan's chapter", "chapter", "到2025年，培育百亿元企业3家。", level("3家", 3, "家", "~百亿元企业", period="2025")),
    case("a span of years in digits", "chapter", "2021—2025年新建公园20个。",
         level("20个", 20, "个", "新建公园", period="2021-2025")),
    case("连续 with years", "review", "连续5年荣获全省考核优秀等次。", level("5年", 5, "年", "~考核")),
    case("goals joined by semicolons are each of the year ahead", "goal", "地区生产总值增长6%；规模以上工业增加值增长7%；固定资产投资增长8%。",
         growth("6%", 6, GDP), growth("7%", 7, INDUSTRY), growth("8%", 8, INVESTMENT)),
    case("a task's amounts are targets", "task", "新建改建农村公路60公里，改造危桥8座。",
         level("60公里", 60, "公里", "新建改建农村公路"), level("8座", 8, "座", "改造危桥")),
    case("a target told in the review", "review", "力争到2025年实现产值500亿元。",
         level("500亿元", 500 * 亿, "元", "~产值", modality="target", period="2025")),
    case("compared with 2015", "base", "地区生产总值比2015年增长46.8%。", growth("46.8%", 46.8, GDP)),
]  # fmt: skip

MORE = [
    case("a fall written as growth below nought", "review", "固定资产投资增长-2.0%，社会消费品零售总额增速为-3.5%，地区生产总值增长5%-6%。",
         growth("-2.0%", -2, INVESTMENT), growth("-3.5%", -3.5, "社会消费品零售总额增速"), growth("5%-6%", (5, 6), GDP, "range")),
    case("a whole block of yearly results", "review", "预计全年地区生产总值增长6.2%左右，规上工业增加值增长7%，固投增长9%以上，社零总额增长6.5%。",
         growth("6.2%", 6.2, GDP, "approx", "estimated"), growth("7%", 7, "规上工业增加值", modality="estimated"),
         growth("9%", 9, "固投", "ge", "estimated"), growth("6.5%", 6.5, "社零总额", modality="estimated")),
    case("a verb before each of two counts", "review", "新建5G基站260个、改造供水管网48公里。",
         level("260个", 260, "个", "新建5G基站"), level("48公里", 48, "公里", "改造供水管网")),
    case("in three fields at once", "task", "新建社区食堂12个、托育机构8家，新增托位600个。",
         level("12个", 12, "个", "新建社区食堂"), level("8家", 8, "家", "新建托育机构"), level("600个", 600, "个", "新增托位")),
    case("a frame before the verb", "task", "在湖东新城新建人才公寓1500套。", level("1500套", 1500, "套", "~新建人才公寓")),
    case("money and what it is for", "review", "拨付稳岗返还资金2300万元，惠及企业1850家。",
         level("2300万元", 23_000_000, "元", "~稳岗返还资金"), level("1850家", 1850, "家", "~企业")),
    case("what was done for so many people", "review", "开展职业技能培训1.8万人次。", level("1.8万人次", 18_000, "人次", "~职业技能培训")),
    case("a bracketed share", "review", "城镇居民医保参保人数36.8万人（参保率98%）。",
         level("36.8万人", 368_000, "人", "~医保参保人数"), level("98%", 98, "%", "参保率")),
    case("up from one level to another", "term", "高新技术企业由86家增加到312家。",
         level("86家", 86, "家", "高新技术企业", period="2016"), level("312家", 312, "家", "高新技术企业", period="2021")),
    case("rank within a bound list", "review", "入选全国综合实力百强区，排名第56位。", rank("第56位", 56, "~百强区")),
    case("by so much to so much", "review", "PM2.5平均浓度下降4微克/立方米至36微克/立方米。",
         level("4微克/立方米", 4, "微克/立方米", "~PM2.5平均浓度"), level("36微克/立方米", 36, "微克/立方米", "~PM2.5平均浓度")),
    case("doubled, with 了", "review", "农村电商交易额翻了一番。", multiple("翻了一番", 2, "农村电商交易额")),
    case("a class of firms counted", "task", "培育10亿元企业3家、5亿元企业8家。",
         level("3家", 3, "家", "~10亿元企业"), level("8家", 8, "家", "~5亿元企业")),
    case("a growth hoped for beyond the growth set", "task", "规上工业增加值增长6%左右，力争达到6.5%。",
         growth("6%", 6, "~规上工业增加值", bound="approx"), growth("6.5%", 6.5, "~规上工业增加值")),
    case("held against the plan before", "term", "“十四五”时期，地区生产总值比“十三五”时期增长41.2%。",
         growth("41.2%", 41.2, GDP, period="2021-2025")),
    case("from rank to rank", "review", "县域经济综合排名由第七位升至第五位。",
         rank("第七位", 7, "~县域经济", period="2022"), rank("第五位", 5, "~县域经济")),
    case("a mark crossed in the clause before", "review", "规上工业总产值首次跨越千亿台阶，达到1010亿元。",
         level("1010亿元", 1010 * 亿, "元", "规上工业总产值")),
    case("part of what was named", "review", "进出口总额12亿元，出口10亿元。",
         level("12亿元", 12 * 亿, "元", "进出口总额"), level("10亿元", 10 * 亿, "元", "出口")),
    case("one unit for two figures", "review", "地区生产总值增速分别高于全国、全省1.2和0.8个百分点。",
         change("1.2", 1.2, "~地区生产总值"), change("0.8个百分点", 0.8, "~地区生产总值")),
    case("counted by the trip", "review", "公路客运量1.1亿辆次。", level("1.1亿辆次", 110_000_000, "辆次", "公路客运量")),
    case("a capacity in a name", "task", "加快年产30万吨绿色涂料项目建设。"),
    case("a city's target passed down", "goal", "完成市下达的节能减排任务；地区生产总值增长6.5%；", growth("6.5%", 6.5, GDP)),
    case("the year ahead named", "task", "2024年新建高标准农田1.5万亩。", level("1.5万亩", 15_000, "亩", "新建高标准农田", period="2024")),
    case("年内", "task", "年内完成棚户区改造2600户。", level("2600户", 2600, "户", "棚户区改造")),
    case("to be done by the end of the year", "task", "年底前建成保障性租赁住房3000套。", level("3000套", 3000, "套", "建成保障性租赁住房")),
    case("a firm will with two figures", "task", "确保全年完成工业投资120亿元以上、技改投资45亿元以上。",
         level("120亿元", 120 * 亿, "元", "工业投资", "ge"), level("45亿元", 45 * 亿, "元", "技改投资", "ge")),
    case("bound words before and behind in a list", "goal", "地区生产总值增长6.5%以上，固定资产投资增长8%左右，城镇新增就业2万人以上。",
         growth("6.5%", 6.5, GDP, "ge"), growth("8%", 8, INVESTMENT, "approx"),
         level("2万人", 20_000, "人", "城镇新增就业", "ge")),
    case("分别 with a shared bound", "goal", "规上工业增加值、社会消费品零售总额分别增长7%、6%以上。",
         growth("7%", 7, "规上工业增加值"), growth("6%", 6, RETAIL, "ge")),
    case("a share of what is paid", "review", "民生支出占一般公共预算支出的比重保持在80%以上。", level("80%", 80, "%", "~比重", "ge")),
    case("压减", "review", "“三公”经费压减12%。", growth("12%", -12, "“三公”经费")),
    case("缩短 by a share", "review", "企业开办时间缩短50%。", growth("50%", -50, "企业开办时间")),
    case("a level after 降至", "review", "政府债务率降至86.5%。", level("86.5%", 86.5, "%", "政府债务率")),
    case("a level after 压缩至 with a span of time", "review", "工程建设项目审批时限压缩至60天。", level("60天", 60, "天", "工程建设项目审批时限")),
    case("a concentration in micrograms", "review", "PM2.5年均浓度降至34微克/立方米。",
         level("34微克/立方米", 34, "微克/立方米", "PM2.5年均浓度")),
    case("kilowatts", "review", "新增光伏装机容量5.6万千瓦。", level("5.6万千瓦", 56_000, "千瓦", "新增光伏装机容量")),
    case("cubic metres", "review", "日处理污水能力提升到15万立方米。", level("15万立方米", 150_000, "立方米", "~污水能力")),
    case("yuan for each head", "review", "城乡低保标准提高到每人每月780元。", level("780元", 780, "元", "~低保标准")),
    case("yuan a head and year", "task", "基本公共卫生服务经费人均补助标准提高到94元。", level("94元", 94, "元", "~补助标准")),
    case("patents of a kind", "review", "每万人高价值发明专利拥有量6.3件。", level("6.3件", 6.3, "件", "~高价值发明专利拥有量")),
    case("life expectancy", "base", "人均预期寿命达到79.6岁。", level("79.6岁", 79.6, "岁", "人均预期寿命", period="2020")),
    case("a lead phrase is not the subject", "review", "工业经济持续向好。规上工业总产值突破600亿元。",
         level("600亿元", 600 * 亿, "元", "规上工业总产值", "ge")),
    case("a predicate before the amount", "review", "固定资产投资稳步增长，完成投资320亿元。", level("320亿元", 320 * 亿, "元", "~投资")),
    case("a will in the review's voice", "review", "计划总投资50亿元的湖东冷链物流园签约落地。",
         level("50亿元", 50 * 亿, "元", "~湖东冷链物流园", modality="target")),
    case("the term's ratio to its base", "term", "地区生产总值是2016年的1.6倍。", multiple("1.6倍", 1.6, GDP, period="2021")),
    case("the term's growth a year", "term", "一般公共预算收入年均增长8.2%。", growth("8.2%", 8.2, BUDGET)),
    case("the base's multiple", "base", "高新技术企业数量实现翻番。", multiple("翻番", 2, "高新技术企业数量", period="2016-2020")),
    case("an aim at the plan's end", "aims", "到2025年，常住人口城镇化率达到78%。", level("78%", 78, "%", "常住人口城镇化率", period="2025")),
    case("an aim with a bound and a list", "aims", "到2025年，高新技术企业达到500家以上，科技型中小企业突破1000家。",
         level("500家", 500, "家", "高新技术企业", "ge", period="2025"),
         level("1000家", 1000, "家", "科技型中小企业", "ge", period="2025")),
    case("到2025年 reaches behind a semicolon", "aims", "到2025年，森林覆盖率达到33%；空气质量优良率达到85%。",
         level("33%", 33, "%", "森林覆盖率", period="2025"), level("85%", 85, "%", "空气质量优良率", period="2025")),
    case("an aim for the year 2035", "aims", "到2035年，人均地区生产总值比2020年翻一番。",
         multiple("翻一番", 2, "人均地区生产总值", period="2035")),
    case("“十四五”末 is its last year", "aims", "“十四五”末，全社会研发投入占比达到3.2%。",
         level("3.2%", 3.2, "%", "全社会研发投入占比", period="2025")),
    case("a number in a quoted name", "task", "深入实施“百亿强企”“千亿跨越”行动。"),
    case("a road of letters and a length", "review", "S205改扩建完成12.6公里。", level("12.6公里", 12.6, "公里", "~S205改扩建")),
    case("a building's number", "review", "湖滨路18号地块成功出让。"),
    case("hours within which something is done", "task", "实现群众诉求48小时内响应。", level("48小时", 48, "小时", "~响应", "le")),
    case("a party congress", "review", "深入学习贯彻党的二十大和二十届二中全会精神。"),
    case("三农, 三资", "task", "做好新时代“三农”工作，规范农村“三资”管理。"),
    case("one of a kind", "review", "一个个项目落地，一件件实事办成。"),
    case("a session's date", "review", "11月15日至17日成功举办湖滨马拉松。"),
    case("a quarter", "review", "一季度地区生产总值增长5.9%。", growth("5.9%", 5.9, GDP)),
    case("half a year", "review", "上半年完成固定资产投资165亿元。", level("165亿元", 165 * 亿, "元", INVESTMENT)),
    case("comma missing before 增长 in a goal", "goal", "城镇居民人均可支配收入增长6%农村居民人均可支配收入增长7%；",
         growth("6%", 6, "城镇居民人均可支配收入"), growth("7%", 7, "农村居民人均可支配收入")),
    case("quotation marks about the counted", "review", "培育国家级专精特新“小巨人”企业6家。", level("6家", 6, "家", "~专精特新“小巨人”企业")),
    case("counted behind with a quoted class", "review", "新增3家“独角兽”企业。", level("3家", 3, "家", "~“独角兽”企业")),
    case("a model or honour counted", "review", "获评省级文明村镇15个、文明单位28个。",
         level("15个", 15, "个", "~文明村镇"), level("28个", 28, "个", "~文明单位")),
    case("two amounts for one project", "review", "总投资32亿元、占地560亩的新材料产业园开工。",
         level("32亿元", 32 * 亿, "元", "~投资"), level("560亩", 560, "亩", "~占地")),
]  # fmt: skip

SINCE = [
    case("由 a year's figure to the year's own", "review", "常住人口城镇化率由2018年的51.8%提高到60.9%。",
         level("51.8%", 51.8, "%", "常住人口城镇化率", period="2018"), level("60.9%", 60.9, "%", "常住人口城镇化率")),
    case("由 a year's figure, behind words of time", "base", "2020年，高新技术企业由2015年的12家增加到36家。",
         level("12家", 12, "家", "高新技术企业", period="2015"), level("36家", 36, "家", "高新技术企业", period="2020")),
    case("从 a plan's end to the year's own", "review", "森林覆盖率从“十三五”末的31%提高至33.2%。",
         level("31%", 31, "%", "森林覆盖率", period="2020"), level("33.2%", 33.2, "%", "森林覆盖率")),
    case("more than at the year's start", "review", "金融机构存款余额148亿元，较年初增加46亿元。",
         level("148亿元", 148 * 亿, "元", "金融机构存款余额"), level("46亿元", 46 * 亿, "元", "~金融机构存款余额")),
    case("对接, 履约 and 及时 are words", "review", "对接项目340个，履约93个，及时出台稳增长政策34条。",
         level("340个", 340, "个", "对接项目"), level("93个", 93, "个", "~履约"), level("34条", 34, "条", "~出台稳增长政策")),
    case("造林 is done to nothing", "task", "完成高标准农田5万亩、造林3万亩、油菜种植2万亩。",
         level("5万亩", 50_000, "亩", "高标准农田"), level("3万亩", 30_000, "亩", "造林"), level("2万亩", 20_000, "亩", "油菜种植")),
]  # fmt: skip

RANKS = [
    case("居民 is no verb of ranks", "task", "城镇居民人均可支配收入增速全市前三。", rank("前三", 3, "城镇居民人均可支配收入增速", "le")),
    case("a list known by its name", "review", "我区列全国综合实力百强区第76位，较上年前移5位。",
         rank("第76位", 76, "全国综合实力百强区"), Expected("5位", 5, "位", "全国综合实力百强区", "change", "eq", "", None)),
    case("from one place on a list to another", "review", "经济总量居全市第二位，由全国百强县第80位升至第76位。",
         rank("第二位", 2, "经济总量"), rank("第80位", 80, "全国百强县"), rank("第76位", 76, "全国百强县")),
    case("a contest that is ranked", "task", "招商引资考核力争全市第一。", rank("第一", 1, "招商引资考核")),
    case("years in a row at a rank", "review", "营商环境评价连续三年全省第一。",
         level("三年", 3, "年", "营商环境评价", period=None), rank("第一", 1, "营商环境评价")),
]  # fmt: skip

CASES = [*PLAIN, *SHARED, *BOUNDED, *EXPECTED, *RELATIVE, *NUMERALS, *NONE, *TIMES, *MORE, *SINCE, *RANKS]
