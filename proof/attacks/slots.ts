import pg from "pg";
import type { Attack, Field } from "../attack.ts";
import type { Member } from "../brand.ts";
import { strangeRefusals } from "../bulk.ts";
import { bookingFacts, bookingFaults } from "../checks/bookings.ts";
import { inSnapshot, lateFaults, lookWhenDone } from "../checks/look.ts";
import { type Act, mostRepeats, type Shot, type Told } from "../shot.ts";

const hourMs = 3_600_000;

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

type To = Pick<Shot, "act" | "path" | "body">;

function shot({ brand, random, servers }: Field, member: Member, { act, path, body }: To): Shot {
  return {
    key: `slots:${process.pid}:${count++}`,
    act,
    on: { memberId: member.memberId },
    method: "POST",
    path: `${brand.shop}/${path}`,
    ...(body ? { body } : {}),
    headers: member.headers,
    server: random.below(servers.urls.length),
    repeats: mostRepeats,
  };
}

const holds = (field: Field, { serviceId, storeId }: Calendar, member: Member, startsAt: number) =>
  shot(field, member, { act: "book", path: "bookings", body: { storeId, serviceId, startsAt } });

const refusals = ["booking_slot_taken", "booking_too_many_open"];
/** Also those of bookings that another request of the race changed, and of the list. */
const known = [
  ...refusals, "booking_state", "booking_hold_over", "booking_wait_already",
  "booking_wait_needless",
];

/** All want the first start, with one key each, sent twice at the same moment. */
async function lastPlace(field: Field, calendar: Calendar, all: Told[]): Promise<string[]> {
  const { clients, random } = field;
  const { people, starts, fits, serviceId, client } = calendar;
  const startsAt = starts[0]!;
  const told = await clients.volley(random.shuffled(people.map((member) => ({
    ...holds(field, calendar, member, startsAt), copies: 2, together: true,
  })))).all;
  all.push(...told);
  const won = told.filter((one) => one.outcome === "accepted");
  const winners = new Set(won.map((one) => one.on.memberId));
  const facts = (await inSnapshot(client, () => bookingFacts(client, serviceId)))
    .filter((one) => one.startsAt === startsAt);
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
    const act = (what: "confirm" | "cancel" | "move", body: object): Shot =>
      shot(field, member, { act: what, path: `bookings/${bookingId}/${what}`, body });
    const chance = random.below(100);
    return [
      ...(state === "held" && chance < 70 ? [{ ...act("confirm", {}), copies: 2 }] : []),
      ...(chance > 40 && chance < 75 ? [act("cancel", {})] : []),
      ...(state === "confirmed" && chance > 30 ? [act("move", { startsAt: start() })] : []),
    ];
  });
  const wanting = people.map((member) => holds(field, calendar, member, start()));
  const waiting = people.filter(() => random.chance(25)).map((member) =>
    shot(field, member, {
      act: "wait", path: "booking-waits",
      body: { storeId, serviceId, fromAt: starts[0], toAt: starts.at(-1)! + hourMs },
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

/** A hold whose time is over and which nobody has ended yet. */
async function dueHold(client: pg.Client, serviceId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select booking_id as id from bookings.bookings
     where service_id = $1 and state = 'held' and held_until <= clock_timestamp() limit 1`,
    [serviceId],
  );
  return rows[0] ? `the hold of booking ${rows[0].id} is over and not ended` : null;
}

async function race(
  field: Field,
  calendar: Calendar,
  all: Told[],
  kill: boolean,
): Promise<string[]> {
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
  all.push(...told);
  const looked = await lookWhenDone(client, async () => ({
    facts: await bookingFacts(client, serviceId),
    faults: await bookingFaults(client, serviceId, fits),
  }), () => dueHold(client, serviceId));
  const { facts, faults } = looked.seen;
  return [...lateFaults(looked), ...unkept(told, shots, facts), ...faults];
}

async function note(calendars: readonly Calendar[]): Promise<string> {
  const facts = (await Promise.all(
    calendars.map(({ client, serviceId }) => bookingFacts(client, serviceId)),
  )).flat();
  const of = (state: string) => facts.filter((one) => one.state === state).length;
  const offered = facts.filter((one) => one.offered).length;
  return `预约 bookings ${facts.length}：已确认 confirmed`
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
      const told: Told[] = [];
      const calendars = [await opened(field, client, false), await opened(field, client, true)];
      for (const calendar of calendars) {
        faults.push(...await lastPlace(field, calendar, told));
        for (const turn of field.short ? [0, 1] : [0, 1, 2, 3]) {
          faults.push(...await race(field, calendar, told, !field.short && turn % 2 === 1));
        }
      }
      faults.push(...strangeRefusals(told, known));
      const notes = [await note(calendars)];
      return { offers: new Map(), told, checkedHere: true, faults, notes };
    } finally {
      await client.end();
    }
  },
};
