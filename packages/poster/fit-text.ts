import { splitVisible } from "../text/index.ts";

/** Lines of a text and the size at which they fit. */
export type Fitted = { readonly lines: readonly string[]; readonly size: number };

const words = new Intl.Segmenter("zh", { granularity: "word" });
const noLineStart =
  /^[、。,.!?:;”’)\u300b\u3009\u3011\u300d\u300f%·…~\-\uff0c\uff01\uff1f\uff1a\uff1b\uff09\uff05]/u;
const noLineEnd = /[“‘(\u300a\u3008\u3010\u300c\u300e\uff08¥￥$]$/u;
const wide = new RegExp(
  "^[\\u1100-\\u115f\\u2e80-\\u303e\\u3040-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6]|^\\p{Extended_Pictographic}",
  "u",
);

/** Width in ems, estimated: there is no font to ask. Errs on the wide side for bold Latin. */
export function textWidth(text: string): number {
  return splitVisible(text).reduce((sum, char) => sum + charWidth(char), 0);
}

/**
 * The largest size from `most` down to `least` at which a text takes no more than `maxLines` of
 * `width`; below `least` the end is cut by "…". Lines come out about equally long.
 */
export function fitText(
  text: string,
  box: { width: number; maxLines: number; most: number; least: number },
): Fitted {
  const pieces = piecesOf(text.replace(/\s+/gu, " ").trim());
  for (let size = box.most; size >= box.least; size -= Math.max(1, size * 0.03)) {
    const ems = box.width / size;
    const lines = wrap(pieces, ems);
    if (lines.length <= box.maxLines && lines.every((line) => textWidth(line) <= ems)) {
      return { lines: balanced(pieces, ems, lines.length), size };
    }
  }
  const ems = box.width / box.least;
  const lines = wrap(pieces.flatMap((piece) => splitVisible(piece)), ems);
  const kept = lines.slice(0, box.maxLines);
  if (lines.length > kept.length) kept.push(shortened(kept.pop() ?? "", ems));
  return { lines: kept, size: box.least };
}

function shortened(line: string, ems: number): string {
  const chars = splitVisible(line);
  while (chars.length > 0 && textWidth(chars.join("")) + 1 > ems) chars.pop();
  return `${chars.join("").trimEnd()}…`;
}

// The narrowest lines that are not more: a last line of one character looks like a mistake.
function balanced(pieces: readonly string[], ems: number, count: number): string[] {
  let best = wrap(pieces, ems);
  for (let tried = ems; tried > ems / 2 && count > 1; tried -= 0.25) {
    const lines = wrap(pieces, tried);
    if (lines.length > count || lines.some((line) => textWidth(line) > tried)) break;
    best = lines;
  }
  return best;
}

function wrap(pieces: readonly string[], ems: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line === "" || textWidth((line + piece).trimEnd()) <= ems) {
      line = line === "" ? piece.trimStart() : line + piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

// Breaks at words, Chinese ones too, but not before closing marks; Latin only at spaces.
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment: word } of words.segment(text)) {
    const previous = pieces[pieces.length - 1];
    const joins =
      previous !== undefined &&
      (noLineStart.test(word) ||
        noLineEnd.test(previous) ||
        (word !== " " && !wide.test(word) && !endsWide(previous)));
    if (joins) pieces[pieces.length - 1] = previous + word;
    else pieces.push(word);
  }
  return pieces;
}

function endsWide(piece: string): boolean {
  const chars = splitVisible(piece);
  return wide.test(chars[chars.length - 1] ?? "");
}

function charWidth(char: string): number {
  if (wide.test(char)) return 1;
  if (/^[ilIj.,:;'|!]/.test(char)) return 0.32;
  if (/^[MWmw@%—…]/.test(char)) return 0.92;
  if (/^[A-Z&]/.test(char)) return 0.7;
  return char === " " ? 0.28 : 0.6;
}
