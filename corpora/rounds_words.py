"""Words for made-up plans: a chain over the words of the corpus, and a paraphraser.

The chain takes one word after another as the corpus does under the same label. What comes out reads like a plan from
afar and shares two or three words in a row with every other plan, seldom more.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import jieba

from corpora.reading import Plan, read_plans
from corpora.rounds_files import Paragraph

START, STOP = "\x02", "\x03"
SHAPE = (
    ("一、基本情况", "basics", 3),
    ("二、工作基础", "foundation", 3),
    ("三、试点目标", "goals", 3),
    ("四、试点任务", "content", 14),
    ("五、实施步骤", "schedule", 3),
    ("六、保障措施", "safeguards", 4),
)
LENGTH = (110, 200)

SYNONYMS = {
    "推进": "推动",
    "加快": "加速",
    "建立": "构建",
    "完善": "健全",
    "鼓励": "引导",
    "支持": "扶持",
    "开展": "组织实施",
    "培育": "培养",
    "打造": "建成",
    "应用": "使用",
    "推广": "普及",
    "提升": "提高",
    "加强": "强化",
    "制定": "编制",
    "项目": "工程",
    "不少于": "不低于",
    "达到": "实现",
    "牵头": "负责",
    "重点": "着重",
    "形成": "产生",
    "全部": "全数",
    "通过": "经由",
    "选择": "挑选",
    "组织": "安排",
    "设立": "设置",
    "统一": "一致",
    "全市": "本市",
    "企业": "公司",
    "验收": "核验",
    "补助": "补贴",
    "完成": "做完",
    "每年": "年均",
    "实现": "做到",
    "纳入": "列入",
    "平台": "系统",
    "示范": "样板",
    "要求": "规定",
    "标准": "规范",
    "建设": "建造",
    "培训": "训练",
    "人员": "人手",
    "管理": "管控",
    "其中": "当中",
    "以上": "及以上",
    "新建": "新设",
    "领导小组": "专班",
}
"""Enough that about every tenth character of a plan changes."""
_FILLERS = ("积极", "扎实", "进一步", "有序", "切实")


class Composer:
    """Composes paragraphs by label."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.chains: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for plan in plans:
            short = plan.city.removesuffix("市")
            for line in plan.lines:
                if line.depth == 0 and not line.is_row and len(line.text) > 20 and line.labels:
                    text = line.text.replace(plan.city, "本市").replace(short, "本市") if short else line.text
                    self._learn(line.labels[0].partition("/")[0], text)
        self.words = {label: sorted(chain) for label, chain in self.chains.items()}

    @classmethod
    def of_corpus(cls) -> "Composer":
        """The composer over all plans of the corpus about 智能建造."""
        return _of_corpus()

    def _learn(self, label: str, text: str) -> None:
        chain = self.chains[label]
        for sentence in re.findall(r"[^。]+。", text):
            words = [START, *jieba.lcut(sentence), STOP]
            for word, follower in zip(words, words[1:], strict=False):
                chain[word].append(follower)

    def sentence(self, label: str, chance: random.Random) -> str:
        """One sentence; numbers are drawn anew."""
        chain, words = self.chains[label], [START]
        while words[-1] != STOP and len(words) < 60:
            # Now and then a word that stands anywhere: without that, rare words lead back into their only sentence.
            jump = len(words) > 2 and chance.random() < 0.12
            words.append(chance.choice(chain[chance.choice(self.words[label])] if jump else chain[words[-1]]))
        text = "".join(word for word in words if word not in (START, STOP)).rstrip("。，、；") + "。"
        return re.sub(r"\d+", lambda match: str(chance.randint(2, 10 ** min(3, len(match.group())) + 2)), text)

    def paragraph(self, label: str, chance: random.Random) -> str:
        """Sentences up to a length drawn at random."""
        length, text = chance.randint(*LENGTH), ""
        while len(text) < length:
            text += self.sentence(label, chance)
        return text

    def plan(self, city: str, chance: random.Random) -> Iterator[Paragraph]:
        """A whole plan."""
        yield Paragraph(f"{city}智能建造试点实施方案", 1)
        for heading, label, count in SHAPE:
            yield Paragraph(heading, 2)
            for _ in range(count):
                yield Paragraph(self.paragraph(label, chance).replace("本市", city, 1), 0)


@cache
def _of_corpus() -> Composer:
    return Composer([plan for plan in read_plans() if plan.programme == "smart"])


def paraphrase(text: str, chance: random.Random) -> str:
    """The same said otherwise: most synonyms exchanged, clauses put in another order, fillers added."""
    for word, other in SYNONYMS.items():
        if chance.random() < 0.8:
            text = text.replace(word, f"\x00{other}\x00")
    sentences = [_reordered(sentence, chance) for sentence in re.findall(r"[^。]+。?", text.replace("\x00", ""))]
    return "".join(sentences)


def _reordered(sentence: str, chance: random.Random) -> str:
    ending = "。" if sentence.endswith("。") else ""
    clauses = sentence.removesuffix("。").split("，")
    for at in range(len(clauses) - 1):
        if chance.random() < 0.3:
            clauses[at], clauses[at + 1] = clauses[at + 1], clauses[at]
    return (
        "，".join(chance.choice(_FILLERS) + clause if chance.random() < 0.2 else clause for clause in clauses) + ending
    )
