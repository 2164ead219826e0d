// Tables of prices that a person can read. How they are written:
//
//   # what the rows show; @ names the document that an example is from
//   goods | offers | given | pays
//
// A row goes on in the lines below it whose first cell is empty. One offer stands in a line; what
// does not fit goes on with "; …" (an option), ", …" (more goods) or "+ …" (more of a sum).
// Amounts are in the currency's main unit (yuan). What the cells may say: read-goods.ts (what is
// bought), read-offer.ts (what is offered), read-given.ts (who, where, when), check.ts (what comes
// out).

export interface Row {
  /** "tiers 12": the table and the number of the row. */
  readonly name: string;
  readonly shows: string;
  /** Document and address of a published example. */
  readonly source: string | null;
  readonly goods: readonly string[];
  readonly offers: readonly string[];
  readonly given: readonly string[];
  readonly pays: readonly string[];
}

type Cells = readonly [goods: string[], offers: string[], given: string[], pays: string[]];

interface Draft {
  readonly shows: string;
  readonly source: string | null;
  readonly cells: Cells;
}

const header = "goods offers given pays";

export function table(name: string, text: string): Row[] {
  const rows: Draft[] = [];
  let shows = "";
  let source: string | null = null;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (line.startsWith("#")) {
      shows = line.slice(1).trim();
      source = null;
    } else if (line.startsWith("@")) {
      source = source === null ? line.slice(1).trim() : `${source} ${line.slice(1).trim()}`;
    } else {
      addLine(name, line, rows, { shows, source });
    }
  }
  return rows.map(({ shows: what, source: from, cells }, index) => ({
    name: `${name} ${index + 1}`, shows: what, source: from,
    goods: parts(cells[0], ","), offers: cells[1], given: parts(cells[2], ","),
    pays: parts(cells[3], ";"),
  }));
}

function addLine(
  name: string, line: string, rows: Draft[], about: Omit<Draft, "cells">,
): void {
  const cells = line.split("|").map((cell) => cell.trim());
  if (cells.join(" ") === header) return;
  if (cells.length !== 4) throw new Error(`${name}: a row has 4 cells: ${line}`);
  const goesOn = cells[0] === "" || cells[0]!.startsWith(",");
  if (!goesOn) rows.push({ ...about, cells: [[], [], [], []] });
  const row = rows.at(-1);
  if (!row) throw new Error(`${name}: the first row has no goods: ${line}`);
  cells.forEach((cell, i) => {
    const lines = row.cells[i]!;
    if (/^[;+=]/.test(cell)) lines.push(`${lines.pop() ?? ""} ${cell}`);
    else if (cell !== "") lines.push(cell);
  });
}

function parts(lines: readonly string[], separator: string): string[] {
  return lines.flatMap((line) => line.split(separator)).map((part) => part.trim()).filter(Boolean);
}
