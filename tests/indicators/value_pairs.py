"""Targets, actuals and a careful person's judgement. A line: target | actual | outcome | name | level 2 | unit."""

from dataclasses import dataclass

from tests.indicators.value_rows import MORE_SPELLINGS, MORE_TRADES, SPELLINGS, TRADES

OUTCOMES = {"met", "exceeded", "not_met", "cannot_tell"}


@dataclass(frozen=True)
class Pair:
    target: str
    actual: str
    outcome: str
    name: str = ""
    level2: str = ""
    unit: str = ""


def pairs(table: str) -> list[Pair]:
    lines = [line for line in table.splitlines() if line.strip()]
    return [Pair(*(cell.strip() for cell in line.split("|"))) for line in lines]


PUBLISHED = pairs("""
25TB | 25TB | met | 一个存储备份器 | 数量指标 | TB
100%覆盖 | 100%覆盖 | met | WIFI布点全覆盖 | 数量指标 | %
资源采购期以当年为主 | 资源采购期以当年为主 | met | 以最新资源面市 | 质量指标
全天候可用 | 全天候 | cannot_tell | 可保证读者使用时长 | 时效指标
≥360天 | ≥360天 | met | 2022年全年 | 时效指标 | 天
5万 | 5万 | met | 以低价位高质量为采购原则 | 成本指标 | 万
公益性事业 | 公益性事业 | cannot_tell | 社会公益服务无经济效益 | 经济效益
独有数据资源查询，查询范围可扩展到省图 | 独有数据资源查询，查询范围可扩展到省图 | met | 使读者更方便快捷查找检阅 | 社会效益
良好 | 良好 | met | 数字图书馆环境优良无污染 | 环境效益
良好 | 良好 | met | WIFI全覆盖，绿色环保 | 环境效益
≥360天 | ≥360天 | met | ≥360天服务读者 | 可持续影响指标 | 天
改善条件 | 明显改善 | cannot_tell | 改善养老服务基础条件 | 质量指标
2020年 | 2020年 | met | 2020年 | 时效指标 | 年
100万 | 100万 | met | 100万 | 成本指标 | 万
有所提升 | 养老服务提升 | cannot_tell | 老年人日益增加的养老服务需求 | 社会效益指标
≥90% | 98% | exceeded | 养老服务对象对养老机构服务质量满意度 | 服务对象满意度指标 | %
≧ 735 人次 | 735 | met | 学生受资助人数 | 数量指标 | 人次
≧ 100 % | 100% | met | 营养改善计划覆盖率 | 数量指标 | %
≧ 100 % | 100% | met | 资金到位及时率 | 时效指标 | %
═ 100 % | 100% | met | 生均补助标准达标率 | 成本指标 | %
有效 | 有效 | met | 减轻贫困学生家庭经济负担 | 经济效益指标
═ 100 % | 98% | not_met | 政策知晓率 | 社会效益指标 | %
≧ 95 % | 100% | exceeded | 学生满意度 | 服务对象满意度指标等 | %
 | 16.20万元 | cannot_tell | 收到教育专项工作经费资金 | 数量指标 | 万元
 | 100% | cannot_tell | 教育专项工作经费资金到位率 | 时效指标 | %
 | 促进 | cannot_tell | 教育专项工作经费促进残疾人就业率 | 可持续影响
≥95% | 大于年度指标值≥95% | exceeded | 学校满意度 | 服务对象满意度指标 | %
100% | 100% | met | 预算投入资金 / 预算完成率 | | %
100% | 符合财务管理制度规定 | cannot_tell | 财务管理 / 财务管理规范度 | | %
100% | 有 | cannot_tell | 项目管理情况 / 组织管理规范度 | | %
≥75% | 81.74% | exceeded | 居民电子健康档案建档率 | 数量目标 | %
≥90% | 99.83% | exceeded | 儿童健康管理率 | 数量目标 | %
=100% | 100% | met | 与委托运营方结算完成率 | 数量指标 | %
=100% | 100% | met | 合同结算条款完成率 | 质量指标 | %
及时 | 及时 | met | 费用结算及时性 | 时效指标
=100% | 100% | met | 与委托运营方合同完成率 | 社会效益指标 | %
>=90% | 100% | exceeded | 场馆开放满意度 | 服务对象满意度指标 | %
﹦ 72890 元 | 72890 | met | 卫片执法补助经费 | 数量指标 | 元
﹦ 100 % | 100 | met | 项目验收合格率 | 质量指标 | %
≥ 95 % | 95 | met | 违法行为责停率 | 社会效益指标 | %
≥ 95 % | 95 | met | 满意度 | 服务对象满意度指标 | %
20个 | 20个 | met | 新增农村老年人互助照料中心 | 数量指标 | 个
100户 | 100户 | met | 适老化改造户数 | 数量指标 | 户
≥100个 | 122张 | exceeded | 新增家庭养老床位 | 数量指标 | 张/个
≥200人 | 526人 | exceeded | 开展居家养老上门服务人数 | 数量指标 | 人
100张 | 100张 | met | 新增养老机构床位 | 数量指标 | 张
99人 | 99人 | met | 关爱服务留守儿童 | 数量指标 | 人
299人 | 299人 | met | 关爱服务困境儿童 | 数量指标 | 人
10个 | 11个 | exceeded | 未成年人保护工作站建设 | 数量指标 | 个
保障 | 保障 | met | 确保全区事实无人抚养儿童及孤儿的生活（是否） | 社会效益
≥90户 | 94户 | exceeded | 低收入困难家庭及支出型贫困家庭中的重病患者和罕见病患者新纳入低保对象 | 数量指标 | 户
及时发放到位 | 及时发放到位 | met | 各项补助按时发放 | 时效指标
8对 | 10对 | exceeded | 开展城乡社区结对共建 | 数量指标 | 对
8个 | 11个 | exceeded | 建设社工站 | 数量指标 | 个
17个 | 58个 | exceeded | 建设社区工作服务室 | 数量指标 | 个
至少1人 | 1个 | met | 区级儿童福利指导中心增配专业社工 | 数量指标 | 人/个
至少1个小区 | 1个小区 | met | 开展“三方联动”试点 | 数量指标 | 个小区
提升 | 提升 | met | 持续推进国际化社区提档升级 | 质量指标
≥100% | | cannot_tell | 项目（工程）完成及时率 | 时效指标 | %
≥20年 | | cannot_tell | 工程设计使用年限 | 可持续影响 | 年
≥0.565km | | cannot_tell | 道路硬化 | 数量指标 | km
=100百分比 | | cannot_tell | 博物馆绩效考核指标完成率 | 质量指标 | 百分比
=30000人次 | | cannot_tell | 免费开放接待观众人数 | 社会效益指标 | 人次
≥18000人 | | cannot_tell | 签约康复人数 | 数量指标 | 人
≧90% | | cannot_tell | 适龄儿童国家免疫规划疫苗接种率 | 数量指标 | %
485条 | | cannot_tell | 清扫保洁道路条数 | 数量指标 | 条
≤620万/月 | | cannot_tell | 人工成本 | 成本指标 | 万/月
不低于250个工作日 | | cannot_tell | 对外服务窗口全年正常开放天数 | 数量指标 | 个工作日
0 | | cannot_tell | 重大安全事件发生次数 | 质量指标 | 次
应改尽改 | | cannot_tell | 农村低收入群体等重点对象危房改造户数 | 数量指标
""")

