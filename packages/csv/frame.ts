/** A piece of the file that starts at `line`: a whole row, or one that cannot be read. */
export type Frame = {
  readonly line: number;
  readonly text: string;
  readonly broken?: "quote_broken" | "row_too_long";
};

type Scan = { readonly end: number } | "open" | "broken";

/**
 * Cuts text into rows, so that one broken quote costs one row. csv-parse alone would read on from
 * a quote that is never closed to the end of the file. Here a row that cannot be closed is reported
 * at its first line, and reading goes on at the next line. Line ends must be "\n".
 */
export function createFramer(delimiter: string, maxRowChars: number) {
  let rest = "";
  let line = 1;
  let skipping = false;

  function* push(text: string, last = false): Generator<Frame> {
    rest += text;
    let at = 0;
    while (at < rest.length) {
      const newline = rest.indexOf("\n", at);
      if (newline === -1 && !last) {
        if (!skipping && rest.length - at <= maxRowChars) break;
        if (!skipping) yield { line, text: "", broken: "row_too_long" };
        skipping = true;
        at = rest.length;
        break;
      }
      const lineEnd = newline === -1 ? rest.length : newline;
      if (skipping) {
        skipping = false;
      } else {
        const frame = frameAt(at, lineEnd, last);
        if (frame === null) break;
        yield frame;
        if (!frame.broken) {
          line += lineBreaks(frame.text) + 1;
          at += frame.text.length + 1;
          continue;
        }
      }
      line += 1;
      at = lineEnd + 1;
    }
    rest = rest.slice(at);
  }

  function frameAt(at: number, lineEnd: number, last: boolean): Frame | null {
    const firstLine = rest.slice(at, lineEnd);
    if (firstLine.length > maxRowChars) return { line, text: "", broken: "row_too_long" };
    if (!firstLine.includes('"')) return { line, text: firstLine };
    const scan = scanRow(rest, at, at + maxRowChars, delimiter, last);
    if (scan === "open" && !last && rest.length - at <= maxRowChars) return null;
    if (typeof scan === "string") return { line, text: firstLine, broken: "quote_broken" };
    return { line, text: rest.slice(at, scan.end) };
  }

  return { push, end: () => push("", true) };
}

// A quote opens only at the start of a cell, as in RFC 4180; elsewhere csv-parse reports it.
function scanRow(
  text: string,
  from: number,
  limit: number,
  delimiter: string,
  last: boolean,
): Scan {
  let at = from;
  const end = Math.min(text.length, limit);
  while (at < end) {
    if (text[at] === '"') {
      at = closingQuote(text, at + 1, end);
      if (at === -1) return "open";
      const next = text[at + 1];
      // At the edge of what has arrived, the next piece may make this quote a doubled one.
      if (next === undefined && !last) return "open";
      if (next !== undefined && next !== "\n" && next !== delimiter) return "broken";
      at += 1;
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n") at += 1;
    if (at >= text.length || text[at] === "\n") return { end: at };
    at += 1;
  }
  return at >= limit ? "open" : { end: at };
}

function closingQuote(text: string, from: number, end: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && at < end) {
    if (text[at + 1] !== '"') return at;
    at = text.indexOf('"', at + 2);
  }
  return -1;
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
