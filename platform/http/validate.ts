import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Value } from "typebox/value";

/**
 * Checks inputs by TypeBox. Query and path arrive as text and are converted; a body must already
 * have the right types: converting null to "" would change what the caller meant.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  const convert = httpPart !== "body";
  return (input: unknown) => {
    const withDefaults = Value.Default(schema, input ?? {});
    const value = convert ? Value.Convert(schema, withDefaults) : withDefaults;
    if (check.Check(value)) return { value };
    const first = [...check.Errors(value)].slice(0, 5);
    const detail = first.map((e) => `${e.instancePath || "/"} ${e.message}`).join("; ");
    return { error: Object.assign(new Error(detail), { validation: true, httpPart }) };
  };
};