OPERATORS = pairs("""
≥95% | 95% | met
≥95% | 96% | exceeded
≥95% | 94.99% | not_met
≧95％ | ９６％ | exceeded
⩾95% | 94% | not_met
>=95% | 95.0% | met
＞＝95% | 95% | met
=>95% | 93% | not_met
＞95% | 95% | not_met
>95% | 95.5% | exceeded
﹥95% | 97% | exceeded
〉95% | 98% | exceeded
≤5% | 5% | met
≦5% | 3% | exceeded
<=5% | 6% | not_met
⩽5% | 4.9% | exceeded
＜5% | 5% | not_met
<5% | 4% | exceeded
﹤5% | 6% | not_met
〈5% | 4% | exceeded
＝100% | 100% | met
==100% | 99% | not_met
不少于20个 | 25个 | exceeded
不低于90% | 90% | met
不小于 3 个 | 2个 | not_met
不得低于85% | 86% | exceeded
至少3次 | 3次 | met
至少3次 | 2次 | not_met
最少5场 | 6场 | exceeded
大于等于90% | 90% | met
大于或等于90% | 89% | not_met
高于90% | 90% | not_met
大于90% | 91% | exceeded
超过100人 | 120人 | exceeded
达到95% | 95% | met
达到95% | 96% | exceeded
达到95% | 80% | not_met
达到或超过90% | 90% | met
不超过5% | 4% | exceeded
不高于5% | 5% | met
不多于3起 | 4起 | not_met
不大于10% | 10% | met
不得超过100万元 | 98万元 | exceeded
小于等于5% | 7% | not_met
小于5% | 5% | not_met
低于3‰ | 2.1‰ | exceeded
控制在5%以内 | 4.5% | exceeded
控制在5%以内 | 5.5% | not_met
控制在100万元以内 | 100万元 | met
控制在10%以下 | 8% | exceeded
控制在5% | 3% | exceeded
控制在≤5% | 6% | not_met
控制率控制在95%以上 | 96% | exceeded
至多3次 | 2次 | exceeded
最多10人 | 11人 | not_met
等于100% | 100% | met
95%以上 | 95% | met
95%以上 | 98% | exceeded
95%及以上 | 94% | not_met
95%（含）以上 | 95% | met
≥95%以上 | 96% | exceeded
10起以内 | 10起 | met
10起以内 | 12起 | not_met
5%以下 | 3% | exceeded
30天之内 | 28天 | exceeded
3个工作日内 | 3个工作日 | met
3个工作日内 | 5个工作日 | not_met
100人左右 | 100人 | met
100人左右 | 103人 | met
100人左右 | 60人 | not_met
约100人 | 98人 | met
≮20个 | 20个 | met
≯5% | 5% | met
≥20个养老服务中心 | 22个 | exceeded
20个养老服务中心以上 | 22个 | exceeded
≥95%以内 | 95% | cannot_tell
95% | ≥95% | met
≥90% | ≥95% | exceeded
≥95% | ≥90% | cannot_tell
≥90% | 95%以上 | exceeded
≥90% | 超过90% | exceeded
≥95% | 未达到95% | not_met
≥95% | 不足95% | not_met
≥95% | 约95% | cannot_tell
≥1000人 | 1000余人 | exceeded
≥1000人 | 1200多人 | exceeded
≥1200人 | 1000余人 | cannot_tell
≥1000人 | 近1000人 | not_met
≤5% | ≤3% | exceeded
≤5% | 控制在5%以内 | met
≤5% | <5% | exceeded
""")

