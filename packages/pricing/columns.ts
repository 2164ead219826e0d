// Columns of numbers for one cart. A typed array beyond a few elements costs more to allocate
// (0.6 µs) than pricing a line; so small ones are cut from a sheet that several carts share, one
// piece after another. A sheet is never used twice: its pieces are zero and belong to one owner.

const sheetSize = 8_192;
/** Larger ones are allocated by themselves, so that no sheet is kept alive for a long cart. */
const mostOfSheet = 1_024;

interface Sheet<Column> {
  column: Column;
  used: number;
}

const amounts: Sheet<Float64Array> = { column: new Float64Array(0), used: 0 };
const numbers: Sheet<Int32Array> = { column: new Int32Array(0), used: 0 };
const marks: Sheet<Uint8Array> = { column: new Uint8Array(0), used: 0 };

/** `count` zeros for amounts in minor units. */
export function amountColumn(count: number): Float64Array {
  if (count > mostOfSheet) return new Float64Array(count);
  if (amounts.used + count > amounts.column.length) {
    amounts.column = new Float64Array(sheetSize);
    amounts.used = 0;
  }
  const from = amounts.used;
  amounts.used += count;
  return amounts.column.subarray(from, amounts.used);
}

/** `count` zeros for quantities and numbers of lines and candidates. */
export function numberColumn(count: number): Int32Array {
  if (count > mostOfSheet) return new Int32Array(count);
  if (numbers.used + count > numbers.column.length) {
    numbers.column = new Int32Array(sheetSize);
    numbers.used = 0;
  }
  const from = numbers.used;
  numbers.used += count;
  return numbers.column.subarray(from, numbers.used);
}

/** `count` zeros, one byte each. */
export function markColumn(count: number): Uint8Array {
  if (count > mostOfSheet) return new Uint8Array(count);
  if (marks.used + count > marks.column.length) {
    marks.column = new Uint8Array(sheetSize);
    marks.used = 0;
  }
  const from = marks.used;
  marks.used += count;
  return marks.column.subarray(from, marks.used);
}

const few = 24;

/** A stable sort in place; of few, or of what is nearly in order, by insertion. */
export function sortFew<Item>(items: Item[], compare: (a: Item, b: Item) => number): Item[] {
  if (items.length > few) return items.sort(compare);
  for (let at = 1; at < items.length; at++) {
    const item = items[at]!;
    let to = at;
    while (to > 0 && compare(items[to - 1]!, item) > 0) {
      items[to] = items[to - 1]!;
      to--;
    }
    items[to] = item;
  }
  return items;
}
