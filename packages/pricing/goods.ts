// Which lines a scope names: by look-up, not by comparing every line with every offer.
import type { Lines } from "./prepare.ts";
import type { CartLine } from "./cart.ts";
import type { Scope } from "./model.ts";

const lists = ["products", "categories", "brands", "tags"] as const;

type Named = Pick<Scope, "products" | "categories" | "brands" | "tags">;

type ByName = Readonly<Record<keyof Named, ReadonlyMap<string, readonly number[]>>>;

/** The goods of a cart, by line number. */
export interface Goods {
  readonly count: number;
  readonly line: readonly CartLine[];
  readonly quantity: Int32Array;
  readonly all: Int32Array;
  /** Line numbers by product, category, brand and tag; null until somebody looks one up. */
  byName: ByName | null;
}

/** In a cart this short every line is asked; looking up would take longer to make ready. */
export const askedLines = 16;

export function goodsOf(lines: Lines): Goods {
  const { count, line, quantity } = lines;
  return { count, line, quantity, all: allLines(count), byName: null };
}

function allLines(count: number): Int32Array {
  if (count <= askedLines) return linesOfBits((1 << count) - 1, count);
  const all = new Int32Array(count);
  for (let line = 0; line < count; line++) all[line] = line;
  return all;
}

function byNameOf(goods: Goods): ByName {
  if (goods.byName) return goods.byName;
  const by = {
    products: new Map<string, number[]>(),
    categories: new Map<string, number[]>(),
    brands: new Map<string, number[]>(),
    tags: new Map<string, number[]>(),
  };
  for (const [index, line] of goods.line.entries()) {
    note(by.products, line.productId, index);
    if (line.brandLabel) note(by.brands, line.brandLabel, index);
    for (const category of line.categoryIds ?? []) note(by.categories, category, index);
    for (const tag of line.tags ?? []) note(by.tags, tag, index);
  }
  return (goods.byName = by);
}

/** The lines of a scope, ascending: in any list (without lists: all), and in no `except` list. */
export function linesInScope(scope: Scope, goods: Goods): Int32Array {
  const listed = scope.products ?? scope.categories ?? scope.brands ?? scope.tags;
  if (!listed && !scope.except) return goods.all;
  return goods.count <= askedLines ? askLines(scope, goods) : lookUpLines(scope, goods);
}

/** linesInScope of a short cart: `lookUpLines` finds the same. */
export function askLines(scope: Scope, { line, count }: Goods): Int32Array {
  const listed = scope.products ?? scope.categories ?? scope.brands ?? scope.tags;
  let [bits, found] = [0, 0];
  for (let at = 0; at < count; at++) {
    if (listed && !isNamed(scope, line[at]!)) continue;
    if (scope.except && isNamed(scope.except, line[at]!)) continue;
    bits |= 1 << at;
    found++;
  }
  return linesOfBits(bits, found);
}

// Sets of the first ten lines: carts meet the same ones again and again, and nobody writes them.
const knownSets: (Int32Array | undefined)[] = new Array<undefined>(1 << 10).fill(undefined);

function linesOfBits(bits: number, count: number): Int32Array {
  const known = bits < knownSets.length ? knownSets[bits] : undefined;
  if (known) return known;
  const lines = new Int32Array(count);
  for (let at = 0, to = 0; to < count; at++) if ((bits >>> at) & 1) lines[to++] = at;
  if (bits < knownSets.length) knownSets[bits] = lines;
  return lines;
}

function isNamed({ products, categories, brands, tags }: Named, line: CartLine): boolean {
  if (products && has(products, line.productId)) return true;
  if (categories && line.categoryIds && haveOne(categories, line.categoryIds)) return true;
  if (brands && line.brandLabel && has(brands, line.brandLabel)) return true;
  return !!tags && !!line.tags && haveOne(tags, line.tags);
}

function haveOne(names: readonly string[], own: readonly string[]): boolean {
  for (let at = 0; at < own.length; at++) if (has(names, own[at]!)) return true;
  return false;
}

// Most scopes name one product or one category.
function has(names: readonly string[], name: string): boolean {
  return names.length === 1 ? names[0] === name : names.includes(name);
}

export function lookUpLines(scope: Scope, goods: Goods): Int32Array {
  const listed = scope.products ?? scope.categories ?? scope.brands ?? scope.tags;
  const one = onlyName(scope);
  if (one) return Int32Array.from(byNameOf(goods)[one.list].get(one.name) ?? []);
  const marks = new Uint8Array(goods.count);
  if (listed) mark(scope, goods, marks, 1);
  else marks.fill(1);
  if (scope.except) mark(scope.except, goods, marks, 0);
  return linesMarked(marks);
}

/** Lines that are in any of some sets, ascending. */
export function unionOf(sets: readonly Int32Array[], goods: Goods): Int32Array {
  const marks = new Uint8Array(goods.count);
  for (const set of sets) for (const line of set) marks[line] = 1;
  return linesMarked(marks);
}

/** Lines of `set` that are (or, with `inside` false, are not) in `other`. */
export function within(set: Int32Array, other: Int32Array, inside: boolean): Int32Array {
  const others = new Set(other);
  return set.filter((line) => others.has(line) === inside);
}

// Most scopes are one product or one category: its lines are known already.
function onlyName(scope: Scope): { list: keyof Named; name: string } | null {
  if (scope.except) return null;
  let found: { list: keyof Named; name: string } | null = null;
  for (const list of lists) {
    const names = scope[list];
    if (!names) continue;
    if (found || names.length !== 1) return null;
    found = { list, name: names[0]! };
  }
  return found;
}

function note(map: Map<string, number[]>, name: string, line: number): void {
  const lines = map.get(name);
  if (!lines) map.set(name, [line]);
  else if (lines.at(-1) !== line) lines.push(line);
}

function mark(names: Named, goods: Goods, marks: Uint8Array, value: 0 | 1): void {
  const byName = byNameOf(goods);
  for (const list of lists) {
    for (const name of names[list] ?? []) {
      for (const line of byName[list].get(name) ?? []) marks[line] = value;
    }
  }
}

function linesMarked(marks: Uint8Array): Int32Array {
  let count = 0;
  for (let line = 0; line < marks.length; line++) count += marks[line]!;
  const lines = new Int32Array(count);
  for (let line = 0, at = 0; line < marks.length; line++) if (marks[line]) lines[at++] = line;
  return lines;
}