NUMBERS = pairs("""
20 | 20 | met
20 | 21 | exceeded
20 | 19 | not_met
２０个 | 20个 | met
1,000人 | 1000人 | met
27,799.22万元 | 27799.22万元 | met
≥10，000人 | 9，999人 | not_met
≥1万人 | 12000人 | exceeded
≥1万人次 | 0.9万人次 | not_met
≥1.2亿元 | 12000万元 | met
≥3000万元 | 0.3亿元 | met
≥1亿元 | 9800万元 | not_met
≥5千人 | 5000人 | met
10-20个 | 15个 | met
10－20个 | 20个 | met
10～20个 | 10个 | met
10~20个 | 9个 | not_met
10至20个 | 12个 | met
10—20个 | 18个 | met
10个-20个 | 16个 | met
80%-90% | 85% | met
80%-90% | 79% | not_met
80%-90% | 95% | cannot_tell
80%-90% | 95% | exceeded | 群众满意度 | 满意度指标
3-5天 | 4天 | met
3-5天 | 6天 | not_met | 办结时限 | 时效指标
100%±10% | 95% | met
100%±10% | 111% | not_met
±5% | 3% | met
±5% | -4% | met
±5% | 6% | not_met
误差±5%以内 | 2% | met
百分之九十 | 90% | met
百分之九十以上 | 92% | exceeded
百分之百 | 100% | met
≥百分之九十五点五 | 95.5% | met
千分之三以内 | 2‰ | exceeded
九成以上 | 91% | exceeded
三个 | 3个 | met
三个 | 4个 | exceeded
两次 | 1次 | not_met
至少十二场 | 12场 | met
举办两期 | 2期 | met
开展三次 | 2次 | not_met
二十五人 | 25人 | met
一百二十户 | 120户 | met
1/3 | 1/3 | met
≥1/3 | 1/2 | exceeded
≥三分之一 | 1/4 | not_met
建成20个 | 20个 | met
新增20个 | 新增22个 | exceeded
新增20个 | 20个 | met
100%覆盖 | 100% | met
覆盖率100% | 98% | not_met
完成率≥98% | 100% | exceeded
完成100% | 完成100% | met
共培训200人 | 200人 | met
≥95分 | 96.5分 | exceeded
95% | 95 | met
≥95% | 0.98 | cannot_tell
100% | 1 | cannot_tell
≥50公里 | 52.3公里 | exceeded
5 公 里 | 5km | met
≥0.565km | 565米 | met
≥0.5千米 | 480m | not_met
500㎡ | 500平方米 | met
500m² | 480㎡ | not_met
≥2000亩 | 2100亩 | exceeded
≥1公顷 | 10000平方米 | met
≥3吨 | 3000公斤 | met
24小时 | 24小时 | met
≥360天 | 365天 | exceeded
≥20年 | 20年 | met
100百分比 | 100% | met
=100百分比 | 100% | met
≥100万元 | 1000000元 | met
≤100万元 | 98.5万元 | exceeded
≤100万元 | 1005000元 | not_met
100万元 | 98 | exceeded | 项目总成本 | 成本指标
500元/人·月 | 500元/人/月 | met
≥500元/人·月 | 每人每月500元 | met
500元/人·月 | 500元/人·年 | cannot_tell
每月3次 | 3次/月 | met
培训期数3期 | 3期 | met
3期 | 2期 | not_met
12345热线办结率≥95% | 96% | exceeded
11kV线路3条 | 3条 | met
第3批20户 | 20户 | met
5G基站20个 | 22个 | exceeded
2022年新增20个 | 20个 | met
20个（其中城区5个） | 20个（其中城区6个） | met
1.2.3 | 1.2.3 | met
1.2.3 | 1.2.4 | cannot_tell
10 20 | 1020 | cannot_tell
A4纸 | A4纸 | met
0 | 0 | met
0起 | 0起 | met
0起 | 1起 | not_met
0次 | 0 | met
=0 | 0 | met
≤0起 | 0起 | met
≥0 | 0 | met
-5% | -5% | met
≥-5% | -3% | exceeded
""")

