import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, type PageInput } from "#platform/paging.ts";

/** The id after which a list by id goes on; null at its start. Ids are ordered by their making. */
export function idCursor(input: PageInput): string | null {
  const values = decodeCursor(input.cursor);
  if (!values) return null;
  const id = String(values[0]);
  if (!isUuid(id)) throw refuse("invalid_input", { detail: "cursor" });
  return id;
}
