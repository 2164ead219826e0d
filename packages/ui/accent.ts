type Rgb = readonly [number, number, number];

const paper: Rgb = [251, 248, 242];
const white: Rgb = [255, 255, 255];
const ink: Rgb = [36, 29, 23];
const fallback: Rgb = [168, 85, 47];

/** The colours one brand accent gives; every text pair among them has contrast ≥ 4.5. */
export interface AccentSet {
  "--accent": string;
  "--accent-strong": string;
  "--accent-deep": string;
  "--accent-mid": string;
  "--accent-soft": string;
  "--accent-wash": string;
  "--on-accent": string;
}

/** Derives the set from a brand's `#rrggbb`; an unreadable value gives the house's own accent. */
export function accentSet(colour: string | null | undefined): AccentSet {
  const accent = parse(colour) ?? fallback;
  const wash = mix(paper, accent, 0.08);
  const soft = mix(paper, accent, 0.2);
  const onAccent = contrast(white, accent) >= 4.5 ? white : readable(ink, accent);
  return {
    "--accent": hex(accent),
    "--accent-strong": hex(darkenUntil(accent, soft)),
    "--accent-deep": hex(mix(darkenUntil(accent, wash), ink, 0.35)),
    "--accent-mid": hex(mix(paper, accent, 0.5)),
    "--accent-soft": hex(soft),
    "--accent-wash": hex(wash),
    "--on-accent": hex(onAccent),
  };
}

/** Puts the brand's colours on the document (through CSSOM, which a strict CSP allows). */
export function applyAccent(colour: string | null | undefined): void {
  const style = document.documentElement.style;
  for (const [name, value] of Object.entries(accentSet(colour))) style.setProperty(name, value);
}

/** WCAG contrast of two `#rrggbb` colours, 1…21. */
export function contrastOf(a: string, b: string): number {
  return contrast(parse(a) ?? ink, parse(b) ?? paper);
}

function parse(colour: string | null | undefined): Rgb | undefined {
  const found = /^#([0-9a-f]{6})$/i.exec(colour ?? "")?.[1];
  if (!found) return undefined;
  const value = Number.parseInt(found, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return [part(0), part(1), part(2)];
}

function darkenUntil(colour: Rgb, ground: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const darker = mix(colour, ink, share);
    if (contrast(darker, ground) >= 4.6) return darker;
  }
  return ink;
}

function readable(dark: Rgb, ground: Rgb): Rgb {
  return contrast(dark, ground) >= 4.5 ? dark : [0, 0, 0];
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
