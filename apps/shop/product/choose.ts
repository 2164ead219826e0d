import type { Product } from "./product.ts";

type Axes = Product["axes"];
type Variants = Product["variants"];
/** What is picked so far, by axis. */
export type Picked = Readonly<Record<string, string>>;

export interface Choice {
  value: string;
  nameEn: string | null;
  picked: boolean;
  /** Some combination has it, beside what is picked of the other axes. */
  exists: boolean;
  /** Combinations with it exist, and none of them is left. */
  soldOut: boolean;
}

const fits = (variant: Variants[number], picked: Picked): boolean =>
  Object.entries(picked).every(([key, value]) => variant.options[key] === value);

/** The values of each axis, and which of them still lead to something. */
export function choicesOf(axes: Axes, variants: Variants, picked: Picked): Choice[][] {
  return axes.map(({ key, values }) => {
    const { [key]: own, ...others } = picked;
    return values.map(({ value, nameEn }) => {
      const found = variants.filter((one) => fits(one, { ...others, [key]: value }));
      return {
        value,
        nameEn,
        picked: own === value,
        exists: found.length > 0,
        soldOut: found.length > 0 && found.every((one) => one.left === 0),
      };
    });
  });
}

/** The combination, once a value of every axis is picked. */
export function variantOf(product: Product, picked: Picked): Variants[number] | undefined {
  if (Object.keys(picked).length < product.axes.length) return undefined;
  return product.variants.find((one) => fits(one, picked));
}

/** After a tap on a value; on the picked one: it is open again. */
export function tapped(picked: Picked, key: string, value: string): Picked {
  const { [key]: before, ...others } = picked;
  return before === value ? others : { ...others, [key]: value };
}

/** Where an axis has one value that leads anywhere, nobody has to tap on it. */
export function onlyChoices(axes: Axes, variants: Variants): Picked {
  const single = choicesOf(axes, variants, {}).map((all) => all.filter((one) => one.exists));
  return Object.fromEntries(
    single.flatMap((all, at) => {
      const key = axes[at]?.key;
      return key && all.length === 1 && all[0] ? [[key, all[0].value]] : [];
    }),
  );
}
