import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { dayWindow, isDay } from "#platform/time.ts";
import type { Handling, ProductKind } from "./tables.ts";
import type { Origin } from "./sellable.ts";

/** What a row says of the product's form; absent: the file says nothing of it. */
export interface FormCells {
  readonly kind?: ProductKind | undefined;
  readonly handling?: Handling | undefined;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly previewDay?: string | undefined;
  readonly channels?: readonly Origin[] | undefined;
}

const kinds: Readonly<Record<string, ProductKind>> = {
  goods: "goods", service: "service", business: "business", 商品: "goods", 服务: "service",
  业务: "business",
};
const handlings: Readonly<Record<string, Handling>> = {
  online: "online", store_only: "store_only", apply_online: "apply_online",
  print_in_store: "print_in_store", 网上: "online", 仅到店: "store_only",
  网上申请: "apply_online", 到店打印: "print_in_store",
};
const origins: Readonly<Record<string, Origin>> = {
  own: "own", joint: "joint", partner: "partner", 自建: "own", 合建: "joint", 合作: "partner",
};

interface Given {
  readonly kind: string;
  readonly handling: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly preview_day: string;
  readonly channels: string;
}

const inOrder = (a: string | undefined, b: string | undefined, same: boolean): boolean =>
  !a || !b || a < b || (same && a === b);

/** The form that a row gives, or the code of what is wrong with it. */
export function parseForm(cells: Given): FormCells | string {
  const form = {
    ...(cells.kind ? { kind: kinds[cells.kind] } : {}),
    ...(cells.handling ? { handling: handlings[cells.handling] } : {}),
  };
  if (Object.values(form).some((one) => one === undefined)) return "form_invalid";
  if ((form.kind ?? "goods") === "goods" && form.handling?.match(/apply|print/)) {
    return "handling_not_for_goods";
  }
  const [firstDay, lastDay, previewDay] = [cells.first_day, cells.last_day, cells.preview_day]
    .map((day) => day || undefined);
  const days = [firstDay, lastDay, previewDay].filter((day) => day !== undefined);
  const fits = days.every(isDay) && inOrder(firstDay, lastDay, true) &&
    inOrder(previewDay, firstDay, false) && !(previewDay && !firstDay);
  if (!fits) return "window_invalid";
  const channels = cells.channels
    ? cells.channels.split(/[;；|]/).map((one) => origins[one.trim()])
    : undefined;
  if (channels?.includes(undefined)) return "form_invalid";
  return {
    ...form, firstDay, lastDay, previewDay, channels: channels as readonly Origin[] | undefined,
  };
}

const says = (form: FormCells): boolean => Object.values(form).some((one) => one !== undefined);

/** Writes the forms that differ, in two statements; answers how many products changed. */
export async function importForms(
  ctx: Context,
  rows: readonly { readonly productId: string; readonly form: FormCells }[],
): Promise<number> {
  const told = rows.filter(({ form }) => says(form));
  if (told.length === 0) return 0;
  const brandId = ctx.brand.brandId;
  const at = (day: string | undefined, edge: "from" | "to") =>
    day ? dayWindow(ctx, day)[edge].toString() : null;
  const given = told.map(({ productId, form }) => ({
    id: productId,
    kind: form.kind ?? null,
    handling: form.handling ?? null,
    opens: at(form.firstDay, "from"),
    closes: at(form.lastDay, "to"),
    preview: at(form.previewDay, "from"),
    // Days come together: a file that gives one gives all that hold.
    days: Boolean(form.firstDay ?? form.lastDay ?? form.previewDay),
  }));
  const { rows: changed } = await sql`
    update catalogue.products p set kind = r.kind, handling = r.handling, opens_at = r.opens,
      closes_at = r.closes, preview_at = r.preview, updated_at = ${ctx.now}
    from (select g.id, coalesce(g.kind, q.kind) as kind,
        coalesce(g.handling, q.handling) as handling,
        case when g.days then g.opens else q.opens_at end as opens,
        case when g.days then g.closes else q.closes_at end as closes,
        case when g.days then g.preview else q.preview_at end as preview
      from jsonb_to_recordset(${json(given)}) as g(id uuid, kind text, handling text,
        opens timestamptz, closes timestamptz, preview timestamptz, days boolean)
      join catalogue.products q on q.brand_id = ${brandId} and q.product_id = g.id) r
    where p.brand_id = ${brandId} and p.product_id = r.id
      and (p.kind, p.handling, p.opens_at, p.closes_at, p.preview_at)
        is distinct from (r.kind, r.handling, r.opens, r.closes, r.preview)
    returning 1`.execute(ctx.tx);
  const rules = told.flatMap(({ productId, form }) =>
    (form.channels ?? []).map((origin) => ({ id: newId(), product: productId, origin })));
  const named = told.filter(({ form }) => form.channels).map((one) => one.productId);
  await sql`delete from catalogue.product_channels c where c.brand_id = ${brandId}
    and c.product_id = any(${named}::uuid[]) and not exists (
      select 1 from jsonb_to_recordset(${json(rules)}) as r(product uuid, origin text)
      where r.product = c.product_id and r.origin = c.origin)`.execute(ctx.tx);
  await sql`insert into catalogue.product_channels (brand_id, rule_id, product_id, origin)
    select ${brandId}::uuid, r.id, r.product, r.origin
    from jsonb_to_recordset(${json(rules)}) as r(id uuid, product uuid, origin text)
    on conflict do nothing`.execute(ctx.tx);
  return changed.length;
}
