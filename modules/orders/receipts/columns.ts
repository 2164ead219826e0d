// Of a thermal printer: a Latin character takes one column, what is as wide as a Han takes two.
const scripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const fullWidth = /[\u3000-\u303f\uff00-\uff60\uffe0-\uffe6]/u;
// GB18030 printers set these, too, in the width of a Han.
const alsoWide = /[§¨°±·×÷‐–—―‖‘’“”‥…‰′″※℃№←→①-⑩■□▲△●○★☆♀♂\u2010-\u203f]/u;

const widthOf = (character: string): number =>
  [scripts, fullWidth, alsoWide].some((wide) => wide.test(character)) || character.length > 1
    ? 2
    : 1;

/** How many columns a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Words stay whole, Han may be parted anywhere. */
const pieces = (text: string): string[] =>
  text.match(/\s+|[!-~\u00a1-\u024f]+|[^!-~\u00a1-\u024f\s]/gu) ?? [];

/** Cuts a text into lines of at most `columns`; a word longer than a line is cut where it ends. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  const end = () => {
    if (line.trim()) lines.push(line.trim());
    line = "";
  };
  for (const piece of pieces(text.replaceAll(/\s+/g, " ").trim())) {
    if (columnsOf(line) + columnsOf(piece) <= columns) {
      line += piece;
      continue;
    }
    end();
    if (columnsOf(piece) <= columns) {
      line = piece;
      continue;
    }
    for (const character of piece) {
      if (columnsOf(line) + widthOf(character) > columns) end();
      line += character;
    }
  }
  end();
  return lines;
}
