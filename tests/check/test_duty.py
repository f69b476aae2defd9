"""What a reader is shown of a duty."""

from judging import judged, outcome_of


def test_a_lead_is_quoted_with_what_it_announces() -> None:
    lead, measure = "建设建筑业数字化监管平台。", "2023年8月完成一期，归并七个业务系统，实现危大工程同屏监管。"
    outcome = outcome_of(judged("三、创新管理机制", lead + measure), "governance.platform")
    assert outcome.verdict == "met"
    assert any(measure in proof.quote for proof in outcome.evidence)


def test_a_refusal_below_a_bare_lead_is_named() -> None:
    text = "审图。鉴于本地审图机构力量不足，试点期内暂不开展BIM审图，待条件成熟后再行研究。"
    outcome = outcome_of(judged("四、创新管理机制", text), "governance.bim_review")
    assert outcome.verdict in ("weak", "missing")
    assert "暂不开展" in outcome.reason


def test_the_reason_names_the_other_line_of_business() -> None:
    text = "市级财政每年列支1500万元，用于老旧小区加装电梯和屋面防水，每部电梯补助18万元。"
    outcome = outcome_of(judged("一、完善政策体系", text), "policy.fiscal")
    assert outcome.verdict in ("weak", "missing")
    assert "其他行业" in outcome.reason
