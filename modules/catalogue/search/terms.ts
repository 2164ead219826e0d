import { hasHan, plain, type Unit, unitsOf, type WordTools } from "./words.ts";

export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
  readonly brandLabel: string;
  readonly tags: readonly string[];
  readonly codes: readonly string[];
}

/** Longest beginning that is told apart. */
const longest = 40;
/** A beginning at the start of the name counts more than one inside it. */
const weights = { name: 90, inName: 70, other: 60, tag: 50, label: 40, code: 95, inPinyin: 45,
  pinyin: 55, initials: 35, inInitials: 28 } as const;

type Add = (kind: "h" | "p" | "i" | "c", text: string, weight: number) => void;

/** All that follows each unit: whoever types from the middle of a name finds it too. */
function tails(texts: readonly string[]): string[] {
  return texts.map((_, at) => texts.slice(at).join("").slice(0, longest));
}

/** Syllables of the Chinese characters as they are read in their run; words stay as they are. */
function readings(units: readonly Unit[], tools: WordTools): { full: string; first: string }[] {
  const out: { full: string; first: string }[] = [];
  for (let at = 0; at < units.length;) {
    const unit = units[at];
    if (!unit) break;
    if (!unit.han) {
      out.push({ full: unit.text, first: unit.text });
      at++;
      continue;
    }
    let end = at;
    while (units[end]?.han) end++;
    const run = units.slice(at, end).map((one) => one.text);
    const heard = tools.syllables(run.join(""));
    run.forEach((character, place) => {
      const full = plain(heard[place] ?? character);
      out.push({ full, first: full.slice(0, 1) });
    });
    at = end;
  }
  return out;
}

function addWords(add: Add, text: string, tools: WordTools | null, first: number, later: number) {
  const simple = tools ? tools.simplified(plain(text)) : plain(text);
  const units = unitsOf(simple);
  tails(units.map((one) => one.text)).forEach((tail, at) => add("h", tail, at ? later : first));
  if (!tools || !units.some((one) => one.han)) return;
  const heard = readings(units, tools);
  const less = first < weights.name ? 15 : 0;
  tails(heard.map((one) => one.full)).forEach((tail, at) =>
    add("p", tail, (at ? weights.inPinyin : weights.pinyin) - less));
  tails(heard.map((one) => one.first)).forEach((tail, at) =>
    add("i", tail, (at ? weights.inInitials : weights.initials) - less));
}

/** What a product is found by, each with its best weight. `tools` may be null without Chinese. */
export function termsOf(product: Named, tools: WordTools | null): Map<string, number> {
  const terms = new Map<string, number>();
  const add: Add = (kind, text, weight) => {
    if (text === "") return;
    const term = kind + text;
    terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  };
  addWords(add, product.name, tools, weights.name, weights.inName);
  if (product.nameEn) addWords(add, product.nameEn, null, weights.inName, weights.other);
  for (const tag of product.tags) addWords(add, tag, tools, weights.tag, weights.tag);
  addWords(add, product.brandLabel, tools, weights.label, weights.label);
  for (const code of product.codes) add("c", codeOf(code), weights.code);
  return terms;
}

/** Dashes and spaces in a code are how it is printed. */
export const codeOf = (code: string): string =>
  plain(code).replace(/[\s\-_/.]/g, "").slice(0, longest);

export const needsTools = ({ name, brandLabel, tags }: Named): boolean =>
  hasHan(name) || hasHan(brandLabel) || tags.some(hasHan);

/** What a category and all above it are found by. */
export function categoryTerms(path: string, nameEn: string | null, tools: WordTools | null) {
  const names = [...path.split(" > "), ...(nameEn ? [nameEn] : [])];
  const all = names.flatMap((name) =>
    [...termsOf({ name, nameEn: null, brandLabel: "", tags: [], codes: [] }, tools).keys()]);
  return new Set(all);
}

/** One part of what was typed: every product found has a term that begins with one of these. */
export type Part = readonly string[];

/**
 * What was typed, as parts that all have to be found. A word of Chinese and Latin letters falls
 * into its runs: “随行cb” is 随行 and cb.
 */
export function partsOf(text: string): Part[] {
  const words = text.split(/[\s,，、;；+]+/).filter((one) => one !== "");
  return words.flatMap((word) => {
    const code = codeOf(word);
    const units = unitsOf(word);
    if (units.length === 0) return [];
    const whole = units.map((one) => one.text).join("").slice(0, longest);
    const latin = units.every((one) => !one.han);
    if (latin) return [[`h${whole}`, `p${whole}`, `i${whole}`, `c${code}`]];
    return runs(units).map((run) =>
      hasHan(run) ? [`h${run.slice(0, longest)}`] : [`h${run}`, `p${run}`, `i${run}`, `c${run}`]);
  }).slice(0, 8);
}

/** “奶cha” is 奶 and cha; what stands together in one script stays together. */
function runs(units: readonly Unit[]): string[] {
  const out: { text: string; han: boolean }[] = [];
  for (const unit of units) {
    const last = out.at(-1);
    if (last && last.han === unit.han) last.text += unit.text;
    else out.push({ ...unit });
  }
  return out.map((one) => one.text);
}
