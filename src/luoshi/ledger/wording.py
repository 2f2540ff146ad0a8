"""The words of the field for what documents are."""

from __future__ import annotations

DOCUMENT_KINDS: dict[str, str] = {
    "work_report": "政府工作报告",
    "plan_report": "计划报告",
    "budget_report": "预算报告",
    "plan": "规划",
    "midterm_evaluation": "中期评估",
    "final_evaluation": "终期评估",
    "adjustment": "调整",
    "bulletin": "统计公报",
    "task_table": "任务分解表",
    "news": "新闻",
    "policy": "政策文件",
    "other": "其他",
}
