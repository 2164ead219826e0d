import { type TSchema, Type as T } from "typebox";
import { refuse } from "./errors.ts";

/** Query members of every list. */
export const pageQuery = {
  cursor: T.Optional(T.String({ maxLength: 400 })),
  limit: T.Optional(T.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

export interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  /** Give it as `cursor` for the next page; null at the end. */
  readonly next: string | null;
}

export const pageOf = <S extends TSchema>(item: S) =>
  T.Object({ items: T.Array(item), next: T.Union([T.String(), T.Null()]) });

export const pageLimit = (input: PageInput): number => Math.min(200, input.limit ?? 50);

export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Values of a cursor made by {@link encodeCursor}; null without one. */
export function decodeCursor(cursor: string | undefined): (string | number)[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(values) && values.every((v) => ["string", "number"].includes(typeof v))) {
      return values;
    }
  } catch {
    // falls through to the refusal
  }
  throw refuse("invalid_input", { detail: "cursor" });
}

/** Cuts a list that was read with limit + 1 rows into a page. */
export function pageFrom<Item>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => readonly (string | number)[],
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
