import type { Product, ProductForm } from "./product-page.tsx";

type Axes = ProductForm["axes"];
type Variant = Product["variants"][number];

export interface Combination {
  readonly name: string;
  readonly options: Record<string, string>;
  /** It has been sold, or still is. */
  readonly variant: Variant | undefined;
}

const most = 240;

/** What the axes allow, each with its variant; `left` more are not listed. */
export function combinationsOf(
  axes: Axes,
  variants: readonly Variant[],
): { all: Combination[]; left: number } {
  const count = axes.reduce((product, axis) => product * axis.values.length, 1);
  let options: Record<string, string>[] = [{}];
  for (const { key, values } of axes) {
    options = options
      .flatMap((one) => values.map(({ value }) => ({ ...one, [key]: value })))
      .slice(0, most);
  }
  const all = options.map((one) => ({
    name: axes.map(({ key }) => one[key]).join(" / "),
    options: one,
    variant: variants.find((variant) =>
      axes.every(({ key }) => variant.options[key] === one[key])),
  }));
  return { all, left: count - all.length };
}

/** The product's code and the values: readable, and the same for the same combination. */
export function skuOf(code: string, options: Record<string, string>): string {
  const sku = [code, ...Object.values(options)].join("-");
  return [...sku].slice(0, 64).join("");
}
