import pg from "pg";
import { type Attack, type Field, type Heard, playsEach } from "../attack.ts";
import type { Told } from "../shot.ts";

const fixedMinor = 500;

/** A draw in which every play wins while pieces last: a fixed and a random red packet. */
function termsOf(members: number) {
  const fixed = Math.max(2, Math.ceil(members / 4));
  const random = Math.max(3, Math.ceil(members / 3));
  return {
    name: "验证抽奖",
    rules: "验证",
    prizes: [
      {
        kind: "money", name: "固定红包", ppm: 400_000, pieces: fixed,
        money: { kind: "fixed", minor: fixedMinor },
      },
      {
        kind: "money", name: "手气红包", ppm: 600_000, pieces: random,
        money: { kind: "random", minMinor: 1, maxMinor: 2_000, totalMinor: random * 700 },
      },
    ],
    limits: [{ of: "member", per: "ever", cap: playsEach }],
    whenGone: "next",
  };
}

interface Row {
  readonly number: number;
  readonly prize_no: number | null;
  readonly amount_minor: string | null;
  readonly recalled: boolean;
  readonly play_id: string;
}

/** What must be true of one draw after the race, read as the owner. */
async function faultsOf(
  owner: pg.Pool,
  drawId: string,
  terms: ReturnType<typeof termsOf>,
  told: readonly Told[],
): Promise<string[]> {
  const { rows } = await owner.query<Row>(
    `select p.number, p.prize_no, p.amount_minor, p.play_id, w.recalled_at is not null as recalled
     from draws.plays p left join draws.wins w on w.brand_id = p.brand_id
       and w.play_id = p.play_id
     where p.draw_id = $1 order by p.number`,
    [drawId],
  );
  const { rows: pools } = await owner.query(
    `select balance from wallet.accounts where kind = 'pool' and owner_id = $1`, [drawId]);
  const faults: string[] = [];
  const poolMinor = terms.prizes.reduce((sum, { pieces, money }) =>
    sum + ("totalMinor" in money ? (money.totalMinor ?? 0) : (money.minor ?? 0) * pieces), 0);
  const sum = (list: readonly Row[]) =>
    list.reduce((total, row) => total + Number(row.amount_minor ?? 0), 0);
  if (sum(rows) > poolMinor) faults.push(`draw ${drawId}: ${sum(rows)} won of ${poolMinor}`);
  const left = poolMinor - sum(rows.filter((row) => !row.recalled));
  const kept = Number(pools[0]?.balance ?? 0);
  if (kept !== left || kept < 0) faults.push(`draw ${drawId}: the pool holds ${kept}, due ${left}`);
  for (const [place, { pieces }] of terms.prizes.entries()) {
    const won = rows.filter((row) => row.prize_no === place + 1).length;
    if (won > pieces) faults.push(`draw ${drawId}: prize ${place + 1} ${won} times of ${pieces}`);
  }
  const gap = rows.findIndex((row, place) => row.number !== place + 1);
  if (gap >= 0) faults.push(`draw ${drawId}: a gap before play ${rows[gap]?.number}`);
  const plays = new Set(rows.map((row) => row.play_id));
  const accepted = told.filter((one) => one.act === "play" && one.outcome === "accepted");
  const answered = new Set(accepted.map((one) => one.madeId));
  for (const id of answered) {
    if (id && !plays.has(id)) faults.push(`play ${id}: answered, and not in the table`);
  }
  if (answered.size !== plays.size) {
    faults.push(`draw ${drawId}: ${plays.size} plays, ${answered.size} were answered`);
  }
  const pieces = terms.prizes.reduce((sum, one) => sum + one.pieces, 0);
  const early = told.find(({ code, answeredAt }) => code === "draw_all_gone"
    && told.filter((one) => one.act === "play" && one.outcome !== "refused"
      && one.sentAt <= answeredAt).length < pieces);
  if (early) faults.push(`${early.key}: all gone, before ${pieces} pieces can have been won`);
  return faults;
}

/** Plays of a draw that won something. */
async function wonBy(owner: pg.Pool, drawId: string): Promise<string[]> {
  const { rows } = await owner.query("select play_id from draws.wins where draw_id = $1", [drawId]);
  return rows.map((row) => row.play_id);
}

async function run(field: Field): Promise<Heard> {
  const { brand, clients, database, random, members, shots } = field;
  const terms = termsOf(members);
  const drawId = await brand.draw(terms);
  const all = await brand.members(members);
  const plan = all.flatMap((member) => [
    shots.play(member, drawId, { together: random.chance(40) }),
    shots.play(member, drawId, { copies: random.chance(20) ? 3 : 1 }),
    shots.play(member, drawId),
  ]);
  const [first, second] = [plan.slice(0, members / 2), plan.slice(members / 2)];
  const early = await clients.volley(random.shuffled(first)).all;
  const owner = new pg.Pool({ connectionString: database.url, max: 1 });
  const won = await wonBy(owner, drawId);
  const recalls = won.flatMap((playId) => [shots.recallWin(playId), shots.recallWin(playId)]);
  const raced = await clients.volley(random.shuffled([...second, ...recalls])).all;
  const told = [...early, ...raced];
  const faults = await faultsOf(owner, drawId, terms, told).finally(() => owner.end());
  const accepted = told.filter(({ act, outcome }) => act === "play" && outcome === "accepted");
  const plays = new Set(accepted.map(({ madeId }) => madeId)).size;
  const notes = [`抽奖 plays ${plays} · 收回 recalls tried ${recalls.length}`];
  return { offers: new Map(), told, faults, notes };
}

export const pool: Attack = {
  name: "pool",
  zh: "一个红包奖池，人数远多于红包；抽奖与收回同时进行",
  en: "one pool of red packets, far more members than pieces, recalls racing with plays",
  run,
};
