import { getProduct, productForms } from "#modules/catalogue/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { ownPlaceholders, unknownPlaceholder } from "./document.ts";
import type { ApplicationTables, Field } from "./tables.ts";

export interface FormInput {
  readonly fields: readonly Field[];
  readonly template: string;
  readonly templateEn: string | null;
  readonly keepDays: number;
  readonly active: boolean;
}

/** Whether a product is had by an application at all. */
export async function handlingOf(ctx: Context, productId: string) {
  const handling = (await productForms(ctx, [productId])).get(productId)?.handling;
  return handling === "apply_online" || handling === "print_in_store" ? handling : null;
}

const invalid = (given: string) => refuse("application_form_invalid", { given });

function checkFields(fields: readonly Field[]): void {
  const seen = new Set<string>(ownPlaceholders);
  for (const { key, kind, choices, label } of fields) {
    if (seen.has(key)) throw invalid(key);
    seen.add(key);
    if (!label.trim()) throw invalid(key);
    const labels = new Set(choices.map((one) => one.label.trim()));
    const fits = kind === "choice" ? labels.size >= 2 : labels.size === 0;
    if (!fits || labels.size !== choices.length || labels.has("")) throw invalid(label);
  }
}

/** Sets what is asked for a product and what its document says; open applications keep theirs. */
export async function saveForm(ctx: Context, productId: string, input: FormInput): Promise<void> {
  await getProduct(ctx, productId);
  if (!(await handlingOf(ctx, productId))) throw refuse("application_not_offered");
  checkFields(input.fields);
  for (const template of [input.template, input.templateEn ?? ""]) {
    const unknown = unknownPlaceholder(template, input.fields);
    if (unknown !== null) throw invalid(`{${unknown}}`);
  }
  const values = {
    fields: json(input.fields),
    template: input.template,
    template_en: input.templateEn,
    keep_days: input.keepDays,
    active: input.active,
    changed_at: ctx.now,
  };
  await tablesOf<ApplicationTables>(ctx)
    .insertInto("applications.forms")
    .values({ brand_id: ctx.brand.brandId, product_id: productId, ...values })
    .onConflict((key) => key.columns(["brand_id", "product_id"]).doUpdateSet(values))
    .execute();
  const payload = { productId, fields: input.fields.length, active: input.active };
  await emit(ctx, "applications.form_saved", { payload });
}
