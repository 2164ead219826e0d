import { type TSchema, Type as T } from "typebox";

const uuidPattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** An id made by the application (UUIDv7). */
export const Id = T.String({ pattern: uuidPattern });
export const Nullable = <S extends TSchema>(schema: S) => T.Union([schema, T.Null()]);
/** Epoch milliseconds: browsers of the baseline have no Temporal. */
export const Millis = T.Integer({
  description: "epoch milliseconds", minimum: -8.64e15, maximum: 8.64e15,
});
export const Minor = T.Integer({ description: "integer minor units of the brand's currency" });
export const Day = T.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** One of these words. */
export const Word = <const W extends string>(...words: readonly W[]) =>
  T.Union(words.map((one) => T.Literal(one))) as TSchema as ReturnType<typeof T.Unsafe<W>>;
/** No control characters but tab and line ends: PostgreSQL refuses U+0000 in a text. */
const printable = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$";
/** Text that people type: no control characters, trimmed length is checked by the use case. */
export const Text = (maxLength: number, minLength = 1) =>
  T.String({ minLength, maxLength, pattern: printable });
