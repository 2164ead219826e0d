import { importCsv, type ImportTotals } from "../import-csv.ts";
import type { Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { SourceProduct } from "./history.ts";

const header = ["external_code", "name", "brand", "category"];

/** The product file; a product that is there as it should be is left alone. */
export async function importProducts(
  partner: Partner,
  products: readonly SourceProduct[],
  screen: Screen,
): Promise<ImportTotals> {
  const step = screen.step("商品", "Products", products.length);
  const rows = products.map(({ code, name, brandLabel, category }) => [
    code, name, brandLabel, category,
  ]);
  const totals = await importCsv(partner, "importProducts", { header, rows }, step);
  step.done();
  return totals;
}