UNITS = pairs("""
20个 | 20家 | met
20家 | 22个 | exceeded
20人 | 20名 | met
≥100人 | 98人次 | not_met
100户 | 300人 | cannot_tell
≥20个 | 100% | cannot_tell
100% | 20个 | cannot_tell
≥100% | 122人 | cannot_tell
5公里 | 5条 | cannot_tell
3期 | 200人次 | cannot_tell
10万元 | 10人 | cannot_tell
≥5天 | 5次 | cannot_tell
≥100万元 | 1200000 | exceeded
≥200件 | 210起 | exceeded
≥1个小区 | 2个 | exceeded
20个村 | 20个 | met
""")

CHANGES = pairs("""
较上年减少2% | 较上年减少2% | met
较上年减少2% | 较上年减少3% | exceeded
较上年减少2% | 较上年下降1.5% | not_met
较上年减少2% | 3% | exceeded
较上年减少2% | 较上年增加1% | not_met
同比增长8% | 同比增长8.5% | exceeded
同比增长8% | 增长7% | not_met
同比增长8% | 下降2% | not_met
增长5%以上 | 增长5% | met
下降5%以上 | 下降6% | exceeded
增长不超过5% | 增长4% | exceeded
降低到5%以下 | 4% | exceeded
下降至5% | 6% | not_met
提高到95% | 96% | exceeded
提高5个百分点 | 提高6个百分点 | exceeded
提高5个百分点 | 提高4个百分点 | not_met
≥95% | 较上年提高3% | cannot_tell
较上年减少2% | -3% | cannot_tell
""")

DIRECTIONS = pairs("""
5% | 3% | exceeded | 结转结余率
5% | 8% | not_met | 结转结余率
10% | 12% | not_met | 预算调整率
100% | 98% | exceeded | 三公经费控制率
100% | 98% | cannot_tell | 高血压患者血压控制率 | 质量指标
3% | 2% | exceeded | 孕产妇死亡率
2起 | 1起 | exceeded | 安全事故发生数
2起 | 3起 | not_met | 群众有责投诉
1% | 2% | not_met | 投诉率
95% | 96% | exceeded | 投诉处理及时率
95% | 94% | not_met | 事故处置率
100% | 99% | not_met | 投诉办结率
98% | 99% | exceeded | 产品合格率
2% | 1% | exceeded | 不合格率
100件 | 120件 | cannot_tell | 处理投诉件数 | 数量指标
10次 | 12次 | exceeded | 事故应急演练次数 | 数量指标
5万元 | 4.8万元 | exceeded | 采购成本 | 成本指标
5万元 | 5.2万元 | not_met | 采购成本 | 成本指标
5万元 | 4.8万元 | cannot_tell | 设备购置 | 数量指标
5万元 | 6万元 | exceeded | 带动增收 | 经济效益指标
100万元 | 120万元 | exceeded | 带动当地收入 | 经济效益
5天 | 4天 | cannot_tell
5天 | 4天 | exceeded | 平均办理时限
5个工作日 | 6个工作日 | not_met | 审批时限 | 时效指标
300天 | 310天 | exceeded | 场馆开放天数
=10个 | 10个 | met
=10个 | 12个 | exceeded | 建设站点 | 数量指标
=10个 | 9个 | not_met | 建设站点 | 数量指标
=10个 | 12个 | cannot_tell
=5% | 6% | not_met | 差错率
=500元/人 | 600元/人 | cannot_tell | 补助标准 | 成本指标
500元/人 | 500元/人 | met | 补助标准 | 成本指标
95% | 96% | exceeded | 社会公众满意度 | 满意度指标
90% | 85% | not_met | 受训率
0 | 2 | not_met | 重大事故
""")

