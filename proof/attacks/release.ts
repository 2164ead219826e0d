import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ask } from "../../bench/demo-brand.ts";
import type { Attack, Field } from "../attack.ts";
import type { Member } from "../brand.ts";
import { strangeRefusals } from "../bulk.ts";
import { lateFaults, lookWhenDone } from "../checks/look.ts";
import { faultsOf, type ReleaseFacts, releaseFacts } from "../checks/release.ts";
import { allowedMs } from "../pace.ts";
import { type Act, mostRepeats, type Shot, type Told } from "../shot.ts";

const refusals = [
  "release_sold_out", "release_entered_already", "release_hold_over", "release_confirmed",
];

const warmUpMs = 4_000;
const openMs = 3_600_000;
/** A server counts the losses that it told from memory within this time, and a little. */
const countedMs = 3_000;
const mostAnnounced = 6;

interface Release {
  readonly releaseId: string;
  readonly slotIds: readonly string[];
  readonly startsAt: number;
  readonly people: readonly Member[];
  readonly client: pg.Client;
}

/** A premium number for one winner, or one slot with a stock. */
async function announced(
  field: Field,
  client: pg.Client,
  what: { readonly numbers: readonly string[] } | { readonly stock: number },
): Promise<Release> {
  const { brand, servers, members } = field;
  const at = servers.urls[0]!;
  const post = <T>(path: string, body: object) =>
    ask<T>("POST", `${at}${brand.api}${path}`, body, brand.headers);
  const people = await brand.members(members);
  const offerId = await brand.offer({ totalStock: members, perMember: 1 });
  const offer = `${at}${brand.api}/offers/${offerId}`;
  const { unitId } = await ask<{ unitId: string }>("GET", offer, undefined, brand.headers);
  // A slow machine may still be announcing when it should have started: then with more time.
  for (let turn = 1; ; turn++) {
    const warmUpAt = Date.now();
    const startsAt = warmUpAt + warmUpMs * turn ** 2;
    const span = { startsAt, endsAt: startsAt + openMs };
    const parts = "numbers" in what
      ? { kind: "numbers", numbers: { ...span, items: what.numbers } }
      : { kind: "slots", slots: [{ ...span, stock: what.stock }] };
    try {
      const { releaseId } = await post<{ releaseId: string }>("/releases", {
        unitId, offerId, name: "验证秒杀", mode: "rush", gate: "none", holdSeconds: 60,
        warmUpAt, ...parts,
      });
      await post(`/releases/${releaseId}/announce`, { acknowledge: true });
      const { slots } = await releaseFacts(client, releaseId);
      return { releaseId, slotIds: slots.map((one) => one.slotId), startsAt, people, client };
    } catch (error) {
      if (turn === mostAnnounced || Date.now() < startsAt) throw error;
    }
  }
}

let count = 0;

function shot({ brand, random, servers }: Field, act: Act, member: Member, path: string): Shot {
  return {
    key: `release:${process.pid}:${count++}`,
    act,
    on: { memberId: member.memberId },
    method: "POST",
    path: `${brand.shop}/releases/${path}`,
    body: {},
    headers: member.headers,
    server: random.below(servers.urls.length),
    repeats: mostRepeats,
  };
}

const enter = (field: Field, { releaseId }: Release, member: Member, slotId: string, more = {}) =>
  ({ ...shot(field, "enter", member, `${releaseId}/slots/${slotId}/entries`), ...more });

const until = async (at: number) => sleep(Math.max(0, at - Date.now()));

const ofMember = (told: readonly Told[]) => Map.groupBy(told, (one) => one.on.memberId ?? "");

/** Told that nothing is left, by the answers; they did not get in by another request. */
function losersOf(told: readonly Told[], { entries }: ReleaseFacts): string[] {
  const there = new Set(entries.map((one) => one.memberId));
  return [...ofMember(told.filter((one) => one.code === "release_sold_out")).keys()]
    .filter((memberId) => !there.has(memberId));
}

