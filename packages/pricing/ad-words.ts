// Words that advertising law forbids or that need a proof. Source: 中华人民共和国广告法 art. 9 (3) and
// 广告绝对化用语执法指南 (国家市场监督管理总局公告 2023 年第 6 号), which lets factual uses stand. A help for
// whoever writes, no legal judgement: to be confirmed by counsel.

/** Grows by one with every change of the lists; kept with what was checked. */
export const adWordsVersion = 1;

export type AdLevel = "block" | "warn";

export interface AdWord {
  /** As it stands in the text. */
  readonly word: string;
  readonly level: AdLevel;
  /** Where it begins, in UTF-16 units of the text. */
  readonly at: number;
}

const block = [
  "国家级", "世界级", "最高级", "最佳", "顶级", "极品", "第一品牌",
  "national-level", "state-level", "world-class", "highest-grade", "the very best", "top-grade",
  "no. 1 brand", "no.1 brand", "number one brand",
];

const warn = [
  "第一", "唯一", "首个", "首选", "最低", "最大", "最新", "最先进", "最好", "最优", "绝对", "独家",
  "全网最低", "销量冠军", "100%", "万能", "史无前例", "终极", "王牌", "顶尖", "永久", "巅峰",
  "no. 1", "no.1", "number one", "the only", "the best", "lowest price", "the largest",
  "the newest", "most advanced", "absolutely", "exclusive", "best-selling", "unprecedented",
  "ultimate", "all-purpose",
];

/** Where a word states a fact of the shop itself and praises nothing. */
const factual = [
  "最新到货", "最新上架", "最新活动", "最新一期", "第一步", "第一次", "第一件", "第一杯", "第一名会员",
  "本店最大尺码", "最大尺码", "最低消费", "最低起订", "最低满额", "最大容量", "首选尺码", "唯一编码",
  "100%棉", "100%羊毛", "100%果汁", "永久地址",
  "number one step", "lowest price in this store", "the only size left", "exclusive of tax",
  "exclusive of vat", "100% cotton", "100% wool", "100% juice",
];

interface Found {
  readonly from: number;
  readonly to: number;
}

/** Half-width, lower case; the place in the original of every unit, for what NFKC lengthens. */
function plain(text: string): { readonly text: string; readonly places: readonly number[] } {
  let out = "";
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    for (const unit of character.normalize("NFKC").toLowerCase()) {
      out += unit;
      for (let i = 0; i < unit.length; i++) places.push(at);
    }
    at += character.length;
  }
  places.push(at);
  return { text: out, places };
}

const latin = /[a-z0-9]/;

function* occurrences(text: string, word: string): Generator<Found> {
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const to = from + word.length;
    // A Latin word is a whole one: "exclusively" is not "exclusive".
    const before = latin.test(word[0] ?? "") && latin.test(text[from - 1] ?? "");
    const after = latin.test(word.at(-1) ?? "") && latin.test(text[to] ?? "");
    if (!before && !after) yield { from, to };
  }
}

const covers = (outer: Found, inner: Found): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;

/**
 * The words of a text that may not stand in an advertisement (`block`) or need a proof (`warn`), in
 * both languages whatever the text's, in the order of the text. Spaces put between the characters
 * of a Chinese word do not hide it; a longer word hides the shorter ones in it.
 */
export function bannedWords(text: string): AdWord[] {
  const { text: all, places } = plain(text);
  const tight = withoutGaps(all);
  const allowed = factual.flatMap((word) => [...occurrences(tight.text, tightOf(word))]);
  const found: (Found & { readonly level: AdLevel })[] = [];
  for (const [level, words] of [["block", block], ["warn", warn]] as const) {
    for (const word of words) {
      for (const one of occurrences(tight.text, tightOf(word))) {
        const hidden = [...allowed, ...found].some((other) => covers(other, one));
        if (!hidden) found.push({ ...one, level });
      }
    }
  }
  const shown = found.filter((one) => !found.some((other) => other !== one && covers(other, one)));
  return shown
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, level }) => {
      const at = places[tight.places[from]!]!;
      const end = places[tight.places[to - 1]! + 1]!;
      return { word: text.slice(at, end), level, at };
    });
}

const tightOf = (word: string): string => withoutGaps(word).text;

/** Leaves out what stands beside a Han character only to separate it; Latin words keep spaces. */
function withoutGaps(text: string): { readonly text: string; readonly places: readonly number[] } {
  const han = /\p{Script=Han}/u;
  let out = "";
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const gap = /[\s·.*_-]/.test(text[at]!);
    if (gap && (han.test(out.at(-1) ?? "") || han.test(nextAfter(text, at)))) continue;
    out += text[at];
    places.push(at);
  }
  return { text: out, places };
}

function nextAfter(text: string, at: number): string {
  let next = at;
  while (next < text.length && /[\s·.*_-]/.test(text[next]!)) next++;
  return text[next] ?? "";
}
