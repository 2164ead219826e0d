import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { getProduct, productForms } from "#modules/catalogue/index.ts";
import { heldMember } from "#modules/members/index.ts";
import { getStore } from "#modules/stores/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { type Answer, checkAnswers } from "./check-answers.ts";
import { applicationByNumber, formOf } from "./queries.ts";
import { handlingOf } from "./save-form.ts";
import { seal } from "./sealed.ts";
import { openStates } from "./states.ts";
import type { ApplicationRow, ApplicationTables, FormRow } from "./tables.ts";
import { tell, writeStep } from "./write-step.ts";

export interface SubmitInput {
  readonly memberId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly answers: readonly Answer[];
}

/** Of one member. */
const mostOpen = 10;

async function freshNumber(ctx: Context): Promise<string> {
  for (;;) {
    const number = makeDigits(10, randomBytes);
    if (!(await applicationByNumber(ctx, number))) return number;
  }
}

/** What can be applied for now: the product, its way and its form; null: nothing. */
export async function offeredForm(ctx: Context, productId: string) {
  const product = await getProduct(ctx, productId);
  const handling = await handlingOf(ctx, productId);
  const form = await formOf(ctx, productId);
  const sale = (await productForms(ctx, [productId])).get(productId);
  const after = (at: Temporal.Instant | null | undefined) =>
    at && Temporal.Instant.compare(at, ctx.now) <= 0;
  const begun = !sale?.opensAt || after(sale.opensAt);
  const offered = begun && !after(sale?.closesAt) && !product.retiredAt;
  if (!offered || !handling || !form?.active) return null;
  return { product, handling, form };
}

/** One at a time of a member, so that the count of what is open holds. */
async function checkOpen(ctx: Context, memberId: string): Promise<void> {
  const scope = `applications ${ctx.brand.brandId} ${memberId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 0))`.execute(ctx.tx);
  const { count } = await tablesOf<ApplicationTables>(ctx)
    .selectFrom("applications.applications")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("state", "in", [...openStates])
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostOpen) throw refuse("application_too_many_open", { most: mostOpen });
}

const asAsked = (form: FormRow) => ({
  template: form.template,
  template_en: form.template_en,
  keep_days: form.keep_days,
});

/** Puts a filled-in form into the worklist of the store that its member chose. */
export async function submit(ctx: Context, input: SubmitInput): Promise<ApplicationRow> {
  // An erasure waits for this one and then takes it back.
  if (!(await heldMember(ctx, { memberId: input.memberId }))) throw refuse("not_signed_in");
  const found = await offeredForm(ctx, input.productId);
  if (!found) throw refuse("application_not_offered");
  const { product, handling, form } = found;
  const store = await getStore(ctx, input.storeId);
  if (store.closedAt) throw refuse("store_closed", { name: store.name });
  await checkOpen(ctx, input.memberId);
  const answers = await checkAnswers(ctx, input.memberId, form.fields, input.answers);
  const applicationId = newId();
  const row: ApplicationRow = {
    brand_id: ctx.brand.brandId,
    application_id: applicationId,
    number: await freshNumber(ctx),
    store_id: store.storeId,
    product_id: product.productId,
    product_name: product.name,
    product_name_en: product.nameEn,
    handling,
    fields: form.fields,
    ...asAsked(form),
    member_id: input.memberId,
    state: "submitted",
    sealed: seal(applicationId, { answers, reason: null, document: null }),
    made_at: ctx.now,
    changed_at: ctx.now,
    closed_at: null,
    forgotten_at: null,
  };
  await tablesOf<ApplicationTables>(ctx)
    .insertInto("applications.applications")
    .values({ ...row, fields: json(row.fields) })
    .execute();
  await writeStep(ctx, row, "submit");
  await tell(ctx, "applications.submitted", row);
  return row;
}
