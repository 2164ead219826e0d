const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Characters as people count them: "茶👨‍👩‍👧" is 2. */
export function visibleLength(text: string): number {
  return splitVisible(text).length;
}

/** The characters people see, in order. */
export function splitVisible(text: string): string[] {
  return Array.from(graphemes.segment(text), (part) => part.segment);
}
