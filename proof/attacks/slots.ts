import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Attack, Field } from "../attack.ts";
import type { Member } from "../brand.ts";
import { bookingFacts, bookingFaults } from "../checks/bookings.ts";
import type { Shot, Told } from "../shot.ts";

const hourMs = 3_600_000;
/** Holds that are hurried to their end, and the job that ends them, are through by then. */
const settledMs = 1_500;

interface Calendar {
  readonly serviceId: string;
  readonly storeId: string;
  /** Hours a day and more ahead; far fewer than people want. */
  readonly starts: readonly number[];
  /** People who fit into one start. */
  readonly fits: number;
  readonly people: readonly Member[];
  readonly client: pg.Client;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
  ({ weekday, opensMin: 0, closesMin: 1_440 }));

/** Two chairs for one each, or one class for three. */
async function opened(field: Field, client: pg.Client, shared: boolean): Promise<Calendar> {
  const { brand, members } = field;
  const [first] = brand.stores;
  const storeId = first ?? brand.storeId;
  const people = await brand.members(Math.min(members, 48));
  const { capabilities } = await brand.manage<{
    capabilities: readonly { readonly units: readonly { readonly unitId: string }[] }[];
  }>("GET", "/me");
  const unitId = capabilities[0]?.units[0]?.unitId ?? "";
  const { serviceId } = await brand.manage<{ serviceId: string }>("POST", "/booking-services", {
    unitId, name: shared ? "验证团课" : "验证剪发", durationMin: 60, gridMin: 60, leadMin: 0,
    cancelMin: 0, holdMin: 10, shared, capacity: shared ? 3 : 1,
  });
  await brand.manage("POST", "/booking-resources", {
    storeId, kind: "staff", name: "验证", capacity: shared ? 1 : 2, hours: everyDay,
    skills: [serviceId],
  });
  const midnight = new Date().setUTCHours(0, 0, 0, 0);
  const starts = [48, 49, 50, 51].map((hour) => midnight + hour * hourMs);
  return { serviceId, storeId, starts, fits: shared ? 3 : 2, people, client };
}

let count = 0;

/** The frame's word that is nearest is a claim; this attack judges its answers itself. */
function shot({ brand, random, servers }: Field, member: Member, path: string, body: object): Shot {
  return {
    key: `slots:${process.pid}:${count++}`,
    act: "claim",
    on: { memberId: member.memberId },
    method: "POST",
    path: `${brand.shop}/${path}`,
    body,
    headers: member.headers,
    server: random.below(servers.urls.length),
    repeats: 75,
  };
}

const holds = (field: Field, { serviceId, storeId }: Calendar, member: Member, startsAt: number) =>
  shot(field, member, "bookings", { storeId, serviceId, startsAt });

const refusals = ["booking_slot_taken", "booking_too_many_open"];

/** All want the first start, with one key each, sent twice at the same moment. */
async function lastPlace(field: Field, calendar: Calendar): Promise<string[]> {
  const { clients, random } = field;
  const { people, starts, fits, serviceId, client } = calendar;
  const startsAt = starts[0]!;
  const told = await clients.volley(random.shuffled(people.map((member) => ({
    ...holds(field, calendar, member, startsAt), copies: 2, together: true,
  })))).all;
  const won = told.filter((one) => one.outcome === "accepted");
  const winners = new Set(won.map((one) => one.on.memberId));
  const facts = (await bookingFacts(client, serviceId)).filter((one) => one.startsAt === startsAt);
  const strange = told.filter((one) =>
    one.outcome === "refused" && !refusals.includes(one.code ?? ""));
  const heard = [...Map.groupBy(told, (one) => one.code ?? one.outcome)]
    .map(([code, some]) => `${code} ${some.length}`).join(", ");
  return [
    ...(winners.size === fits ? [] : [`${winners.size} of ${fits} places were given: ${heard}`]),
    ...(facts.length === fits ? [] : [`${facts.length} bookings for ${fits} places`]),
    ...facts.filter((one) => !winners.has(one.memberId)).map((one) =>
      `${one.memberId} has a place and was not told`),
    ...strange.map((one) => `${one.key}: ${one.code} is no reason that it can have`),
  ];
}

/** Lets some holds end now, as if they had waited, and their job run at that moment. */
async function hurry(client: pg.Client, ids: readonly string[]): Promise<void> {
  await client.query(
    `update bookings.bookings
     set held_until = clock_timestamp() + interval '150 ms' * random()
     where booking_id = any($1) and state = 'held'`,
    [ids],
  );
  await client.query(
    `select platform.enqueue('bookings.expire_holds', jsonb_build_object('brandId', b.brand_id,
       'storeId', b.store_id), clock_timestamp() + interval '120 ms', null)
     from (select distinct brand_id, store_id from bookings.bookings where booking_id = any($1)) b`,
    [ids],
  );
}

