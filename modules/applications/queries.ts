import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { nothingWritten, unseal } from "./sealed.ts";
import type { ApplicationRow, ApplicationTables, FormRow, Written } from "./tables.ts";

export const anyId = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

export async function formOf(ctx: Context, productId: string): Promise<FormRow | null> {
  const row = await tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.forms")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .executeTakeFirst();
  return row ?? null;
}

const applications = (ctx: Context) =>
  tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.applications")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

export async function findApplication(ctx: Context, id: string): Promise<ApplicationRow> {
  const row = await applications(ctx).where("application_id", "=", id).executeTakeFirst();
  if (!row) throw refuse("application_not_found");
  return row;
}

/** Its row is held to the commit: steps and prints come one by one. */
export async function lockApplication(ctx: Context, id: string): Promise<ApplicationRow> {
  const row = await applications(ctx)
    .where("application_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse("application_not_found");
  return row;
}

export async function applicationByNumber(
  ctx: Context,
  number: string,
): Promise<ApplicationRow | null> {
  return (await applications(ctx).where("number", "=", number).executeTakeFirst()) ?? null;
}

/** A member has their own applications only; anybody else's is not there. */
export function assertOwn(ctx: Context, row: ApplicationRow): ApplicationRow {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (memberId === null || row.member_id !== memberId) throw refuse("application_not_found");
  return row;
}

export const writtenIn = (row: ApplicationRow): Written =>
  row.sealed ? unseal(row.application_id, row.sealed) : nothingWritten;

/** Writes some columns of an application whose row is held. */
export async function changeApplication(
  ctx: Context,
  row: ApplicationRow,
  changes: Partial<ApplicationRow>,
): Promise<ApplicationRow> {
  await tablesOf<ApplicationTables>(ctx)
    .updateTable("applications.applications")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", row.application_id)
    .execute();
  return { ...row, ...changes };
}
