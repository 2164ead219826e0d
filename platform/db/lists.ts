/**
 * Many values as one parameter. The driver's own arrays escape every element by two regular
 * expressions, which for a batch costs more than the statement that reads them.
 */

/** Ids, numbers or booleans as a PostgreSQL array: nothing in them needs an escape. */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

/** Texts without a line end, such as JSON, to be read by `string_to_array($1, chr(10))`. */
export function lines(values: readonly string[]): string {
  for (const value of values) {
    if (value.includes("\n")) throw new Error("a line end inside of a list of lines");
  }
  return values.join("\n");
}
