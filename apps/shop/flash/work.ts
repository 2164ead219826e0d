import { digester, zeroBits } from "./sha256.ts";

const sliceMs = 24;
const between = 64;

/**
 * Finds a text whose digest behind `token:` begins with so many zero bits. In slices, so that the
 * page stays alive: a worker of its own would need WebCrypto or a second copy of this anyway.
 */
export async function solve(
  token: string,
  bits: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const digest = digester(`${token}:`);
  const expected = 2 ** bits;
  for (let at = 0; ; ) {
    const until = performance.now() + sliceMs;
    do {
      for (const stop = at + between; at < stop; at += 1) {
        const answer = at.toString(36);
        if (zeroBits(digest(answer)) >= bits) return answer;
      }
    } while (performance.now() < until);
    // luck has no end: the bar comes nearer to it for ever
    onShare(1 - Math.exp(-at / expected));
    await new Promise((done) => setTimeout(done));
    signal.throwIfAborted();
  }
}
