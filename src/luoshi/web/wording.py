"""The words pages use for what the ledger holds: those of the field."""

from __future__ import annotations

from luoshi.ledger.wording import DOCUMENT_KINDS as DOCUMENT_KINDS

KINDS: dict[str, str] = {
    "measure": "数据",
    "target": "目标",
    "commitment": "任务",
    "deliverable": "责任事项",
    "project": "项目",
    "policy": "政策",
    "term": "名词",
    "actor": "单位",
    "unresolved": "待认数字",
}
"""Kinds of fact that are highlighted, in the order of their switches."""
AT_FIRST_HIDDEN = frozenset({"deliverable", "actor"})
"""Kinds so frequent that they would drown the others."""

LEVELS: dict[str, str] = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "district": "县区级",
    "zone": "功能区",
    "town": "乡镇街道",
    "": "",
}

FIELDS: dict[str, str] = {
    "value": "数值",
    "unit": "单位",
    "subject": "指标主体",
    "kind": "类别",
    "modality": "口径",
    "bound": "界限",
    "period": "时期",
    "wording": "措辞",
    "indicator": "指标",
    "form": "目标形式",
    "text": "目标",
    "refers_to": "参照",
    "nature": "性质",
    "base": "基期值",
    "base_period": "基期",
    "act": "办理方式",
    "leads": "牵头单位（建议）",
    "quantified": "有量化要求",
    "name": "名称",
    "stage": "阶段",
    "amount": "金额",
    "definition": "释义",
    "mentions": "提及",
    "fate": "归类",
    "reason": "依据",
}

VALUES: dict[str, dict[str, str]] = {
    "kind": {
        "level": "总量",
        "growth": "增速",
        "change": "百分点增减",
        "multiple": "倍数",
        "rank": "位次",
        "document": "文件",
        "programme": "计划、工程",
        "government": "政府部门",
        "firm": "企业",
        "school": "学校",
        "hospital": "医院",
        "park": "园区",
        "place": "地方",
        "organisation": "组织",
    },
    "modality": {"actual": "实绩", "estimated": "预计", "target": "目标"},
    "bound": {"eq": "等于", "ge": "不低于", "le": "不高于", "approx": "左右", "range": "区间"},
    "form": {"numeric": "定量", "relative": "与他项同步", "assigned": "上级下达", "direction": "定性方向"},
    "fate": {"unresolved": "未认出"},
    "reason": {"no unit": "后面没有计量单位", "": "没有规则认得"},
}
