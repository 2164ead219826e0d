import { keyedHash } from "#platform/secrets.ts";

export const size = { width: 300, height: 120 };
export const pieceSize = 40;

const numbersOf = (nonce: string): Buffer => keyedHash("releases.picture", nonce);

export const pieceTop = (nonce: string): number =>
  10 + (numbersOf(nonce).readUInt16BE(0) % (size.height - pieceSize - 20));

/**
 * The puzzle's picture with its gap, as SVG text. A program can read the gap out of it: the slider
 * slows those who come by hand and those who do not bother, and keeps nobody out.
 */
export function picture(nonce: string, gap: number): string {
  const numbers = numbersOf(nonce);
  const { width, height } = size;
  const hue = numbers[2]! * 1.4;
  const hills = Array.from({ length: 6 }, (_, at) => {
    const [x, y] = [numbers[3 + at]! * 1.3, 30 + numbers[9 + at]! / 3];
    const r = 14 + numbers[15 + at]! / 6;
    const shade = 55 + at * 5;
    return `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${r.toFixed(0)}" `
      + `fill="hsl(${(hue + at * 23).toFixed(0)} 35% ${shade}%)"/>`;
  }).join("");
  const place = `x="${gap}" y="${pieceTop(nonce)}" width="${pieceSize}" height="${pieceSize}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`
    + `<rect width="${width}" height="${height}" fill="hsl(${hue.toFixed(0)} 30% 82%)"/>${hills}`
    + `<rect ${place} rx="6" fill="#2228" stroke="#fff" stroke-width="2"/></svg>`;
}