DATES = pairs("""
12月底前 | 12月底前 | met
12月底前 | 12月 | met
12月底前 | 11月 | exceeded
12月底前 | 11月30日 | exceeded
12月底前 | 12月25日 | met
9月前 | 7月 | exceeded
9月前 | 9月 | cannot_tell
9月前 | 10月 | not_met
9月底前 | 9月 | met
6月30日前 | 6月28日 | met
6月30日前 | 6月30日 | met
6月30日前 | 7月2日 | not_met
2022年12月31日前 | 2022年12月31日 | met
2022年12月31日前 | 2022年12月 | met
2022年12月31日前 | 2022年11月20日 | exceeded
2022年12月31日前 | 2023年1月5日 | not_met
2022-12-31 | 2022-11-30 | exceeded
2022/12/31前 | 2023/1/10 | not_met
2022.12.31 | 2022.12.31 | met
2022年12月底前 | 2023年3月 | not_met
2022年11月30日前 | 2022年11月30日前 | met
12月底前完成 | 11月完成 | exceeded
于2022年6月底前完成 | 2022年5月完成 | exceeded
十二月底前 | 十一月 | exceeded
二〇二二年十二月 | 2022年12月 | met
年底前 | 12月 | met
年底前 | 10月 | exceeded
2022年底 | 2022年12月 | met
2022年底前 | 2023年2月 | not_met
第三季度 | 8月 | met
三季度 | 10月 | not_met
第四季度 | 三季度 | exceeded
上半年 | 5月 | met
上半年 | 7月 | not_met
2022年 | 2022年 | met
2022年 | 2022年8月 | met
2022年 | 2023年 | not_met
2020年1月--2020年11月 | 2020年1月--2020年11月 | met
2020年1月-2020年11月 | 2020年1月至2020年11月 | met
2020年1月-2020年11月 | 2020年12月 | not_met
2020年1月-11月 | 2020年1-11月 | met
1-12月 | 全年 | met
全年 | 全年 | met
2022年1-12月 | 2022年1月-2022年12月 | met
2018-2022年 | 2018-2022年 | met
12月底前 | 1月 | cannot_tell
12月底前 | 2023年1月 | cannot_tell
11月底前 | 1月 | cannot_tell
12月底前 | 按时完成 | met
12月底前 | 已完成 | met
12月底前 | 未完成 | not_met
12月底前 | 延期完成 | not_met
12月底前 | 100% | cannot_tell
11月底完成100% | 11月底完成100% | met
11月底完成100% | 100% | cannot_tell
11月底完成100% | 12月完成100% | not_met
2022年12月31日前 | 及时 | met
按时 | 及时 | cannot_tell
""")