/** Whoever waits, holds, confirms, moves, cancels or runs out of time, at one moment. */
function mixed(field: Field, calendar: Calendar, facts: Awaited<ReturnType<typeof bookingFacts>>) {
  const { random } = field;
  const { people, starts, serviceId, storeId } = calendar;
  const byId = new Map(people.map((one) => [one.memberId, one]));
  const start = () => starts[random.below(starts.length)]!;
  const own = facts.flatMap(({ bookingId, memberId, state }) => {
    const member = byId.get(memberId);
    if (!member || (state !== "held" && state !== "confirmed")) return [];
    const act = (what: string, body: object): Shot =>
      shot(field, member, `bookings/${bookingId}/${what}`, body);
    const chance = random.below(100);
    return [
      ...(state === "held" && chance < 70 ? [{ ...act("confirm", {}), copies: 2 }] : []),
      ...(chance > 40 && chance < 75 ? [act("cancel", {})] : []),
      ...(state === "confirmed" && chance > 30 ? [act("move", { startsAt: start() })] : []),
    ];
  });
  const wanting = people.map((member) => holds(field, calendar, member, start()));
  const waiting = people.filter(() => random.chance(25)).map((member) =>
    shot(field, member, "booking-waits", {
      storeId, serviceId, fromAt: starts[0], toAt: starts.at(-1)! + hourMs,
    }));
  return random.shuffled([...own, ...wanting, ...waiting]);
}

/** Confirmed in its answer is confirmed, or was moved or cancelled after it; never lost. */
function unkept(
  told: readonly Told[],
  shots: readonly Shot[],
  facts: Awaited<ReturnType<typeof bookingFacts>>,
): string[] {
  const byId = new Map(facts.map((one) => [one.bookingId, one]));
  const paths = new Map(shots.map((one) => [one.key, one.path]));
  return told.filter((one) => one.outcome === "accepted").flatMap((one) => {
    const found = /bookings\/([0-9a-f-]{36})\/(confirm|cancel)$/.exec(paths.get(one.key) ?? "");
    const fact = found && byId.get(found[1]!);
    if (!fact) return [];
    const kept = found[2] === "cancel" ? fact.state === "cancelled" : fact.confirmed === 1;
    return kept ? [] : [`${one.key}: ${found[2]} was told, the booking is ${fact.state}`];
  });
}

async function race(field: Field, calendar: Calendar, kill: boolean): Promise<string[]> {
  const { clients, random, servers } = field;
  const { client, serviceId, fits } = calendar;
  const before = await bookingFacts(client, serviceId);
  const held = before.filter((one) => one.state === "held").map((one) => one.bookingId);
  const shots = mixed(field, calendar, before);
  await hurry(client, random.shuffled(held).slice(0, Math.ceil(held.length / 2)));
  const flight = clients.volley(shots, 8);
  if (kill) {
    await flight.after(Math.ceil(shots.length / 3));
    const place = random.below(servers.urls.length);
    await servers.kill(place);
    await servers.start(place);
  }
  const told = await flight.all;
  await sleep(settledMs);
  return [
    ...unkept(told, shots, await bookingFacts(client, serviceId)),
    ...(await bookingFaults(client, serviceId, fits)),
  ];
}

async function note(calendars: readonly Calendar[]): Promise<string> {
  const facts = (await Promise.all(
    calendars.map(({ client, serviceId }) => bookingFacts(client, serviceId)),
  )).flat();
  const of = (state: string) => facts.filter((one) => one.state === state).length;
  const offered = facts.filter((one) => one.offered).length;
  return `请求 requests ${count} · 预约 bookings ${facts.length}：已确认 confirmed`
    + ` ${of("confirmed")} · 保留中 held ${of("held")} · 到期 expired ${of("expired")}`
    + ` · 取消 cancelled ${of("cancelled")} · 候补得到 offered to the list ${offered}`;
}

export const slots: Attack = {
  name: "slots",
  zh: "最后一个时段：众人同时约，确认、取消、改期、到期、候补赛跑，途中杀死服务器",
  en: "the last slot of a calendar: confirming, cancelling, moving, expiry and waiting race",
  async run(field) {
    const client = new pg.Client({ connectionString: field.database.url });
    await client.connect();
    try {
      const faults: string[] = [];
      const calendars = [await opened(field, client, false), await opened(field, client, true)];
      for (const calendar of calendars) {
        faults.push(...await lastPlace(field, calendar));
        for (const turn of field.short ? [0, 1] : [0, 1, 2, 3]) {
          faults.push(...await race(field, calendar, !field.short && turn % 2 === 1));
        }
      }
      return { offers: new Map(), told: [], faults, notes: [await note(calendars)] };
    } finally {
      await client.end();
    }
  },
};
