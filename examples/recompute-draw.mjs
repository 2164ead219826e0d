// Recomputes every outcome of an ended draw from its downloaded log, without any of our code:
//   node examples/recompute-draw.mjs draw-….ndjson
// The rules are written down in docs/guides/draws.md; this is one way to put them into a program.
import { createHash, createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

const hex = (text) => Buffer.from(text, "hex");
const fail = (text) => {
  process.stderr.write(`✗ ${text}\n`);
  process.exit(1);
};

/** The first prize from the one that was hit on that still has pieces and was not refused. */
function prizeOf({ prizes, whenGone }, roll, refused) {
  let upTo = 0;
  const hit = prizes.findIndex(({ ppm }) => roll < (upTo += ppm));
  if (hit < 0) return null;
  const candidates = whenGone === "next" ? prizes.slice(hit) : prizes.slice(hit, hit + 1);
  const there = (one) => one.pieces === null || one.won < one.pieces;
  return candidates.find((one) => there(one) && !refused.includes(one.no)) ?? null;
}

function amountOf({ money, pieces, won, paid }, share) {
  if (money === null) return null;
  if (money.kind === "fixed") return money.minor;
  const { minMinor, maxMinor, totalMinor } = money;
  const left = totalMinor - paid;
  const others = pieces - won - 1;
  const least = Math.max(minMinor, left - others * maxMinor);
  const most = Math.min(maxMinor, left - others * minMinor);
  const twiceAverage = (2 * left) / (others + 1);
  const from = Math.max(least, Math.ceil(twiceAverage - most));
  const to = Math.min(most, Math.floor(twiceAverage - least));
  return from > to ? least : from + (share % (to - from + 1));
}

function recompute(draw, play) {
  const message = `${draw.drawId}:${play.number}:${play.nonce}`;
  const mac = createHmac("sha256", hex(draw.seed)).update(message).digest("hex");
  const roll = Number.parseInt(mac.slice(0, 12), 16) % 1_000_000;
  const share = Number.parseInt(mac.slice(12, 24), 16);
  for (const [turn, no] of play.unavailable.entries()) {
    const due = prizeOf(draw, roll, play.unavailable.slice(0, turn));
    if (due?.no !== no) fail(`play ${play.number}: prize ${no} could not be refused`);
  }
  const prize = prizeOf(draw, roll, play.unavailable);
  if (!prize) return { prizeNo: null, amountMinor: null };
  const amountMinor = amountOf(prize, share);
  prize.won += 1;
  prize.paid += amountMinor ?? 0;
  return { prizeNo: prize.no, amountMinor };
}

const [file] = process.argv.slice(2);
if (!file) fail("node examples/recompute-draw.mjs <draw.ndjson>");
let draw;
let count = 0;
for await (const line of createInterface({ input: createReadStream(file) })) {
  const record = JSON.parse(line);
  if (!draw) {
    draw = { ...record, prizes: record.prizes.map((one) => ({ ...one, won: 0, paid: 0 })) };
    const commitment = createHash("sha256").update(hex(draw.seed)).digest("hex");
    if (commitment !== draw.commitment) fail("the seed is not the one it was committed to");
    continue;
  }
  count += 1;
  if (record.number !== count) fail(`play ${record.number} follows ${count - 1}`);
  const { prizeNo, amountMinor } = recompute(draw, record);
  if (prizeNo !== record.prizeNo || amountMinor !== record.amountMinor) {
    fail(`play ${count}: logged ${record.prizeNo} ${record.amountMinor}, `
      + `recomputed ${prizeNo} ${amountMinor}`);
  }
}
if (count !== draw?.plays) fail(`${count} of ${draw?.plays} plays are in the file`);
process.stdout.write(`✓ ${count} 次抽奖全部重算一致 / plays recomputed, all equal\n`);
for (const { no, won, paid } of draw.prizes) {
  process.stdout.write(`  prize ${no}: ${won} won${paid > 0 ? `, ${paid} minor units` : ""}\n`);
}