WORDS = pairs("""
是 | 是 | met
是 | 否 | not_met
否 | 否 | met
否 | 是 | not_met | 是否发生安全事故
是 | 已完成 | met
是 | 未完成 | not_met
是 | 完成 | met
是 | √ | met
是 | 有 | met
是 | 基本完成 | cannot_tell
否 | 未发生 | met
否 | 无 | met
保障 | 是 | met | 确保困难群众生活（是否）
保障 | 否 | not_met | 确保困难群众生活（是否）
提升 | 是 | cannot_tell
完成 | 完成 | met
完成 | 已完成 | met
完成 | 全部完成 | met
完成 | 未完成 | not_met
完成 | 部分完成 | not_met
完成 | 超额完成 | exceeded
按时完成 | 已完成 | cannot_tell
按时完成 | 按期完成 | met
及时完成 | 未按时完成 | not_met
全部完成 | 100% | met
20个 | 已完成 | met
20个 | 未完成 | not_met
20个 | 超额完成 | exceeded
≥95% | 达成预期指标 | met
≥95% | 达标 | met
≥95% | 高于目标值 | exceeded
≥95% | 低于目标值 | not_met
≤5% | 低于目标值 | exceeded
≤5% | 高于目标值 | not_met
≤5% | 已完成 | cannot_tell
≥95% | 达到年度指标值 | met
提升 | 达成预期指标 | met
提升 | 部分达成 | not_met
提升 | 部分达成预期指标并具有一定效果 | not_met
提升 | 未达成预期指标且效果较差 | not_met
达成预期指标 | 达成预期指标 | met
保障 | 保障 | met
提升 | 提升 | met
有效提升 | 有效提升 | met
有效提升。 | 有效提升 | met
较上年提升 | 较上年提升 | met
及时发放到位 | 及时发放到位 | met
提升 | 明显提升 | met
提升 | 下降 | not_met
及时 | 不及时 | not_met
及时 | 滞后 | not_met
合格 | 不合格 | not_met
合格 | 合格 | met
合格 | 优秀 | exceeded
良好 | 优秀 | exceeded
优秀 | 良好 | not_met
满意 | 非常满意 | exceeded
满意 | 基本满意 | not_met
改善 | 未改善 | not_met
建立 | 已建立 | met
建立健全 | 已建立健全 | met
改善条件 | 明显改善 | cannot_tell
有所提升 | 养老服务提升 | cannot_tell
有效提升 | 提升 | cannot_tell
长期 | 持续 | cannot_tell
提升 | 已完成 | cannot_tell
提升 | 95% | cannot_tell
提升 | | cannot_tell
 | 提升 | cannot_tell
无 | 无 | cannot_tell
/ | / | cannot_tell
无 | 20个 | cannot_tell
指标1 | 指标1 | cannot_tell
…… | …… | cannot_tell
0起 | 未发生 | met
0起 | 无 | met
0 | 零事故 | met
零事故 | 0起 | met
零投诉 | 零投诉 | met
零投诉 | 2起 | not_met
无重大事故 | 未发生重大事故 | met
无投诉 | 无投诉 | met
零投诉 | 未发生安全事故 | cannot_tell
100% | 全覆盖 | met
全覆盖 | 100% | met
全覆盖 | 98% | not_met
应保尽保 | 100% | met
应保尽保 | 应保尽保 | met
≥90% | 全覆盖 | exceeded
不超预算 | 未超预算 | met
100% | 有 | cannot_tell
100% | 基本完成 | cannot_tell
""")

SEVERAL = pairs("""
培训3期，200人次 | 培训3期，200人次 | met
培训3期，200人次 | 培训3期，230人次 | exceeded
培训3期，200人次 | 培训2期，230人次 | not_met
培训3期，200人次 | 200人次 | cannot_tell
培训3期，200人次 | 培训3期 | cannot_tell
培训3期、200人次 | 4期，260人次 | exceeded
3期/200人次 | 3期 | cannot_tell
≥100% | 实际发放122人，发放率100% | met
≥20个 | 目标20个，实际完成22个 | exceeded
≥20个 | 计划20个，完成18个 | not_met
≥20个 | 城区12个，乡镇9个 | cannot_tell
≥95% | 发放120人，群众满意度96% | exceeded
建设5公里，3座桥 | 5公里 | cannot_tell
≥95% | 未完成，仅完成80% | not_met
""")

