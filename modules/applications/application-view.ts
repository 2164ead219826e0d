import { maskedMembers } from "#modules/members/index.ts";
import { isPermitted } from "#modules/organisation/index.ts";
import { getStores, type Store } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { anyId, writtenIn } from "./queries.ts";
import { mayFrom, memberSteps, staffSteps } from "./states.ts";
import type { ApplicationRow, ApplicationTables } from "./tables.ts";

const millis = (at: Temporal.Instant | null) => at?.epochMilliseconds ?? null;

interface Around {
  readonly stores: ReadonlyMap<string, Store>;
  readonly prints: readonly ApplicationTables["applications.prints"][];
  readonly steps: readonly ApplicationTables["applications.steps"][];
}

async function around(ctx: Context, rows: readonly ApplicationRow[]): Promise<Around> {
  const ids = rows.map((row) => row.application_id);
  if (ids.length === 0) return { stores: new Map(), prints: [], steps: [] };
  const db = tablesOf<ApplicationTables>(ctx);
  const prints = await db
    .selectFrom("applications.prints")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", anyId(ids))
    .orderBy("print_no")
    .execute();
  const steps = await db
    .selectFrom("applications.steps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", anyId(ids))
    .orderBy("step_no")
    .execute();
  const stores = await getStores(ctx, [
    ...new Set([...rows, ...prints].map((one) => one.store_id)),
  ]);
  return { stores: new Map(stores.map((one) => [one.storeId, one])), prints, steps };
}

function answersOf(row: ApplicationRow, answers: Readonly<Record<string, string>>) {
  return row.fields.flatMap((field) => {
    const value = answers[field.key];
    if (value === undefined) return [];
    const choice = field.choices.find((one) => one.label === value);
    const { key, kind, label, labelEn } = field;
    return [{ key, kind, label, labelEn, value, valueEn: choice?.labelEn ?? null }];
  });
}

function shared(row: ApplicationRow, { stores, prints, steps }: Around) {
  const { answers, reason, document } = writtenIn(row);
  const store = stores.get(row.store_id);
  return {
    applicationId: row.application_id,
    number: row.number,
    productId: row.product_id,
    productName: row.product_name,
    productNameEn: row.product_name_en,
    handling: row.handling,
    storeId: row.store_id,
    storeName: store?.name ?? "",
    storeNameEn: store?.nameEn ?? null,
    state: row.state,
    answers: answersOf(row, answers),
    reason,
    document: document?.zh ?? null,
    documentEn: document?.en ?? null,
    madeAt: row.made_at.epochMilliseconds,
    changedAt: row.changed_at.epochMilliseconds,
    closedAt: millis(row.closed_at),
    forgottenAt: millis(row.forgotten_at),
    steps: steps
      .filter((one) => one.application_id === row.application_id)
      .map(({ act, by_kind: by, at }) => ({ act, by, at: at.epochMilliseconds })),
    prints: prints
      .filter((one) => one.application_id === row.application_id)
      .map((one) => ({
        printNo: one.print_no,
        storeName: stores.get(one.store_id)?.name ?? "",
        storeNameEn: stores.get(one.store_id)?.nameEn ?? null,
        printedAt: one.printed_at.epochMilliseconds,
      })),
  };
}

/** Applications as their member sees them; `base`: the brand's public address. */
export async function myViews(ctx: Context, rows: readonly ApplicationRow[], base: string) {
  const about = await around(ctx, rows);
  return rows.map((row) => {
    const store = about.stores.get(row.store_id);
    return {
      ...shared(row, about),
      storeCode: store?.code ?? "",
      storeAddress: store?.address ?? "",
      storePhone: store?.phone ?? "",
      timeZone: ctx.brand.timeZone,
      showText: `${base}/a#${row.number}`,
      // What can be answered again.
      fields: row.fields,
      may: memberSteps.filter((act) => mayFrom(row.state, act)),
    };
  });
}

export async function myView(ctx: Context, row: ApplicationRow, base: string) {
  const [view] = await myViews(ctx, [row], base);
  return view!;
}

/**
 * Applications as staff see them. Who prints one for another store sees the document, not what its
 * member wrote.
 */
export async function staffViews(ctx: Context, rows: readonly ApplicationRow[]) {
  const about = await around(ctx, rows);
  const ids = [...new Set(rows.flatMap((row) => row.member_id ?? []))];
  const members = await maskedMembers(ctx, ids);
  const works = new Map<string, boolean>();
  for (const storeId of new Set(rows.map((row) => row.store_id))) {
    works.set(storeId, await isPermitted(ctx, "applications.work", storeId));
  }
  return rows.map((row) => {
    const member = row.member_id ? members.get(row.member_id) : undefined;
    const own = works.get(row.store_id) === true;
    const view = shared(row, about);
    const print = mayFrom(row.state, "print") && row.forgotten_at === null;
    return {
      ...view,
      answers: own ? view.answers : [],
      memberMasked: member?.masked ?? null,
      memberNameMasked: member?.nameMasked ?? null,
      may: [
        ...staffSteps.filter((act) => own && mayFrom(row.state, act)),
        ...(print ? ["print" as const] : []),
      ],
    };
  });
}

export async function staffView(ctx: Context, row: ApplicationRow) {
  const [view] = await staffViews(ctx, [row]);
  return view!;
}
