/** One message in both languages, for people who meet it before any screen exists. */
export function bilingual(zh: string, en: string): string {
  return `${zh}\n${en}`;
}
