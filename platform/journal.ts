import type { TObject } from "typebox";
import { Compile } from "typebox/compile";
import { type Actor, actorId, type Context, type Tx } from "./context.ts";
import { beforeCommit } from "./db/before-commit.ts";
import { fixed } from "./db/fixed.ts";
import { lines, plainArray } from "./db/lists.ts";
import { newId } from "./ids.ts";

type Check = { Check(value: unknown): boolean };
const register = new Map<string, { readonly module: string; readonly check: Check }>();

/** Declares a module's events. Payloads hold ids, codes, amounts and times, and nothing else. */
export function defineEvents<T extends Record<string, TObject>>(module: string, events: T): T {
  for (const [kind, schema] of Object.entries(events)) {
    if (register.has(kind)) throw new Error(`Event ${kind} is declared twice.`);
    register.set(kind, { module, check: Compile(schema) });
  }
  return events;
}

export interface EventInput {
  readonly unitId?: string | null;
  readonly memberId?: string | null;
  readonly payload: Record<string, unknown>;
  /** For a batch, where each row has its own caller; otherwise the context tells. */
  readonly caller?: {
    readonly actor: Actor;
    readonly now: Temporal.Instant;
    readonly requestId: string;
  };
}

export interface JournalEvent {
  readonly position: number;
  readonly eventId: string;
  readonly kind: string;
  readonly occurredAt: Temporal.Instant;
  readonly recordedAt: Temporal.Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly unitId: string | null;
  readonly memberId: string | null;
  readonly requestId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Who listens for "this brand has new events"; set by the process that runs the sequencer. */
const listeners = new Set<(brandId: string) => void>();
export function onAppended(listener: (brandId: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function announce(brandId: string): void {
  for (const listener of listeners) listener(brandId);
}

function rowOf(ctx: Context, kind: string, event: EventInput) {
  const declared = register.get(kind);
  if (!declared) throw new Error(`Event ${kind} is not declared.`);
  if (!declared.check.Check(event.payload)) {
    throw new Error(`The payload of ${kind} does not fit: ${JSON.stringify(event.payload)}`);
  }
  const { actor, now, requestId } = event.caller ?? ctx;
  return {
    eventId: newId(),
    kind,
    occurredAt: now.toString(),
    actorKind: actor.kind,
    actorId: actorId(actor),
    requestId,
    unitId: event.unitId ?? null,
    memberId: event.memberId ?? null,
    payload: event.payload,
  };
}

/** Appends one event in the caller's transaction; answers its id. */
export async function emit(ctx: Context, kind: string, event: EventInput): Promise<string> {
  const [id] = await emitMany(ctx, kind, [event]);
  if (!id) throw new Error("one event in, one id out");
  return id;
}

type Row = ReturnType<typeof rowOf>;

async function write(tx: Tx, brandId: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await fixed`/* kept */
    insert into platform.journal (brand_id, event_id, kind, occurred_at, actor_kind, actor_id,
      unit_id, member_id, request_id, payload)
    select ${brandId}::uuid, r.event_id, r.kind, r.occurred_at, r.actor_kind, r.actor_id,
      r.unit_id, r.member_id, r.request_id, r.payload::jsonb
    from unnest(${plainArray(rows.map((row) => row.eventId))}::uuid[],
      ${plainArray(rows.map((row) => row.kind))}::text[],
      ${plainArray(rows.map((row) => row.occurredAt))}::timestamptz[],
      ${plainArray(rows.map((row) => row.actorKind))}::text[],
      ${plainArray(rows.map((row) => row.actorId))}::uuid[],
      ${plainArray(rows.map((row) => row.unitId))}::uuid[],
      ${plainArray(rows.map((row) => row.memberId))}::uuid[],
      string_to_array(${lines(rows.map((row) => row.requestId))}, chr(10)),
      string_to_array(${lines(rows.map((row) => JSON.stringify(row.payload)))}, chr(10)))
      as r(event_id, kind, occurred_at, actor_kind, actor_id, unit_id, member_id, request_id,
        payload)`.execute(tx);
}

/** Events that wait for the end of their transaction: one statement writes them all. */
const held = new WeakMap<Tx, Row[]>();
const mostHeld = 2_000;

function holderOf(ctx: Context): Row[] {
  const known = held.get(ctx.tx);
  if (known) return known;
  const rows: Row[] = [];
  const { tx, brand } = ctx;
  const { brandId } = brand;
  if (beforeCommit(tx, () => write(tx, brandId, rows))) held.set(tx, rows);
  ctx.afterCommit.push(() => announce(brandId));
  return rows;
}

/** How many events wait; with {@link dropHeld} what a savepoint needs to undo them. */
export function countHeld(tx: Tx): number {
  return held.get(tx)?.length ?? 0;
}

export function dropHeld(tx: Tx, after: number): void {
  held.get(tx)?.splice(after);
}

/** Appends events of one kind; they are written at the end of the transaction. */
export async function emitMany(
  ctx: Context,
  kind: string,
  events: readonly EventInput[],
): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = events.map((event) => rowOf(ctx, kind, event));
  const holder = holderOf(ctx);
  if (held.get(ctx.tx) !== holder || holder.length + rows.length > mostHeld) {
    await write(ctx.tx, ctx.brand.brandId, rows);
  } else {
    holder.push(...rows);
  }
  return rows.map((row) => row.eventId);
}
