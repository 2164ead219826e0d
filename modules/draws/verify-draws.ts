import { keptBalances } from "#modules/wallet/index.ts";
import type { Reader } from "#platform/db/snapshot.ts";
import { replayer } from "./outcome.ts";
import { commitmentOf } from "./seed.ts";
import { oddsOf, type PrizeTerms } from "./terms.ts";

export interface DrawsVerdict {
  /** Plays that were looked at; those of ended draws were recomputed. */
  readonly plays: number;
  /** The first record that does not fit, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

interface DrawRow {
  readonly draw_id: string;
  readonly state: "published" | "ended";
  readonly prizes: readonly PrizeTerms[];
  readonly when_gone: "next" | "nothing";
  readonly pool_minor: string;
  readonly plays: number;
  readonly commitment: string;
  readonly seed: string | null;
  readonly standing: string;
}

interface PlayRow {
  readonly number: number;
  readonly nonce: string;
  readonly prize_no: number | null;
  readonly amount_minor: string | null;
  readonly unavailable: readonly { readonly prizeNo: number }[];
  readonly won_no: number | null;
  readonly won_minor: string | null;
}

const rowsAtOnce = 5_000;
const playsSql = `
  select p.number, p.nonce, p.prize_no, p.amount_minor, p.unavailable,
    w.prize_no as won_no, w.amount_minor as won_minor
  from draws.plays p left join draws.wins w on w.brand_id = p.brand_id and w.play_id = p.play_id
  where p.brand_id = $1 and p.draw_id = $2 and p.number > $3 order by p.number limit ${rowsAtOnce}`;
const drawsSql = `
  select d.*, coalesce((select sum(w.amount_minor) from draws.wins w
    where w.brand_id = d.brand_id and w.draw_id = d.draw_id and w.recalled_at is null), 0)
    as standing
  from draws.draws d where d.brand_id = $1 and d.state <> 'draft' order by d.draw_id`;
const openSql = `
  select member_id, sum(amount_minor) as open from draws.wins
  where brand_id = $1 and kind = 'money' and paid_at is null and recalled_at is null
  group by member_id`;

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

async function* playsOf(owner: Reader, brandId: string, drawId: string) {
  for (let last = 0; ; ) {
    const { rows } = await owner.query<PlayRow>(playsSql, [brandId, drawId, last]);
    yield* rows;
    if (rows.length < rowsAtOnce) return;
    last = rows.at(-1)!.number;
  }
}

/** Compares one draw's plays with their wins, and recomputes them once the seed is known. */
async function playFault(owner: Reader, brandId: string, draw: DrawRow) {
  const { draw_id: drawId, seed } = draw;
  const recompute = seed === null ? null : replayer(oddsOf(draw), seed, drawId);
  let last = 0;
  for await (const row of playsOf(owner, brandId, drawId)) {
    const at = (why: string) => ({ number: row.number, why });
    if (row.number !== last + 1) return at(`its number follows ${last}`);
    last = row.number;
    if (row.won_no !== row.prize_no || row.won_minor !== row.amount_minor) {
      return at("its win is another one");
    }
    const why = recompute?.({
      number: row.number,
      nonce: row.nonce,
      prizeNo: row.prize_no,
      amountMinor: numberOf(row.amount_minor),
      unavailable: row.unavailable.map((one) => one.prizeNo),
    });
    if (why) return at(why);
  }
  if (last !== draw.plays) return { number: last, why: `the last of ${draw.plays} plays is gone` };
  return null;
}

async function memberFault(owner: Reader, brandId: string) {
  const { rows } = await owner.query(openSql, [brandId]);
  const open = new Map(rows.map((row) => [String(row.member_id), Number(row.open)]));
  const kept = await keptBalances(owner, brandId, { kind: "prize", ownerKind: "member" });
  for (const memberId of [...new Set([...open.keys(), ...kept.keys()])].sort()) {
    const [wanted, there] = [open.get(memberId) ?? 0, kept.get(memberId) ?? 0];
    if (wanted === there) continue;
    const why = `its prize account holds ${there}, its open red packets make ${wanted}`;
    return { record: `member ${memberId}`, why };
  }
  return null;
}

/**
 * Recomputes every play of the ended draws of one brand from their seeds, and compares plays, wins
 * and the ledger's pools and prize accounts of all draws; names the first wrong record.
 */
export async function verifyDraws(owner: Reader, brandId: string): Promise<DrawsVerdict> {
  const pools = await keptBalances(owner, brandId, { kind: "pool", ownerKind: "draw" });
  const { rows } = await owner.query<DrawRow>(drawsSql, [brandId]);
  let plays = 0;
  for (const draw of rows) {
    const { draw_id: drawId, seed, commitment } = draw;
    const wrong = (record: string, why: string): DrawsVerdict =>
      ({ plays, wrong: { record, why } });
    if (seed !== null && commitmentOf(seed) !== commitment) {
      return wrong(`draw ${drawId}`, "its seed is not the one it was committed to");
    }
    const fault = await playFault(owner, brandId, draw);
    if (fault) return wrong(`play ${fault.number} of draw ${drawId}`, fault.why);
    const left = draw.state === "ended" ? 0 : Number(draw.pool_minor) - Number(draw.standing);
    const kept = pools.get(drawId) ?? 0;
    if (kept !== left) return wrong(`draw ${drawId}`, `its pool holds ${kept}, due are ${left}`);
    plays += draw.plays;
  }
  return { plays, wrong: await memberFault(owner, brandId) };
}
