import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";
import { phoneIn } from "./brand-phone.ts";
import { type Member, selectMembers } from "./find-members.ts";

export interface ListInput extends PageInput {
  /** As typed; exact, never a part: a search by parts would undo the mask. */
  readonly phone?: string | undefined;
  readonly externalId?: string | undefined;
}

/** Members that are not erased, the newest first. */
export async function listMembers(ctx: Context, input: ListInput): Promise<Page<Member>> {
  const limit = pageLimit(input);
  let query = selectMembers(ctx)
    .where("erased_at", "is", null)
    .orderBy("joined_at", "desc")
    .orderBy("member_id", "desc")
    .limit(limit + 1);
  if (input.phone) query = query.where("phone_e164", "=", phoneIn(ctx.brand, input.phone) ?? "");
  if (input.externalId) query = query.where("external_id", "=", input.externalId);
  const after = decodeCursor(input.cursor);
  if (after) {
    const { at, id } = placeOf(after);
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("joined_at", "member_id"), "<", tuple(at, id)),
    );
  }
  const cursorOf = (one: Member) => [one.joinedAt.toString(), one.memberId];
  return pageFrom(await query.execute(), limit, cursorOf);
}

function placeOf([at, id]: readonly (string | number)[]) {
  if (!isUuid(String(id))) throw refuse("invalid_input", { detail: "cursor" });
  try {
    return { at: Temporal.Instant.from(String(at)), id: String(id) };
  } catch {
    throw refuse("invalid_input", { detail: "cursor" });
  }
}
