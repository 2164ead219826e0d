import type { FastifyRequest } from "fastify";
import type { Context } from "#platform/context.ts";
import { sourceCodeUrl } from "./poster.ts";
import { publicUrlOf } from "./public-url.ts";
import type { SourceCode } from "./source-codes.ts";

/** A source code as it is answered: times as numbers, with the address of its QR. */
export function codeAnswer<Code extends SourceCode>(
  ctx: Context,
  request: FastifyRequest,
  code: Code,
) {
  return {
    ...code,
    createdAt: code.createdAt.epochMilliseconds,
    retiredAt: code.retiredAt?.epochMilliseconds ?? null,
    url: sourceCodeUrl(publicUrlOf(request), ctx.brand.key, code.code),
  };
}
