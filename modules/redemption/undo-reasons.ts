/** Why a redemption is taken back: codes, since the journal holds no free words. */
export const undoReasons = [
  "scanned_by_mistake",
  "wrong_bill",
  "member_changed_mind",
  "goods_returned",
  "training",
  "other",
] as const;
export type UndoReason = (typeof undoReasons)[number];
