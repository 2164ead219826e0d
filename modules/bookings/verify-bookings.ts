import type { Reader } from "#platform/db/snapshot.ts";

export interface BookingsVerdict {
  readonly bookings: number;
  /** The first record that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Each finds what must not be; the database refuses the first two by itself. */
const faults: readonly string[] = [
  `select b.number, 'its seat is taken twice' as why
   from bookings.uses u
   join bookings.uses o on o.brand_id = u.brand_id and o.resource_id = u.resource_id
     and o.place = u.place and o.use_id <> u.use_id and o.released_at is null
     and tstzrange(o.busy_from, o.busy_to) && tstzrange(u.busy_from, u.busy_to)
     and (o.seat = u.seat or o.session <> u.session)
   join bookings.bookings b on b.brand_id = u.brand_id and b.booking_id = u.booking_id
   where u.brand_id = $1 and u.released_at is null order by u.use_id limit 1`,
  `select b.number, 'it has a seat of none: ' || u.seat || ' of ' || u.seats as why
   from bookings.uses u
   join bookings.bookings b on b.brand_id = u.brand_id and b.booking_id = u.booking_id
   where u.brand_id = $1 and (u.seat > u.seats or u.place > u.places) limit 1`,
  `select b.number, 'it is ' || b.state || ' and occupies a seat' as why
   from bookings.bookings b where b.brand_id = $1
     and b.state in ('served', 'no_show', 'cancelled', 'expired')
     and exists (select 1 from bookings.uses u where u.brand_id = b.brand_id
       and u.booking_id = b.booking_id and u.released_at is null)
   order by b.booking_id limit 1`,
  `select b.number, 'it is ' || b.state || ' and nothing is kept for it' as why
   from bookings.bookings b where b.brand_id = $1
     and (b.state in ('held', 'confirmed', 'serving'))
     and not exists (select 1 from bookings.uses u where u.brand_id = b.brand_id
       and u.booking_id = b.booking_id and u.released_at is null)
   order by b.booking_id limit 1`,
  `select b.number, 'what is kept for it does not hold its time' as why
   from bookings.bookings b
   join bookings.uses u on u.brand_id = b.brand_id and u.booking_id = b.booking_id
   where b.brand_id = $1 and b.state in ('held', 'confirmed') and u.released_at is null
     and (u.busy_from > b.starts_at or u.busy_to < b.ends_at)
   order by b.booking_id limit 1`,
  `select b.number, 'an offer of the list is ' || b.state || ', its place still offered' as why
   from bookings.waits w
   join bookings.bookings b on b.brand_id = w.brand_id and b.booking_id = w.booking_id
   where w.brand_id = $1 and w.state = 'offered' and b.state <> 'held' limit 1`,
];

/** Recomputes the bookings of one brand from what they occupy; names the first that is wrong. */
export async function verifyBookings(owner: Reader, brandId: string): Promise<BookingsVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from bookings.bookings where brand_id = $1",
    [brandId],
  );
  const bookings = counted.rows[0]?.count ?? 0;
  for (const fault of faults) {
    const { rows } = await owner.query<{ number: string; why: string }>(fault, [brandId]);
    const [wrong] = rows;
    if (wrong) {
      return { bookings, wrong: { record: `booking ${wrong.number}`, why: wrong.why } };
    }
  }
  return { bookings, wrong: null };
}
