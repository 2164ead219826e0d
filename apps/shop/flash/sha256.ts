/**
 * SHA-256 (FIPS 180-4) of a short text. Pages over plain http have no WebCrypto, and a task of
 * many thousand digests would spend its time on awaiting them.
 */
export function sha256(text: string): Uint32Array {
  return digester(text)("");
}

/** SHA-256 of a fixed beginning and many endings: whole blocks of the beginning are done once. */
export function digester(prefix: string | Uint8Array): (suffix: string) => Uint32Array {
  const encoder = new TextEncoder();
  const bytes = typeof prefix === "string" ? encoder.encode(prefix) : prefix;
  const whole = bytes.length - (bytes.length % 64);
  const begun = initial.slice();
  compressAll(begun, wordsOf(bytes.subarray(0, whole), whole / 4));
  const rest = bytes.subarray(whole);
  return (suffix) => {
    const end = encoder.encode(suffix);
    const last = new Uint8Array(rest.length + end.length + 1);
    last.set(rest);
    last.set(end, rest.length);
    last[last.length - 1] = 0x80;
    const words = wordsOf(last, ((last.length + 7) >> 6) * 16 + 16);
    words[words.length - 1] = (whole + last.length - 1) * 8;
    const state = begun.slice();
    compressAll(state, words);
    return state;
  };
}

export function hexOf(digest: Uint32Array): string {
  return [...digest].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** So many zero bits a digest begins with. */
export function zeroBits(digest: Uint32Array): number {
  let bits = 0;
  for (const word of digest) {
    if (word !== 0) return bits + Math.clz32(word);
    bits += 32;
  }
  return bits;
}

const primes = firstPrimes(64);
const initial = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const constants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const schedule = new Uint32Array(64);

function compress(state: Uint32Array, blocks: Uint32Array, at: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t += 1) w[t] = blocks[at + t]!;
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[t] = (w[t - 16]! + low + w[t - 7]! + high) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const choice = (e & f) ^ (~e & g);
    const big = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const one = (h + big + choice + constants[t]! + w[t]!) | 0;
    const most = (a & b) ^ (a & c) ^ (b & c);
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [place, word] of [a, b, c, d, e, f, g, h].entries()) state[place]! += word;
}

function compressAll(state: Uint32Array, words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 16) compress(state, words, at);
}

/** Big-endian words of bytes, zeros behind. */
function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  const words = new Uint32Array(count);
  for (let at = 0; at < bytes.length; at += 1) {
    words[at >> 2]! |= bytes[at]! << (24 - (at % 4) * 8);
  }
  return words;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return Math.floor((value % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let next = 2; found.length < count; next += 1) {
    if (found.every((prime) => next % prime !== 0)) found.push(next);
  }
  return found;
}
