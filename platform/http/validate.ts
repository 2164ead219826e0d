import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Locale } from "typebox/system";
import { Value } from "typebox/value";
import type { Lang } from "../errors.ts";

type Fault = Parameters<typeof Locale.zh_Hans>[0];

/** What is wrong, in both languages: the caller's is chosen where the answer is written. */
export type Details = Readonly<Record<Lang, string>>;

const own: Record<string, { readonly [L in Lang]: (fault: Fault) => string }> = {
  boolean: { zh: () => "不在可填的内容之列", en: () => "is not among what can be given" },
  pattern: { zh: () => "格式不对", en: () => "has the wrong form" },
};

function say(faults: readonly Fault[], lang: Lang): string {
  const known = lang === "zh" ? Locale.zh_Hans : Locale.en_US;
  const lines = faults.map((fault) => {
    const words = own[fault.keyword]?.[lang](fault) ?? known(fault);
    return `${fault.instancePath.slice(1).replaceAll("/", ".")} ${words}`.trim();
  });
  return lines.join(lang === "zh" ? "；" : "; ");
}

/** An unknown member is reported twice, by itself and by what holds it: once is enough. */
function faultsOf(all: readonly Fault[]): Fault[] {
  const named = all.some((fault) => fault.keyword === "boolean");
  return all.filter((fault) => !named || fault.keyword !== "additionalProperties").slice(0, 5);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Only a schema that names a default can fill one in: the walk costs more than the check. */
const hasDefault = (schema: unknown): boolean =>
  isObject(schema)
  && (Object.hasOwn(schema, "default") || Object.values(schema).some(hasDefault));

/** Path and query are texts: where only texts are asked for there is nothing to convert. */
function isAllText(schema: TSchema): boolean {
  const { properties } = schema as { properties?: Record<string, { type?: string }> };
  return properties !== undefined
    && Object.values(properties).every(({ type }) => type === "string");
}

/**
 * Checks inputs by TypeBox. Query and path arrive as text and are converted; a body must already
 * have the right types: converting null to "" would change what the caller meant.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  // Compiled with the first request: all routes at once are a good part of a start.
  let compiled: ReturnType<typeof Compile> | undefined;
  const convert = httpPart !== "body" && !isAllText(schema);
  const fill = hasDefault(schema);
  return (input: unknown) => {
    const given = input ?? {};
    const filled = fill ? Value.Default(schema, given) : given;
    const value = convert ? Value.Convert(schema, filled) : filled;
    const check = (compiled ??= Compile(schema));
    if (check.Check(value)) return { value };
    const faults = faultsOf([...check.Errors(value)]);
    const details: Details = { zh: say(faults, "zh"), en: say(faults, "en") };
    return { error: Object.assign(new Error(details.en), { validation: true, httpPart, details }) };
  };
};
