"""The words of the teacher's guides that ``lessons.py`` puts around numbers: English, Japanese."""

from __future__ import annotations

Words = tuple[str, str]

PREFACE: Words = (
    "Strategies in all seats, {runs:,} histories in each row, seed {seed}, the same tapes in every "
    "row. In brackets: a 95% interval for the luck of so many histories, and for nothing else. "
    "`python docs/build/teaching.py` plays them again, from `configs/classroom/{name}.yaml`.",
    "すべての席に戦略プログラムを座らせた結果です。各行とも履歴{runs:,}本、シード{seed}、"
    "どの行も同じテープです。かっこ内は履歴の本数が限られることによる95%区間で、"
    "それ以外の不確かさは含みません。`python docs/build/teaching.py` が "
    "`configs/classroom/{name}.yaml` から再現します。",
)
TAPE: Words = (
    "On the tape of the class (run {run}), strategies in all seats, in points:",
    "授業で使うテープ（run {run}）で、すべての席に戦略プログラムを座らせた結果（点）：",
)

ENDINGS: dict[str, Words] = {
    "agreement": ("full agreement", "包括合意"),
    "interim": ("interim accord only", "暫定合意のみ"),
    "talking": ("still talking", "交渉継続中"),
    "snap_back": ("the threatened tariff in force", "関税発動のまま"),
    "broken_off": ("talks broken off", "交渉決裂"),
}

HEADINGS: dict[str, Words] = {
    "nothing": ("", ""),
    "ends": ("ends with", "結末"),
    "agreed_on": ("agreed on", "合意の日"),
    "text_japan": ("text: Japan", "合意文書：日本"),
    "text_us": ("text: United States", "合意文書：米国"),
    "year_japan": ("year: Japan", "年間平均：日本"),
    "year_us": ("year: United States", "年間平均：米国"),
    "agreed": ("full agreement", "包括合意"),
    "japan": ("Japan", "日本"),
    "us": ("United States", "米国"),
    "back": ("the tariff came back", "関税が発動"),
    "japan_agreed": ("Japan's points in agreements", "合意での日本の点"),
    # first_deal
    "points": ("in points: Japan, United States", "点（日本、米国）"),
    "chairs": ("in both chairs", "双方の席に"),
    "left": ("both could still gain", "双方がなお得られた点"),
    # tied_hands
    "bar": ("bar at home", "国内のハードル"),
    "refused": ("refused at home at least once", "国内で一度は拒否"),
    "japan_change": (
        "Japan, against free hands, where both agree",
        "日本：自由な手との差（両方で合意した履歴）",
    ),
    "us_change": ("United States, likewise", "米国：同左"),
    # moving_deadline
    "belief": ("what both sides believe; what is true", "双方の信念／実際"),
    "by_due": ("agreed by 9 July", "7月9日までに合意"),
    "by_end": ("agreed by 30 September", "9月30日までに合意"),
    # election
    "counts": ("what is given in the campaign counts", "選挙戦中の譲歩の重み"),
    "before": ("agreed before the campaign", "選挙戦の前に合意"),
    "inside": ("in the campaign", "選挙戦中に合意"),
    "after": ("after polling day", "投票日の後に合意"),
    "farm": (
        "extra farm imports in texts of the campaign, USD bn a year",
        "選挙戦中の合意での農産物輸入拡大（億ドル/年）",
    ),
    # interim_accord
    "interim": ("interim accord signed", "暫定合意に署名"),
    "twice": (
        "the same tape twice, in the {signed:,} histories with an accord",
        "暫定合意のあった{signed:,}本の履歴を、同じテープで二度",
    ),
}

FACTS: dict[str, Words] = {
    "packages": ("packages that could be agreed", "合意しうる組み合わせの数"),
    "frontier": ("of these on the frontier", "そのうちフロンティア上のもの"),
    "today": ("today's world", "現状"),
    "floors": ("leaders sign from, on the first day", "首脳が署名する最低点（初日）"),
    "half": (
        "half-way on every issue, cars at {rate:g}%",
        "全議題を半々に（自動車関税は{rate:g}%）",
    ),
    "better": ("packages better for both than that", "それより双方に得な組み合わせの数"),
    "nash": ("Nash solution", "ナッシュ解"),
    "kalai_smorodinsky": ("Kalai–Smorodinsky solution", "カライ＝スモロディンスキー解"),
    "egalitarian": ("egalitarian solution", "均等解"),
    "either": (
        "a full agreement with and without the accord",
        "暫定合意があってもなくても包括合意",
    ),
    "bridge": (
        "a bridge: a full agreement only with the accord",
        "橋：暫定合意があるときだけ包括合意",
    ),
    "trap": (
        "a trap: a full agreement only without the accord",
        "罠：暫定合意がないときだけ包括合意",
    ),
    "neither": ("no full agreement either way", "どちらでも包括合意なし"),
    "gain_japan": (
        "Japan, points over the year, with against without",
        "日本の年間平均点の差（あり−なし）",
    ),
    "gain_us": ("United States, likewise", "米国：同じく"),
}

ARMS: dict[str, Words] = {
    "late": (
        "gives late, what costs it little first (the scenario)",
        "遅めに、安く済むものから譲る（シナリオの設定）",
    ),
    "early": (
        "gives early, what costs it little first",
        "早めに、安く済むものから譲る",
    ),
    "random": (
        "asks for a random number of points, gives what costs it little first",
        "要求する点は無作為、安く済むものから譲る",
    ),
    "free": ("free hands (−0.3)", "自由な手（−0.3）"),
    "low": ("low (0)", "低い（0）"),
    "high": ("high: the exercise (0.2)", "高い：この演習（0.2）"),
    "very_high": ("very high (0.4)", "非常に高い（0.4）"),
    "as_is": ("as the exercise is", "演習のまま"),
    "firm": ("90% that it holds; put off with 10%", "90%守られると信じる／延期の確率10%"),
    "bluff": ("90% that it holds; put off with 90%", "90%守られると信じる／延期の確率90%"),
    "doubted": ("10% that it holds; put off with 10%", "10%守られると信じる／延期の確率10%"),
    "soft": ("10% that it holds; put off with 90%", "10%守られると信じる／延期の確率90%"),
    "calm": ("as much as at any time", "ふだんと同じ"),
    "warm": ("1.75 times as much", "1.75倍"),
    "campaign": ("2.5 times as much: the exercise", "2.5倍：この演習"),
    "without": ("no interim accord", "暫定合意なし"),
    "with": (
        "an accord whenever both gain by it before a deadline",
        "期限前に双方が得をするなら必ず暫定合意",
    ),
}
