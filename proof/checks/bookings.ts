import type pg from "pg";

export interface BookingFact {
  readonly bookingId: string;
  readonly memberId: string;
  readonly startsAt: number;
  readonly people: number;
  readonly state: string;
  readonly held: number;
  readonly confirmed: number;
  readonly ended: number;
  readonly seats: number;
  readonly offered: boolean;
}

/** Bookings of one service with what they occupy and what the journal tells of them. */
export async function bookingFacts(client: pg.Client, serviceId: string): Promise<BookingFact[]> {
  const { rows } = await client.query(
    `select b.booking_id as "bookingId", b.member_id as "memberId", b.people, b.state,
       (extract(epoch from b.starts_at) * 1000)::bigint as "startsAt", b.origin = 'wait' as offered,
       coalesce(u.live, 0)::int as seats, coalesce(j.held, 0)::int as held,
       coalesce(j.confirmed, 0)::int as confirmed, coalesce(j.ended, 0)::int as ended
     from bookings.bookings b
     left join (select booking_id, count(*) as live from bookings.uses
       where released_at is null group by 1) u on u.booking_id = b.booking_id
     left join (select payload ->> 'bookingId' as id,
         count(*) filter (where kind = 'bookings.held') as held,
         count(*) filter (where kind = 'bookings.confirmed') as confirmed,
         count(*) filter (where kind in ('bookings.cancelled', 'bookings.expired')) as ended
       from platform.journal where kind like 'bookings.%' group by 1) j
       on j.id = b.booking_id::text
     where b.service_id = $1 order by b.booking_id`,
    [serviceId],
  );
  return rows.map((row) => ({ ...row, startsAt: Number(row.startsAt) }));
}

const live = (one: BookingFact): boolean => one.state === "held" || one.state === "confirmed";
const ended = (one: BookingFact): boolean => one.state === "cancelled" || one.state === "expired";

/** People of one start, and how many fit. */
function overshoot(facts: readonly BookingFact[], fits: number): string[] {
  const byStart = Map.groupBy(facts.filter(live), (one) => one.startsAt);
  return [...byStart].flatMap(([startsAt, some]) => {
    const people = some.reduce((sum, one) => sum + one.people, 0);
    return people > fits ? [`${people} people at ${startsAt}, ${fits} fit`] : [];
  });
}

function untold(one: BookingFact): string[] {
  const { bookingId: id, state } = one;
  const seats = live(one) ? one.people : 0;
  return [
    ...(one.held === 1 ? [] : [`${id} was held ${one.held} times`]),
    ...(one.confirmed > 1 ? [`${id} was confirmed ${one.confirmed} times`] : []),
    ...(state === "confirmed" && one.confirmed !== 1 ? [`${id}: nobody confirmed it`] : []),
    ...(one.ended === (ended(one) ? 1 : 0) ? [] : [`${id} is ${state}, ended ${one.ended} times`]),
    ...(one.seats === seats ? [] : [`${id} is ${state} and occupies ${one.seats} seats`]),
  ];
}

/** Seats of no two bookings meet; asked of the table as it is, whatever constraint it has. */
async function twice(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select u.booking_id as one, o.booking_id as other from bookings.uses u
     join bookings.uses o on o.resource_id = u.resource_id and o.place = u.place
       and o.use_id > u.use_id and o.released_at is null
       and o.busy_from < u.busy_to and u.busy_from < o.busy_to
       and (o.seat = u.seat or o.session <> u.session)
     where u.released_at is null limit 5`,
  );
  return rows.map((row) => `${row.one} and ${row.other} have one seat`);
}

/** What must hold at every quiet moment. */
export async function bookingFaults(
  client: pg.Client,
  serviceId: string,
  fits: number,
): Promise<string[]> {
  const facts = await bookingFacts(client, serviceId);
  return [...overshoot(facts, fits), ...facts.flatMap(untold), ...(await twice(client))];
}
