import { permit } from "#modules/organisation/index.ts";
import { getStore } from "#modules/stores/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { documentPdf } from "./draw-document.ts";
import { findApplication, lockApplication, writtenIn } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { ApplicationTables } from "./tables.ts";
import { tell } from "./write-step.ts";

/**
 * Counts one more print of a document, in whatever store of the brand it is made; every one after
 * the first says on the paper that it is one.
 */
export async function printDocument(
  ctx: Context,
  applicationId: string,
  storeId: string,
): Promise<number> {
  await permit(ctx, "applications.work", storeId);
  const store = await getStore(ctx, storeId);
  if (store.closedAt) throw refuse("store_closed", { name: store.name });
  const row = await lockApplication(ctx, applicationId);
  permitAct(ctx, row, "print");
  if (row.forgotten_at) throw refuse("application_forgotten");
  const db = tablesOf<ApplicationTables>(ctx);
  const { last } = await db
    .selectFrom("applications.prints")
    .select(({ fn }) => fn.max("print_no").as("last"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", applicationId)
    .executeTakeFirstOrThrow();
  const printNo = (last ?? 0) + 1;
  await db
    .insertInto("applications.prints")
    .values({
      brand_id: ctx.brand.brandId,
      application_id: applicationId,
      print_no: printNo,
      store_id: storeId,
      printed_by: actorId(ctx.actor),
      printed_at: ctx.now,
    })
    .execute();
  await tell(ctx, "applications.printed", row, { printNo }, storeId);
  return printNo;
}

function timeOf(ctx: Context, at: Temporal.Instant): string {
  const zoned = at.toZonedDateTimeISO(ctx.brand.timeZone);
  return `${zoned.toPlainDate()} ${zoned.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** The paper of a print that was counted, for the store that made it; refuses all others. */
export async function printedPdf(
  ctx: Context,
  applicationId: string,
  printNo: number,
): Promise<{ readonly file: Buffer; readonly number: string }> {
  const print = await tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.prints")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", applicationId)
    .where("print_no", "=", printNo)
    .executeTakeFirst();
  if (!print) throw refuse("application_not_printed");
  await permit(ctx, "applications.work", print.store_id);
  const row = await findApplication(ctx, applicationId);
  const { document } = writtenIn(row);
  if (!document) throw refuse("application_forgotten");
  const store = await getStore(ctx, print.store_id);
  const english = ctx.lang === "en" && document.en !== null;
  const { brand } = ctx;
  const file = await documentPdf({
    lang: english ? "en" : "zh",
    brandName: english ? (brand.nameEn ?? brand.name) : brand.name,
    title: english ? (row.product_name_en ?? row.product_name) : row.product_name,
    number: row.number,
    text: english ? (document.en ?? "") : document.zh,
    printNo,
    printedIn: english ? (store.nameEn ?? store.name) : store.name,
    printedAt: timeOf(ctx, print.printed_at),
  });
  if (!file) throw refuse("application_font_missing");
  return { file, number: row.number };
}
