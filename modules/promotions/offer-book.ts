import { sql } from "kysely";
import { listStops, type StopTarget, usedOf } from "#modules/limits/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import { storesInScope } from "#modules/stores/index.ts";
import {
  indexOffers, type Offer, type OfferBook, type StackingPolicy,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type BookRevision, bookRevision } from "./book-revision.ts";
import { stockKey } from "./limit-keys.ts";
import { engineRule, type Window } from "./rule-input.ts";
import { cartRule } from "./rule-of-terms.ts";
import { currentPolicy } from "./stacking-policy.ts";
import type { OffersTable, OfferVersionsTable } from "./tables.ts";

/** A version of an offer with what the engine needs of the offer itself. */
export type RuledVersion = OfferVersionsTable &
  Pick<OffersTable, "unit_id" | "live_version" | "state"> & {
    readonly since: Temporal.Instant | null;
  };

/** An offer as carts are priced by it. */
export interface BookedOffer {
  readonly engine: Offer;
  readonly offerId: string;
  readonly version: number;
  readonly title: string;
  readonly titleEn: string | null;
}

export interface LiveBook {
  readonly policy: StackingPolicy;
  /** Made at the first price: an import that publishes a thousand offers asks for none. */
  readonly index: OfferBook;
  readonly offers: readonly BookedOffer[];
  /** By the engine's id: the offer's own, but `id~version` for a version that is no more live. */
  readonly byKey: ReadonlyMap<string, BookedOffer>;
  isStopped(kind: StopTarget["kind"], targetId: string | null): boolean;
}

/** The engine's id of a version that is no more live: vouchers in hand keep its terms. */
export const olderKey = (offerId: string, version: number): string => `${offerId}~${version}`;

// An automatic offer that ended is still answered for a while: "ended yesterday".
const toldAfterDays = 7;
const most = 50_000;

const columns = sql`v.*, o.unit_id, o.live_version, o.state, o.published_at as since`;
const joined = sql`promotions.offers o join promotions.offer_versions v
  on v.brand_id = o.brand_id and v.offer_id = o.offer_id`;

/** A published version, and the row version that PostgreSQL gave its row. */
interface Head {
  readonly offer_id: string;
  readonly version: number;
  readonly live_version: number | null;
  readonly ended: boolean;
  /** Of what runs by itself; a voucher has the campaign that it was claimed under. */
  readonly campaign_id: string | null;
  readonly written: string;
}

/** What runs by itself now or later, and versions of which a voucher may still be in use. */
async function liveHeads(ctx: Context): Promise<Head[]> {
  const told = ctx.recordedAt.subtract({ hours: 24 * toldAfterDays });
  const { rows } = await sql<Head>`
    select v.offer_id, v.version, o.live_version, o.state = 'ended' as ended,
      case v.trigger when 'automatic' then o.campaign_id end as campaign_id,
      v.xmin::text as written from ${joined}
    where o.brand_id = ${ctx.brand.brandId} and v.published_at is not null and (
      (v.trigger = 'automatic' and o.state = 'published' and v.version = o.live_version
        and (v.runs_to is null or v.runs_to > ${told}))
      or (v.trigger = 'voucher' and case v.terms->'validity'->>'kind'
        when 'fixed' then (v.terms->'validity'->>'to')::timestamptz > ${ctx.recordedAt}
        else o.ended_at is null or o.ended_at
          + make_interval(days => (v.terms->'validity'->>'days')::int) > ${ctx.recordedAt} end))
    order by o.offer_id, v.version limit ${most}`.execute(ctx.tx);
  const ended = rows.filter((row) => row.ended).map((row) => stockKey(row.offer_id));
  if (ended.length === 0) return rows;
  const claimed = await usedOf(ctx, [...new Set(ended)]);
  return rows.filter((row) => !row.ended || (claimed.get(stockKey(row.offer_id)) ?? 0) > 0);
}

async function versionsOf(ctx: Context, heads: readonly Head[]): Promise<RuledVersion[]> {
  if (heads.length === 0) return [];
  const { rows } = await sql<RuledVersion>`
    select ${columns} from ${joined} join unnest(${heads.map((one) => one.offer_id)}::uuid[],
      ${heads.map((one) => one.version)}::int[]) as h(offer_id, version)
      on h.offer_id = v.offer_id and h.version = v.version
    where o.brand_id = ${ctx.brand.brandId}
    order by o.offer_id, v.version`.execute(ctx.tx);
  return rows;
}

