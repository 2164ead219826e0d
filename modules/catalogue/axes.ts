import { refuse } from "#platform/errors.ts";

export interface AxisValue {
  readonly value: string;
  readonly nameEn: string | null;
}

/** What a buyer chooses by: colour, size, sleeve. Variants name one value of each. */
export interface Axis {
  /** What variants' options call it. */
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly values: readonly AxisValue[];
}

export type Options = Readonly<Record<string, string>>;

const mostAxes = 4;
const mostValues = 60;

const distinct = (words: readonly string[]): boolean =>
  new Set(words).size === words.length && words.every((word) => word.trim() === word && word);

/** Refuses `axes_invalid`: too many, twice the same, an empty word, no value. */
export function checkAxes(axes: readonly Axis[]): void {
  const fits =
    axes.length <= mostAxes &&
    distinct(axes.map((axis) => axis.key)) &&
    axes.every(({ name, values }) =>
      name.trim() !== "" && values.length > 0 && values.length <= mostValues &&
      distinct(values.map((one) => one.value)));
  if (!fits) throw refuse("axes_invalid", { most: mostAxes });
}

/** One known value of every axis and nothing else; without axes anything goes. */
export function fitsAxes(axes: readonly Axis[], options: Options): boolean {
  if (axes.length === 0) return true;
  const names = Object.keys(options);
  return (
    names.length === axes.length &&
    axes.every(({ key, values }) => values.some((one) => one.value === options[key]))
  );
}
