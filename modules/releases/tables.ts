import type { Static } from "typebox";
import type { Params } from "#platform/errors.ts";
import type { EntryStateSchema, GateSchema, KindSchema, ModeSchema } from "./shapes.ts";

export type EntryState = Static<typeof EntryStateSchema>;
export type Gate = Static<typeof GateSchema>;
export type Mode = Static<typeof ModeSchema>;

export interface ReleaseRow {
  release_id: string;
  unit_id: string;
  offer_id: string;
  offer_version: number | null;
  name: string;
  name_en: string | null;
  mode: Mode;
  kind: Static<typeof KindSchema>;
  gate: Gate;
  hold_seconds: number;
  warm_up_at: Temporal.Instant;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  state: "draft" | "announced" | "settled" | "cancelled";
  created_at: Temporal.Instant;
  announced_at: Temporal.Instant | null;
  cancel_reason: string | null;
}

export interface SlotRow {
  slot_id: string;
  release_id: string;
  position: number;
  number: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  stock: number;
  nonce: Buffer | null;
  commitment: Buffer | null;
  seed: Buffer | null;
  digest: Buffer | null;
  drawn: number | null;
  drawn_at: Temporal.Instant | null;
  last_place: number;
  entered: number;
  settled_at: Temporal.Instant | null;
}

export interface EntryRow {
  entry_id: string;
  release_id: string;
  slot_id: string;
  member_id: string;
  state: EntryState;
  place: number | null;
  drawn: boolean;
  store_id: string | null;
  touch_id: string | null;
  visitor_id: string | null;
  entered_at: Temporal.Instant;
  hold_id: string | null;
  hold_ends_at: Temporal.Instant | null;
  voucher_id: string | null;
  /** The limit of the offer that stood against it when its turn came. */
  passed_by: { readonly code: string; readonly params: Params } | null;
}
