/** The ground of all three apps. */
export const paperWhite = "#FBFAF7";

const enough = 4.5;

/** WCAG contrast of two "#rrggbb" (or "#rgb") colours, 1 … 21. */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(linearOf(one)), luminance(linearOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * A brand's colour made safe: `onAccent` is the black or white that reads better on it, `accent`
 * is the colour for text and icons on paper, darkened (same hue) until it has 4.5 against it.
 */
export function readableAccent(
  hex: string,
  paper: string = paperWhite,
): { onAccent: "#000000" | "#FFFFFF"; accent: string } {
  const white = contrastRatio(hex, "#FFFFFF");
  const onAccent = white >= enough || white >= contrastRatio(hex, "#000000")
    ? "#FFFFFF"
    : "#000000";
  return { onAccent, accent: darkenedUntilReadable(hex, paper) };
}

/** True for "#rgb" and "#rrggbb". */
export function isHexColor(text: string): boolean {
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text);
}

function darkenedUntilReadable(hex: string, paper: string): string {
  const linear = linearOf(hex);
  for (let step = 100; step >= 0; step -= 1) {
    // Scaling linear light keeps hue and saturation; scaling sRGB values would shift the hue.
    const candidate = hexOf(linear.map((part) => (part * step) / 100));
    if (contrastRatio(candidate, paper) >= enough) return candidate;
  }
  return "#000000";
}

function linearOf(hex: string): number[] {
  if (!isHexColor(hex)) throw new RangeError(`no colour: ${hex}`);
  const digits = hex.slice(1);
  const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  return [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function hexOf(linear: readonly number[]): string {
  const parts = linear.map((part) => {
    const encoded = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255).toString(16).padStart(2, "0");
  });
  return `#${parts.join("").toUpperCase()}`;
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