/** Drafts of the offers; of all of them where none are named. */
export async function draftVersions(
  ctx: Context,
  offerIds: readonly string[] | null,
): Promise<RuledVersion[]> {
  const these = offerIds ? sql`and o.offer_id = any(${[...offerIds]}::uuid[])` : sql``;
  const { rows } = await sql<RuledVersion>`
    select ${columns} from ${joined}
    where o.brand_id = ${ctx.brand.brandId} and v.version = o.draft_version
      and o.state <> 'ended' ${these}
    order by o.offer_id limit 5000`.execute(ctx.tx);
  return rows;
}

type Lists = ReadonlyMap<string, readonly string[]>;
const versionKey = (row: { offer_id: string; version: number }) => `${row.offer_id} ${row.version}`;

async function listedProducts(ctx: Context, rows: readonly RuledVersion[]): Promise<Lists> {
  const listed = rows.filter((row) => row.terms.productScope === "list");
  if (listed.length === 0) return new Map();
  const ids = [...new Set(listed.map((row) => row.offer_id))];
  const found = await sql<{ offer_id: string; product_id: string; from_version: number }>`
    select offer_id, product_id, from_version from promotions.offer_products
    where brand_id = ${ctx.brand.brandId} and offer_id = any(${ids}::uuid[])
    order by offer_id, product_id`.execute(ctx.tx);
  const byOffer = Map.groupBy(found.rows, (row) => row.offer_id);
  return new Map(
    listed.map((row) => [
      versionKey(row),
      (byOffer.get(row.offer_id) ?? [])
        .filter((one) => one.from_version <= row.version)
        .map((one) => one.product_id),
    ]),
  );
}

async function listedStores(ctx: Context, rows: readonly RuledVersion[]): Promise<Lists> {
  const ids = rows.filter((row) => row.scope_unit_id === null).map((row) => row.offer_id);
  if (ids.length === 0) return new Map();
  const found = await sql<{ offer_id: string; version: number; store_id: string }>`
    select offer_id, version, store_id from promotions.offer_stores
    where brand_id = ${ctx.brand.brandId} and offer_id = any(${[...new Set(ids)]}::uuid[])
    order by offer_id, version, store_id`.execute(ctx.tx);
  const byVersion = Map.groupBy(found.rows, versionKey);
  return new Map([...byVersion].map(([key, list]) => [key, list.map((one) => one.store_id)]));
}

/** Stores under each unit that offers name, one list for all offers of a unit; the root: all. */
async function storesUnder(ctx: Context, rows: readonly RuledVersion[]) {
  const root = await rootUnit(ctx);
  const units = new Set(rows.flatMap((row) => row.scope_unit_id ?? []));
  const found = new Map<string, readonly string[] | null>();
  for (const unitId of units) {
    found.set(unitId, unitId === root ? null : await storesInScope(ctx, [unitId]));
  }
  return found;
}

const windowOf = ({ runs_from: from, runs_to: to }: RuledVersion): Window => ({
  fromMs: from?.epochMilliseconds ?? null,
  toMs: to?.epochMilliseconds ?? null,
});

/** The rule as it was said, with the listed products in its scope; a plain voucher's own. */
function saidRule(row: RuledVersion, products: readonly string[]) {
  if (!row.rule) {
    const made = cartRule(row.terms, products);
    if (!made) return null;
    const joins = row.terms.stackable ? { joins: "always" as const } : {};
    return { category: row.category, ...joins, ...made };
  }
  if (row.terms.productScope !== "list") return row.rule;
  const { scope } = row.rule;
  return { ...row.rule, scope: { ...scope, products: [...(scope.products ?? []), ...products] } };
}

