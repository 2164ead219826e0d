import { newId } from "#platform/ids.ts";

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly default?: unknown;
}

/** Texts that fit the patterns in use; the first that matches is taken. */
const texts = [
  "aaaaaaaa",
  "a",
  "2026-01-01",
  "2026-01",
  "13800138000",
  "+8613800138000",
  "someone@example.test",
  "A1B2C3D4",
  "12345678",
  "123456",
  "123456789012",
  "134000000000000001",
  "#B4532A",
  "Asia/Shanghai",
  "CNY",
  "ABC",
  "zh",
  "own",
  "2026-01-01T00:00:00Z",
  "a".repeat(24),
  "1",
];

function textFor({ pattern, minLength = 0, maxLength = 10_000 }: Schema): string {
  const shape = new RegExp(pattern ?? "", "u");
  const fits = (text: string) =>
    shape.test(text) && text.length >= minLength && text.length <= maxLength;
  const found = [...texts, "a".repeat(minLength), newId()].find(fits);
  if (found === undefined) throw new Error(`no sample text fits ${pattern}: add one`);
  return found;
}

/** A smallest input that the schema accepts: what is under test is access, not validation. */
export function sampleOf(given: unknown): unknown {
  const schema = (given ?? {}) as Schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.anyOf) return sampleOf(schema.anyOf[0]);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf));
  switch (schema.type) {
    case "object": {
      const entries = (schema.required ?? []).map((name) => [
        name,
        sampleOf(schema.properties?.[name]),
      ]);
      return Object.fromEntries(entries);
    }
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    case "string":
      return textFor(schema);
    default:
      return {};
  }
}