MORE = pairs("""
18/20 | 18/20 | met
≥90% | 18/20 | met
≥90% | 17/20 | not_met
100个 | 122/100 | exceeded
50个 | 122/100 | cannot_tell
≥1/3 | 40% | exceeded
1次/月 | 12次 | met
4次/年 | 5次 | exceeded
≤620万/月 | 600万/月 | exceeded
≥2次/年 | 每年3次 | exceeded
1:3 | 1:2.5 | cannot_tell
1:3 | 1:3 | met
7×24小时 | 7*24小时 | cannot_tell
7×24小时 | 7×24小时 | met
省级1项，国家级2项 | 国家级1项，省级3项 | cannot_tell
省级1项，国家级2项 | 省级1项，国家级2项 | met
90%≤X≤100% | 95% | met
≥95%≤100% | 96% | met
60-100分 | 55分 | not_met
10万元 | 8万元 | cannot_tell | 降低运行成本 | 成本指标
10% | 12% | exceeded | 成本节约率 | 经济成本指标
100% | 98% | not_met | 预算执行率 | 成本指标
100% | 95% | not_met | 项目完成率 | 数量指标
500元/人 | 450元/人 | not_met | 生活补助标准 | 成本指标
20个 | 计划20个 | cannot_tell
20个 | 20个未完成 | cannot_tell
20个 | 未完成20个 | cannot_tell
20个 | 差2个 | cannot_tell
12月底前 | 预计12月 | cannot_tell
12月底前 | 12月底未完成 | not_met
每月10日前 | 每月8日 | cannot_tell
每月10日前 | 每月10日前 | met
次年3月底前 | 3月 | cannot_tell
第四季度前 | 11月 | cannot_tell
第三季度内 | 9月 | met
2022年内 | 2022年11月 | met
年内完成 | 11月 | met
12.31前 | 12.20 | cannot_tell
12.31前 | 11月20日 | exceeded
较上年提升 | 较上年提升10% | met
较上年提升 | 较上年下降3% | not_met
逐年下降 | 下降5% | met
保障 | 保障到位 | met
保障 | 得到有效保障 | met
提升 | 提升明显 | met
持续推进 | 正在推进 | cannot_tell
开展宣传、培训…… | 开展宣传、培训…… | met
完成 | 100% | met
完成 | 90% | not_met
是 | 100% | met
95 | 0.98 | cannot_tell | | | %
100 | 1000000 | cannot_tell | | | 万元
≥1000人（次） | 1200人次 | exceeded
≥90（%） | 92% | exceeded
≥3000元/人 | 3200元/人 | exceeded
≤0.8万元/户 | 8000元/户 | met
≤3.5万元/台 | 3.2万元/台 | exceeded
≤35微克/立方米 | 33微克/立方米 | exceeded
PM2.5浓度≤35μg/m³ | 36μg/m3 | not_met
4A级景区1个 | 2个 | exceeded
建设10个行政村 | 10个 | met
10个行政村 | 10个村 | met
50支队伍 | 50支 | met
5支志愿服务队 | 6支 | exceeded
三百人 | 300人 | met
大于零 | 5 | exceeded
≥2.5亿元 | 25200万元 | exceeded
≥5000万 | 0.52亿元 | exceeded
＜１‰ | 0.8‰ | exceeded
≤1‰ | 0.1% | met
100% | 一百% | cannot_tell
拆除20处 | 20处 | met
减免20户 | 21户 | exceeded
30户 | 30户（其中脱贫户5户） | met
≥85%（含） | 85% | met
20家以上（含20家） | 20家 | met
不少于3家（含3家） | 2家 | not_met
6月1日-9月30日 | 8月 | met
2022年6月至9月 | 2022年10月 | not_met
4月至10月 | 4月-10月 | met
2022年1月1日—12月31日 | 2022年1月1日至2022年12月31日 | met
≥ 98 .5% | 98.5% | met
达95%以上 | 97.2% | exceeded
满意度90%以上 | 满意度95% | exceeded
≥90%以上 | 90% | met
不低于三分之二 | 70% | exceeded
每季度1次 | 1次/季度 | met
≥12次 | 每月1次 | cannot_tell
3000人次 | 3千人次 | met
≤2起 | 无 | cannot_tell
0次 | 0次，未发生 | met
100%且无投诉 | 100% | met
≥95% | 95.00％ | met
""")

