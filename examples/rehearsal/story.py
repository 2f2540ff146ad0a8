"""The year, month by month. Each step is one line: the day, who, what, and what came of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rehearsal import setting_up
from rehearsal.office import Office, Row
from rehearsal.truths import figure_of, outcomes_of

MADE_UP = "（演练）"
PARK = "芷芃生物医药孵化园"
LIGHTS = {"closed": "已销号", "on_course": "达序", "behind": "滞后", "overdue": "逾期未完成", "not_started": "未到节点"}
ENDS = {"2023Q1": "2023-03-31", "2023Q2": "2023-06-30", "2023Q3": "2023-09-28", "2023Q4": "2023-12-31"}
SHARES = {"2023Q1": Decimal("0.2"), "2023Q2": Decimal("0.45"), "2023Q3": Decimal("0.7"), "2023Q4": Decimal(1)}
"""What of the year's figure a quarter tells: made up, but for the last."""
RATES = ("%", "百分点", "微克/立方米")
"""Figures that do not add up over the year: the quarters before the last are told in words only."""


PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
"""The smallest paper there is, to stand for a unit's evidence."""


class Year:
    def __init__(self, office: Office) -> None:
        self.office = office
        self.units: dict[str, int] = {}
        self.told: set[tuple[str, int]] = set()
        """Periods and rows that were submitted."""
        self.quarterly: set[int] = set()
        """Rows whose plan has a node a quarter."""
        self.names = {
            name: full if full.endswith(title) else f"{full}（{title}）" for name, (full, _, title, _, _) in setting_up.everyone().items()
        }

    def run(self) -> None:
        self.draft()
        self.consult()
        self.issue()
        self.plans()
        for quarter in (self.first_quarter, self.second_quarter, self.third_quarter, self.last_quarter):
            quarter()
        self.close()
        self.account()

    def say(self, who: str, what: str, result: str) -> None:
        print(f"{self.office.on:%Y-%m-%d}  {self.names.get(who, who)}  {what}  → {result}")

    # January: from the report to a signed table

    def draft(self) -> None:
        office = self.office
        office.day(1, 3)
        self.units = {unit["short"] or unit["name"]: unit["number"] for unit in office.every("li", "office/units")}
        reports = office.every("li", "documents", place=setting_up.PREFIX, kind="work_report")
        document = next(each for each in reports if each["plan"].startswith("2023"))
        self.table = office.post("li", "tables", document=document["number"])
        self.at = f"tables/{self.table['number']}"
        self.say("li", f"从《{document['title']}》起草任务分解表", f"{self.table['rows']} 行，{self.table['wanting']['no-lead']} 行待定牵头单位")
        leads = {
            "上级项目资金": "发改局", "专项债券": "发改局", "自主申报承诺制": "审批局", "新建污水管网": "水务局", "超低排放": "环境分局", "入河排污口": "环境分局",
            "全面执行绿色建筑": "住建局", "三孩生育政策": "民政局", "城市驿站": "城管局",
        }  # fmt: skip
        left = [row for row in self.rows() if row["lead"] is None]
        for row in left:
            unit = next((unit for words, unit in leads.items() if words in row["words"]), "政府办")
            office.post("li", f"{self.at}/assign", rows=[row["number"]], lead=self.units[unit])
        self.say("li", "逐行确定牵头单位", f"定了 {len(left)} 行")
        stations, toilets = self.row("城市驿站"), self.row("公共厕所")
        joined = office.post("li", f"{self.at}/merge", rows=[stations["number"], toilets["number"]])
        self.say("li", "合并同一件实事的两行", joined["words"][:24])
        double = next(row for row in self.rows() if "惠及居民" in row["words"])
        office.post("li", f"tasks/{double['number']}/drop", version=double["version"], why="与重点任务中的老旧小区改造重复")
        self.say("li", "删去重复的一行", "与重点任务中的老旧小区改造重复")
        parks = self.row("改造老旧小区")
        office.post("li", f"tasks/{parks['number']}/change", version=parks["version"], fields={"joiners": [self.units["更新局"], self.units["财政局"]]})
        again = office.refused("li", f"tasks/{parks['number']}/change", version=parks["version"], fields={"theme": "民生"})
        self.say("li", "用旧版本再改同一行", again.chinese)

    def consult(self) -> None:
        office = self.office
        office.day(1, 5)
        office.post("li", f"{self.at}/consult")
        self.say("li", "向各单位征求意见", "征求意见")
        office.day(1, 9)
        piles = self.row("公共充电桩", lead="住建局")
        for unit, name in setting_up.SPEAKING.items():
            agreed = [row for row in self.rows() if row["lead"]["number"] == self.units[unit] and row["number"] != piles["number"]]
            for row in agreed:
                office.post(f"{name}1", f"tasks/{row['number']}/agree", unit=self.units[unit])
            self.say(f"{name}1", "反馈意见", f"同意 {len(agreed)} 行")
        objection = office.post(
            "zj1", f"tasks/{piles['number']}/object", unit=self.units["住建局"], why="充电设施归口发改部门", instead=self.units["发改局"]
        )
        self.say("zj1", "对“新增公共充电桩”提出异议", "建议改由发改局牵头")
        refused = office.refused("li", f"{self.at}/send-up")
        self.say("li", "送审", refused.chinese)
        office.day(1, 10)
        office.post("qian", f"opinions/{objection['number']}/settle", decision="moved", why="按职能归口，由发改局牵头")
        self.say("qian", "裁定分歧", f"改由{self.life(piles)['lead']['name']}牵头")

    def issue(self) -> None:
        office = self.office
        office.post("li", f"{self.at}/send-up")
        office.day(1, 11)
        office.post("qian", f"{self.at}/approve")
        self.say("qian", "审核任务分解表", "同意，送区长签发")
        office.day(1, 12)
        signed = office.post("zhao", f"{self.at}/sign", number="澄政办发〔2023〕2号")
        self.say("zhao", "签发", f"{signed['reference']}，{signed['rows']} 项，按季报告")

    # Plans of work

    def plans(self) -> None:
        office = self.office
        office.day(1, 30)
        for name, rows in self.by_speaker().items():
            for row in rows:
                office.post(f"{name}1" if name != "dai" else "dai", f"tasks/{row['number']}/plan", **self.plan(row))
            self.say(_head(name), "报送办理方案", f"{len(rows)} 项")
        office.day(2, 3)
        school = self.row("新增学位5000个")
        plan = self.life(school)["plan"]
        office.post("li", f"tasks/{school['number']}/plan/return", version=plan["version"], why="7 所学校只写了一个节点，请按季写明")
        self.say("li", "审办理方案", "退回教育局 1 项：节点过少")
        for row in self.rows():
            if row["number"] != school["number"]:
                office.post("li", f"tasks/{row['number']}/plan/accept", version=self.life(row)["plan"]["version"])
        self.say("li", "审办理方案", f"同意 {len(self.rows()) - 1} 项")
        office.day(2, 7)
        again = office.post("jy1", f"tasks/{school['number']}/plan", **self.plan(school, steps=4))
        self.quarterly.add(school["number"])
        office.post("li", f"tasks/{school['number']}/plan/accept", version=again["version"])
        self.say("jy1", "重报办理方案", "按季 4 个节点，督查室同意")

    def plan(self, row: Row, *, steps: int = 1) -> dict[str, Any]:
        due = row["due"] or "2023-12-31"
        days = [day for day in list(ENDS.values())[-steps:] if day < due] + [due]
        if len(days) > steps:
            days = days[1:]
        nodes = [{"on": day, "what": "全面完成" if day == due else f"完成到{day[5:7].lstrip('0')}月底的安排"} for day in days]
        return {"standard": f"完成“{row['words'][:60]}”", "form": "完成情况报告", "nodes": nodes, "head": "分管负责人", "liaison": "联络员", "due": due}

    # The quarters

    def first_quarter(self) -> None:
        office = self.office
        office.day(4, 4)
        empty = self.row("全民健身中心")
        said = self.one("2023Q1", empty, words="各项工作有序推进", who="dai")
        refused = office.refused("dai", f"tasks/{empty['number']}/reports/2023Q1/submit", version=said["version"])
        self.say("dai", "报送一项只有“有序推进”的进展", refused.chinese)
        said = self.one("2023Q1", empty, words=f"{MADE_UP}完成选址，签订设计合同1份", who="dai", version=said["version"])
        self.send("2023Q1", empty, said, who="dai")
        self.report("2023Q1", besides=("sw", "ny"))
        office.day(4, 6)
        self.accept("2023Q1", returned=("砚川半导体封测基地", "请写明四个项目各自的形象进度"))
        ready = self.row("砚川半导体封测基地")
        version = self.report_of(ready, "2023Q1")["version"]
        again = self.one("2023Q1", ready, words=f"{MADE_UP}封测基地完成基础施工，孵化园主体完工，其余两个项目完成3项审批", who="jx2", version=version)
        self.send("2023Q1", ready, again, who="jx1")
        self.accept("2023Q1")
        self.say("jx1", "补正后重报", "督查室采用")
        office.day(4, 12)
        self.lights("第一季度报告日已过")
        late = list(office.every("li", "office/tasks", unit=self.units["商务局"], unreported=1))
        self.letter("remind", "商务局", late, "第一季度进展逾期未报，请尽快补报并说明原因。", "2023-04-18", "澄督提〔2023〕1号", "sw1", "因专班调整漏报，已补报。")
        self.report("2023Q1", only=("sw",))
        farm = list(office.every("li", "office/tasks", unit=self.units["农业农村局"], unreported=1))
        self.letter("remind", "农业农村局", farm, "第一季度进展逾期未报，请尽快补报。", "2023-04-18", "澄督提〔2023〕2号")
        office.day(4, 20)
        self.letter("notice", "农业农村局", farm, "提醒函后仍未报送，请限期补报并书面说明。", "2023-04-25", "澄督通〔2023〕1号", "ny1", "春耕期间人手不足，现已补报，今后按时报送。")
        self.report("2023Q1", only=("ny",))
        self.accept("2023Q1")

    def second_quarter(self) -> None:
        office = self.office
        office.day(5, 15)
        air = self.row("PM2.5平均浓度")
        chief = next(post for post in office.get("zhao", "office/me")["posts"])["number"]
        office.post("li", "instructions", number="澄政批〔2023〕16号", day="2023-05-12", leader=chief, gist="空气质量指标偏紧，请逐月调度。", task=air["number"])
        self.say("li", "登记区长批示", "澄政批〔2023〕16号，落到 PM2.5 一项")
        office.day(5, 22)
        meeting = office.post("li", "meetings", kind="weekly", day="2023-05-22")
        office.post("li", f"meetings/{meeting['number']}/choose", tasks=[air["number"]], why="落实区长批示")
        items = office.post("li", f"meetings/{meeting['number']}/choose", words="湖滨露天烧烤扰民", why="群众反映集中")["items"]
        decided = office.post(
            "li", f"agenda/{items[-1]['number']}/decide", decision="一个月内完成湖滨露天烧烤整治", lead=self.units["城管局"], due="2023-06-21"
        )
        office.post("li", f"meetings/{meeting['number']}/hold", notes="议定湖滨露天烧烤整治由城管局牵头，6月21日前完成。", version=meeting["version"])
        self.say("li", "周例会", "两个议题，一项议定事项列入督办")
        self.tracked = decided["became"]
        office.day(6, 20)
        field = self.row("高标准农田")
        pause = office.post("ny1", f"tasks/{field['number']}/pauses", start="2023-06-21", end="2023-07-31", why=f"{MADE_UP}汛期无法施工")
        self.say("ny1", "申请暂停计时", "高标准农田，6月21日至7月31日，汛期无法施工")
        office.post("qian", f"pauses/{pause['number']}/approve", version=pause["version"])
        self.say("qian", "批复暂停计时", "同意")
        office.post("dai", f"tasks/{self.tracked}/closing", how="closed", words=f"{MADE_UP}取缔露天烧烤点12处")
        office.post("li", f"tasks/{self.tracked}/closing/check", found=f"{MADE_UP}两次夜查未见复燃", true=True)
        office.post("li", f"tasks/{self.tracked}/closing/approve")
        self.say("li", "会议议定事项核查销号", "湖滨露天烧烤整治，已销号")
        office.day(7, 4)
        school = self.row("新增学位5000个")
        said = self.one("2023Q2", school, words=f"{MADE_UP}7所学校主体封顶5所", who="jy2")
        kept = office.upload("jy2", f"tasks/{school['number']}/evidence", PAPER, name="形象进度.pdf", period="2023Q2")
        self.say("jy2", f"上传佐证《{kept['name']}》", f"{kept['size']} 字节，随第二季度进展")
        self.send("2023Q2", school, said, who="jy1")
        self.report("2023Q2")
        self.accept("2023Q2")

    def third_quarter(self) -> None:
        office = self.office
        office.day(7, 20)
        self.lights("上半年")
        office.day(7, 24)
        meeting = office.post("li", "meetings", kind="dispatch", day="2023-07-24")
        late = [row["number"] for light in ("overdue", "behind") for row in office.every("li", "office/tasks", light=light)]
        office.post("li", f"meetings/{meeting['number']}/choose", words="上半年滞后事项调度", tasks=late[:5])
        office.post("li", f"meetings/{meeting['number']}/hold", notes=f"{MADE_UP}逐项调度，明确赶工措施。", version=meeting["version"])
        self.say("li", "调度会", f"列入逾期、滞后 {len(late[:5])} 项，逐项明确赶工措施")
        office.day(7, 26)
        park = self.row(PARK)
        office.post("zhao", f"tasks/{park['number']}/amend", version=park["version"], fields={"due": "2023-12-31"}, why="6月底的时限只对孵化园，其余三个项目到年底")
        self.say("zhao", "批准调整完成时限", "孵化园已按期投用，其余三个项目到年底")
        office.day(8, 16)
        homes = self.row("改造老旧小区")
        office.post("li", f"tasks/{homes['number']}/visits", day="2023-08-15", where="望渡街道", who="李敏、住建局联络员", found=f"{MADE_UP}看了6个小区，4个在施工，2个未进场。")
        question = office.post("qian", f"tasks/{homes['number']}/questions", words="2个小区为什么没有进场？")
        office.post("zj2", f"questions/{question['number']}/answer", words=f"{MADE_UP}施工单位重新招标，9月进场。", version=question["version"])
        self.say("qian", "看了实地核查记录后提问", "住建局答：施工单位重新招标，9月进场")
        office.day(10, 9)
        jobs = self.row("城镇新增就业")
        before = self.report_of(jobs, "2023Q2")["value"]
        fewer = str(Decimal(before) - 100)
        said = self.one("2023Q3", jobs, words=f"{MADE_UP}城镇新增就业{fewer}人", value=fewer, unit="人", who="dai")
        refused = office.refused("dai", f"tasks/{jobs['number']}/reports/2023Q3/submit", version=said["version"])
        self.say("dai", f"报城镇新增就业 {fewer} 人，少于上期 {before} 人", refused.chinese)
        said = self.one("2023Q3", jobs, words=f"{MADE_UP}城镇新增就业{fewer}人", value=fewer, unit="人", who="dai",
                        version=said["version"], answers={"falls": f"{MADE_UP}上期含重复登记，已核减。"})  # fmt: skip
        self.send("2023Q3", jobs, said, who="dai")
        self.say("dai", "说明原因后报送", "待督查室审")
        self.report("2023Q3")
        self.accept("2023Q3")

    def last_quarter(self) -> None:
        """What no figure is waited for is closed before the year is out; the others when the figures are there."""
        self.office.day(12, 27)
        self.settle([row for row in self.rows() if not outcomes_of(row)])
        self.office.day(1, 5, 2024)
        self.report("2023Q4")
        self.accept("2023Q4")

    def report(self, period: str, *, only: tuple[str, ...] = (), besides: tuple[str, ...] = ()) -> None:
        """Each unit's officer drafts, its head submits."""
        for name, rows in self.by_speaker().items():
            if name in besides or (only and name not in only):
                continue
            told = 0
            for row in rows:
                if (period, row["number"]) in self.told:
                    continue
                words, value, unit = self.progress(row, period)
                officer = f"{name}2" if name != "dai" else "dai"
                said = self.one(period, row, words=words, value=value, unit=unit, who=officer, nodes=self.ticks(row, period))
                if said["asked"]:
                    answers = dict.fromkeys(said["asked"], f"{MADE_UP}已核对，情况属实。")
                    said = self.one(period, row, words=words, value=value, unit=unit, who=officer, version=said["version"], answers=answers)
                self.send(period, row, said, who=_head(name))
                told += 1
            if told:
                self.say(_head(name), f"报送{period}进展", f"{told} 项")

    def progress(self, row: Row, period: str) -> tuple[str, str | None, str]:
        """What the unit says: the last quarter's words and figures are the papers', the others made up."""
        figure = figure_of(row)
        if PARK in row["words"] and period == "2023Q2":
            return f"{PARK}5月建成投用", None, ""  # the paper of January 2024 names the month
        if period == "2023Q4":
            said = [each for each in outcomes_of(row) if each.said]
            if said:
                words = "；".join(dict.fromkeys(each.said for each in said))
                return (words, f"{figure[0]:f}", figure[1]) if figure else (words, None, "")
            return f"{MADE_UP}全年工作已完成，材料3份归档", None, ""
        if figure and figure[1] not in RATES and figure[0] > 0 and "每" not in row["words"]:
            value = (figure[0] * SHARES[period]).quantize(Decimal("0.1") if figure[0] < 1000 else Decimal(1))
            return f"{MADE_UP}累计完成{value}{figure[1]}", f"{value:f}", figure[1]
        return f"{MADE_UP}完成{period[-1]}项季度安排", None, ""

    def ticks(self, row: Row, period: str) -> list[int]:
        """The nodes of the plan that the report says are done."""
        if row["number"] in self.quarterly:
            return [*range(int(period[-1]))]
        return [0] if self.done(row, period) or (PARK in row["words"] and period >= "2023Q2") else []

    @staticmethod
    def done(row: Row, period: str) -> bool:
        """Whether the last quarter's report ticks the plan's node off: where the papers say it was met, or say nothing of it."""
        return period == "2023Q4" and all(each.outcome in ("met", "exceeded") for each in outcomes_of(row))

    def one(
        self, period: str, row: Row, *, words: str, who: str, value: str | None = None, unit: str = "", version: int | None = None,
        answers: dict[str, str] | None = None, nodes: list[int] | None = None,
    ) -> Row:  # fmt: skip
        said: Row = self.office.post(
            who, f"tasks/{row['number']}/reports/{period}", words=words, value=value, unit_of_value=unit, version=version,
            answers=answers or {}, nodes=nodes or [],
        )  # fmt: skip
        return said

    def send(self, period: str, row: Row, said: Row, *, who: str) -> None:
        self.office.post(who, f"tasks/{row['number']}/reports/{period}/submit", version=said["version"])
        self.told.add((period, row["number"]))

    def accept(self, period: str, *, returned: tuple[str, str] = ("", "")) -> None:
        """The office takes what was submitted; of one row it asks for more."""
        taken = 0
        for row in self.rows():
            report = next((each for each in self.life(row)["reports"] if each["period"] == period), None)
            if report is None or report["state"] != "submitted":
                continue
            if returned[0] and returned[0] in row["words"]:
                self.office.post("li", f"tasks/{row['number']}/reports/{period}/return", version=report["version"], why=returned[1])
                self.say("li", f"审{period}进展，退回 1 项", returned[1])
                continue
            self.office.post("li", f"tasks/{row['number']}/reports/{period}/accept", version=report["version"])
            taken += 1
        self.say("li", f"审{period}进展", f"采用 {taken} 项")

    def letter(
        self, kind: str, unit: str, rows: list[Row], words: str, reply_by: str, number: str, who: str = "", answer: str = ""
    ) -> None:
        office = self.office
        made = office.post("li", "letters", kind=kind, unit=self.units[unit], tasks=[row["number"] for row in rows], words=words, reply_by=reply_by)
        sent = office.post("li", f"letters/{made['number']}/send", number=number, version=made["version"])
        self.say("li", f"向{unit}发{'提醒函' if kind == 'remind' else '督办通知'}{number}", f"{len(rows)} 项，{reply_by} 前答复")
        if who:
            replied = office.post(who, f"letters/{made['number']}/reply", words=f"{MADE_UP}{answer}", version=sent["version"])
            office.post("li", f"letters/{made['number']}/settle", version=replied["version"])
            self.say(who, f"答复{number}", f"{answer}督查室办结")

    # January again: closing, and the account of the year

    def close(self) -> None:
        office = self.office
        office.day(1, 10, 2024)
        homes = self.row("改造老旧小区")
        office.post("zj1", f"tasks/{homes['number']}/closing", how="closed", words=f"{MADE_UP}28 个小区全部改造完成")
        self.say("zj1", "申请办结老旧小区改造", "称 28 个全部完成")
        office.day(1, 11, 2024)
        office.post("li", f"tasks/{homes['number']}/closing/check", found="逐个小区核对，改造 24 个，另 4 个未完工", true=False)
        refused = office.refused("li", f"tasks/{homes['number']}/closing/approve")
        office.post("li", f"tasks/{homes['number']}/closing/refuse", why="只完成 24 个，与申请不符")
        self.say("li", "核查", f"不属实；销号被拒（{refused.chinese}），不予办结")
        field = self.row("高标准农田")
        office.post("ny1", f"tasks/{field['number']}/closing", how="carried", words="新建高标准农田0.9万亩，余下的 2024 年续建")
        office.post("li", f"tasks/{field['number']}/closing/check", found="0.9 万亩已验收", true=True)
        office.post("qian", f"tasks/{field['number']}/closing/approve", why="余下 0.3 万亩结转 2024 年")
        self.say("qian", "批准跨年结转", "高标准农田余下 0.3 万亩结转 2024 年")
        self.settle([row for row in self.rows() if row["state"] == "underway" and self.done(row, "2023Q4")])
        office.day(1, 22, 2024)
        paper = office.post("li", "bulletins", way="up", as_of="2024-01-19")
        paper = office.post("li", f"bulletins/{paper['number']}/send", version=paper["version"])
        paper = office.post("zhao", f"bulletins/{paper['number']}/sign", number="澄督专报〔2024〕1号", version=paper["version"])
        self.say("zhao", "签发督查专报", paper["title"])

    def settle(self, rows: list[Row]) -> None:
        """The leads apply, the office checks and closes."""
        for row in rows:
            said = "；".join(dict.fromkeys(each.said for each in outcomes_of(row))) or f"{MADE_UP}已完成"
            self.office.post(_head(self.speaker(row)), f"tasks/{row['number']}/closing", how="closed", words=said)
            self.office.post("li", f"tasks/{row['number']}/closing/check", found=f"核对统计数据和佐证：{said}"[:400], true=True)
            self.office.post("li", f"tasks/{row['number']}/closing/approve")
        self.say("li", "核查销号", f"{len(rows)} 项已销号")

    def account(self) -> None:
        """The lights and rates of the year, unit by unit."""
        office = self.office
        self.lights("年终")
        found = office.get("li", "office/rates", period="2023Q4")["items"]
        names = [each["name"] for each in found[0]["rates"]]
        rows = self.rows()
        print()
        print("单位", *LIGHTS.values(), *names, sep="\t")
        for each in found:
            unit = each["unit"]
            theirs = [row for row in rows if unit is None or row["lead"]["number"] == unit["number"]]
            counts = [sum(row["light"] == light for row in theirs) for light in LIGHTS]
            print(unit["name"] if unit else "合计", *counts, *(rate["said"] for rate in each["rates"]), sep="\t")

    def lights(self, when: str) -> None:
        rows = self.rows()
        counts = {word: sum(row["light"] == light for row in rows) for light, word in LIGHTS.items()}
        owed = sum(row["unreported"] > 0 for row in rows)
        self.say("li", f"{when}看灯", "，".join(f"{word} {count}" for word, count in counts.items() if count) + f"，未报 {owed}")

    # Rows

    def rows(self) -> list[Row]:
        return [*self.office.every("li", f"office/{self.at}/rows")]

    def row(self, words: str, *, lead: str = "") -> Row:
        """The row with these words, of this lead where several have them."""
        return next(row for row in self.rows() if words in row["words"] and (not lead or row["lead"]["number"] == self.units[lead]))

    def life(self, row: Row) -> Row:
        found: Row = self.office.get("li", f"office/tasks/{row['number']}")
        return found

    def report_of(self, row: Row, period: str) -> Row:
        """As the lead's own head sees it."""
        found = self.office.get(_head(self.speaker(row)), f"office/tasks/{row['number']}")["reports"]
        return next(each for each in found if each["period"] == period)

    def speaker(self, row: Row) -> str:
        """Who speaks for the row's lead: its own people, or the one who stands in for all others."""
        shorts = {number: short for short, number in self.units.items()}
        return setting_up.SPEAKING.get(shorts[row["lead"]["number"]], "dai")

    def by_speaker(self) -> dict[str, list[Row]]:
        """The open rows by who speaks for their lead."""
        found: dict[str, list[Row]] = {name: [] for name in [*setting_up.SPEAKING.values(), "dai"]}
        for row in self.rows():
            if row["state"] in ("planning", "underway"):
                found[self.speaker(row)].append(row)
        return found


def _head(name: str) -> str:
    return name if name == "dai" else f"{name}1"
