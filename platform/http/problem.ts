import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { Type as T } from "typebox";
import { isDatabaseError } from "../batch.ts";
import { isPlanOfBefore } from "../db/burst.ts";
import { type Lang, type Params, problemOf, Refusal } from "../errors.ts";
import { langOf } from "./register.ts";
import type { Details } from "./validate.ts";

export const problemSchema = T.Object(
  {
    type: T.String(),
    title: T.String(),
    status: T.Integer(),
    code: T.String(),
    next: T.String({ description: "What the caller can do." }),
    params: T.Record(T.String(), T.Unknown()),
    requestId: T.String(),
  },
  { description: "RFC 9457 problem details" },
);

interface Told {
  readonly code: string;
  readonly params: Params;
}

const fastifyCodes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed_body",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed_body",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed_body",
  FST_REQ_FILE_TOO_LARGE: "body_too_large",
};

/** Lost connection, shutdown, deadlock, serialisation failure, too many connections. */
const passing = /^(08|40|53|57P)/;

type Thrown = FastifyError & { code?: string; details?: Details };

function tell(error: Thrown, lang: Lang, requestId: string): Told {
  if (error instanceof Refusal) return { code: error.code, params: error.params };
  if (error.validation) {
    return { code: "invalid_input", params: { detail: error.details?.[lang] ?? error.message } };
  }
  const known = fastifyCodes[error.code ?? ""];
  if (known) return { code: known, params: {} };
  if (error.statusCode === 429) return { code: "too_many_tries", params: { seconds: 60 } };
  if (error instanceof SyntaxError) return { code: "malformed_body", params: {} };
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: "invalid_input", params: { detail: error.message } };
  }
  const database = isDatabaseError(error) && passing.test(error.code ?? "");
  const network = ["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(error.code ?? "");
  // A migration has changed a table meanwhile: the repetition is planned anew.
  if (database || network || isPlanOfBefore(error) || /Connection terminated/.test(error.message)) {
    return { code: "temporarily_unavailable", params: {} };
  }
  return { code: "internal_error", params: { requestId } };
}

type Around = readonly [before: string, after: string];
const written = new WeakMap<Refusal, Partial<Record<Lang, Around>>>();
const place = "<the request's id>";

/** JSON with an escape for each character beyond ASCII: one byte each, it is sent as it is. */
const inAscii = (json: string): string => json.replace(/[\u0080-\uffff]/g, (one) =>
  `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

function writtenAround(refusal: Refusal, lang: Lang): Around {
  const known = written.get(refusal) ?? {};
  const found = known[lang];
  if (found) return found;
  const { code, params } = refusal;
  const text = inAscii(JSON.stringify(problemOf(code, params, lang, place)));
  const [before = "", after = ""] = text.split(place);
  written.set(refusal, { ...known, [lang]: [before, after] });
  return [before, after];
}

/**
 * Sends one refusal to many: its body is written once a language, only the request's id differs.
 * Nothing is thrown and nothing built.
 */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, lang: Lang): void {
  const [before, after] = writtenAround(refusal, lang);
  reply.code(refusal.status).type("application/problem+json")
    .send(`${before}${reply.request.id}${after}`);
}

/** Every error leaves as problem+json in the caller's language; only unexpected ones are logged. */
export function registerProblems(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const lang = langOf(request);
    const { code, params } = tell(error, lang, request.id);
    const problem = problemOf(code, params, lang, request.id);
    if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, code);
    if (problem.status === 429 || problem.status === 503) {
      reply.header("retry-after", String(params.seconds ?? 2));
    }
    return reply.code(problem.status).type("application/problem+json").send(problem);
  });
}