/** Looks once every loss is counted, and says so if that took longer than is promised. */
async function lookWhenCounted({ client, releaseId }: Release, told: readonly Told[]) {
  const from = performance.now();
  let tookMs = 0;
  const looked = await lookWhenDone(
    client,
    () => releaseFacts(client, releaseId),
    (facts) => {
      const counted = new Set(facts.lost);
      const open = losersOf(told, facts).filter((memberId) => !counted.has(memberId));
      tookMs ||= open.length > 0 ? 0 : performance.now() - from;
      return open.length > 0 ? `${open.length} lost and are not counted: ${open[0]}` : null;
    },
  );
  const most = allowedMs(countedMs, told);
  const late = tookMs > most
    ? [`losses counted after ${Math.round(tookMs)} ms, allowed are ${most}`] : [];
  return { facts: looked.seen, faults: [...lateFaults(looked), ...late] };
}

/** Half wait before the start, all come at it; who is refused has a true reason, and is counted. */
async function rush(field: Field, release: Release, heard: Told[]): Promise<string[]> {
  const { clients, random } = field;
  const { people, slotIds, startsAt } = release;
  const plan = (some: readonly Member[], more: object) => random.shuffled(some.flatMap((member) =>
    slotIds.map((slotId) => enter(field, release, member, slotId, more))));
  const half = Math.floor(people.length / 2);
  heard.push(...await clients.volley(plan(people.slice(0, half), {})).all);
  await until(startsAt + 50);
  const told = await clients.volley(plan(people, { together: random.chance(50) })).all;
  heard.push(...told);
  const { facts, faults: late } = await lookWhenCounted(release, told);
  const offered = facts.entries.filter((one) => one.offered).length;
  const stock = facts.slots.reduce((sum, one) => sum + one.stock, 0);
  const there = new Set(facts.entries.map((one) => one.memberId));
  const faults = [...ofMember(told)].flatMap(([memberId, tries]) => {
    const codes = new Set(tries.map((one) => one.code));
    const soldOut = codes.has("release_sold_out");
    const known = there.has(memberId);
    return [
      ...(codes.has("release_entered_already") && !known
        ? [`${memberId} was told of an entry that is not there`] : []),
      ...(soldOut && offered < stock ? [`${memberId}: sold out with ${offered} of ${stock}`] : []),
      ...(tries.some((one) => one.outcome === "accepted") && !known
        ? [`${memberId} was let in and is not there`] : []),
    ];
  });
  return [...late, ...faults, ...faultsOf(facts)];
}

/** Lets the time to confirm end now for some of the holds, as if they had waited. */
async function hurry(client: pg.Client, facts: ReleaseFacts, share: number): Promise<void> {
  const ids = facts.entries.filter((one) => one.state === "held").map((one) => one.entryId);
  await client.query(
    `update limits.holds set held_at = clock_timestamp() - interval '1 h',
       expires_at = clock_timestamp() + interval '120 ms' * random()
     where cause_id = any($1) and state = 'held'`,
    [ids.slice(0, Math.ceil(ids.length * share))],
  );
  await client.query(
    `select platform.enqueue('limits.expire_holds',
       jsonb_build_object('brandId', brand_id), clock_timestamp() + interval '100 ms', null)
     from platform.brands`,
  );
}

