import { CompiledQuery } from "kysely";
import type { Tx } from "../context.ts";
import { askInBurst } from "./batch-connection.ts";

/** A statement whose text is the same at every call: only its values differ. */
export interface Fixed<T> {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Sends it before it returns, where the transaction is a batch. */
  execute(tx: Tx): Promise<{ readonly rows: T[] }>;
}

/** Each place in the source writes its text once; the parts of a template are that place's own. */
const texts = new WeakMap<TemplateStringsArray, string>();

function textOf(parts: TemplateStringsArray): string {
  const known = texts.get(parts);
  if (known !== undefined) return known;
  const text = parts.reduce((before, part, place) => `${before}$${place}${part}`);
  texts.set(parts, text);
  return text;
}

/** A part of a statement, of the query builder: its text could be another each time. */
const isPart = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "toOperationNode" in value;

/**
 * SQL of which every placeholder is a value, for what batches ask again and again: the query
 * builder makes a tree of each statement and text of that, which costs several times as much as to
 * send it. Throws where a placeholder is a part of a statement.
 */
export function fixed<T = unknown>(parts: TemplateStringsArray, ...values: unknown[]): Fixed<T> {
  const text = textOf(parts);
  if (values.some(isPart)) throw new Error("A statement of fixed text takes values only.");
  return {
    text,
    values,
    async execute(tx) {
      const sent = askInBurst(tx, text, values) ?? tx.executeQuery(CompiledQuery.raw(text, values));
      return (await sent) as { rows: T[] };
    },
  };
}