ORDINARY = pairs("""
≥98% | 98.6 | exceeded | 政务服务事项办结率
12期 | 12 | met | 编印简报 | 数量指标 | 期
2批次 | 2次 | met | 组织体检 | 数量指标
≤30万元 | 298700元 | exceeded | 项目成本 | 成本指标
30万元 | 298700.00 | exceeded | 项目成本 | 成本指标 | 元
30万元 | 30 | cannot_tell | 项目成本 | 成本指标 | 元
100万元 | 1020000 | cannot_tell | 项目成本 | 成本指标 | 万元
=365天 | 365天 | met | 开放天数 | 时效指标
2022年12月31日前完成 | 2022年12月31日前全部完成 | met | 完成时间 | 时效指标
2022年12月底 | 已于2022年11月底完成 | exceeded | 完成时间 | 时效指标
及时 | 及时足额发放 | met | 资金发放及时性 | 时效指标
及时 | 及时性不够 | cannot_tell | 资金发放及时性 | 时效指标
按时足额发放 | 已按时足额发放 | met
不断提高 | 不断提升 | met
比上年提升 | 较上年提升 | met
逐步提高 | 不断提高 | cannot_tell
有效改善 | 得到有效改善 | met
长期 | 长期 | met
显著 | 明显 | cannot_tell
95%以上满意 | 96%满意 | exceeded | 群众满意度 | 满意度指标
新建1座 | 已建成1座 | met
验收合格 | 验收合格 | met
无安全事故 | 未发生安全事故 | met
0 | 0% | met | 重大事故发生率
≤5‰ | 0.3% | exceeded
≤100% | 84.06% | exceeded | 三公经费控制率
≥90% | 84.06% | not_met | 预算执行率
20-30人 | 35人 | cannot_tell
3000余人 | 3200人 | exceeded
3000余人 | 2900人 | not_met
≥1000人 | 约1200人 | exceeded
≥1000人 | 1000人左右 | cannot_tell
5个工作日内 | 平均2.5个工作日 | exceeded
24小时内响应 | 2小时内响应 | exceeded
≤2小时 | 90分钟 | exceeded | 平均响应时间
≥1年 | 18个月 | exceeded
3.5元/平方米 | 3.5元/㎡ | met | 养护单价 | 成本指标
提高5个百分点 | 5.3个百分点 | exceeded
比上年增长5%以上 | -1.2% | not_met
人均增收≥500元 | 620元 | exceeded
0.5万亩 | 5000亩 | met
50MW | 50000kW | met
Ⅱ类 | II类 | met
Ⅲ类及以上 | Ⅱ类 | cannot_tell
良好以上 | 优秀 | exceeded
良好及以上 | 合格 | not_met
健全 | 基本健全 | cannot_tell
建立长效机制 | 已建立长效机制 | met
100% | 0% | not_met
20个 | 无 | cannot_tell
≤3起 | 未发生 | exceeded
200件 | 200份 | met
9:00 | 9:30 | cannot_tell
前10名 | 8名 | cannot_tell
前10名 | 第8名 | cannot_tell
前三 | 第二 | cannot_tell
20分钟 | 15分钟 | exceeded | 平均等候时长 | 质量指标
8小时 | 9小时 | exceeded | 场馆每日开放时长 | 数量指标
2% | 3% | not_met | 城镇登记失业率 | 社会效益指标
98% | 97% | not_met | 食品安全抽检合格率 | 质量指标
2% | 1.5% | exceeded | 产品抽检不合格率 | 质量指标
5件 | 3件 | cannot_tell | 拖欠农民工工资案件 | 社会效益指标
10% | 12% | exceeded | 能耗下降率 | 生态效益指标
10吨 | 9吨 | exceeded | 二氧化硫排放量 | 生态效益指标
20次 | 25次 | exceeded | 突发事件应急处置次数 | 数量指标
90% | 95% | exceeded | 信访积案化解率 | 社会效益指标
3人次 | 2人次 | exceeded | 越级上访人次 | 社会效益指标
3.5万 | 35000 | met
3.5万 | 34000 | not_met
5百 | 300 | not_met
2万 | 30 | cannot_tell
2万人 | 21000 | exceeded
16.2万元 | 162000 | met | 培训经费 | 成本指标
2万人 | 2.1 | exceeded
0投诉 | 1起投诉 | not_met
有 | 无 | not_met
=0 | -1 | met
0起 | 未达标 | cannot_tell
≥5起 | 未达标 | not_met
良好 | 一般 | not_met
不少于10个，不超过20个 | 15个 | met
不少于10个，不超过20个 | 9个 | not_met
＞98%，＜100% | 99% | met
≥3个 | 已完成3个，正在建设2个 | met
6.30 | 7.15 | cannot_tell | 完成时间 | 时效指标
本年度内完成 | 12月 | met
≥90%；≥95% | 92%；94% | not_met
≥80% | 近八成 | not_met
≥80% | 八成以上 | met
10±2个 | 13个 | not_met
6月中旬 | 6月15日 | met
6月底 | 7月初 | not_met
第一季度完成 | 3月31日 | met
""")

ROWS = [*pairs(TRADES), *pairs(MORE_TRADES), *pairs(SPELLINGS), *pairs(MORE_SPELLINGS)]

ALL = [
    *PUBLISHED,
    *OPERATORS,
    *NUMBERS,
    *UNITS,
    *CHANGES,
    *DIRECTIONS,
    *DATES,
    *WORDS,
    *SEVERAL,
    *MORE,
    *ORDINARY,
    *ROWS,
]
