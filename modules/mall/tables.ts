export const undoReasons = ["member_wish", "mistake", "not_available"] as const;
export type UndoReason = (typeof undoReasons)[number];

export interface ItemRow {
  brand_id: string;
  item_id: string;
  offer_id: string;
  points: number;
  stock: number | null;
  per_member: number | null;
  media_id: string | null;
  shown: boolean;
  position: number;
  created_at: Temporal.Instant;
  changed_at: Temporal.Instant;
}

export interface ExchangeRow {
  brand_id: string;
  exchange_id: string;
  item_id: string;
  member_id: string;
  points: number;
  voucher_id: string;
  taken: object;
  exchanged_at: Temporal.Instant;
  undone_at: Temporal.Instant | null;
  undo_reason: UndoReason | null;
}

export interface MallTables {
  "mall.items": ItemRow;
  "mall.exchanges": ExchangeRow;
}
