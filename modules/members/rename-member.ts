import { visibleLength } from "#packages/text/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { MemberTables } from "./tables.ts";

const longestName = 40;

/** Sets how the member is called; null or only spaces: no name. */
export async function renameMember(
  ctx: Context,
  memberId: string,
  name: string | null,
): Promise<void> {
  const trimmed = name?.normalize("NFC").trim() || null;
  if (trimmed && visibleLength(trimmed) > longestName) {
    throw refuse("invalid_input", { detail: `name > ${longestName}` });
  }
  await tablesOf<MemberTables>(ctx)
    .updateTable("members.members")
    .set({ name: trimmed })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("erased_at", "is", null)
    .execute();
}