/** Confirms, gives up and ends holds at the same moment, with a server killed among them. */
async function race(
  field: Field,
  release: Release,
  heard: Told[],
  kill: boolean,
): Promise<string[]> {
  const { clients, random, servers } = field;
  const { client, releaseId, people } = release;
  const before = await releaseFacts(client, releaseId);
  const held = before.entries.filter((one) => one.state === "held");
  const byId = new Map(people.map((one) => [one.memberId, one]));
  const shots = random.shuffled(held.flatMap(({ entryId, memberId }) => {
    const act = (name: Act, what: string, more = {}): Shot => ({
      ...shot(field, name, byId.get(memberId)!, `${releaseId}/entries/${entryId}/${what}`),
      ...more,
    });
    const chance = random.below(100);
    return [
      ...(chance < 65 ? [act("confirm", "confirm", chance < 25 ? { copies: 2 } : {})] : []),
      ...(chance > 50 && chance < 80 ? [act("give_up", "give-up")] : []),
    ];
  }));
  await hurry(client, before, 0.6);
  const flight = clients.volley(shots, 4);
  if (kill) {
    await flight.after(Math.ceil(shots.length / 3));
    const place = random.below(servers.urls.length);
    await servers.kill(place);
    await servers.start(place);
  }
  const told = await flight.all;
  heard.push(...told);
  const looked = await lookWhenDone(
    client, () => releaseFacts(client, releaseId), () => dueHold(client, releaseId),
  );
  const after = looked.seen;
  const won = new Set(after.entries.filter((one) => one.state === "won").map((o) => o.memberId));
  const unkept = told.filter(({ act, outcome, on, code }) => {
    const confirms = act === "confirm";
    if (outcome === "accepted") return confirms !== won.has(on.memberId ?? "");
    return confirms && code === "release_hold_over" && won.has(on.memberId ?? "");
  });
  return [
    ...lateFaults(looked),
    ...unkept.map(({ key, on, code }) => `${key}: ${code ?? "accepted"} of ${on.memberId} untrue`),
    ...faultsOf(after),
  ];
}

/** A hold whose time is over and which nobody has ended yet. */
async function dueHold(client: pg.Client, releaseId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select h.hold_id as id from limits.holds h join releases.entries e
       on e.brand_id = h.brand_id and e.entry_id = h.cause_id
     where e.release_id = $1 and h.state = 'held' and h.expires_at <= clock_timestamp() limit 1`,
    [releaseId],
  );
  return rows[0] ? `hold ${rows[0].id} is over and not ended` : null;
}

/** Those who got nothing join the list. */
async function join(field: Field, release: Release): Promise<readonly Told[]> {
  const { client, releaseId, people, slotIds } = release;
  const { entries } = await releaseFacts(client, releaseId);
  const there = new Set(entries.map((one) => one.memberId));
  const outside = people.filter((one) => !there.has(one.memberId));
  return field.clients.volley(outside.map((member) =>
    shot(field, "wait", member, `${releaseId}/slots/${slotIds[0]}/wait-list`))).all;
}

export const release: Attack = {
  name: "release",
  zh: "限量发售：同时抢、预约排队、靓号一人一个，确认与到期、放弃赛跑，途中杀死服务器",
  en: "a flash release: the rush, one winner a number; confirming, expiry and giving up race",
  async run(field) {
    const client = new pg.Client({ connectionString: field.database.url });
    await client.connect();
    try {
      const stock = Math.max(6, Math.ceil(field.members / 12));
      const slots = await announced(field, client, { stock });
      const told: Told[] = [];
      const faults = await rush(field, slots, told);
      told.push(...await join(field, slots));
      for (const turn of field.short ? [0, 1] : [0, 1, 2, 3, 4]) {
        faults.push(...await race(field, slots, told, !field.short && turn % 2 === 1));
      }
      const numbers = await announced(field, client, { numbers: ["8888", "6666"] });
      faults.push(...await rush(field, numbers, told));
      faults.push(...await race(field, numbers, told, false));
      const { entries } = await releaseFacts(client, slots.releaseId);
      const of = (state: string) => entries.filter((one) => one.state === state).length;
      return {
        offers: new Map(),
        told,
        checkedHere: true,
        faults: [...faults, ...strangeRefusals(told, refusals)],
        notes: [
          `${stock} 份 units，${field.members} 人 people：`
            + `已确认 confirmed ${of("won")} · 到期 expired ${of("expired")}`
            + ` · 放弃 given up ${of("given_up")}`
            + ` · 候补 waiting ${of("waiting")}`,
        ],
      };
    } finally {
      await client.end();
    }
  },
};
