"""Names by which a text calls a body its own, 我校, 全镇干部, 按照学校党委的要求, held against the writer's unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.domain.document import Span

# 我站 is a station, 我站在 is not: what follows must not make a verb of the body's short name.
_SHORT = (
    r"校(?![对正准长])|院(?![长里外])|局(?![长限促部势面])|所(?![在有谓能想说做分管负知见闻长主联包处任学写作提犯到用需求得以属经])|"
    r"镇(?![长定静住痛])|乡(?![长里])|馆(?!长)|站(?![在到起出着住不得了好稳直长队岗位立])|厂(?!长)|村(?![长里外])|"
    r"行(?![我动走使业文程长事政为])|矿(?!长)|司(?![机法令长])|场(?![长合面景地])"
)
_LONG = r"学校|医院|法院|检察院|街道|公司|集团|社区|学院|林场|农场|园区|卫生院|派出所|支行|监狱|幼儿园|景区|电厂"
_STAFF = r"(?=干部|职工|上下|党员|教职工|师生|医护|医务|员工|干警|民警|各项|工作|发展|党建|事业|同志|改革|大局|一盘棋)"
# The first letters of all that follows: most places of a text are passed over at once.
_BEGINS = "乡促做全公咱围契局广引我所抓推教服本校监立符紧经结职股董贴镇院馆"
_OURS = re.compile(
    rf"(?=[{_BEGINS}])(?:(?<!自)(?:我们?|咱们?|(?<!资|成|基|根|原|版)本(?=[校院局镇乡馆厂村行矿司场]|公司|街道|学校|医院|集团|学院))(?P<we>{_LONG}|{_SHORT})(?!区)"
    rf"|全(?P<all>校|院|局|所|镇|乡|街道|村|社区|公司|馆|厂|场|行|集团|矿|站){_STAFF}"
    r"|(?:结合|立足|紧扣|围绕|符合|契合|贴近)我?(?P<fit>街道|学校|学院|医院|公司|集团|法院|社区|镇|乡|村|局|院|校|馆)的?(?=实际|优势|特点|工作|情况)"
    r"|(?:推动|促进|推进|做好|抓好|服务|引领)(?P<work>街道|学校|学院|医院|公司|集团|法院|社区|全校|全院|全局|全镇|全乡|全村|全行|全矿)的?(?=各项|事业|工作(?:再|迈|上)|高质量|改革|又好又快)"
    r"|(?P<meet>校|院|局|镇|乡|馆|所|经理|董事)(?:长办公会|长办公会议|务会|办公会)|(?P<board>董事会|经理层|监事会|股东会|职代会|教代会)"
    r"|(?:(?<![^\W\da-zA-Z_])|(?<=[在向经对由把交报请]))(?P<organ>校|院|公司)(?:党委|党组|党总支|领导班子|务会)"
    r"|全体(?P<corps>法官|检察官|医护人员|教职工|师生|公安民警|税务干部)(?!代表|同志代表)"
    r"|(?:全体|广大)(?P<folk>村民|业主|学员|乘客|储户|旅客|读者|员工)(?=的?(?:期待|期盼|信任|支持|利益|需求|福祉|要求)))"
)
# Whose word the writer follows is above him: 按照学校党委的要求.
_ABOVE = re.compile(
    r"(?:按照|根据|遵照|贯彻|落实|执行|完成|对照|服从|在|听从|围绕|紧跟|依照)(?:好|了)?"
    r"(?P<body>学校|医院|学院|公司|集团|厂|校|院|街道|镇|乡|村|社区|县局|市局|省局|分局|支队|总队|总行|省行|分行|总公司)"
    r"(?:党委|党组|党总支|党支部|党工委|行政|领导班子|董事会)(?=的?(?:要求|部署|安排|决策|决定|指示|领导下|坚强领导|统一|工作|分工|意见))"
)
# A class is at home in a unit whose name holds one of these.
_SCHOOL, _FIRM = "校|学院|大学|中学|小学|幼儿园", "公司|集团|厂|供电|矿|银行|烟草|邮政|石油|城投|局集团"
_CLASSES = {
    "校": _SCHOOL,
    "学校": _SCHOOL,
    "学院": _SCHOOL,
    "教代会": _SCHOOL,
    "医院": "医院|卫生院|保健院",
    "卫生院": "卫生院|医院",
    "公司": _FIRM,
    "集团": _FIRM,
    "司": _FIRM,
    "厂": _FIRM,
    "电厂": _FIRM,
    "董事": _FIRM,
    "董事会": _FIRM,
    "监事会": _FIRM + "|联社|协会|商会|合作社",
    "股东会": _FIRM,
    "职代会": _FIRM + "|医院|学校|大学|学院|场|院",
    "经理": _FIRM,
    "经理层": _FIRM,
    "员工": _FIRM + "|行|酒店|场",
    "行": "行|信用社|联社",
    "支行": "行|信用社|联社",
    "矿": "矿",
    "村": "村",
    "村民": "村|镇|乡|社区|街道",
    "社区": "社区|街道|镇|乡",
    "街道": "街道|社区|办事处",
    "业主": "社区|街道|物业|住建|房|公司|城|镇",
    "学员": _SCHOOL + "|培训|组织",
    "乘客": "公交|客运|交通|轨道|地铁|铁路|机场|航空|公司",
    "旅客": "公交|客运|交通|轨道|地铁|铁路|机场|航空|公司|旅",
    "储户": "行|信用社|联社",
    "法官": "法院|法庭|政法",
    "检察官": "检察|政法",
    "医护人员": "医|卫生|疾控|保健|康复",
    "教职工": _SCHOOL + "|教|培训|干校",
    "师生": _SCHOOL + "|教|团委|少年|图书馆",
    "公安民警": "公安|派出所|警|政法",
    "税务干部": "税",
    "读者": "图书|出版|报|书店|文|档案|融媒",
    "场": "场",
    "园区": "园|区",
    "景区": "景|旅|山|公园",
}
# Whose party organs stand above a unit of these names, beside those of its own class.
_SUPERIORS = {
    **dict.fromkeys(["学校", "校"], _SCHOOL + "|附属|图书馆|后勤"),
    **dict.fromkeys(["医院", "院"], "院|科|所|中心"),
    "学院": _SCHOOL,
    **dict.fromkeys(["公司", "集团", "厂", "总公司"], _FIRM + "|所|站|场|院|宾馆|酒店|中心|处|部|队|港|车间|项目"),
    "街道": "街道|社区|所|站|队|中心|校|园|院|办事处|村|网格",
    **dict.fromkeys(["镇", "乡"], "镇|乡|村|社区|所|站|队|中心|校|园|院|网格|林场|农场"),
    "村": "村",
    "社区": "社区|网格",
    **dict.fromkeys(["县局", "市局", "省局", "分局", "支队", "总队"], "局|所|队|站|院|中心|公司|场|监狱"),
    **dict.fromkeys(["总行", "省行", "分行"], "行"),
}
_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》|\"[^\"\n]*\"")


class Stranger(NamedTuple):
    """A word out of place; `why` ends the sentence that begins with the word itself, in Chinese."""

    span: Span
    why: str


def strange_bodies(text: str, span: Span, unit: str) -> Iterator[Stranger]:
    """Bodies that this stretch calls the writer's own or his superior, and that his unit's name does not bear out."""
    for pattern, homes in ((_OURS, _CLASSES), (_ABOVE, _SUPERIORS)):
        for found in pattern.finditer(text, *span):
            here = Span(*found.span())
            kind = str(next(filter(None, found.groups()))).removeprefix("全")
            if not re.search(homes.get(kind, kind), unit) and not is_quoted(text, here):
                yield Stranger(here, "与题目里本人的单位对不上")


def is_quoted(text: str, here: Span) -> bool:
    """Whether the words stand inside quotes or a title on their line: then they are somebody's word."""
    start, end = text.rfind("\n", 0, here.start) + 1, text.find("\n", here.end)
    quotes = _QUOTED.finditer(text, start, end if end >= 0 else len(text))
    return any(Span(*quote.span()).holds(here) for quote in quotes)