/** Versions as the engine takes them; those that only a counter can honour are left out. */
export async function bookOffers(
  ctx: Context,
  rows: readonly RuledVersion[],
): Promise<BookedOffer[]> {
  const products = await listedProducts(ctx, rows);
  const listed = await listedStores(ctx, rows);
  const under = await storesUnder(ctx, rows);
  return rows.flatMap((row) => {
    const said = saidRule(row, products.get(versionKey(row)) ?? []);
    if (!said) return [];
    const { offer_id: offerId, version, title, title_en: titleEn, trigger } = row;
    const unit = row.scope_unit_id;
    const stores = unit ? (under.get(unit) ?? null) : (listed.get(versionKey(row)) ?? []);
    const { payers } = row.terms;
    const rule = engineRule(said as never, { window: windowOf(row), stores, payers });
    const older = row.published_at !== null && version !== row.live_version;
    const engine: Offer = {
      ...rule,
      offerId: older ? olderKey(offerId, version) : offerId,
      version,
      name: title,
      nameEn: titleEn,
      sinceMs: (row.since ?? row.saved_at).epochMilliseconds,
      trigger,
    };
    return [{ engine, offerId, version, title, titleEn }];
  });
}

export function indexBook(
  policy: StackingPolicy,
  offers: readonly BookedOffer[],
  isStopped: LiveBook["isStopped"] = () => false,
): LiveBook {
  let index: OfferBook | undefined;
  const byKey = new Map(offers.map((one) => [one.engine.offerId, one]));
  return {
    policy,
    offers,
    byKey,
    isStopped,
    get index() {
      index ??= indexOffers(offers.map((one) => one.engine), policy);
      return index;
    },
  };
}

interface Kept extends BookRevision {
  readonly book: LiveBook;
  readonly readAt: Temporal.Instant;
  /** By head; null: only a counter honours it. A published version never changes. */
  readonly read: ReadonlyMap<string, BookedOffer | null>;
}

// Never stale: a book is used only for the very revision that this transaction has just seen.
const books = new Map<string, Kept>();
const mostBooks = 200;
// A unit's move may lie ahead: its stores are found where they are at the latest after this.
const freshMinutes = 10;

const headKey = (head: Head): string => `${head.offer_id} ${head.version} ${head.written}`;

/** The same terms under the id that they have now that another version may be live. */
function renamed(booked: BookedOffer, head: Head): BookedOffer {
  const { offer_id: id, version } = head;
  const offerId = version === head.live_version ? id : olderKey(id, version);
  if (booked.engine.offerId === offerId) return booked;
  return { ...booked, engine: { ...booked.engine, offerId } };
}

/** Reads what is new since the book before; where stores have moved, everything. */
async function readOffers(
  ctx: Context,
  heads: readonly Head[],
  known: Kept["read"],
): Promise<Map<string, BookedOffer | null>> {
  const fresh = heads.filter((head) => !known.has(headKey(head)));
  const rows = await versionsOf(ctx, fresh);
  const made = new Map((await bookOffers(ctx, rows)).map((one) => [versionOf(one), one]));
  return new Map(
    heads.map((head) => {
      const key = headKey(head);
      const found = known.get(key) ?? made.get(versionKey(head)) ?? null;
      return [key, found && renamed(found, head)];
    }),
  );
}

const versionOf = (one: BookedOffer): string => `${one.offerId} ${one.version}`;

function keptFor({ brand, recordedAt }: Context): Kept | undefined {
  const known = books.get(brand.brandId);
  const age = known && Math.abs(recordedAt.since(known.readAt).total("minutes"));
  return age !== undefined && age < freshMinutes ? known : undefined;
}

/** What stands under a stop sign; putting one up or lifting it makes another revision. */
async function stopsOf(ctx: Context): Promise<LiveBook["isStopped"]> {
  const stopped = new Set((await listStops(ctx)).map((one) => `${one.kind} ${one.targetId}`));
  return (kind, targetId) => stopped.size > 0 && stopped.has(`${kind} ${targetId}`);
}

/** The brand's offers and policy, indexed once in this process for each revision of the book. */
export async function liveBook(ctx: Context): Promise<LiveBook> {
  const { brandId } = ctx.brand;
  const revision = await bookRevision(ctx);
  const known = keptFor(ctx);
  if (known?.revision === revision.revision) return known.book;
  const before = known?.places === revision.places ? known.read : new Map();
  const isStopped = await stopsOf(ctx);
  const heads = (await liveHeads(ctx)).filter(
    (head) => !isStopped("offer", head.offer_id) && !isStopped("campaign", head.campaign_id),
  );
  const read = await readOffers(ctx, heads, before);
  const offers = [...read.values()].filter((one) => one !== null);
  const book = indexBook((await currentPolicy(ctx)).policy, offers, isStopped);
  if (books.size >= mostBooks) books.clear();
  books.set(brandId, { ...revision, book, read, readAt: ctx.recordedAt });
  return book;
}
